import {
  AxisDecoder,
  type LevellingInput,
  LevellingSearch,
  makeLevellingProblem,
} from "../../src/core/schedule/levelling/index.ts";
import { levellingPlan } from "./levellingPlan.ts";
import { median, type Row } from "./measure.ts";

function searchFor(input: LevellingInput): LevellingSearch {
  const { problem } = makeLevellingProblem(input);
  if (problem === undefined) throw new Error("The plan can't be levelled.");
  return new LevellingSearch(new AxisDecoder(problem));
}

/** How long people wait for a first levelling, and what each further schedule costs. Quality: `npm run bench -- psplib`. */
export function levellingRows(): readonly Row[] {
  const first = (activities: number, resources: number): number => {
    const input = levellingPlan(activities, resources);
    return median(7, () => searchFor(input).step(1));
  };
  const small = first(1_000, 50);
  const large = first(10_000, 50);
  const further = searchFor(levellingPlan(10_000, 50));
  further.step(20);
  return [
    { what: "first levelling, 1,000 activities, 50 people", value: small, unit: "ms" },
    { what: "first levelling, 10,000 activities, 50 people", value: large, unit: "ms", limit: 2000 },
    { what: "growth of that from 1,000 to 10,000, per activity", value: large / small / 10, unit: "×", limit: 3 },
    { what: "one more schedule of 10,000 activities", value: median(10, () => further.step(1)), unit: "ms" },
  ];
}
