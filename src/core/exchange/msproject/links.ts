import type { Dependency, DependencyType, Lag } from "../../model/dependency.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { type DurationWriter, formatOf } from "./durations.ts";
import type { Outline, OutlineRow } from "./outline.ts";
import { loseUnreadable } from "./unreadable.ts";
import { isTrue, numberOf, tenthsOf, wholeNumber } from "./values.ts";

/** By the numbers of `Type`. */
const types: readonly DependencyType[] = ["FF", "FS", "SF", "SS"];
const finishToStart = 1;
/** Longer ones are mistakes. */
const longestPercent = 1000;

/** What a task waits for. Links to what does not come over are told of. */
export function dependenciesOf(row: OutlineRow, outline: Outline, writer: DurationWriter): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  for (const link of row.element.all("PredecessorLink")) {
    const uid = wholeNumber(link.peek("PredecessorUID"));
    if (isTrue(link.peek("CrossProject"))) {
      const of = link.peek("CrossProjectName") ?? "";
      link.loseAll(
        "left-out",
        "It waits for a task of another project; write that down under dependencies.",
        `${row.name} ← ${of}`,
      );
      continue;
    }
    const other = outline.byUid(uid);
    const why =
      other === row
        ? "Nothing waits for itself."
        : other !== undefined && (isAbove(other, row) || isAbove(row, other))
          ? "A stage and what it holds don't wait for each other."
          : other === undefined
            ? ((uid === undefined ? undefined : outline.reasonLeftOut(uid)) ?? "There is no task of that UID.")
            : undefined;
    if (other === undefined || why !== undefined) {
      link.loseAll("left-out", `What it waits for is not in the plan. ${why ?? ""}`.trim(), row.name);
      continue;
    }
    loseUnreadable(link, row.name);
    const type = types[wholeNumber(link.take("Type")) ?? finishToStart] ?? "FS";
    const lag = lagOf(link, writer, row.name);
    link.settleAll();
    const dependency = { on: other.id, type, ...(lag !== undefined && { lag }) };
    found.set(`${other.id} ${type} ${JSON.stringify(lag)}`, dependency);
  }
  return [...found.values()];
}

function isAbove(stage: OutlineRow, row: OutlineRow): boolean {
  for (let at = row.parent; at !== undefined; at = at.parent) if (at === stage) return true;
  return false;
}

/** Tenths of minutes whatever the format says, or per cent of the predecessor's duration. */
function lagOf(link: XmlElement, writer: DurationWriter, place: string): Lag | undefined {
  const format = formatOf(link.peek("LagFormat"));
  if (format.isPercent) {
    const percent = numberOf(link.peek("LinkLag")) ?? 0;
    if (percent === 0) return undefined;
    if (format.isElapsed) {
      const why = "Per cent of an elapsed duration: taken for per cent of the duration as it is stated.";
      link.lose("LagFormat", "changed", why, place);
    }
    return { sign: percent < 0 ? -1 : 1, percent: Math.min(longestPercent, Math.abs(percent)) };
  }
  const seconds = tenthsOf(link.peek("LinkLag")) ?? 0;
  if (seconds === 0) return undefined;
  return { sign: seconds < 0 ? -1 : 1, duration: writer.write(Math.abs(seconds), format.unit, format.isElapsed) };
}
