import { type DayNumber, formatDate, formatWeek, parseDate, startOfWeek } from "../model/date.ts";
import { privateFolder } from "../model/privateFolder.ts";
import { amountText, reserveText, scaleAmounts, totalFunding } from "./amounts.ts";
import { type CheckedAnswers, checkAnswers, type ProjectAnswers } from "./answers.ts";
import { setHolidays } from "./calendarText.ts";
import { type DocumentDescription, documentCatalogue, documentPath } from "./catalogue.ts";
import { kindChoice, methodChoice } from "./choices.ts";
import { type DateShift, shiftDay, shiftText, shiftYaml } from "./dateShift.ts";
import { priceLevel } from "./defaults.ts";
import { type HolidayTable, holidayDays, holidaySpan, holidaysBetween } from "./holidays.ts";
import { readKindStructure } from "./kindStructure.ts";
import { withoutDeadLinks } from "./markdownText.ts";
import { applyMethod, mergeSlice } from "./methods.ts";
import { setText } from "./references.ts";
import { selectSlices } from "./selection.ts";
import { type FilePlan, filesBelow, libraryFile, type PlannedFile, type TemplateLibrary } from "./templateLibrary.ts";
import { fillMarkdown, fillYaml, type TokenValues } from "./tokens.ts";
import { mapAt, parseYaml, printYaml, recordsOf, textAt, topMap, type YamlDocument } from "./yamlText.ts";

/**
 * The files of a new project, in the order in which they are shown and written: `gantry.yaml` first, the other slices, the
 * Markdown documents, the checklists. Nothing is read or written here.
 *
 * Dates of the templates move with the start, amounts to the order of magnitude of the currency. The result holds together
 * whatever is left out: without a timeline its milestones stand in the plan, and nothing points to a file that is not there.
 *
 * @returns no files and the reasons when an answer can't be used or the library lacks a file.
 */
export function planProject(library: TemplateLibrary, given: ProjectAnswers, holidays: HolidayTable): FilePlan {
  const checked = checkAnswers(given);
  if (!("answers" in checked)) return { files: [], problems: checked.problems };
  const { answers } = checked;
  const start = parseDate(answers.start) ?? 0;
  const regionHolidays = holidaysBetween(holidays, answers.region, start, start + holidaySpan);
  const days = holidayDays(regionHolidays);

  const structureText = libraryFile(library, `kinds/${answers.kind}/kind.yaml`);
  const withoutHolidays = (day: DayNumber, reference: DayNumber): DayNumber =>
    shiftDay(day, { reference, start, holidays: new Set() });
  const structure = structureText === undefined ? undefined : readKindStructure(structureText, withoutHolidays);
  if (structure === undefined) {
    return { files: [], problems: [{ message: `The templates for "${answers.kind}" are not there.` }] };
  }

  const shift: DateShift = { reference: structure.start, start, holidays: days };
  const documents = readSlices(library, answers, shift);
  for (const path of filesBelow(library, `methods/${answers.method}`)) {
    const target = documents.get(path);
    const addition = libraryFile(library, `methods/${answers.method}/${path}`);
    if (target !== undefined && addition !== undefined) mergeSlice(target, parseYaml(addition));
  }
  applyMethod({ documents, structure, holidays: days }, answers.method);
  nameLeaders(documents, answers);
  const timeline = documents.get("timeline.yaml");
  if (timeline !== undefined) setHolidays(timeline, regionHolidays);
  // The charter states the dates it commits to, whether or not a timeline is kept beside it.
  const commitments = deadlines(documents);
  const wanted = new Set(answers.documents);
  const slicePaths = new Set([
    "gantry.yaml",
    ...documentCatalogue.filter(({ id }) => wanted.has(id)).map(({ path }) => path),
  ]);
  selectSlices(documents, (path) => slicePaths.has(path));
  if (!wanted.has("definition-of-done")) withoutRule(documents.get("gantry.yaml"), "definition-of-done");

  const slices = [...documents].map(([path, document]) => ({ path, contents: printYaml(document) }));
  const blocks = {
    milestones: milestoneTable(commitments),
    budget: budgetText(documents.get("budget.yaml"), answers.currency),
  };
  const texts = plannedTexts(library, answers, shift, { commitments, blocks, slices: [...documents.keys()] });
  return { files: [...slices, ...texts], problems: [] };
}

/**
 * The slices of a kind of work by path, dated and filled, with those of the blank kind where it has none of its own: the wanted
 * ones, and those that others take facts from.
 */
function readSlices(library: TemplateLibrary, answers: CheckedAnswers, shift: DateShift): Map<string, YamlDocument> {
  const documents = new Map<string, YamlDocument>();
  const wanted = documentCatalogue.filter(({ id, form }) => form === "slice" && answers.documents.includes(id));
  for (const path of [...sliceOrder, ...wanted.map((description) => description.path), "stakeholders.yaml"]) {
    const own = libraryFile(library, `kinds/${answers.kind}/${path}`);
    const text = own ?? libraryFile(library, `kinds/blank/${path}`);
    if (text === undefined || documents.has(path)) continue;
    const dated = scaleAmounts(shiftYaml(text, shift), priceLevel(answers.currency));
    documents.set(path, parseYaml(fillYaml(dated, tokenValues(answers))));
  }
  return documents;
}

/** What is read first stands first. */
const sliceOrder = ["gantry.yaml", "plan.yaml", "timeline.yaml", "budget.yaml"];

/** Takes out a rule that points to a document which is not written. */
function withoutRule(header: YamlDocument | undefined, rule: string): void {
  const top = header === undefined ? undefined : topMap(header);
  const rules = top === undefined ? undefined : mapAt(top, "rules");
  rules?.delete(rule);
  if (rules !== undefined && rules.items.length === 0) top?.delete("rules");
}

/** Where the manager or sponsor is a named person, the role becomes that person's. */
function nameLeaders(documents: ReadonlyMap<string, YamlDocument>, answers: CheckedAnswers): void {
  const header = documents.get("gantry.yaml");
  const people = header === undefined ? undefined : mapAt(topMap(header), "people");
  if (header === undefined || people === undefined) return;
  const leaders = { "project-manager": answers.manager, sponsor: answers.sponsor };
  for (const [id, name] of Object.entries(leaders)) {
    const record = mapAt(people, id);
    if (record === undefined || name === undefined) continue;
    const role = textAt(record, "name") ?? id;
    setText(record, "name", name);
    record.delete("count");
    record.items.splice(1, 0, header.createPair("role", role));
  }
}

/** The ids that the front matter of documents names people by; empty where there is nobody to name. */
export interface LeaderIds {
  readonly manager: string;
  readonly sponsor: string;
}

/** As the templates of all kinds of work call them. */
export const leaderRoles: LeaderIds = { manager: "project-manager", sponsor: "sponsor" };

/** What can stand as `{{token}}` in any template. */
export function tokenValues(answers: CheckedAnswers, leaders: LeaderIds = leaderRoles): TokenValues {
  const today = parseDate(answers.today) ?? 0;
  const monday = startOfWeek(today);
  return {
    name: answers.name,
    kind: answers.kind,
    "kind-title": kindChoice(answers.kind).title,
    method: answers.method,
    "method-title": methodChoice(answers.method).title,
    "method-because": methodChoice(answers.method).because,
    start: answers.start,
    "time-zone": answers.timeZone,
    currency: answers.currency,
    manager: answers.manager ?? "Project manager",
    sponsor: answers.sponsor ?? "Sponsor",
    "manager-id": leaders.manager,
    "sponsor-id": leaders.sponsor,
    today: answers.today,
    week: formatWeek(today),
    "week-start": formatDate(monday),
    "week-finish": formatDate(monday + 4),
  };
}

/** What the slices tell the Markdown documents. */
interface SliceFacts {
  readonly commitments: readonly Deadline[];
  readonly blocks: TokenValues;
  /** Paths of the slices that are written. */
  readonly slices: readonly string[];
}

/** The Markdown documents and checklists that are wanted, in the catalogue's order. */
function plannedTexts(
  library: TemplateLibrary,
  answers: CheckedAnswers,
  shift: DateShift,
  facts: SliceFacts,
): readonly PlannedFile[] {
  const parts = { date: answers.today, week: formatWeek(parseDate(answers.today) ?? shift.start) };
  const wanted = documentCatalogue
    .filter(({ id, form }) => form !== "slice" && answers.documents.includes(id))
    .map((description) => ({ description, path: documentPath(description, parts) }));
  const paths = new Set([...facts.slices, ...wanted.map(({ path }) => path)]);
  const exists = (path: string): boolean => paths.has(path);
  const planned = new Map<string, PlannedFile>();
  for (const { description, path } of wanted) {
    const own = libraryFile(library, `kinds/${answers.kind}/${description.id}.md`);
    const text = own === undefined ? documentTemplate(library, description) : shiftText(own, shift);
    if (text === undefined) continue;
    const values: TokenValues = {
      ...tokenValues(answers),
      ...Object.fromEntries(facts.commitments.map(({ id, date }) => [`deadline-${id}`, date])),
      title: description.title,
    };
    planned.set(path, { path, contents: fillTemplate(text, path, values, facts.blocks, exists) });
    if (path.startsWith(privateFolder)) planned.set(privateIgnore.path, privateIgnore);
  }
  return [...planned.values()];
}

/** A template's text with its links checked and its tokens filled, in this order: what was typed is never read as a link. */
export function fillTemplate(
  text: string,
  path: string,
  values: TokenValues,
  blocks: TokenValues,
  exists: (path: string) => boolean,
): string {
  // Blocks are written for the project folder itself.
  const up = "../".repeat(path.split("/").length - 1);
  const linked = Object.entries(blocks).map(([token, block]) => [
    token,
    withoutDeadLinks(block.replaceAll("](", `](${up}`), path, exists),
  ]);
  return fillMarkdown(withoutDeadLinks(text, path, exists), values, Object.fromEntries(linked));
}

/** The template of a Markdown document or checklist that belongs to no kind of work. */
export function documentTemplate(library: TemplateLibrary, description: DocumentDescription): string | undefined {
  return description.form === "checklist"
    ? libraryFile(library, description.path)
    : libraryFile(library, `documents/${description.id}.md`);
}

/** Keeps the folder of private notes, itself included, out of version control. */
export const privateIgnore: PlannedFile = { path: `${privateFolder}.gitignore`, contents: "*\n" };

/** A milestone with the date it is promised for. */
export interface Deadline {
  readonly id: string;
  readonly name: string;
  /** ISO date. */
  readonly date: string;
}

function deadlines(slices: ReadonlyMap<string, YamlDocument>): readonly Deadline[] {
  const found: Deadline[] = [];
  for (const document of slices.values()) {
    for (const { id, record } of recordsOf(mapAt(topMap(document), "milestones"))) {
      const date = textAt(record, "deadline");
      if (date !== undefined) found.push({ id, name: textAt(record, "name") ?? id, date });
    }
  }
  return found;
}

/** What stands in place of facts that are kept somewhere in a project and were not asked for. */
export const unknownFacts = {
  milestones: "The milestones and their dates stand in [the timeline](timeline.yaml).",
  budget: "The figures stand in [the budget](budget.yaml).",
} as const;

function milestoneTable(commitments: readonly Deadline[]): string {
  if (commitments.length === 0) return unknownFacts.milestones;
  const rows = commitments.map(({ name, date }) => `| ${name} | ${date} |`);
  return ["| Milestone | No later than |", "|---|---|", ...rows].join("\n");
}

function budgetText(budget: YamlDocument | undefined, currency: string): string {
  const funding = budget === undefined ? undefined : totalFunding(budget);
  if (budget === undefined || funding === undefined) return "No budget is kept in this folder.";
  const contingency = reserveText(budget, "contingency");
  const reserve = reserveText(budget, "management-reserve");
  const parts = [`Funding of ${amountText(funding, currency)}`];
  if (contingency !== undefined) parts.push(`a contingency of ${amountText(contingency, currency)}`);
  if (reserve !== undefined) {
    parts.push(`a management reserve of ${amountText(reserve, currency)} that only the sponsor releases`);
  }
  const last = parts.length > 1 ? ` and ${parts.pop()}` : "";
  return `${parts.join(", ")}${last}. The lines stand in [the budget](budget.yaml).`;
}
