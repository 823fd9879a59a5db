import { rangeWords, type Timeline, type TimelineLoad } from "../../core/timeline/index.ts";
import type { TimelineLoadTable } from "../../protocol/timeline.ts";
import { worstStretch } from "./loadView.tsx";
import { startText } from "./words.ts";

type LoadCell = TimelineLoadTable["people"][number]["cells"][number];

/** What stands in a cell: `80 %`, hours where there is no working time to compare with, a dot where nothing is asked. */
export function askedText({ asked, has }: LoadCell): string {
  if (asked <= 0) return has > 0 ? "·" : "";
  return has > 0 ? `${Math.round((asked / has) * 100)} %` : hours(asked);
}

/** All that a cell says: `48 h of 40 h, 8 h too much`. */
export function cellWords({ asked, has, over }: LoadCell): string {
  if (asked <= 0) return has > 0 ? `nothing, of ${hours(has)}` : "no working time";
  const sum = `${hours(asked)} of ${hours(has)}`;
  if (over <= 0) return sum;
  // A week may hold what is asked, and a day of it may not.
  return `${sum}, ${hours(over)} too much${asked <= has ? " at single times" : ""}`;
}

/** The head of a column: `8 Feb`, of a month `Feb`; with the year where it is not this one. */
export function headOf(timeline: Timeline, unit: "day" | "week" | "month", begin = Number.NaN): string {
  const text = startText(timeline, begin);
  return unit === "month" ? text.replace(/^\d+ /, "") : text;
}

/** `150 %, 8–15 Feb`; when it is never too much, that. */
export function worstWords(timeline: Timeline, load: TimelineLoad | undefined): string {
  const worst = load && worstStretch(load);
  if (load === undefined || worst === undefined) return "never over";
  return `${Math.round((worst.demand / Math.max(load.count, 1)) * 100)} %, ${rangeWords(worst.from, worst.to, timeline.today)}`;
}

function hours(seconds: number): string {
  const rounded = Math.round(seconds / 360) / 10;
  return `${rounded.toLocaleString("en")} h`;
}
