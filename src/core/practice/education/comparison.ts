import type { DayNumber } from "../../model/date.ts";
import type { Id } from "../../model/identifier.ts";
import { rounded } from "../rounded.ts";
import type { Criterion } from "./educationRecord.ts";

export const accreditations = ["gac", "regional", "none"] as const;
export const deliveries = ["online", "on-site", "both"] as const;

/** What is known of a programme beside its ratings; what nobody has asked yet is left out. */
export interface ProgrammeFacts {
  readonly name: string;
  /** Id of a route of the data. */
  readonly kind?: string;
  readonly provider?: string;
  readonly accreditation?: (typeof accreditations)[number];
  readonly delivery?: (typeof deliveries)[number];
  /** All of it, with books, travel and exam, such as `12000 EUR`. */
  readonly cost?: string;
  readonly months?: number;
  readonly hoursAWeek?: number;
  /** Hours of project management education that it gives. */
  readonly contactHours?: number;
  readonly finalProject?: boolean;
  /** From 0 to 5. */
  readonly technical?: number;
  /** What it takes to be let in. */
  readonly requires?: string;
  readonly start?: DayNumber;
  /** Where this comes from, and when somebody asked. */
  readonly source?: string;
}

export interface Programme extends ProgrammeFacts {
  readonly id: Id;
  /** By the criterion's id, from 0 to 5. */
  readonly ratings: Readonly<Record<string, number>>;
}

/** What was decided, as far as it is. */
export interface EducationDecision {
  /** Id of a programme. */
  readonly programme?: Id;
  readonly reason?: string;
  readonly start?: DayNumber;
  /** Money, such as `12000 EUR`. */
  readonly budget?: string;
  /** What has to be seen by when to go on. */
  readonly stop?: string;
}

/** What somebody compares programmes by, which ones, and what they chose. */
export interface EducationComparison {
  readonly criteria: readonly Criterion[];
  readonly programmes: readonly Programme[];
  readonly decision: EducationDecision;
}

/** One change of the file; what has no id is new. */
export type EducationChange =
  | { readonly kind: "criterion"; readonly id?: Id; readonly name: string; readonly weight: number }
  | { readonly kind: "programme"; readonly id?: Id; readonly facts: ProgrammeFacts }
  /** Without a rating it is taken back. */
  | { readonly kind: "rating"; readonly programme: Id; readonly criterion: Id; readonly rating?: number }
  | { readonly kind: "decision"; readonly decision: EducationDecision }
  | { readonly kind: "remove"; readonly section: "criteria" | "programmes"; readonly id: Id };

export const greatestRating = 5;
/** So many programmes are a comparison. */
export const fewestProgrammes = 3;

/** Hours of work that a programme takes in all; undefined where months or hours are not known. A month is a twelfth of 52 weeks. */
export function hoursOf({ months, hoursAWeek }: ProgrammeFacts): number | undefined {
  return months === undefined || hoursAWeek === undefined ? undefined : Math.round((months * 52 * hoursAWeek) / 12);
}

/** What is missing until the comparison is whole, and until the choice is: a sentence each. */
export function missingIn({ criteria, programmes, decision }: EducationComparison): {
  readonly comparison: readonly string[];
  readonly decision: readonly string[];
} {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const unrated = programmes.reduce(
    (sum, { ratings }) => sum + criteria.filter(({ id, weight }) => weight > 0 && ratings[id] === undefined).length,
    0,
  );
  const chosen = programmes.some(({ id }) => id === decision.programme);
  return {
    comparison: [
      ...(programmes.length < fewestProgrammes
        ? [
            `${fewestProgrammes} programmes are a comparison; there ${programmes.length === 1 ? "is" : "are"} ${programmes.length || "none"}.`,
          ]
        : []),
      ...(criteria.length === 0 ? ["There is no criterion."] : []),
      ...(criteria.length > 0 && Math.abs(weights - 100) > 1e-9
        ? [`The weights add up to ${rounded(weights)}, not to 100.`]
        : []),
      ...(unrated > 0 ? [unrated === 1 ? "One rating is missing." : `${unrated} ratings are missing.`] : []),
    ],
    decision: [
      ...(chosen ? [] : ["No programme is chosen."]),
      ...(decision.start === undefined ? ["The choice has no start date."] : []),
      ...(decision.budget === undefined ? ["The choice has no budget."] : []),
    ],
  };
}
