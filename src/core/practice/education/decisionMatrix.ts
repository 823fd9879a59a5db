import type { EducationComparison, Programme } from "./comparison.ts";
import { greatestRating } from "./comparison.ts";
import type { Criterion } from "./educationRecord.ts";

/** How a programme comes off. */
export interface MatrixScore {
  readonly programme: Programme;
  /** The weighted mean of its ratings, from 0 to 5; undefined while one is missing. */
  readonly score: number | undefined;
  /** What it can still become, with nothing and with everything for what is missing. */
  readonly least: number;
  readonly most: number;
  /** Criteria with a weight that it has no rating for. */
  readonly missing: readonly Criterion[];
}

/** One rating that, a point higher or lower, would make another programme draw level or win. */
export interface TurningRating {
  readonly criterion: Criterion;
  /** Whose rating it is. */
  readonly programme: Programme;
  readonly from: number;
  readonly to: number;
  /** Who would be at the top then, alone or with others. */
  readonly rival: Programme;
}

export interface MatrixResult {
  /** In the order of the programmes. */
  readonly scores: readonly MatrixScore[];
  /** What the weights add up to; they count as shares of it. */
  readonly weights: number;
  /** Those with the highest score as it is shown, with two decimals: more than one is a tie. */
  readonly best: readonly Programme[];
  /** Those whose missing ratings could still make them the best. */
  readonly open: readonly Programme[];
  /** Where one doubt turns the result, it is a draw: the first such rating of the one programme that leads. */
  readonly turns: TurningRating | undefined;
}

/** Two scores are equal when they look equal. */
const shown = (score: number): number => Math.round(score * 100);

/**
 * The decision matrix: Σ weight · rating / Σ weight for each programme (the weighted score model), what is tied, what is missing and what
 * a single changed rating would turn.
 */
export function decisionMatrix({ criteria, programmes }: EducationComparison): MatrixResult {
  const counted = criteria.filter(({ weight }) => weight > 0);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  const scores = programmes.map((programme) => scoreOf(programme, counted, weights));
  const whole = scores.flatMap(({ programme, score }) => (score === undefined ? [] : [{ programme, score }]));
  const top = whole.reduce((highest, { score }) => Math.max(highest, shown(score)), Number.NEGATIVE_INFINITY);
  const best = whole.filter(({ score }) => shown(score) === top).map(({ programme }) => programme);
  const open = scores.filter(({ score, most }) => score === undefined && shown(most) >= top);
  return {
    scores,
    weights,
    best,
    open: open.map(({ programme }) => programme),
    turns: best.length === 1 ? turnOf(best[0] as Programme, whole, counted, weights) : undefined,
  };
}

function scoreOf(programme: Programme, criteria: readonly Criterion[], weights: number): MatrixScore {
  const missing = criteria.filter(({ id }) => programme.ratings[id] === undefined);
  const sum = criteria.reduce((total, { id, weight }) => total + weight * (programme.ratings[id] ?? 0), 0);
  const open = missing.reduce((total, { weight }) => total + weight * greatestRating, 0);
  const least = weights === 0 ? 0 : sum / weights;
  return {
    programme,
    score: missing.length > 0 || weights === 0 ? undefined : least,
    least,
    most: weights === 0 ? 0 : (sum + open) / weights,
    missing,
  };
}

interface Scored {
  readonly programme: Programme;
  readonly score: number;
}

function turnOf(
  winner: Programme,
  all: readonly Scored[],
  criteria: readonly Criterion[],
  weights: number,
): TurningRating | undefined {
  const own = all.find(({ programme }) => programme === winner)?.score ?? 0;
  const rivals = all.filter(({ programme }) => programme !== winner).sort((a, b) => b.score - a.score);
  for (const { programme: rival, score } of rivals) {
    // The heaviest criterion is the likeliest to turn it; the result is the same in whatever order they stand.
    for (const criterion of [...criteria].sort((a, b) => b.weight - a.weight)) {
      const step = criterion.weight / weights;
      const down = winner.ratings[criterion.id] ?? 0;
      if (down >= 1 && shown(own - step) <= shown(score)) {
        return { criterion, programme: winner, from: down, to: down - 1, rival };
      }
      const up = rival.ratings[criterion.id] ?? 0;
      if (up <= greatestRating - 1 && shown(own) <= shown(score + step)) {
        return { criterion, programme: rival, from: up, to: up + 1, rival };
      }
    }
  }
  return undefined;
}
