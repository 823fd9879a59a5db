import { clock, type LocalTime, type WorkingTime } from "../../calendar/index.ts";
import { formatOf } from "./durations.ts";
import type { Outline, OutlineRow } from "./outline.ts";
import { isTrue, numberOf, secondsOf, tenthsOf, timeOf, wholeNumber } from "./values.ts";

/** Where a manually scheduled task was put; undefined when its date is none, or in words. */
export function manualStartOf({ element }: OutlineRow): LocalTime | undefined {
  return timeOf(element.peek("ManualStart")) ?? timeOf(element.peek("Start"));
}

/**
 * Whether a manually scheduled task stands before what its links, or those of the stages it lies in, would allow. Where it does not, a
 * date that it does not start before says the same, and leaves its float and that of what it waits for as they are there.
 */
export function standsBeforeItsLinks(row: OutlineRow, outline: Outline, time: WorkingTime): boolean {
  const start = manualStartOf(row);
  if (start === undefined) return false;
  const work = secondsOf(row.element.peek("ManualDuration")) ?? 0;
  for (let at: OutlineRow | undefined = row; at !== undefined; at = at.parent) {
    for (const link of at.element.all("PredecessorLink")) {
      const other = outline.byUid(wholeNumber(link.peek("PredecessorUID")));
      if (other === undefined || isTrue(link.peek("CrossProject"))) continue;
      const type = link.peek("Type") ?? "1";
      const end = timeOf(other.element.peek(type === "2" || type === "3" ? "Start" : "Finish"));
      if (end === undefined) continue;
      const { isPercent, isElapsed } = formatOf(link.peek("LagFormat"));
      const share = ((numberOf(link.peek("LinkLag")) ?? 0) / 100) * (secondsOf(other.element.peek("Duration")) ?? 0);
      const lag = isPercent ? share : (tenthsOf(link.peek("LinkLag")) ?? 0);
      const lagTime = isElapsed && !isPercent ? clock : time;
      let bound = lag < 0 ? lagTime.subtract(end, -lag) : lagTime.add(end, lag);
      if (type === "0" || type === "2") bound = time.subtract(bound, work);
      if (bound > start && time.workBetween(start, bound) > 0) return true;
    }
  }
  return false;
}
