import { dayOf } from "../../calendar/localTime.ts";
import { dayWords, finishWords } from "../dateWords.ts";
import { rowKinds, standings, type Timeline } from "../timeline.ts";

/** When a row starts, as one writes it; empty for a milestone, which only has a finish. */
export function startText({ rows, today }: Timeline, row: number): string {
  const start = rows.start[row] as number;
  return rows.kind[row] === rowKinds.milestone || !Number.isFinite(start) ? "" : dayWords(dayOf(start), today);
}

/** When a row finishes, as one writes it. */
export function finishText({ rows, today }: Timeline, row: number): string {
  const finish = rows.finish[row] as number;
  return Number.isFinite(finish) ? finishWords(finish, today) : "";
}

/** Its float in working days, to a tenth: `3`, `0.5`, `−2`; empty for what is done and for stages. */
export function floatText({ rows, daySeconds }: Timeline, row: number): string {
  const float = rows.totalFloat[row] as number;
  if (isDone(rows.standing[row]) || rows.kind[row] === rowKinds.stage || !Number.isFinite(float)) return "";
  // Towards the end that is worse, so that nothing reads as more float than there is.
  const days = Math.floor((float / daySeconds) * 10 + 1e-6) / 10;
  return days < 0 ? `−${-days}` : String(days + 0);
}

/** Per cent that are done; empty for milestones and where nothing was logged. */
export function doneText({ rows }: Timeline, row: number): string {
  const done = rows.done[row] as number;
  if (isDone(rows.standing[row])) return "done";
  return done > 0 && rows.kind[row] !== rowKinds.milestone ? `${done} %` : "";
}

/** How pressing it is, where that needs saying. */
export function standingText({ rows }: Timeline, row: number): string {
  const name = standings[rows.standing[row] as number] ?? "free";
  return name === "free" || name === "done" ? "" : name;
}

/** All of it on one line but for the name: `28 Jan – 15 Feb, 70 % done, critical`. */
export function rowSummary(timeline: Timeline, row: number): string {
  const start = startText(timeline, row);
  const finish = finishText(timeline, row);
  const done = doneText(timeline, row);
  const facts = [
    start === "" || start === finish ? finish : `${start} – ${finish}`,
    done.endsWith("%") ? `${done} done` : done,
    standingText(timeline, row),
  ];
  return facts.filter((fact) => fact !== "").join(", ");
}

function isDone(standing: number | undefined): boolean {
  return standings[standing ?? 0] === "done";
}
