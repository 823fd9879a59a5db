import type { MatrixResult, Programme } from "../../core/practice/education/index.ts";

/** With two decimals, as scores are shown and compared. */
export const scoreText = (score: number): string => score.toFixed(2);

const names = (programmes: readonly Programme[]): string => {
  const all = programmes.map(({ name }) => name);
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
};

/** What the scores say, and what they do not, in sentences. */
export function verdictOf({ scores, best, open, turns }: MatrixResult): readonly string[] {
  const score = scores.find(({ programme }) => programme === best[0])?.score;
  const sentences: string[] = [];
  if (score === undefined) sentences.push("No programme has all its ratings yet.");
  else if (best.length > 1) {
    sentences.push(`A tie: ${names(best)} have ${scoreText(score)} each. Decide by money and months.`);
  } else if (scores.length > 1) sentences.push(`${names(best)} is ahead with ${scoreText(score)}.`);
  if (turns !== undefined) {
    const { criterion, programme, from, to, rival } = turns;
    sentences.push(
      `One doubt turns it: were “${criterion.name}” of ${programme.name} ${to} instead of ${from}, ${rival.name} would draw level or lead. Take it for a draw: decide by money and months.`,
    );
  }
  if (open.length > 0 && score !== undefined) {
    sentences.push(`${names(open)} could still lead: ratings are missing.`);
  }
  return sentences;
}
