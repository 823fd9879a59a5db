import type { Checklist, ChecklistItem } from "../../checklist/checklist.ts";
import { findWho } from "../../checklist/itemComment.ts";
import { readChecklist } from "../../checklist/readChecklist.ts";
import { documentFields, isSectionName, namespaces, type SectionName, sections } from "../../model/fields/index.ts";
import type { ValuesOf } from "../../model/fields/valueType.ts";
import { isId, nearest } from "../../model/identifier.ts";
import { decodedPath, relativePath, resolvePath } from "../../model/relativePath.ts";
import { problemsIn, readTree } from "../tree/index.ts";
import type { Entry, Value } from "../tree/node.ts";
import { frontMatterOf, isOfDocument, type Stretch } from "./frontMatter.ts";
import { type LocalProblem, type Problem, placed, type Severity } from "./problem.ts";
import type { ProjectIndex, RecordPlace } from "./projectIndex.ts";
import { Findings, type LocalReference, quote, readFields } from "./readValue.ts";
import { isNewer } from "./slice.ts";
import type { ProjectReading } from "./unite.ts";

/** What the front matter of a document states. What is not stated, or not understood, is left out. */
export type DocumentFacts = ValuesOf<typeof documentFields>;

/** A Markdown link to a record: `[API](../plan.yaml#api)`. */
export interface DocumentLink {
  /** Of the link's target, `../plan.yaml#api`. */
  readonly start: number;
  readonly end: number;
  /** The slice it leads to, below the project folder. */
  readonly path: string;
  /** Stated where the id alone would not do: `plan.yaml#tasks/api`. */
  readonly section: SectionName | undefined;
  readonly id: string;
  /** Of the id alone. */
  readonly idStart: number;
  readonly idEnd: number;
}

/** Someone named at a box of a checklist: `<!-- pla-07 who:ana -->`. May be a name instead of an id. */
export interface ChecklistPerson {
  readonly who: string;
  readonly start: number;
  readonly end: number;
}

/** A Markdown file of a project: what its front matter states and where it points to. All offsets are those of its text. */
export interface DocumentReading {
  /** Below the project folder. */
  readonly path: string;
  readonly text: string;
  /** Whether its front matter says which document it is; front matter of other programs is left alone. */
  readonly isDocument: boolean;
  readonly facts: DocumentFacts;
  readonly problems: readonly Problem[];
  /** Of its front matter. */
  readonly references: readonly LocalReference[];
  readonly links: readonly DocumentLink[];
  readonly people: readonly ChecklistPerson[];
}

/** Longer files are nobody's writing, and reading them would only cost time. */
const longestDocument = 5_000_000;
/** More links than these in one file are a list that a program made. */
const mostLinks = 10_000;
/** VS Code shows a thousand a file. */
const mostProblems = 1000;

/**
 * Reads a Markdown document or a checklist. Never throws. Whether what it points to is there, {@link documentProblems} says.
 * @param path below the project folder, with forward slashes
 */
export function readDocument(path: string, text: string): DocumentReading {
  const nothing = { path, text, isDocument: false, facts: {}, problems: [], references: [], links: [], people: [] };
  if (text.length > longestDocument) return nothing;
  const matter = frontMatterOf(text);
  const stated = matter === undefined ? undefined : readFrontMatter(path, text, matter);
  // What names items and people stands in comments.
  const checklist = text.includes("<!--") || text.includes("<<<<<<<") ? readChecklist(text) : undefined;
  const boxes = checklist === undefined ? [] : checklistProblems(path, checklist);
  return {
    ...nothing,
    ...stated,
    problems: [...(stated?.problems ?? []), ...boxes],
    links: linksIn(path, text),
    people: checklist === undefined ? [] : peopleIn(checklist),
  };
}

function readFrontMatter(
  path: string,
  text: string,
  { start, end }: Stretch,
): Pick<DocumentReading, "isDocument" | "facts" | "problems" | "references"> | undefined {
  const tree = readTree(text.slice(start, end));
  const { value } = tree;
  if (value?.kind !== "map" || !isOfDocument(tree)) return undefined;
  const findings = new Findings();
  const facts = readFields(documentFields, value.entries, value.starts, start, findings) as DocumentFacts;
  const first = value.entries.find(({ key }) => key?.text === "document") as Entry;
  if (facts.title === undefined && !states(value, "title")) {
    const at = start + (value.starts[value.entries.indexOf(first)] ?? 0) + (first.key?.start ?? 0);
    const message = `This document has no “title”: ${documentFields.title.about.toLowerCase()}`;
    findings.add("missing-field", "warning", message, at, at + "document".length, { field: "title" });
  }
  // Marks of a conflict are found in the whole text.
  const own = problemsIn(tree).filter(({ code }) => code !== "merge-conflict");
  const syntax = own.map((problem) => placed({ ...problem, severity: "error" }, path, start));
  const problems = [...syntax, ...findings.problems.map((problem) => placed(problem, path, 0))];
  problems.sort((a, b) => a.start - b.start || a.end - b.end);
  return { isDocument: true, facts, problems: problems.slice(0, mostProblems), references: findings.references };
}

function states(value: Value, name: string): boolean {
  return value.kind === "map" && value.entries.some((entry) => entry.key?.text === name && entry.value !== undefined);
}

/** Targets of inline links with a fragment, in the two forms of Markdown: `(path#id)` and `(<path#id> "title")`. */
const linkPattern =
  /\]\([ \t]*<?([^()<>\s#]{0,300}\.yaml)#([a-z][a-z0-9-]{0,60})(?:\/([a-z][a-z0-9-]{0,60}))?(?=>?[ \t]*[)"' ])/g;
/** Targets that stand apart: `[api]: ../plan.yaml#api`. */
const definitionPattern =
  /^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^()<>\s#]{0,300}\.yaml)#([a-z][a-z0-9-]{0,60})(?:\/([a-z][a-z0-9-]{0,60}))?(?=>?[ \t]*(?:["'(]|\r?$))/gm;

function linksIn(path: string, text: string): readonly DocumentLink[] {
  if (!text.includes(".yaml#")) return [];
  const links: DocumentLink[] = [];
  const prose = withoutCode(text);
  for (const pattern of [linkPattern, definitionPattern]) {
    for (const match of prose.matchAll(pattern)) {
      if (links.length >= mostLinks) break;
      const [whole, file = "", first = "", second] = match;
      const target = linked(path, decodedPath(file));
      if (target === undefined || (second !== undefined && !isSectionName(first))) continue;
      const id = second ?? first;
      const end = match.index + whole.length;
      const length = file.length + 1 + first.length + (second === undefined ? 0 : 1 + second.length);
      links.push({
        start: end - length,
        end,
        path: target,
        section: second === undefined ? undefined : (first as SectionName),
        id,
        idStart: end - id.length,
        idEnd: end,
      });
    }
  }
  return links.sort((a, b) => a.start - b.start);
}

/** Whether a line lies in fenced code. @param lineStart where it begins */
export function isInCode(text: string, lineStart: number): boolean {
  return text.slice(lineStart).search(/\S/) !== withoutCode(text).slice(lineStart).search(/\S/);
}

/** The text with spaces in place of fenced code, so that all offsets stay. */
function withoutCode(text: string): string {
  let fence: string | undefined;
  return text.replace(/^.*$/gm, (line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    const isFence = mark !== undefined && (fence === undefined || mark.startsWith(fence));
    if (!isFence && fence === undefined) return line;
    if (isFence) fence = fence === undefined ? mark : undefined;
    return " ".repeat(line.length);
  });
}

/** Where a link leads to below the project folder; undefined for addresses and for what leaves the folder. */
function linked(from: string, target: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(target) ? undefined : resolvePath(from, target);
}

/** What is wrong with a checklist by itself. */
function checklistProblems(path: string, { text, items, problems }: Checklist): readonly Problem[] {
  return problems.map(({ kind, line, endLine, message }): Problem => {
    const start = lineStart(text, line);
    if (kind === "conflict") {
      return {
        code: "merge-conflict",
        severity: "error",
        message,
        path,
        start,
        end: lineEnd(text, start, endLine - line),
      };
    }
    const second = items.find((item) => item.place.line === line);
    const first = items.find((item) => item.id === second?.id);
    const idOf = (item: ChecklistItem | undefined): { readonly start: number; readonly end: number } => {
      const from = item?.place.comment?.start ?? start;
      const at = text.indexOf(item?.id ?? "", from);
      return { start: at, end: at + (item?.id?.length ?? 0) };
    };
    const related = [{ ...idOf(first), path, message: "It stands here first." }];
    return { code: "duplicate-id", severity: "error", message, path, ...idOf(second), related };
  });
}

const lineBreak = /\r\n|\n|\r/g;

function lineStart(text: string, line: number): number {
  if (line === 0) return 0;
  let left = line;
  for (const found of text.matchAll(lineBreak)) {
    left -= 1;
    if (left === 0) return found.index + found[0].length;
  }
  return text.length;
}

/** The end of a line that lies some lines below one that starts there. */
function lineEnd(text: string, start: number, below: number): number {
  let left = below;
  for (const found of text.slice(start).matchAll(lineBreak)) {
    if (left === 0) return start + found.index;
    left -= 1;
  }
  return text.length;
}

function peopleIn({ text, items }: Checklist): readonly ChecklistPerson[] {
  const people: ChecklistPerson[] = [];
  for (const { who, place } of items) {
    const field = place.comment === undefined ? undefined : findWho(text, place.comment);
    if (field === undefined) continue;
    let from = field.start + "who:".length;
    for (const name of who) {
      const start = text.indexOf(name, from);
      if (start < 0 || start + name.length > field.end) break;
      people.push({ who: name, start, end: start + name.length });
      from = start + name.length;
    }
  }
  return people;
}

/** The record a link leads to: the one of that id in that slice, by the id it has or had, whatever section it stands in. */
export function recordOfLink(
  index: ProjectIndex,
  link: Pick<DocumentLink, "path" | "section" | "id">,
): RecordPlace | undefined {
  const wanted = link.section === undefined ? namespaces : [sections[link.section].namespace];
  let elsewhere: RecordPlace | undefined;
  for (const namespace of wanted) {
    const place = index.resolve(namespace, link.id);
    if (place === undefined || (link.section !== undefined && place.section !== link.section)) continue;
    if (place.slice.path === link.path) return place;
    elsewhere ??= place;
  }
  return elsewhere;
}

/** What is wrong with a document in its project: its own problems, and where it points to what is not there. */
export function documentProblems(reading: ProjectReading, document: DocumentReading): readonly Problem[] {
  const { index } = reading;
  const { path } = document;
  const found = document.problems.map((problem) => namedPerson(reading, document, problem));
  const add = (problem: LocalProblem): void => {
    found.push(placed(problem, path, 0));
  };
  for (const reference of document.references) {
    const problem = referenceProblem(index, reference);
    if (problem !== undefined) add(problem);
  }
  for (const { who, start, end } of document.people) {
    // A box may be assigned to anyone by name, so only what is nearly or formerly an id is reported.
    if (!isId(who) || index.find("people", who) !== undefined) continue;
    const problem = referenceProblem(index, { to: ["people"], id: who, start, end, field: "who" }, "warning");
    if (problem?.data?.nearest !== undefined) add(problem);
  }
  const paths = new Set(reading.slices.map((slice) => slice.path));
  for (const link of document.links) {
    if (!paths.has(link.path)) continue;
    const problem = linkProblem(reading, document, link);
    if (problem !== undefined) add(problem);
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function referenceProblem(
  index: ProjectIndex,
  { to, id, start, end, field }: LocalReference,
  severity: Severity = "error",
): LocalProblem | undefined {
  for (const namespace of to) if (index.find(namespace, id) !== undefined) return undefined;
  for (const namespace of to) {
    const renamed = index.findRenamed(namespace, id)?.record.id;
    if (renamed === undefined) continue;
    const message = `${quote(id)} is now called “${renamed}”.`;
    return { code: "old-reference", severity: "warning", message, start, end, data: { field, nearest: renamed } };
  }
  const near = nearest(
    id,
    to.flatMap((namespace) => [...index.idsOf(namespace)]),
  );
  const advice =
    near === undefined ? "Choose another id, or write them down under “people”." : `Did you mean “${near}”?`;
  const message = `There is no person or role ${quote(id)}. ${advice}`;
  const data = near === undefined ? { field } : { field, nearest: near };
  return { code: "unknown-reference", severity, message, start, end, data };
}

/** Where somebody's name stands in place of their id, the id is what was meant. */
function namedPerson({ project }: ProjectReading, { text }: DocumentReading, problem: Problem): Problem {
  const field = problem.data?.field;
  if (problem.code !== "wrong-value" || field === undefined) return problem;
  const name = text.slice(problem.start, problem.end).replace(/^(["'])(.*)\1$/, "$2");
  const person = project.people.find((candidate) => candidate.name === name);
  if (person === undefined) return problem;
  const message = `Write ${quote(person.id)}, the id of ${name}.`;
  return { ...problem, message, data: { field, nearest: person.id } };
}

function linkProblem(
  { index, slices }: ProjectReading,
  { path: from, text }: DocumentReading,
  link: DocumentLink,
): LocalProblem | undefined {
  const { start, end, path, id, idStart, idEnd } = link;
  const place = recordOfLink(index, link);
  if (place === undefined) {
    const slice = slices.find((candidate) => candidate.path === path);
    if (slice === undefined || isNewer(slice)) return undefined;
    const other = link.section === undefined ? undefined : recordOfLink(index, { ...link, section: undefined });
    if (link.section !== undefined && other !== undefined) {
      const message = `${quote(id)} is a ${sections[other.section].record}. Write “${other.section}/${id}”, or the id alone.`;
      const sectionStart = idStart - link.section.length - 1;
      const data = { nearest: `${other.section}/${id}` };
      return { code: "unknown-reference", severity: "warning", message, start: sectionStart, end: idEnd, data };
    }
    const near = nearest(
      id,
      index.places.filter((candidate) => candidate.slice === slice).map(({ record }) => record.id),
    );
    const advice = near === undefined ? "Choose another id, or link to the file alone." : `Did you mean “${near}”?`;
    const message = `${path} has no record ${quote(id)}. ${advice}`;
    const data = near === undefined ? {} : { nearest: near };
    return { code: "unknown-reference", severity: "warning", message, start: idStart, end: idEnd, data };
  }
  if (place.record.id !== id) {
    const message = `${quote(id)} is now called “${place.record.id}”.`;
    const data = { nearest: place.record.id };
    return { code: "old-reference", severity: "warning", message, start: idStart, end: idEnd, data };
  }
  if (place.slice.path === path) return undefined;
  const message = `${quote(id)} stands in ${place.slice.path} now.`;
  // Between angle brackets or not, a path without spaces reads the same.
  const data = {
    nearest: `${encodeURI(relativePath(from, place.slice.path))}#${text.slice(start, end).split("#")[1]}`,
  };
  return { code: "old-reference", severity: "warning", message, start, end, data };
}
