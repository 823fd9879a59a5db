/**
 * What can be scaffolded, for which method, filled with what. Answers and a library of templates go in, files come out; nothing
 * is read or written here.
 *
 * Two halves. Light, without a parser: `catalogue` (every document there is), `documentState` (what a project has and lacks),
 * `choices` and `defaults` (what the questions offer), `holidays`. Whoever needs only these imports the module itself, not this
 * index. Heavy, with the YAML parser: `planProject`, `planDocument`, `planSampleProject` and the team templates.
 */
export { oneLine, type ProjectAnswers } from "./answers.ts";
export {
  type DocumentDescription,
  type DocumentForm,
  documentAt,
  documentById,
  documentCatalogue,
  documentPath,
  isDocumentAt,
  type Need,
  type PathParts,
  slug,
} from "./catalogue.ts";
export { type KindChoice, kindChoice, kindChoices, type MethodChoice, methodChoice, methodChoices } from "./choices.ts";
export {
  defaultStart,
  guessRegion,
  priceLevel,
  type Region,
  readableName,
  regionById,
  regions,
  startProblem,
  zoneOf,
} from "./defaults.ts";
export {
  type DocumentState,
  defaultDocuments,
  type MissingDocument,
  missingDocuments,
  type PresentDocument,
} from "./documentState.ts";
export { pathProblem } from "./filePaths.ts";
export { type Holiday, type HolidayTable, holidayDays, holidaySpan, holidaysBetween } from "./holidays.ts";
export { type IdsInUse, idsInUse } from "./idsInUse.ts";
export { markdownText } from "./markdownText.ts";
export { type DocumentOptions, type ExistingProject, planDocument } from "./planDocument.ts";
export { planProject } from "./planProject.ts";
export { planSampleProject } from "./sampleProject.ts";
export {
  makeTeamTemplate,
  planFromTeamTemplate,
  readTemplateDescription,
  type TemplateAnswers,
  type TemplateDescription,
  type TemplateReading,
  type TemplateSource,
  templateFileName,
  templateLimits,
} from "./teamTemplate.ts";
export {
  type FilePlan,
  filesBelow,
  libraryFile,
  type PlannedFile,
  type PlanProblem,
  type TemplateLibrary,
} from "./templateLibrary.ts";
export { yamlText } from "./yamlText.ts";
