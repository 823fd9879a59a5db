import type { EditPlan } from "../text/editing/edit.ts";

/** One of several ways to write down what a person did with a bar. */
export interface Alternative {
  /** What it means, in a few words: `Wait 3 days longer for “API”`. */
  readonly label: string;
  /** One sentence that tells it from the others. */
  readonly detail: string;
  /** The edit; made when it is asked for. */
  readonly plan: () => EditPlan;
}

/**
 * What becomes of a wish: one edit (or a refusal) where there is one way to write it, else the ways there are, the likeliest first,
 * among which a person chooses.
 */
export type Rescheduling =
  | { readonly kind: "plan"; readonly plan: EditPlan }
  | { readonly kind: "choice"; readonly alternatives: readonly Alternative[] };

export function planned(plan: EditPlan): Rescheduling {
  return { kind: "plan", plan };
}

export function refused(sentence: string): Rescheduling {
  return { kind: "plan", plan: { refusal: sentence } };
}

/** Nothing has to be written. */
export const nothing: Rescheduling = { kind: "plan", plan: { edits: [], newFiles: [] } };
