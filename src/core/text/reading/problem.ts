import type { LocalPlace, SyntaxProblemCode } from "../tree/node.ts";

/** What can be wrong with what a text says, beside its syntax. */
export type MeaningProblemCode =
  /** Files beyond what a project may hold, so that they were not read. Stands at the project's own file. */
  | "left-out"
  /** A slice that does not begin with `gantry: 1`. */
  | "no-version"
  /** Made by a newer Gantry; opens read-only. */
  | "newer-version"
  /** A key the table does not know. Information only; `data.nearest` when it is a near miss. */
  | "unknown-key"
  /** A field or a fact that stands twice. */
  | "duplicate-key"
  /** An id that stands twice in its namespace, in one file or in two. */
  | "duplicate-id"
  /** An id that is not a slug. */
  | "bad-id"
  /** A value of the wrong form; `data.nearest` when a choice was nearly right. */
  | "wrong-value"
  /** A list, a map or a text where another one of them belongs. */
  | "wrong-shape"
  /** A field that has to be stated. */
  | "missing-field"
  /** An id that no record has; `data.nearest` when one is near. */
  | "unknown-reference"
  /** An id that the record had before it was renamed; `data.nearest` is the one it has. */
  | "old-reference"
  /** A record that waits for itself, or is based on itself. */
  | "self-reference"
  /** Effort and duration without anyone to work on it. */
  | "two-estimates"
  /** A stage with an estimate of its own. */
  | "stage-estimate"
  /** A milestone that takes work. */
  | "milestone-work"
  /** Progress typed into the plan: it belongs into a log. */
  | "progress-in-plan";

/** What can be wrong with the dates that follow from a plan. */
export type ScheduleProblemCode =
  /** Tasks that wait for each other in a circle. */
  | "dependency-circle"
  /** Calendars that are based on each other in a circle. */
  | "calendar-circle"
  /** A stated date that can't hold. */
  | "constraint-conflict"
  /** Nobody works on it as long as it needs, or it would run past the year 9999. */
  | "endless-work";

export type ProblemCode = SyntaxProblemCode | MeaningProblemCode | ScheduleProblemCode;

export type Severity = "error" | "warning" | "information";

/** Facts that a quick fix needs. */
export interface ProblemData {
  /** The id, key or word that was probably meant. */
  readonly nearest?: string;
  /** The name of the field or section it is about. */
  readonly field?: string;
  /** The id in that field that is too much. */
  readonly reference?: string;
}

/** A problem with its place relative to the start of the entry it was found in. */
export interface LocalProblem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What is wrong and what to do, in one or two plain sentences. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly data?: ProblemData;
  /** Other places in the same entry. */
  readonly related?: readonly LocalPlace[];
}

/** Another place that belongs to a problem. */
export interface RelatedPlace extends LocalPlace {
  /** Path below the project folder. */
  readonly path: string;
}

/** A problem of a file. Offsets in UTF-16 units from the beginning of its text. */
export interface Problem extends LocalProblem {
  /** Path below the project folder. */
  readonly path: string;
  readonly related?: readonly RelatedPlace[];
}

/** A problem with its place in a file. @param base where the entry begins that it was found in */
export function placed(problem: LocalProblem, path: string, base: number): Problem {
  const { code, severity, message, start, end, data, related } = problem;
  return {
    code,
    severity,
    message,
    path,
    start: base + start,
    end: base + end,
    ...(data && { data }),
    ...(related && {
      related: related.map((place) => ({ ...place, path, start: base + place.start, end: base + place.end })),
    }),
  };
}
