import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";

const millisecondsPerSecond = 1000;

// Moments are those of a wall clock without a zone, so they are shown as if they were UTC.
const usual = { timeZone: "UTC" } as const;
const dayFormat = new Intl.DateTimeFormat(undefined, { ...usual, day: "numeric", month: "short" });
const yearFormat = new Intl.DateTimeFormat(undefined, { ...usual, day: "numeric", month: "short", year: "numeric" });

/** The day of a start, with its year where that is not this one. */
export function startText({ today }: Timeline, time: number): string {
  return dayText(time, today);
}

/** The day of a finish: what ends at midnight ends on the day before. */
export function finishText({ today }: Timeline, time: number): string {
  return dayText(time - 1, today);
}

/** Of a finish, the number of its day alone. */
export function dayOfMonth(time: number): string {
  return String(new Date((time - 1) * millisecondsPerSecond).getUTCDate());
}

/** As the language writes it: `2027-02-15`. */
export function writtenDay(time: number): string {
  return new Date(time * millisecondsPerSecond).toISOString().slice(0, 10);
}

function dayText(time: number, today: number): string {
  if (!Number.isFinite(time)) return "";
  const [date, now] = [new Date(time * millisecondsPerSecond), new Date(today * millisecondsPerSecond)];
  return (date.getUTCFullYear() === now.getUTCFullYear() ? dayFormat : yearFormat).format(date);
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
    else if (standing === "critical") parts.push("critical");
    else parts.push(`${daysInWords(timeline, float)} of float`);
  }
  const slip = ghost?.slip[row] ?? 0;
  if (ghost !== undefined && isGhostShown && slip !== 0) {
    parts.push(`${daysInWords(timeline, slip)} ${slip > 0 ? "later" : "earlier"} than ${ghost.name}`);
  }
  return parts.join(", ");
}
