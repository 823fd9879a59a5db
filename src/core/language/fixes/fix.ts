import type { Instant } from "../../model/moment.ts";
import type { EditPlan, TextEdit } from "../../text/editing/index.ts";
import type { ProblemCode } from "../../text/reading/index.ts";

/** Something that would put a problem right. */
export interface Fix {
  /** What it does, as a command: "Change to “ana”". */
  readonly title: string;
  readonly code: ProblemCode;
  /** Whether it is most likely what was meant. */
  readonly isPreferred: boolean;
  /** Whether it can be done to all problems of its kind without looking at each. */
  readonly isSafe: boolean;
  readonly action: FixAction;
}

export type FixAction =
  | { readonly kind: "edit"; readonly plan: EditPlan }
  /** A text with places to type in, put in at an offset. */
  | { readonly kind: "snippet"; readonly path: string; readonly offset: number; readonly snippet: string }
  /** Merges both sides of a file with conflict marks, which takes git's word on what they come from. */
  | { readonly kind: "resolve" }
  /** Goes into someone's log, so it has to be known whose, and when. */
  | { readonly kind: "log"; readonly plan: (writer: string, at: Instant) => EditPlan };

export function editsPlan(edits: readonly TextEdit[]): EditPlan {
  return { edits: inOrder(edits), newFiles: [] };
}

/** Several plans as one; refused if one of them is, or if they would change the same place. */
export function together(...plans: readonly EditPlan[]): EditPlan {
  const edits: TextEdit[] = [];
  const newFiles = [];
  for (const plan of plans) {
    if (plan.refusal !== undefined) return plan;
    edits.push(...plan.edits);
    newFiles.push(...plan.newFiles);
  }
  const sorted = inOrder(edits);
  const overlap = sorted.some((edit, index) => {
    const before = sorted[index - 1];
    return before !== undefined && before.path === edit.path && before.end > edit.start;
  });
  return overlap ? { refusal: "Do one of these at a time: they change the same lines." } : { edits: sorted, newFiles };
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => (a.path === b.path ? a.start - b.start : a.path < b.path ? -1 : 1));
}
