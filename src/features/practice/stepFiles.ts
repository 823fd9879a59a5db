import { Uri, workspace } from "vscode";
import { privateFolder } from "../../core/model/privateFolder.ts";
import { readAssessment } from "../../core/practice/assessment/assessmentFile.ts";
import { readGapPlan } from "../../core/practice/assessment/gapPlan.ts";
import type { QuestionSet } from "../../core/practice/assessment/index.ts";
import { readBackground } from "../../core/practice/certification/backgroundFile.ts";
import { studyFor } from "../../core/practice/certification/studyPlan.ts";
import { doneWhen, type ProjectFacts, type Shown, type StepFiles, shownPages } from "../../core/practice/doneWhen.ts";
import { readEducation } from "../../core/practice/education/educationFile.ts";
import { linkedFiles } from "../../core/practice/portfolio.ts";
import { assessmentsFolder, privateFiles } from "../../core/practice/privateText.ts";
import { readDocument } from "../../core/text/reading/index.ts";
import { exists, readText } from "../../platform/index.ts";
import type { Project, Services } from "../../services/index.ts";
import { isPerson, type PrivatePlace, privateHome, privatePlace } from "../../services/privateFolder.ts";

const portfolioPath = "portfolio.md";
/** Behind so many that can't be read, or that colleagues answered, nobody looks further. */
const mostAssessments = 20;
/** More documents than these nobody reads of a portfolio. */
const mostDocuments = 60;
/** More projects than these at once nobody leads. */
const mostProjects = 20;

/** What the files that are open show of each step, by the id of its page. */
export async function readShown(services: Services): Promise<ReadonlyMap<string, readonly Shown[]>> {
  const files = await readStepFiles(services);
  return new Map(shownPages.map((id) => [id, doneWhen(id, files)]));
}

/** What steps ask about: the projects, and the private files beside the current one. */
async function readStepFiles(services: Services): Promise<StepFiles> {
  const { projects, bundled } = services;
  await projects.ready;
  const facts = await Promise.all(projects.all.slice(0, mostProjects).map((project) => factsOf(services, project)));
  const place = await privatePlace(services, { ask: false });
  const folder = place?.folder ?? (await privateHome(services));
  if (folder === undefined) return { projects: facts };
  const own = Uri.joinPath(folder, privateFolder);
  const set = await bundled.read<QuestionSet>("assessment.json");
  const assessment = await newestAssessment(set, Uri.joinPath(own, assessmentsFolder), place);
  const [gapPlan, education, background] = await Promise.all(
    [privateFiles.gapPlan, privateFiles.education, privateFiles.background].map((path) =>
      textOf(Uri.joinPath(own, path)),
    ),
  );
  return {
    projects: facts,
    ...(assessment !== undefined && { assessment }),
    ...(gapPlan !== undefined && { gapPlan: readGapPlan(gapPlan) }),
    ...(education !== undefined && { education: readEducation(education).comparison }),
    ...(background !== undefined && { background: readBackground(background).entries }),
  };
}

/** The newest that the person answered themselves and that can be read; anybody's where it is not known who sits here. */
async function newestAssessment(
  set: QuestionSet,
  folder: Uri,
  place: PrivatePlace | undefined,
): Promise<StepFiles["assessment"]> {
  const entries = await workspace.fs.readDirectory(folder).then(undefined, () => []);
  const names = entries.map(([name]) => name).filter((name) => /^\d{4}-\d\d-\d\d-.*\.yaml$/.test(name));
  for (const name of names.sort().reverse().slice(0, mostAssessments)) {
    const text = await textOf(Uri.joinPath(folder, name));
    const { assessment } = text === undefined ? {} : readAssessment(set, text);
    if (assessment === undefined || assessment.by !== undefined) continue;
    if (place !== undefined && !isPerson(place, assessment.person)) continue;
    const answered = set.questions.filter(({ id }) => assessment.answers.has(id)).length;
    return { date: assessment.date, answered, of: set.questions.length };
  }
  return undefined;
}

async function factsOf(services: Services, project: Project): Promise<ProjectFacts> {
  const errors = [...project.problems.values()].flat().filter(({ severity }) => severity === "error").length;
  const header = project.reading.slices.find(({ path }) => path === "gantry.yaml");
  const certification = header === undefined ? undefined : studyFor(header.text);
  const portfolio = await portfolioOf(services, project);
  return {
    name: project.header.name,
    errors,
    ...(certification !== undefined && { studyFor: certification }),
    ...(portfolio !== undefined && { portfolio }),
  };
}

async function portfolioOf({ projects }: Services, project: Project): Promise<ProjectFacts["portfolio"]> {
  const text = await textOf(projects.uriOf(project, portfolioPath));
  if (text === undefined) return undefined;
  const linked = linkedFiles(portfolioPath, text).slice(0, mostDocuments);
  const areThere = await Promise.all(linked.map((path) => exists(projects.uriOf(project, path))));
  const there = linked.filter((_, at) => areThere[at]);
  const faulty = await Promise.all(there.map((path) => hasError(projects, project, path)));
  return {
    good: faulty.filter((one) => !one).length,
    missing: linked.length - there.length,
    faulty: faulty.filter(Boolean).length,
  };
}

async function hasError(projects: Services["projects"], project: Project, path: string): Promise<boolean> {
  if (!path.endsWith(".md")) return (project.problems.get(path) ?? []).some(({ severity }) => severity === "error");
  const text = await textOf(projects.uriOf(project, path));
  return text === undefined || readDocument(path, text).problems.some(({ severity }) => severity === "error");
}

function textOf(uri: Uri): Promise<string | undefined> {
  return readText(uri).catch(() => undefined);
}
