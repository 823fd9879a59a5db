import type { Sourced } from "../sourced.ts";

/** From the lowest to the highest figure seen. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** A kind of education, as it was described on the day it was checked. */
export interface EducationRoute extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly group: "degree" | "online" | "course";
  readonly for: string;
  /** US credits. */
  readonly credits?: Range;
  readonly months?: Range;
  /** Hours of project management education that such a one typically gives. */
  readonly "contact-hours"?: number;
  readonly know?: string;
}

/**
 * Figures with which a programme of a kind begins until its owner asks the provider: none that differ from one to the next, and none
 * that can't be relied on, since what stands in a field looks like a fact.
 */
export function startingFigures({ months, "contact-hours": contactHours, reliability }: EducationRoute): {
  readonly months?: number;
  readonly contactHours?: number;
} {
  if (reliability === "low") return {};
  return {
    ...(months !== undefined && months.from === months.to && { months: months.from }),
    ...(contactHours !== undefined && { contactHours }),
  };
}

/** Something that holds for several kinds. */
export interface EducationFact extends Sourced {
  readonly id: string;
  readonly text: string;
}

/** What programmes are compared by, with a share of 100. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
}

/** `media/practice/education/education.yaml`. */
export interface EducationData {
  readonly routes: readonly EducationRoute[];
  readonly facts: readonly EducationFact[];
  /** What a new comparison begins with. */
  readonly criteria: readonly Criterion[];
}
