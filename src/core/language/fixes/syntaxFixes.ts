import type { Problem, ProjectReading, Slice } from "../../text/reading/index.ts";
import { contextAt } from "../context.ts";
import { lineEndOf, lineStartOf, withoutComment } from "../lines.ts";
import { entriesAt } from "./entries.ts";
import { editsPlan, type Fix } from "./fix.ts";

/** What would put a text right before it means anything: tabs, anchors, tags, missing colons and brackets. */
export function syntaxFixes(reading: ProjectReading, slice: Slice, problem: Problem): readonly Fix[] {
  switch (problem.code) {
    case "tab":
      return tabs(slice, problem);
    case "tag":
      return [...tag(slice, problem), ...quoted(slice, problem)];
    case "anchor":
    case "alias":
      return [...writtenOut(reading, slice, problem), ...quoted(slice, problem)];
    case "syntax":
      return quoted(slice, problem).map((fix) => ({ ...fix, isPreferred: true }));
    case "no-colon":
      return colon(slice, problem);
    case "unclosed":
      return closed(slice, problem);
    default:
      return [];
  }
}

function fixOf(problem: Problem, title: string, start: number, end: number, text: string, isSafe: boolean): Fix {
  const plan = editsPlan([{ path: problem.path, start, end, text }]);
  return { title, code: problem.code, isPreferred: true, isSafe, action: { kind: "edit", plan } };
}

/** Two spaces for a tab, which is how far this language indents. */
function tabs({ text, path }: Slice, problem: Problem): readonly Fix[] {
  const lineStart = lineStartOf(text, problem.start);
  const from = text.slice(problem.start, problem.end).includes("\t") ? problem.start : lineStart;
  const to = from === lineStart ? lineEndOf(text, problem.start) : problem.end;
  const edits = [...text.slice(from, to).matchAll(/\t/g)].map(({ index }) => ({
    path,
    start: from + index,
    end: from + index + 1,
    text: "  ",
  }));
  if (edits.length === 0) return [];
  const plan = editsPlan(edits);
  return [
    {
      title: "Write spaces instead of the tab",
      code: problem.code,
      isPreferred: true,
      isSafe: true,
      action: { kind: "edit", plan },
    },
  ];
}

function tag({ text }: Slice, problem: Problem): readonly Fix[] {
  const found = /^![^\s,[\]{}]*[ \t]*/.exec(text.slice(problem.start, problem.start + 200));
  if (found === null) return [];
  return [fixOf(problem, "Remove the tag", problem.start, problem.start + found[0].length, "", true)];
}

function colon({ text }: Slice, problem: Problem): readonly Fix[] {
  const lineEnd = lineEndOf(text, problem.start);
  const word = text.slice(problem.start, lineEnd).trimEnd();
  if (!/^[A-Za-z][\w-]*$/.test(word)) {
    // A value right behind its key: `effort 5d`, `effort:5d`.
    const glued = /^([A-Za-z][\w-]*)(?::|[ \t]+)(?=\S)/.exec(word);
    if (glued === null) return [];
    const end = problem.start + glued[0].length;
    return [fixOf(problem, `Write “${glued[1]}: ”`, problem.start, end, `${glued[1]}: `, true)];
  }
  const at = problem.start + word.length;
  return [fixOf(problem, "Add the colon", at, at, ":", true)];
}

/** A text that begins with one of YAML's signs is one when it stands in quotes. */
function quoted({ text, tree }: Slice, problem: Problem): readonly Fix[] {
  const meaning = contextAt(text, tree, problem.start)?.meaning;
  const isText = meaning?.is === "value" && (meaning.type.kind === "text" || meaning.type.kind === "prose");
  const before = text.slice(lineStartOf(text, problem.start), problem.start);
  if (!isText || !/^[ \t]*[\w-]+[ \t]*:[ \t]+$/.test(before)) return [];
  const end = withoutComment(text, problem.start, lineEndOf(text, problem.start));
  const value = JSON.stringify(text.slice(problem.start, end));
  const fix = fixOf(problem, "Write it in quotes, as a text", problem.start, end, value, false);
  return [{ ...fix, isPreferred: false }];
}

const closing: Readonly<Record<string, string>> = { "[": "]", "{": "}", '"': '"', "'": "'" };

function closed({ text }: Slice, problem: Problem): readonly Fix[] {
  const lineEnd = lineEndOf(text, problem.start);
  const open: string[] = [];
  let quote = "";
  for (const letter of text.slice(problem.start, lineEnd)) {
    if (quote !== "") quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = open.length === 0 || letter === '"' ? letter : "";
    else if (letter === "[" || letter === "{") open.push(letter);
    else if (letter === "]" || letter === "}") open.pop();
  }
  const missing =
    quote +
    open
      .reverse()
      .map((letter) => closing[letter])
      .join("");
  if (missing === "") return [];
  const at = problem.start + text.slice(problem.start, lineEnd).trimEnd().length;
  return [fixOf(problem, `Close it with “${missing}”`, at, at, missing, true)];
}

/** What an anchor stands for written out wherever it is used, so that each line says what it says. */
function writtenOut(reading: ProjectReading, slice: Slice, problem: Problem): readonly Fix[] {
  const { text, path } = slice;
  const name = /^[&*]([^\s,[\]{}]+)/.exec(text.slice(problem.start, problem.start + 200))?.[1];
  if (name === undefined) return [];
  const all = reading.problems.get(path) ?? [];
  const named = (code: "anchor" | "alias", sign: string): readonly Problem[] =>
    all.filter((other) => other.code === code && readName(text, other.start, sign) === name);
  const [anchor, ...others] = named("anchor", "&");
  const aliases = named("alias", "*");
  if (anchor === undefined || others.length > 0) return [];
  const after = anchor.start + name.length + 1;
  const value = anchoredText(slice, anchor.start, after);
  if (value === undefined) return [];
  const anchorEnd = after + (/^[ \t]+/.exec(text.slice(after, after + 100))?.[0].length ?? 0);
  // A block below the anchor leaves nothing behind the colon.
  const anchorStart = value.isBlock ? trimmedTo(text, anchor.start) : anchor.start;
  const edits = [{ path, start: anchorStart, end: anchorEnd, text: "" }];
  for (const { start } of aliases) {
    const end = start + name.length + 1;
    if (!value.isBlock) {
      edits.push({ path, start, end, text: value.text });
      continue;
    }
    const line = text.slice(lineStartOf(text, start), start);
    const isMerge = /^[ \t]*<<[ \t]*:[ \t]*$/.test(line);
    const indent = (/^[ \t]*/.exec(line)?.[0].length ?? 0) + (isMerge ? 0 : 2);
    const lines = value.text.split("\n").map((part) => (part.trim() === "" ? "" : " ".repeat(indent) + part));
    if (isMerge) edits.push({ path, start: lineStartOf(text, start), end, text: lines.join("\n") });
    else edits.push({ path, start: trimmedTo(text, start), end, text: `\n${lines.join("\n")}` });
  }
  const title = aliases.length === 0 ? "Remove the anchor" : "Write out what it stands for";
  const plan = editsPlan(edits);
  return [{ title, code: problem.code, isPreferred: true, isSafe: true, action: { kind: "edit", plan } }];
}

function readName(text: string, start: number, sign: string): string | undefined {
  const match = /^([&*])([^\s,[\]{}]+)/.exec(text.slice(start, start + 200));
  return match?.[1] === sign ? match[2] : undefined;
}

function trimmedTo(text: string, start: number): number {
  let position = start;
  while (text[position - 1] === " ") position--;
  return position;
}

/** The value behind an anchor as it is written; lines below it without their common indentation. */
function anchoredText(
  slice: Slice,
  anchor: number,
  after: number,
): { readonly text: string; readonly isBlock: boolean } | undefined {
  const { text } = slice;
  const lineEnd = lineEndOf(text, after);
  const rest = text.slice(after, lineEnd).trim();
  const holder = entriesAt(slice, anchor).at(-1);
  const value = holder?.entry.value;
  if (holder === undefined || value === undefined)
    return rest === "" || rest.startsWith("#") ? undefined : { text: rest, isBlock: false };
  const end = holder.start + value.end;
  if (rest !== "" && !rest.startsWith("#"))
    return { text: text.slice(after, Math.max(after, end)).trim(), isBlock: false };
  const lines = text.slice(lineEnd + 1, end).split(/\r?\n/);
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  );
  if (!Number.isFinite(indent)) return undefined;
  const block = lines.map((line) => line.slice(indent)).join("\n");
  return { text: block.trimEnd(), isBlock: true };
}
