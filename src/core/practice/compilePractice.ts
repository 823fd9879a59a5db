/**
 * Checks the pages of `media/practice` and packs them as data, so that neither a Markdown parser nor a YAML parser has
 * to be loaded to show them. Runs at build time and in tests; nothing at run time imports this.
 */
import { parseDocument } from "yaml";
import { refusedCommand } from "./pageCommands.ts";
import { blocksText, itemText } from "./plainText.ts";
import {
  type Block,
  checklistSectionId,
  type ListItem,
  type Practice,
  type PracticeGroupId,
  type PracticeItem,
  type PracticePage,
  practiceFormat,
  practiceGroupIds,
  type Span,
} from "./practice.ts";
import { practiceGroups } from "./practiceGroups.ts";
import { type ReadBody, readBody } from "./readMarkdown.ts";
import { takeIn } from "./takeIn.ts";

/** A page as it stands on disk; the path has slashes and ends with `<group>/<id>.md`. */
export interface PracticeFile {
  readonly path: string;
  readonly text: string;
}

/** Something a page's author has to mend; lines count from 1. */
export interface PracticeProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Shorter pages say too little to act on. */
export const minimumWords = 150;

/** Fewer statements are no checklist. */
export const minimumItems = 3;

const requiredSections = [
  ["why-it-matters", "Why it matters"],
  ["what-to-do-here", "What to do here"],
  [checklistSectionId, "Checklist"],
] as const;

const slugPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

interface FrontMatter {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly order: number;
  readonly covers: readonly string[];
  readonly links: readonly string[];
  /** Line of each key, for messages. */
  readonly lines: ReadonlyMap<string, number>;
}

interface Draft {
  readonly file: PracticeFile;
  readonly group: PracticeGroupId;
  readonly front: FrontMatter;
  readonly body: ReadBody;
  /** Links in the running text lead here once the other pages are known. */
  readonly page: PracticePage;
}

/**
 * @param texts what pages take from the data, by name
 * @returns the packed pages and all that is wrong with them, by file and line. With problems the practice is as
 * complete as can be, and not fit to ship.
 */
export function compilePractice(
  files: readonly PracticeFile[],
  texts: Readonly<Record<string, string>> = {},
): {
  practice: Practice;
  problems: readonly PracticeProblem[];
} {
  const problems: PracticeProblem[] = [];
  // Lines are those of the files; what pages take in moves them.
  const lineIn = new Map<string, (line: number) => number>();
  const report = (path: string, line: number, message: string): void =>
    void problems.push({ path, line: lineIn.get(path)?.(line) ?? line, message });
  const drafts = files.flatMap(({ path, text: written }) => {
    const { text, lineOf, unknown } = takeIn(written.replaceAll("\r\n", "\n").replace(/^\uFEFF/, ""), texts);
    for (const { name, line } of unknown) report(path, line, `There is no data "${name}".`);
    lineIn.set(path, lineOf);
    return readPage({ path, text }, (line, message) => report(path, line, message)) ?? [];
  });
  const places = collectPlaces(drafts, report);
  checkOrders(drafts, report);
  for (const draft of drafts) {
    checkLinks(draft, places, (line, message) => report(draft.file.path, line, message));
  }
  const pages = drafts.map(({ page }) => resolvePageLinks(page, places));
  const groups = practiceGroups.map((group) => ({
    ...group,
    pages: pages.filter((page) => page.group === group.id).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
  }));
  problems.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
  return { practice: { format: practiceFormat, groups: groups.filter(({ pages: own }) => own.length > 0) }, problems };
}

type Report = (line: number, message: string) => void;

function readPage(file: PracticeFile, report: Report): Draft | undefined {
  const [folder, name] = file.path.split("/").slice(-2);
  const group = practiceGroupIds.find((known) => known === folder);
  if (group === undefined) {
    report(1, `"${folder}" is no group; the groups are ${practiceGroupIds.join(", ")}.`);
    return undefined;
  }
  const { text } = file;
  const parts = /^---\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(text);
  if (parts === null) {
    report(1, 'A page begins with its front matter between two lines "---".');
    return undefined;
  }
  const front = readFrontMatter(parts[1] ?? "", report);
  if (front === undefined) return undefined;
  if (name !== `${front.id}.md`)
    report(front.lines.get("id") ?? 1, `The page "${front.id}" stands in a file of its id.`);
  const body = readBody(text.slice(parts[0].length), parts[0].split("\n").length, report);
  checkBody(front, body, report);
  const page: PracticePage = {
    id: front.id,
    title: front.title,
    summary: front.summary,
    group,
    order: front.order,
    covers: body.anchors.map(({ id, title }) => ({ id, title })),
    links: front.links,
    lead: body.lead,
    sections: body.sections.map(({ id, title, blocks }) => ({ id, title, blocks })),
    checklist: body.items.map(({ id, text: words, why }) => ({ id, text: words, why })),
  };
  const words = countWords(page);
  if (words < minimumWords) report(1, `The page has ${words} words; it needs at least ${minimumWords}.`);
  return { file, group, front, body, page };
}

function readFrontMatter(text: string, report: Report): FrontMatter | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
  for (const error of document.errors) {
    report(2 + text.slice(0, error.pos[0]).split("\n").length - 1, `The front matter can't be read: ${error.message}`);
  }
  const lines = new Map<string, number>();
  text.split("\n").forEach((line, index) => {
    const key = /^([^\s:#]+):/.exec(line)?.[1];
    if (key !== undefined) lines.set(key, index + 2);
  });
  if (document.errors.length > 0) return undefined;
  const facts: Record<string, unknown> = { ...(document.toJS() as Record<string, unknown> | null) };
  const known = ["id", "title", "summary", "order", "covers", "links"];
  for (const key of Object.keys(facts)) {
    if (!known.includes(key))
      report(lines.get(key) ?? 1, `"${key}" is unknown; the front matter has ${known.join(", ")}.`);
  }
  const word = (key: string): string => {
    const value = facts[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    report(lines.get(key) ?? 1, `The front matter needs "${key}" as text.`);
    return "";
  };
  const ids = (key: string): readonly string[] => {
    const value = facts[key] ?? [];
    if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) return value;
    report(lines.get(key) ?? 1, `"${key}" is a list of ids.`);
    return [];
  };
  const id = word("id");
  if (id !== "" && !slugPattern.test(id))
    report(lines.get("id") ?? 1, `"${id}" is no id: small letters, digits and hyphens.`);
  const summary = word("summary");
  if (summary !== "" && countSentences(summary) !== 2) {
    const found = countSentences(summary);
    report(lines.get("summary") ?? 1, `The summary has two sentences; this one has ${found}.`);
  }
  const order = facts.order;
  if (typeof order !== "number" || !Number.isInteger(order)) {
    report(lines.get("order") ?? 1, 'The front matter needs "order" as a whole number.');
  }
  if (id === "") return undefined;
  const front = { id, title: word("title"), summary, covers: ids("covers"), links: ids("links"), lines };
  return { ...front, order: typeof order === "number" ? order : 0 };
}

/** Counts full stops and the like that end something; an unfinished end counts as one more. */
export function countSentences(text: string): number {
  const withoutAbbreviations = text.replaceAll(/\b(e\.g|i\.e|etc|vs|approx|St|Dr)\./gi, "$1");
  return (withoutAbbreviations.match(/([.!?]["”’)]*(?=\s|$))|([^.!?\s"”’)]["”’)]*\s*$)/g) ?? []).length;
}

function countWords(page: PracticePage): number {
  const parts = [
    blocksText(withoutCode(page.lead)),
    ...page.sections.map(({ blocks }) => blocksText(withoutCode(blocks))),
    ...page.checklist.map(itemText),
  ];
  return parts.join(" ").match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length ?? 0;
}

function withoutCode(blocks: readonly Block[]): readonly Block[] {
  return blocks.filter(({ kind }) => kind !== "code");
}

function checkBody(front: FrontMatter, body: ReadBody, report: Report): void {
  if (body.lead.length === 0) report(1, "A page begins with a paragraph that says what it is about.");
  for (const [id, title] of requiredSections) {
    if (!body.sections.some((section) => section.id === id)) report(1, `The page has no section "## ${title}".`);
  }
  for (const section of body.sections) {
    if (section.blocks.length === 0 && section.id !== checklistSectionId) {
      report(section.line, `Nothing stands under "${section.title}".`);
    }
  }
  if (body.items.length < minimumItems) {
    report(1, `The checklist has ${body.items.length} items; it needs at least ${minimumItems}.`);
  }
  for (const item of body.items) {
    const fits = item.id.startsWith(`${front.id}-`) && /^\d\d$/.test(item.id.slice(front.id.length + 1));
    if (!fits) report(item.line, `The item "${item.id}" should be named ${front.id}-01 and so on.`);
    if (item.text.some(isLink))
      report(item.line, `The item "${item.id}" holds a link; its reason may, its text may not.`);
    if (item.text.length === 0) report(item.line, `The item "${item.id}" says nothing.`);
  }
  for (const id of front.covers) {
    if (!body.anchors.some((anchor) => anchor.id === id)) {
      report(front.lines.get("covers") ?? 1, `"${id}" is in covers, but no heading carries <!-- ${id} -->.`);
    }
  }
  for (const { id, line } of body.anchors) {
    if (!front.covers.includes(id)) report(line, `The heading carries "${id}", which is not in covers.`);
  }
}

function isLink(span: Span): boolean {
  return typeof span === "object" && (span.kind === "page" || span.kind === "command" || span.kind === "web");
}

/** Where each id leads: a page, or a section of one. Ids that stand twice are reported at the second place. */
function collectPlaces(
  drafts: readonly Draft[],
  report: (path: string, line: number, message: string) => void,
): ReadonlyMap<string, { readonly page: string; readonly section?: string }> {
  const places = new Map<string, { readonly page: string; readonly section?: string }>();
  const first = new Map<string, string>();
  const claim = (id: string, draft: Draft, line: number): boolean => {
    const taken = first.get(id);
    if (taken !== undefined) report(draft.file.path, line, `The id "${id}" is already used in ${taken}.`);
    else first.set(id, draft.file.path);
    return taken === undefined;
  };
  for (const draft of drafts) {
    if (claim(draft.front.id, draft, draft.front.lines.get("id") ?? 1))
      places.set(draft.front.id, { page: draft.front.id });
  }
  for (const draft of drafts) {
    for (const { id, line } of draft.body.anchors) {
      if (claim(id, draft, line)) places.set(id, { page: draft.front.id, section: id });
    }
    for (const { id, line } of draft.body.items) claim(id, draft, line);
  }
  return places;
}

function checkOrders(drafts: readonly Draft[], report: (path: string, line: number, message: string) => void): void {
  const taken = new Map<string, string>();
  for (const { file, group, front } of drafts) {
    const key = `${group} ${front.order}`;
    const other = taken.get(key);
    if (other === undefined) taken.set(key, front.id);
    else report(file.path, front.lines.get("order") ?? 1, `"${other}" has the order ${front.order} already.`);
  }
}

function checkLinks(draft: Draft, places: ReadonlyMap<string, unknown>, report: Report): void {
  const isPage = (id: string): boolean => places.has(id);
  for (const { target, line } of draft.body.pageLinks) {
    if (!isPage(target)) report(line, `The link practice:${target} leads nowhere.`);
  }
  for (const { command, argument, line } of draft.body.commandLinks) {
    const refused = refusedCommand(command, argument, isPage);
    if (refused !== undefined) report(line, refused);
  }
  const line = draft.front.lines.get("links") ?? 1;
  draft.front.links.forEach((id, index) => {
    if (!isPage(id)) report(line, `"${id}" in links is no page.`);
    else if (id === draft.front.id) report(line, "A page does not lead to itself.");
    else if (draft.front.links.indexOf(id) !== index) report(line, `"${id}" stands in links twice.`);
  });
}

/** Links in the text may name a section that has an id; in the packed page they say on which page it stands. */
function resolvePageLinks(
  page: PracticePage,
  places: ReadonlyMap<string, { readonly page: string; readonly section?: string }>,
): PracticePage {
  const inSpan = (span: Span): Span => {
    if (typeof span === "string" || span.kind === "code") return span;
    const spans = span.spans.map(inSpan);
    return span.kind === "page" ? { ...span, ...places.get(span.page), spans } : { ...span, spans };
  };
  const inItem = (item: ListItem): ListItem => ({ ...item, blocks: item.blocks.map(inBlock) });
  const inBlock = (block: Block): Block => {
    switch (block.kind) {
      case "code":
        return block;
      case "list":
        return { ...block, items: block.items.map(inItem) };
      case "table":
        return {
          ...block,
          head: block.head.map((cell) => cell.map(inSpan)),
          rows: block.rows.map((row) => row.map((cell) => cell.map(inSpan))),
        };
      default:
        return { ...block, spans: block.spans.map(inSpan) };
    }
  };
  const inCheck = (item: PracticeItem): PracticeItem => ({
    ...item,
    text: item.text.map(inSpan),
    why: item.why.map(inSpan),
  });
  return {
    ...page,
    links: [...new Set(page.links.map((id) => places.get(id)?.page ?? id))],
    lead: page.lead.map(inBlock),
    sections: page.sections.map((section) => ({ ...section, blocks: section.blocks.map(inBlock) })),
    checklist: page.checklist.map(inCheck),
  };
}
