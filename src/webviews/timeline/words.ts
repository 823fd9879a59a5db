import type { DependencyType } from "../../core/model/dependency.ts";
import { finishWords, rowKinds, standings, startWords, type Timeline } from "../../core/timeline/index.ts";

/** The day of a start, with its year where that is not this one. */
export function startText({ today }: Timeline, time: number): string {
  return Number.isFinite(time) ? startWords(time, today) : "";
}

/** The day of a finish: what ends at midnight ends on the day before. */
export function finishText({ today }: Timeline, time: number): string {
  return Number.isFinite(time) ? finishWords(time, today) : "";
}

/** As the language writes it: `2027-02-15`. */
export function writtenDay(time: number): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

/** Working days with at most one decimal: `3`, `−2`, `0.5`. */
export function daysText({ daySeconds }: Timeline, seconds: number): string {
  const days = Math.round((seconds / daySeconds) * 10) / 10;
  return days < 0 ? `−${-days}` : String(days);
}

function daysInWords(timeline: Timeline, seconds: number): string {
  const text = daysText(timeline, Math.abs(seconds));
  return `${text} ${text === "1" ? "day" : "days"}`;
}

/** All that the chart shows of a row, as one sentence for who can't see it. */
export function spokenRow(timeline: Timeline, row: number, isGhostShown: boolean): string {
  const { rows, ghost } = timeline;
  const kind = rows.kind[row];
  const standing = standings[rows.standing[row] as number];
  const [start, finish] = [
    startText(timeline, rows.start[row] as number),
    finishText(timeline, rows.finish[row] as number),
  ];
  const parts = [rows.names[row] as string];
  if (kind === rowKinds.stage) parts.push("stage");
  if (kind === rowKinds.milestone) parts.push("milestone");
  if (rows.who[row] !== "") parts.push(rows.who[row] as string);
  parts.push(kind === rowKinds.milestone || start === finish ? finish : `${start} to ${finish}`);
  const done = rows.done[row] as number;
  if (standing === "done") parts.push("done");
  else {
    if (done > 0) parts.push(`${done} % done`);
    const float = rows.totalFloat[row] as number;
    if (standing === "late")
      parts.push(`late for its deadline on ${finishText(timeline, rows.deadline[row] as number)}`);
    else if (float < 0) parts.push(`critical, ${daysInWords(timeline, float)} too late for what depends on it`);
    else if (standing === "critical")
      parts.push(kind === rowKinds.stage && float > 0 ? "holds what is critical" : "critical");
    else parts.push(`${daysInWords(timeline, float)} of float`);
  }
  const deadline = finishText(timeline, rows.deadline[row] as number);
  if (deadline !== "" && standing !== "late") parts.push(`deadline ${deadline}`);
  const slip = ghost?.slip[row] ?? 0;
  if (ghost !== undefined && isGhostShown && slip !== 0) {
    const then = finishText(timeline, ghost.finish[row] as number);
    parts.push(`${daysInWords(timeline, slip)} ${slip > 0 ? "later" : "earlier"} than ${ghost.name} (${then})`);
  }
  return parts.join(", ");
}

/** How each type of link ties two rows: by name, and what it means for the one that waits. */
export const linkWords: Readonly<Record<DependencyType, { readonly name: string; readonly means: string }>> = {
  FS: { name: "finish to start (FS)", means: "It starts when that one is finished, or later." },
  SS: { name: "start to start (SS)", means: "It starts when that one starts, or later." },
  FF: { name: "finish to finish (FF)", means: "It finishes when that one finishes, or later." },
  SF: { name: "start to finish (SF)", means: "It finishes when that one starts, or later." },
};
