import type { TextSpan } from "./checklist.ts";

/** What the comment at the end of an item's line says. */
export interface ItemComment extends TextSpan {
  readonly id: string | undefined;
  readonly who: readonly string[];
}

/** The comments at the end of a line. */
export interface TrailingComments {
  /** End of the text before them, without the spaces between. */
  readonly textEnd: number;
  /** The one among them that is an item's. */
  readonly own: ItemComment | undefined;
}

const idPattern = /^[a-z][a-z0-9-]{0,39}$/;
/** Nearly all comments look so; the rest is read word by word. */
const usualComment = /^<!-- ([a-z][a-z0-9-]{0,39})(?: who:([^\s",:]+(?:,[^\s",:]+)*))? -->$/;
const fieldPattern = /^([a-z][a-z-]*):(.*)$/;
const nobody: readonly string[] = [];
/** More comments than this at the end of one line are text. */
const mostComments = 8;

/** Reads a line from its end: `text <!-- pla-07 who:ana -->`. All offsets are those of `text`. */
export function readTrailingComments(text: string, start: number, end: number): TrailingComments {
  let textEnd = trimEnd(text, start, end);
  let own: ItemComment | undefined;
  if (!text.endsWith("-->", textEnd)) return { textEnd, own };
  const line = text.slice(start, textEnd);
  for (let count = 0; count < mostComments; count += 1) {
    const close = textEnd - start - 3;
    if (!line.endsWith("-->", close + 3)) break;
    const open = line.lastIndexOf("<!--", close - 4);
    if (open < 0 || close < 4 || line.indexOf("-->", open + 4) !== close) break;
    own ??= readItemComment(text, start + open, textEnd);
    textEnd = trimEnd(text, start, start + open);
  }
  return { textEnd, own };
}

/** A comment is an item's when it holds nothing but an id and `key:value` fields; others are people's own. */
function readItemComment(text: string, start: number, end: number): ItemComment | undefined {
  const usual = usualComment.exec(text.slice(start, end));
  if (usual !== null) return { start, end, id: usual[1], who: usual[2] === undefined ? nobody : usual[2].split(",") };
  let id: string | undefined;
  let who: readonly string[] = nobody;
  for (const [index, word] of commentWords(text, start, end).entries()) {
    const field = fieldPattern.exec(word.text);
    if (field !== null) {
      if (field[1] === "who") who = people(field[2] ?? "");
    } else if (index === 0 && idPattern.test(word.text)) {
      id = word.text;
    } else {
      return undefined;
    }
  }
  return { start, end, id, who };
}

/** Words between spaces; what stands between quotes keeps its spaces. */
function commentWords(text: string, start: number, end: number): readonly (TextSpan & { readonly text: string })[] {
  const words: (TextSpan & { readonly text: string })[] = [];
  let from = -1;
  let quoted = false;
  for (let at = start + 4; at <= end - 3; at += 1) {
    const code = text.charCodeAt(at);
    const between = at === end - 3 || (!quoted && (code === 32 || code === 9));
    if (code === 34) quoted = !quoted;
    if (between && from >= 0) {
      words.push({ start: from, end: at, text: text.slice(from, at) });
      from = -1;
    } else if (!between && from < 0) {
      from = at;
    }
  }
  return words;
}

function people(value: string): readonly string[] {
  const names = value.match(/"[^"]*"|[^,"]+/g) ?? [];
  return names.map((name) => name.replaceAll('"', "").trim()).filter((name) => name !== "");
}

/** `who:ana` or `who:"Ana Maria",chen`; empty for nobody. */
export function formatWho(who: readonly string[]): string {
  const names = who.map(cleanName).filter((name) => name !== "");
  if (names.length === 0) return "";
  return `who:${names.map((name) => (name.includes(" ") ? `"${name}"` : name)).join(",")}`;
}

/** A person's id or name as a comment can hold it. */
export function cleanName(name: string): string {
  return name
    .replace(/["<>,\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/-{2,}/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Where `who:…` stands inside an item's comment, or nothing. */
export function findWho(text: string, comment: TextSpan): TextSpan | undefined {
  return commentWords(text, comment.start, comment.end).find((word) => word.text.startsWith("who:"));
}

/** The end without the spaces and tabs before it. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at -= 1;
  return at;
}
