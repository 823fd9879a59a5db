import { languageVersion } from "../../model/project.ts";
import { schedule } from "../../schedule/schedule.ts";
import { type Problem, type ProblemCode, readSlice, unite } from "../reading/index.ts";
import { readMarkers, sideOf } from "./conflictMarkers.ts";
import { linesOf, matches } from "./mergeLines.ts";
import { type Conflict, Merger } from "./mergeParts.ts";
import { type Part, readOutline, Unreadable } from "./outline.ts";
import { MovesContradict, TaskMoves } from "./taskMoves.ts";

export interface MergeInput {
  /** What both sides come from; empty when both added the file, undefined when nobody knows it. */
  readonly base: string | undefined;
  readonly ours: string;
  readonly theirs: string;
  /** Below the project folder; for messages. */
  readonly path: string;
  /** What the markers of conflicts say. */
  readonly labels?: { readonly ours: string; readonly theirs: string };
  /** Characters of a marker; 7 if nothing stands here. */
  readonly markerSize?: number;
}

export interface MergeResult {
  /** Both sides' changes, with markers where they contradict each other. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
  /** What nobody wrote but the merge made, such as an id that both sides gave away: sentences for people. Not a conflict. */
  readonly notes: readonly string[];
  /**
   * Why the texts could not be merged by what they say, half a sentence that follows "could not be merged by its records, since";
   * then `text` is ours and something else has to merge.
   */
  readonly fallback?: string;
}

/**
 * Merges two versions of a slice by records and fields. Never throws. The result has ours' line ends; lines that neither side touched
 * are those of ours, byte for byte.
 */
export function mergeTexts(input: MergeInput): MergeResult {
  const { base, ours, theirs } = input;
  if (ours === theirs || base === theirs) return { text: ours, conflicts: [], notes: [] };
  if (base === ours) return { text: theirs, conflicts: [], notes: [] };
  try {
    return mergeDifferent(input);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof MovesContradict) return failed(ours, error.message);
    // A text that is nested too deep for this machine.
    if (error instanceof RangeError) return failed(ours, "it is nested too deep");
    throw error;
  }
}

function failed(text: string, fallback: string): MergeResult {
  return { text, conflicts: [], notes: [], fallback };
}

function mergeDifferent(input: MergeInput): MergeResult {
  const { path, labels = { ours: "ours", theirs: "theirs" }, markerSize = 7 } = input;
  const plain = { base: plainText(input.base ?? ""), ours: plainText(input.ours), theirs: plainText(input.theirs) };
  const outline = (side: "base" | "ours" | "theirs", name: string): Part => {
    try {
      return readOutline(plain[side]);
    } catch (error) {
      throw error instanceof Unreadable ? new Unreadable(`${name} ${error.message}`) : error;
    }
  };
  const base = outline("base", "the version both come from");
  const ours = outline("ours", "our version");
  const theirs = outline("theirs", "their version");
  for (const [root, name] of [
    [ours, "our version"],
    [theirs, "their version"],
  ] as const)
    refuseForeign(root, name);
  const options = { labels, markerSize, isBaseUnknown: input.base === undefined };
  const merger = new Merger(base, ours, theirs, options);
  const merged = merger.merge();
  const sides = merger.conflicts.length === 0 ? [merged] : sidesOf(merged);
  for (const side of sides) refuseBroken(side);
  refuseLoss(plain, merged);
  const notes = merger.conflicts.length === 0 ? newProblems(path, plain.ours, plain.theirs, merged) : [];
  const [text, place] = likeOurs(merged, input);
  const conflicts = merger.conflicts.map((conflict) => ({
    ...conflict,
    start: place(conflict.start),
    end: place(conflict.end),
  }));
  return { text, conflicts, notes };
}

/** Line ends as `\n`, one at the end, no byte order mark. */
function plainText(text: string): string {
  const unmarked = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const lines = unmarked.includes("\r") ? unmarked.replaceAll("\r\n", "\n") : unmarked;
  if (lines.includes("\r")) throw new Unreadable("has line ends of a kind that is not merged");
  return lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
}

function refuseForeign(root: Part, name: string): void {
  const version = root.children.find(({ key }) => key === "gantry")?.value;
  if (version?.kind !== "scalar" || !/^\d+$/.test(version.text))
    throw new Unreadable(`${name} is no file of a project`);
  if (Number(version.text) > languageVersion) throw new Unreadable(`${name} was made by a newer Gantry`);
}

/** Both ways to settle all conflicts. */
function sidesOf(merged: string): readonly string[] {
  const marked = readMarkers(merged);
  if (marked === undefined) throw new Unreadable("it holds lines that look like conflict markers");
  return [sideOf(marked, "ours"), sideOf(marked, "theirs")];
}

/** A merged text has to read, and to have each task once. */
function refuseBroken(text: string): void {
  let root: Part;
  try {
    root = readOutline(text);
  } catch (error) {
    throw error instanceof Unreadable ? new Unreadable(`the merged text ${error.message}`) : error;
  }
  try {
    new TaskMoves(
      { base: undefined, ours: root.children.find(({ key }) => key === "tasks"), theirs: undefined },
      () => false,
    );
  } catch (error) {
    throw error instanceof MovesContradict ? new MovesContradict(`the merged text ${error.message}`) : error;
  }
}

/** What somebody wrote as a comment is nowhere else. */
function refuseLoss(
  { base, ours, theirs }: Readonly<Record<"base" | "ours" | "theirs", string>>,
  merged: string,
): void {
  const comments = (text: string): ReadonlySet<string> =>
    new Set([...text.matchAll(/(?:^|[ \t])(#.*)$/gm)].map(([, comment]) => (comment as string).trimEnd()));
  const [known, written] = [comments(base), comments(merged)];
  for (const side of [ours, theirs]) {
    for (const comment of comments(side)) {
      if (!known.has(comment) && !written.has(comment)) throw new Unreadable("a comment would be lost");
    }
  }
}

/** What two edits make that are right each by itself: of the dates, only what does not depend on the day. */
const circles: ReadonlySet<ProblemCode> = new Set(["dependency-circle", "calendar-circle"]);

/** Problems of the merged text that neither side has. */
function newProblems(path: string, ours: string, theirs: string, merged: string): readonly string[] {
  const problems = (text: string): readonly Problem[] => {
    const reading = unite([readSlice(path, text)], "");
    // What waits for what is wrong on any day.
    const ofDates = schedule(reading, { today: "2000-01-01" }).problems.get(path) ?? [];
    return [...(reading.problems.get(path) ?? []), ...ofDates.filter(({ code }) => circles.has(code))];
  };
  const known = new Set([...problems(ours), ...problems(theirs)].map(({ code, message }) => `${code}\n${message}`));
  const added = problems(merged).filter(
    ({ code, message, severity }) => severity !== "information" && !known.has(`${code}\n${message}`),
  );
  return [...new Set(added.map(({ message }) => message))];
}

/** The merged text with the byte order mark, line ends and last line of ours, and where an offset of it has gone. */
function likeOurs(
  merged: string,
  { base, ours, theirs }: MergeInput,
): [text: string, place: (offset: number) => number] {
  const three = <T>(of: (text: string) => T): T => {
    const [b, o, t] = [of(base ?? ours), of(ours), of(theirs)];
    return b === o ? t : o;
  };
  const mark = three((text) => text.startsWith("\uFEFF")) ? "\uFEFF" : "";
  const endsOpen = three((text) => text !== "" && !text.endsWith("\n"));
  const lines = linesOf(endsOpen ? merged.slice(0, -1) : merged);
  const pairs = ours.split("\r\n").length - 1;
  const singles = ours.split("\n").length - 1 - pairs;
  let written = lines;
  if (pairs > 0) {
    const usual = pairs >= singles ? "\r\n" : "\n";
    const ourLines = linesOf(ours.startsWith("\uFEFF") ? ours.slice(1) : ours);
    const places =
      singles === 0
        ? []
        : matches(
            lines,
            ourLines.map((line) => line.replace("\r\n", "\n")),
          );
    const end = (index: number): string => {
      const line = ourLines[places[index] ?? -1];
      return line?.endsWith("\r\n") ? "\r\n" : line?.endsWith("\n") ? "\n" : usual;
    };
    written = lines.map((line, index) => (line.endsWith("\n") ? line.slice(0, -1) + end(index) : line));
  }
  const place = (offset: number): number => {
    let [before, after] = [0, mark.length];
    for (let index = 0; index < lines.length; index++) {
      const length = (lines[index] as string).length;
      if (before + length > offset) return after + offset - before;
      before += length;
      after += (written[index] as string).length;
    }
    return after;
  };
  return [mark + written.join(""), place];
}
