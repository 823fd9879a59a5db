import type { IsoDate } from "../../model/index.ts";

/** What was answered to a question. */
export interface Answer {
  /** 1 to 5; 0 for never done, or cannot judge. */
  readonly level: number;
  /** A file or an event that shows it. */
  readonly evidence?: string;
}

export type FitAnswer = "yes" | "partly" | "no";

/** Answers of one person on one day: as they see themselves, or as a colleague sees them. */
export interface Assessment {
  /** Of the question set. */
  readonly version: number;
  readonly date: IsoDate;
  /** Who was assessed. */
  readonly person: string;
  /** Who answered, where that is a colleague. */
  readonly by?: string;
  /** By the question's id. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly fit: ReadonlyMap<string, { readonly answer: FitAnswer; readonly note?: string }>;
  /** Ratings of the project's complexity, by the factor's id. */
  readonly complexity: ReadonlyMap<string, number>;
  /** Ids of the responsibilities that the person wants; all of them when empty. */
  readonly wanted: readonly string[];
}
