import type { SyntaxProblem } from "./node.ts";

/**
 * The lines with which git marks a conflict. A text with them is read as its first side states it, so that what stands around a
 * conflict, and half of what stands in it, stays in the plan until somebody settles it.
 */

const markLine = /^([<|=>])\1{6,}(?=[ \t\r]|$)/;
const markLines = /^([<|=>])\1{6,}(?=[ \t\r\n]|$)[^\r\n]*/gm;

/** Whether a line is one of git's marks. Nothing that is YAML looks like them. */
export function isMarkLine(line: string): boolean {
  return markLine.test(line);
}

interface Mark {
  readonly sign: string;
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

/** A text as its first side has it, in the same places, and what there is to settle. */
export interface SettledText {
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

/** The text without its conflicts, as long as before and line by line; undefined when it has none. */
export function withoutConflicts(text: string): SettledText | undefined {
  if (!mayHaveMarks(text)) return undefined;
  const marks = [...text.matchAll(markLines)].map((found): Mark => {
    const [line, sign = ""] = found;
    const size = markLine.exec(line)?.[0].length ?? 0;
    return { sign, size, start: found.index, end: found.index + line.length };
  });
  if (marks.length === 0) return undefined;
  const problems: SyntaxProblem[] = [];
  const hidden: { readonly start: number; readonly end: number }[] = [];
  for (let index = 0; index < marks.length; index++) {
    const open = marks[index] as Mark;
    const last = closing(marks, index);
    const close = marks[last];
    const parts = marks.slice(index + 1, last).filter(({ size }) => size === open.size);
    const middle = parts.find(({ sign }) => sign === "=");
    if (close === undefined || middle === undefined) {
      problems.push({ code: "merge-conflict", message: strayMark, start: open.start, end: open.end });
      hidden.push(open);
      continue;
    }
    const related = [
      { start: middle.start, end: middle.end, message: "The other side begins here." },
      { start: close.start, end: close.end, message: "It ends here." },
    ];
    problems.push({ code: "merge-conflict", message: openConflict, start: open.start, end: open.end, related });
    hidden.push(open, { start: parts[0]?.start ?? middle.start, end: close.end });
    index = last;
  }
  let settled = "";
  let position = 0;
  for (const { start, end } of hidden) {
    settled += text.slice(position, start) + text.slice(start, end).replaceAll(/[^\r\n]/g, " ");
    position = end;
  }
  return { text: settled + text.slice(position), problems };
}

const openConflict =
  "Two versions contradict each other here. Settle it with “Gantry: Resolve Plan Conflict”; until then the first one counts.";
const strayMark = "A mark of a merge was left here. Remove this line when the conflict is settled.";

/** Looking for a few letters costs next to nothing. */
function mayHaveMarks(text: string): boolean {
  return ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].some((mark) => text.includes(mark));
}

/** Which mark ends the conflict that one of them begins; -1 when none does. */
function closing(marks: readonly Mark[], first: number): number {
  const open = marks[first] as Mark;
  if (open.sign !== "<") return -1;
  for (let index = first + 1; index < marks.length; index++) {
    const { sign, size } = marks[index] as Mark;
    if (size !== open.size) continue;
    if (sign === ">") return index;
    if (sign === "<") return -1;
  }
  return -1;
}
