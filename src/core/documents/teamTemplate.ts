/**
 * A team's own templates: a project's folder with tokens where the next project differs, and back. What comes from such a folder
 * is untrusted: sizes are bounded and no path leads out.
 */
import { isMap, isScalar, type YAMLMap } from "yaml";
import { parseDate } from "../model/date.ts";
import { languageVersion, projectFileName, templateFileName } from "../model/project.ts";
import { checkAnswers, oneLine, type ProjectAnswers } from "./answers.ts";
import { setHolidays } from "./calendarText.ts";
import { type DateShift, shiftText, shiftYaml } from "./dateShift.ts";
import { pathKey, pathProblem } from "./filePaths.ts";
import { type HolidayTable, holidayDays, holidaySpan, holidaysBetween } from "./holidays.ts";
import { joinFrontMatter, markdownText, splitFrontMatter, withoutDeadLinks } from "./markdownText.ts";
import { tokenValues } from "./planProject.ts";
import { allTasks, knownIds, setText, withoutDeadReferences } from "./references.ts";
import type { FilePlan, PlannedFile, PlanProblem } from "./templateLibrary.ts";
import { fillMarkdown, fillText, fillYaml } from "./tokens.ts";
import { editValues, mapAt, parseYaml, printYaml, recordsOf, textAt, topMap, valueText } from "./yamlText.ts";

export { templateFileName } from "../model/project.ts";

/** What a template may be at most; larger ones are refused, not cut. */
export const templateLimits = { files: 500, charactersPerFile: 1_000_000, characters: 20_000_000 } as const;

/** What `template.yaml` says. */
export interface TemplateDescription {
  readonly name: string;
  readonly description: string;
  /** ISO date that the template's dates count from. */
  readonly start: string;
}

/** A template's description, or why it has none. */
export type TemplateReading =
  | { readonly description: TemplateDescription; readonly problem?: never }
  | { readonly description?: never; readonly problem: PlanProblem };

/** Reads `template.yaml`. */
export function readTemplateDescription(text: string): TemplateReading {
  const fail = (message: string): TemplateReading => ({ problem: { path: templateFileName, message } });
  if (text.length > templateLimits.charactersPerFile) return fail("The file is too large.");
  const document = parseYaml(text);
  if (document.errors.length > 0)
    return fail(`This is not YAML that can be read: ${document.errors[0]?.message ?? ""}`);
  const top = topMap(document);
  const version = textAt(top, "template");
  if (version !== "1") return fail('A template begins with "template: 1".');
  const name = oneLine(textAt(top, "name") ?? "");
  if (name === "") return fail('The template needs a "name".');
  const start = textAt(top, "start") ?? "";
  if (parseDate(start) === undefined) {
    return fail('The template needs a "start": the date its other dates count from, for example 2027-01-04.');
  }
  return { description: { name, description: oneLine(textAt(top, "description") ?? ""), start } };
}

/** What is asked when a project is made from a team's template; kind, method and documents are the template's. */
export type TemplateAnswers = Omit<ProjectAnswers, "kind" | "method" | "documents">;

/**
 * The files of a new project from a team's template. Tokens are filled, dates move by whole weeks from the template's start and
 * then to the next working day, calendars get the region's holidays. Everything else stays as the team wrote it.
 *
 * @param templateFiles path relative to the template's folder → text.
 * @returns no files when a path could lead out of the folder, a limit is passed or the description is missing. With files, the
 * problems name tokens that are not known, and YAML that could not be read and was copied as it is.
 */
export function planFromTeamTemplate(
  templateFiles: Readonly<Record<string, string>>,
  given: TemplateAnswers,
  holidays: HolidayTable,
): FilePlan {
  const refused = refusals(templateFiles);
  if (refused.length > 0) return { files: [], problems: refused };
  const reading = readTemplateDescription(templateFiles[templateFileName] ?? "");
  if (reading.description === undefined) return { files: [], problems: [reading.problem] };
  if (isNewer(templateFiles[projectFileName] ?? "")) {
    return { files: [], problems: [{ path: projectFileName, message: "It was made by a newer version of Gantry." }] };
  }
  const checked = checkAnswers({ ...given, kind: "blank", method: "waterfall", documents: [] });
  if (!("answers" in checked)) return { files: [], problems: checked.problems };

  const { answers } = checked;
  const start = parseDate(answers.start) ?? 0;
  const reference = parseDate(reading.description.start) ?? start;
  const regionHolidays = holidaysBetween(holidays, answers.region, start, start + holidaySpan);
  const shift: DateShift = { reference, start, holidays: holidayDays(regionHolidays) };
  const { kind: _kind, method: _method, ...known } = tokenValues(answers);
  // A team's template has people of its own, with ids that it states itself.
  const { "manager-id": _manager, "sponsor-id": _sponsor, ...values } = known;
  const problems: PlanProblem[] = [];

  const files = Object.entries(templateFiles)
    .filter(([path]) => path !== templateFileName)
    .map(([path, text]) => {
      const unknown = new Set<string>();
      const note = (token: string): unknown => unknown.add(token);
      let contents = text.replaceAll("\r\n", "\n");
      if (isYaml(path)) {
        if (parseYaml(contents).errors.length > 0) {
          problems.push({ path, message: "This is not YAML that can be read, so it was copied as it is." });
        } else {
          contents = fillYaml(shiftYaml(contents, shift), values, note);
          if (path === "gantry.yaml") contents = headed(contents, answers);
          contents = withHolidays(contents, regionHolidays);
        }
      } else if (isMarkdown(path)) {
        contents = fillMarkdown(shiftText(contents, shift), values, {}, note);
      } else {
        contents = fillText(contents, values, (value) => value, note);
      }
      for (const token of unknown) {
        problems.push({ path, message: `{{${token}}} is not known and was left as it is.` });
      }
      return { path, contents: ended(contents) };
    });
  return { files: ordered(files), problems };
}

function isNewer(projectFile: string): boolean {
  return Number(textAt(topMap(parseYaml(projectFile)), "gantry")) > languageVersion;
}

/** Why a template is refused as a whole; none when it can be used. */
function refusals(templateFiles: Readonly<Record<string, string>>): readonly PlanProblem[] {
  const paths = Object.keys(templateFiles);
  if (paths.length > templateLimits.files) {
    return [{ message: `The template has ${paths.length} files; at most ${templateLimits.files} are read.` }];
  }
  const problems: PlanProblem[] = [];
  const seen = new Map<string, string>();
  let characters = 0;
  for (const path of paths) {
    const shown = path.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "\uFFFD").slice(0, 200);
    const wrong = pathProblem(path);
    if (wrong !== undefined) problems.push({ path: shown, message: `The path ${wrong}.` });
    const other = seen.get(pathKey(path));
    if (other !== undefined) {
      problems.push({ path: shown, message: `The path differs from "${other}" only in its upper and lower case.` });
    }
    seen.set(pathKey(path), shown);
    const text = templateFiles[path] ?? "";
    characters += text.length;
    if (text.length > templateLimits.charactersPerFile) {
      problems.push({ path: shown, message: "The file is larger than 1 MB." });
    }
    if (text.includes("\u0000")) problems.push({ path: shown, message: "The file is not text." });
  }
  // A file can't be a folder too.
  for (const path of paths) {
    const parts = pathKey(path).split("/");
    for (let length = 1; length < parts.length; length++) {
      const folder = parts.slice(0, length).join("/");
      if (seen.has(folder)) problems.push({ path, message: `"${seen.get(folder)}" is a file and a folder at once.` });
    }
  }
  if (characters > templateLimits.characters) problems.push({ message: "The template is larger than 20 MB." });
  if (!Object.hasOwn(templateFiles, templateFileName)) {
    problems.push({ message: `The folder has no ${templateFileName}, so it is not a template.` });
  }
  if (!Object.hasOwn(templateFiles, "gantry.yaml")) {
    problems.push({ message: "The folder has no gantry.yaml, so it would not make a project." });
  }
  return problems;
}

/** A template whose header still tells of its old project makes one with the new name and start. */
function headed(text: string, header: Readonly<Record<"name" | "start", string>>): string {
  return editValues(text, (_value, path) =>
    path.length === 1 && (path[0] === "name" || path[0] === "start") ? header[path[0]] : undefined,
  );
}

function withHolidays(text: string, holidays: Parameters<typeof setHolidays>[1]): string {
  const document = parseYaml(text);
  if (mapAt(topMap(document), "calendars") === undefined) return text;
  setHolidays(document, holidays);
  return printYaml(document);
}

// ------------------------------------------------------------------------------------------------------------ making one

/** The project that a template is made of. */
export interface TemplateSource {
  readonly name: string;
  /** ISO date. */
  readonly start?: string;
  readonly managerName?: string;
  readonly sponsorName?: string;
}

/** Folders of what happened: a new project starts without them. */
const leftOutFolders: ReadonlySet<string> = new Set([
  "progress",
  "baselines",
  "status",
  "decisions",
  "meetings",
  "iterations",
  "postmortems",
]);

/** Sections of what happened, in whatever file they stand. */
const leftOutSections = ["progress", "baselines", "issues", "changes", "actions"] as const;

/**
 * A template made of a project: its structure without its history. Logs, baselines, reports, decisions, minutes and private notes
 * are left out, as are issues, changes, actions, links to other systems and leave; checklists are unticked. The project's name,
 * start, manager and sponsor become tokens.
 *
 * @param projectFiles path relative to the project folder → text. Files that are ignored by version control should not be given.
 * @returns the template's files with `template.yaml` first; the problems say what was left out and why.
 */
export function makeTeamTemplate(
  projectFiles: Readonly<Record<string, string>>,
  source: TemplateSource,
  meta: { readonly name: string; readonly description: string },
): FilePlan {
  const name = oneLine(meta.name);
  if (name === "") return { files: [], problems: [{ message: "The template needs a name." }] };
  const problems: PlanProblem[] = [];
  const others = Object.keys(projectFiles)
    .filter((path) => path.endsWith("/gantry.yaml"))
    .map((path) => path.slice(0, -"gantry.yaml".length));
  const kept: { path: string; text: string }[] = [];
  for (const [path, text] of Object.entries(projectFiles)) {
    if (leftOutFolders.has(path.split("/")[0] ?? "") || path.startsWith(".gantry-private/")) continue;
    if (path === templateFileName || others.some((folder) => path.startsWith(folder))) continue;
    const wrong = pathProblem(path);
    if (wrong !== undefined) problems.push({ path, message: `Left out: the path ${wrong}.` });
    else if (text.length > templateLimits.charactersPerFile)
      problems.push({ path, message: "Left out: larger than 1 MB." });
    else if (text.includes("\u0000")) problems.push({ path, message: "Left out: the file is not text." });
    else kept.push({ path, text: text.replaceAll("\r\n", "\n") });
  }

  const made: PlannedFile[] = [];
  const slices = new Map<string, ReturnType<typeof parseYaml>>();
  for (const { path, text } of kept) {
    if (!isYaml(path)) continue;
    const document = parseYaml(text);
    if (document.errors.length > 0) {
      problems.push({ path, message: "Left out: this is not YAML that can be read." });
    } else {
      withoutHistory(topMap(document));
      if (topMap(document).items.length > 1 || textAt(topMap(document), "gantry") === undefined)
        slices.set(path, document);
    }
  }
  const leaders = leaderIds(slices);
  const known = knownIds(slices.values());
  for (const [path, document] of slices) {
    withoutDeadReferences(document, known);
    const people = mapAt(topMap(document), "people");
    for (const { id, record } of recordsOf(people)) {
      if (id === leaders.manager) setText(record, "name", "{{manager}}");
      else if (id === leaders.sponsor) setText(record, "name", "{{sponsor}}");
    }
    const isHeader = path === "gantry.yaml";
    const contents = editValues(printYaml(document), (value, keys) => {
      if (isHeader && keys.length === 1 && (keys[0] === "name" || keys[0] === "start")) return `{{${keys[0]}}}`;
      if (isHeader && keys.length === 1 && keys[0] === "phase") return "initiating";
      return withTokens(value, source, false);
    });
    made.push({ path, contents: ended(contents) });
  }
  const paths = new Set([...slices.keys(), ...kept.filter(({ path }) => !isYaml(path)).map(({ path }) => path)]);
  for (const { path, text } of kept) {
    if (isYaml(path)) continue;
    const contents = isMarkdown(path)
      ? withoutDeadLinks(templateMarkdown(text, source), path, (target) => paths.has(target))
      : withTokens(text, source, false);
    made.push({ path, contents: ended(contents) });
  }
  if (!made.some(({ path }) => path === "gantry.yaml")) {
    return { files: [], problems: [...problems, { message: "There is no gantry.yaml, so this is not a project." }] };
  }
  const start = source.start?.slice(0, 10) ?? "2027-01-04";
  const description = [
    "template: 1",
    "",
    `name: ${quoted(name)}`,
    `description: ${quoted(oneLine(meta.description))}`,
    "# The dates in these files count from this day.",
    `start: ${start}`,
    "",
  ].join("\n");
  return { files: [{ path: templateFileName, contents: description }, ...ordered(made)], problems };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Takes out what happened, where it is stored elsewhere, and who was away when. */
function withoutHistory(top: YAMLMap): void {
  for (const section of leftOutSections) top.delete(section);
  top.delete("status-date");
  for (const section of ["tasks", "milestones"]) {
    for (const { record } of allTasks(mapAt(top, section) ?? top)) {
      if (mapAt(top, section) === undefined) break;
      record.delete("links");
      record.delete("was");
    }
  }
  for (const { record } of recordsOf(mapAt(top, "people"))) record.delete("leave");
  for (const { record } of recordsOf(mapAt(top, "calendars"))) record.delete("holidays");
  for (const { record } of recordsOf(mapAt(top, "stakeholders"))) record.delete("last-contact");
  for (const { record } of recordsOf(mapAt(top, "risks"))) record.delete("reviewed");
}

function leaderIds(slices: ReadonlyMap<string, ReturnType<typeof parseYaml>>): {
  readonly manager: string | undefined;
  readonly sponsor: string | undefined;
} {
  const header = slices.get("gantry.yaml");
  const top = header === undefined ? undefined : topMap(header);
  return {
    manager: top === undefined ? undefined : textAt(top, "manager"),
    sponsor: top === undefined ? undefined : textAt(top, "sponsor"),
  };
}

/** Names of the project and its leaders as tokens, where they stand as words of their own. */
function withTokens(text: string, source: TemplateSource, markdown: boolean): string {
  const names: (readonly [string | undefined, string, number])[] = [
    // A short project name is often a word of its own and stays where it is not the name itself.
    [source.name, "name", 4],
    [source.managerName, "manager", 2],
    [source.sponsorName, "sponsor", 2],
  ];
  // One pass, longest first: a name inside another one, or inside a token, is not replaced.
  const forms = names.flatMap(([name, token, minimum]) =>
    name === undefined || name.length < minimum
      ? []
      : (markdown ? [markdownText(name), name] : [name]).map((form) => ({ form, token })),
  );
  if (forms.length === 0) return text;
  forms.sort((a, b) => b.form.length - a.form.length);
  const alternatives = forms.map(({ form }) => form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives})(?![\\p{L}\\p{N}_])`, "gu");
  return text.replace(pattern, (found) => `{{${forms.find(({ form }) => form === found)?.token ?? "name"}}}`);
}

/** A Markdown file as a template: nothing ticked, nothing approved, no evidence. */
function templateMarkdown(text: string, source: TemplateSource): string {
  const { frontMatter, body } = splitFrontMatter(text);
  const lines = body.split("\n").flatMap((line) => {
    if (/^\s+(?:note|evidence):/i.test(line)) return [];
    return [
      line
        .replace(/^(\s*(?:[-*+]|\d+[.)])\s+\[)[xX](\])/, "$1 $2")
        .replace(/(<!--\s*[a-z][a-z0-9-]*)(?:\s+who:[^\s>]+)+(\s*-->)/, "$1$2"),
    ];
  });
  return joinFrontMatter(
    frontMatter === undefined ? undefined : templateFrontMatter(frontMatter, source),
    withTokens(lines.join("\n"), source, true),
  );
}

function templateFrontMatter(text: string, source: TemplateSource): string {
  const document = parseYaml(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  const top = topMap(document);
  for (const pair of [...top.items]) {
    const key = isScalar(pair.key) ? valueText(pair.key) : "";
    if (/^(?:approved|accepted|signed)(?:-|$)/.test(key)) top.delete(pair.key);
  }
  if (top.has("date")) setText(top, "date", "{{today}}");
  if (top.has("status")) setText(top, "status", "draft");
  return editValues(printYaml(document), (value) => withTokens(value, source, false));
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** With a line end at the end, as every file has. */
function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** `gantry.yaml` first, then slices, documents and what lies in folders, each by name. */
function ordered(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const rank = (path: string): number =>
    path === "gantry.yaml" ? 0 : isYaml(path) && !path.includes("/") ? 1 : path.includes("/") ? 3 : 2;
  return [...files].sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
}
