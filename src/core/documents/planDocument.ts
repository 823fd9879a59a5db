import { isScalar, Scalar, YAMLMap } from "yaml";
import { formatWeek, parseDate } from "../model/date.ts";
import { privateFolder } from "../model/privateFolder.ts";
import type { ProjectHeader } from "../model/records.ts";
import { scaleAmounts } from "./amounts.ts";
import { type CheckedAnswers, oneLine } from "./answers.ts";
import { setHolidays } from "./calendarText.ts";
import { type DocumentDescription, documentById, documentPath, slug } from "./catalogue.ts";
import { shiftYaml } from "./dateShift.ts";
import { defaultStart, guessRegion, priceLevel } from "./defaults.ts";
import { type HolidayTable, holidayDays, holidaySpan, holidaysBetween } from "./holidays.ts";
import { readKindStructure } from "./kindStructure.ts";
import { mergeSlice } from "./methods.ts";
import {
  documentTemplate,
  fillTemplate,
  type LeaderIds,
  leaderRoles,
  privateIgnore,
  tokenValues,
  unknownFacts,
} from "./planProject.ts";
import {
  allTasks,
  type KnownIds,
  knownIds,
  type Namespace,
  replacePeople,
  setReferences,
  withoutDeadReferences,
} from "./references.ts";
import { nameAudiences } from "./selection.ts";
import { type FilePlan, libraryFile, type PlannedFile, type TemplateLibrary } from "./templateLibrary.ts";
import { fillYaml } from "./tokens.ts";
import { mapAt, parseYaml, printYaml, recordsOf, topMap, valueText, type YamlDocument } from "./yamlText.ts";

/** What is known of the project that a document is made for. */
export interface ExistingProject {
  readonly header: ProjectHeader;
  /** Name of the person that `header.manager` points to. */
  readonly managerName?: string;
  /** Name of the person that `header.sponsor` points to. */
  readonly sponsorName?: string;
  /** Ids in use, so that the new document points to what is there and takes no id twice. */
  readonly ids?: Readonly<Partial<Record<Namespace, readonly string[]>>>;
  /** Files that exist, relative to the project folder. */
  readonly paths?: readonly string[];
  /** Region of the holidays; guessed from the time zone when left out. */
  readonly region?: string;
}

/** How one document is made. */
export interface DocumentOptions {
  /** ISO date. */
  readonly today: string;
  /** What it is about, for a decision or meeting; becomes its title and a part of its path. */
  readonly title?: string;
  readonly holidays?: HolidayTable;
  /** Used where there is no project to ask: an IANA zone. */
  readonly timeZone?: string;
}

/**
 * One document for an existing project, or for a folder that is none yet. The first file of the result is the document; a
 * private note brings the `.gitignore` of its folder with it.
 *
 * A slice is a small starter from the blank kind of work. In a project it points only to ids that the project has, puts its
 * manager and sponsor in place of the roles, and leaves out records whose ids are taken. Without a project, `plan`, `timeline`
 * and `budget` (and the registers) come with a short `gantry.yaml` that starts on the next Monday, so that the two files together
 * are a project: a plan of four stages, a timeline with the working week and three milestones, or a budget with typical lines.
 *
 * @returns no files and the reason for an unknown id or a library without the template.
 */
export function planDocument(
  library: TemplateLibrary,
  documentId: string,
  project: ExistingProject | undefined,
  options: DocumentOptions,
): FilePlan {
  const description = documentById(documentId);
  if (description === undefined) return { files: [], problems: [{ message: `There is no document "${documentId}".` }] };
  const today = parseDate(options.today);
  if (today === undefined) return { files: [], problems: [{ message: `"${options.today}" is not a date.` }] };
  const answers = answersFor(project, description, options);
  const missing: FilePlan = {
    files: [],
    problems: [{ path: description.path, message: `The template for "${description.title}" is not there.` }],
  };

  if (description.form === "slice") {
    const slice = planSlice(library, description, project, answers, options);
    return slice === undefined ? missing : { files: slice, problems: [] };
  }
  const template = documentTemplate(library, description);
  if (template === undefined) return missing;
  const title = oneLine(options.title ?? "");
  const parts = { date: options.today, week: formatWeek(today), slug: slug(title) };
  const path = freePath(documentPath(description, parts), description, project?.paths ?? []);
  const leaderIds = project === undefined ? leaderRoles : leadersOf(project);
  const values = { ...tokenValues(answers, leaderIds), title: title === "" ? description.title : title };
  const known = new Set(project?.paths ?? []);
  const contents = fillTemplate(template, path, values, unknownFacts, (target) => known.has(target));
  const isPrivate = path.startsWith(privateFolder) && !known.has(privateIgnore.path);
  return { files: [{ path, contents }, ...(isPrivate ? [privateIgnore] : [])], problems: [] };
}

function answersFor(
  project: ExistingProject | undefined,
  description: DocumentDescription,
  options: DocumentOptions,
): CheckedAnswers {
  const header = project?.header;
  const region = guessRegion(header?.timeZone ?? options.timeZone ?? "");
  const manager = oneLine(project?.managerName ?? "");
  const sponsor = oneLine(project?.sponsorName ?? "");
  return {
    name: oneLine(header?.name ?? "") || "Project",
    kind: "blank",
    method: header?.method ?? "waterfall",
    start: header?.start?.slice(0, 10) ?? defaultStart(options.today),
    region: project?.region ?? region.id,
    timeZone: header?.timeZone ?? options.timeZone ?? region.timeZone,
    currency: header?.currency ?? region.currency,
    ...(manager === "" ? {} : { manager }),
    ...(sponsor === "" ? {} : { sponsor }),
    documents: [description.id],
    today: options.today,
  };
}

function planSlice(
  library: TemplateLibrary,
  description: DocumentDescription,
  project: ExistingProject | undefined,
  answers: CheckedAnswers,
  options: DocumentOptions,
): readonly PlannedFile[] | undefined {
  const structureText = libraryFile(library, "kinds/blank/kind.yaml");
  const structure = structureText === undefined ? undefined : readKindStructure(structureText, (day) => day);
  const start = parseDate(answers.start);
  if (structure === undefined || start === undefined) return undefined;
  const holidays = holidaysBetween(options.holidays ?? {}, answers.region, start, start + holidaySpan);
  const shift = { reference: structure.start, start, holidays: holidayDays(holidays) };
  const read = (path: string): YamlDocument | undefined => {
    const text = libraryFile(library, path);
    if (text === undefined) return undefined;
    return parseYaml(
      fillYaml(scaleAmounts(shiftYaml(text, shift), priceLevel(answers.currency)), tokenValues(answers)),
    );
  };

  const document = read(`kinds/blank/${description.path}`);
  if (document === undefined) return undefined;
  const header = project === undefined ? read("kinds/blank/gantry.yaml") : undefined;
  const addition =
    project?.header.method === undefined ? undefined : read(`methods/${answers.method}/${description.path}`);
  if (addition !== undefined) mergeSlice(document, addition);
  setHolidays(document, holidays);
  if (project !== undefined) fitInto(document, project);
  const made = knownIds(header === undefined ? [document] : [document, header]);
  const known = united(made, project?.ids ?? {}, leaders(project));
  const stakeholders = read("kinds/blank/stakeholders.yaml");
  if (stakeholders !== undefined) {
    nameAudiences(topMap(document), topMap(stakeholders), (id) => known.stakeholders.has(id) || known.people.has(id));
  }
  withoutDeadReferences(document, known);
  if (header !== undefined) withoutDeadReferences(header, known);
  if (project !== undefined) effortsWithoutPeople(document, project.header.manager ?? project.header.sponsor);
  const files = [{ path: description.path, contents: printYaml(document) }];
  if (header !== undefined) files.push({ path: "gantry.yaml", contents: printYaml(header) });
  return files;
}

/** What may not be left without anybody: where the project lacks the role, its manager stands in. */
const answerableFields: ReadonlySet<string> = new Set(["owner", "responsible", "accountable", "approver"]);

/** Puts the project's own people in place of the roles and leaves out records whose ids are taken. */
function fitInto(document: YamlDocument, project: ExistingProject): void {
  const { manager, sponsor } = project.header;
  const taken = united(knownIds([]), project.ids ?? {}, []);
  replacePeople(document, (role, field) => {
    if (role === "project-manager" && manager !== undefined) return manager;
    if (role === "sponsor" && sponsor !== undefined) return sponsor;
    return taken.people.has(role) || !answerableFields.has(field) ? undefined : (manager ?? sponsor);
  });
  for (const [section, namespace] of [
    ["tasks", "work"],
    ["milestones", "work"],
    ["stakeholders", "stakeholders"],
    ["risks", "risks"],
    ["iterations", "iterations"],
    ["calendars", "calendars"],
  ] as const) {
    const records = mapAt(topMap(document), section);
    for (const { id } of recordsOf(records)) {
      if (taken[namespace].has(id)) records?.delete(id);
    }
  }
}

/** Effort needs somebody: a task that lost everybody keeps its length and gets an owner. */
function effortsWithoutPeople(document: YamlDocument, owner: string | undefined): void {
  for (const { record } of allTasks(mapAt(topMap(document), "tasks") ?? new YAMLMap())) {
    if (record.has("who") || !record.has("effort")) continue;
    for (const pair of record.items) {
      if (isScalar(pair.key) && valueText(pair.key) === "effort") pair.key = new Scalar("duration");
    }
    if (owner !== undefined) setReferences(record, "owner", [owner]);
  }
}

function leadersOf({ header }: ExistingProject): LeaderIds {
  return { manager: header.manager ?? "", sponsor: header.sponsor ?? "" };
}

function leaders(project: ExistingProject | undefined): readonly string[] {
  return [project?.header.manager, project?.header.sponsor].filter((id) => id !== undefined);
}

function united(
  known: KnownIds,
  ids: Readonly<Partial<Record<Namespace, readonly string[]>>>,
  people: readonly string[],
): KnownIds {
  const union = (namespace: Namespace): ReadonlySet<string> =>
    new Set([...known[namespace], ...(ids[namespace] ?? []), ...(namespace === "people" ? people : [])]);
  return {
    work: union("work"),
    people: union("people"),
    iterations: union("iterations"),
    calendars: union("calendars"),
    stakeholders: union("stakeholders"),
    risks: union("risks"),
  };
}

/** A path that is not taken yet, where many documents of this kind can exist; else the path itself. */
function freePath(path: string, description: DocumentDescription, taken: readonly string[]): string {
  if (!description.path.includes("<date>")) return path;
  const [, stem = path, extension = ""] = /^(.*)(\.[a-z]+)$/.exec(path) ?? [];
  let candidate = path;
  for (let number = 2; taken.includes(candidate); number++) candidate = `${stem}-${number}${extension}`;
  return candidate;
}
