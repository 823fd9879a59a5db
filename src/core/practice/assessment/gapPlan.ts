import { type DayNumber, formatDate } from "../../model/date.ts";

/** A skill that falls short, and what its page says to do about it. */
export interface PlannedGap {
  readonly title: string;
  readonly mean: number;
  readonly target: number;
  readonly exercises: readonly string[];
}

/** An assessment is repeated after 90 days (practice.md §5.4): the last action ends there. */
const daysUntil = [30, 60, 90] as const;

/** A plan for the widest gaps: for each the first exercise of its page with a day, and the others to choose from. */
export function gapPlanText(gaps: readonly PlannedGap[], today: DayNumber): string {
  const lines = gaps.flatMap(({ title, mean, target, exercises }, at) => {
    const [first = "Choose an exercise of its page", ...others] = exercises;
    const by = formatDate(today + (daysUntil[at] ?? 90));
    return [
      `## ${title}: ${mean.toFixed(2)} of ${target.toFixed(2)}`,
      `- [ ] By ${by}: ${first}`,
      ...(others.length === 0 ? [] : ["", ...others.map((one) => `Or: ${one}`)]),
      "",
    ];
  });
  return [
    "# Gap plan",
    "",
    "An action ends in a file and has a day. What is not worth a day is not planned. It is private: nothing in this folder is shared.",
    "",
    ...lines,
  ].join("\n");
}

/** How many actions a gap plan has, and how many of them name a day. */
export function readGapPlan(text: string): { readonly actions: number; readonly dated: number } {
  const actions = text.split(/\r?\n/).filter((line) => /^\s*[-*+] \[[ xX]\] +\S/.test(line));
  return { actions: actions.length, dated: actions.filter((line) => /\b\d{4}-\d{2}-\d{2}\b/.test(line)).length };
}
