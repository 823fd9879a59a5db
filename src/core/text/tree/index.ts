/**
 * YAML text into a tree of entries, whole or after a change. What entries mean is read in `../reading`.
 */
import type { Entry, SyntaxProblem } from "./node.ts";

export {
  deepestNesting,
  type Entry,
  type ListNode,
  type LocalPlace,
  longestText,
  type MapNode,
  type Scalar,
  type ScalarStyle,
  type SyntaxProblem,
  type SyntaxProblemCode,
  type TextChange,
  type Value,
} from "./node.ts";
export { readTree } from "./readTree.ts";
export { updateTree } from "./updateTree.ts";

/** All problems of a tree with offsets from the beginning of the text, in the order of their entries. */
export function problemsIn(tree: Entry): readonly SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  collect(tree, 0, found);
  return found;
}

function collect(entry: Entry, start: number, into: SyntaxProblem[]): void {
  if (entry.problemCount === 0) return;
  for (const problem of entry.problems) {
    const related = problem.related?.map((place) => ({
      ...place,
      start: start + place.start,
      end: start + place.end,
    }));
    const placed = { ...problem, start: start + problem.start, end: start + problem.end };
    into.push(related === undefined ? placed : { ...placed, related });
  }
  const { value } = entry;
  if (value === undefined || value.kind === "scalar") return;
  for (let index = 0; index < value.entries.length; index++) {
    const child = value.entries[index] as Entry;
    if (child.problemCount > 0) collect(child, start + (value.starts[index] ?? 0), into);
  }
}
