/** Baselines as the commands name them: `baseline:approved`. */
import type { Baseline } from "../core/model/records.ts";
import type { ProjectReading } from "../core/text/reading/index.ts";
import { Refusal } from "./io.ts";
import { plain } from "./plainText.ts";

export const baselinePrefix = "baseline:";

/** A baseline of the project by its id. @throws Refusal that says which ones there are */
export function baselineOf({ index, project }: ProjectReading, id: string): Baseline {
  const place = index.resolve("baselines", id);
  if (place !== undefined) return place.record as Baseline;
  const known = project.baselines.map((baseline) => baseline.id);
  const advice = known.length === 0 ? "The project has none." : `There is: ${known.slice(0, 10).join(", ")}.`;
  throw new Refusal(`There is no baseline “${plain(id)}”. ${plain(advice)}`);
}
