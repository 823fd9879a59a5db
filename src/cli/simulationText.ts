import { finishDay, type LocalTime, latestTime, startDay } from "../core/calendar/index.ts";
import type { Schedule } from "../core/schedule/index.ts";
import type { CriticalPathFigures, SimulationResult } from "../core/schedule/simulation/index.ts";
import { padded, plain, widthOf } from "./plainText.ts";
import type { Style } from "./style.ts";

/** So many tasks are listed; the JSON has all of them. */
const mostListed = 10;
const widestBar = 40;
const widestCell = 40;
/** What hardly goes along with the finish at all is not listed as influential. */
const leastCorrelation = 0.05;

/** A simulation as one reads it in a terminal. */
export function simulationText(
  dates: Schedule,
  result: SimulationResult,
  path: CriticalPathFigures,
  notes: readonly string[],
  style: Style,
): string {
  const name = style.strong(plain(dates.reading.project.header.name));
  if (dates.rows.length === 0) return `${name}\nNothing is planned yet.\n`;
  const blocks = [
    [name, summary(result), ...notes],
    [style.strong("Finish"), ...finishLines(result, path)],
    block("Milestones and deadlines", targetRows(dates, result), style),
    block("Tasks most often critical", criticalRows(dates, result), style),
    block("Tasks with most influence", influenceRows(dates, result), style),
    block("Finishes by day", histogramRows(result), style),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function summary({ runs, seed, distribution, counts: { done, varying, fixed } }: SimulationResult): string {
  const tasks = `${varying} open ${varying === 1 ? "task varies" : "tasks vary"}, ${fixed} ${fixed === 1 ? "doesn’t" : "don’t"}, ${done} ${done === 1 ? "is" : "are"} done`;
  return `${runs.toLocaleString("en")} ${runs === 1 ? "run" : "runs"}, ${distribution}, seed ${seed}; ${tasks}.`;
}

function finishLines({ finish }: SimulationResult, path: CriticalPathFigures): readonly string[] {
  const rows = [
    ["as scheduled", day(finish.scheduled), `reached in ${percent(finish.scheduledShare)} of the runs`],
    ["P10", day(finish.p10)],
    ["P50", day(finish.p50)],
    ["P80", day(finish.p80)],
    ["P90", day(finish.p90)],
  ];
  if (path.deviation > 0) {
    rows.push(["PERT", day(path.p80), "P80 of the critical path alone; too early where others are nearly as long"]);
  }
  return table(rows);
}

function targetRows(dates: Schedule, { targets }: SimulationResult): readonly (readonly string[])[] {
  return targets.map(({ row, p50, p80, deadline, deadlineShare }) => [
    ...named(dates, row),
    `P50 ${day(p50)}`,
    `P80 ${day(p80)}`,
    deadline === undefined ? "" : `by ${day(deadline)} in ${percent(deadlineShare ?? 0)}`,
  ]);
}

function criticalRows(dates: Schedule, { criticality }: SimulationResult): readonly (readonly string[])[] {
  return [...criticality.entries()]
    .filter(([row, share]) => share > 0 && dates.rows[row]?.isMilestone === false)
    .sort(([rowA, a], [rowB, b]) => b - a || rowA - rowB)
    .slice(0, mostListed)
    .map(([row, share]) => [...named(dates, row), percent(share)]);
}

function influenceRows(dates: Schedule, { influences }: SimulationResult): readonly (readonly string[])[] {
  return influences
    .filter(({ correlation }) => Math.abs(correlation) >= leastCorrelation)
    .slice(0, mostListed)
    .map(({ row, correlation, shortest, longest }) => [
      ...named(dates, row),
      `r ${correlation.toFixed(2).replace("-", "−")}`,
      `finish ${day(shortest)} … ${day(longest)}`,
    ]);
}

function histogramRows({ histogram, runs }: SimulationResult): readonly (readonly string[])[] {
  const most = Math.max(...histogram.map((bar) => bar.runs));
  return histogram.map(({ from, until, runs: count }) => {
    const [first, last] = [startDay(from), finishDay(until)];
    const length = Math.round((count / most) * widestBar);
    const bar = count > 0 ? "█".repeat(Math.max(1, length)) : "";
    return [first === last ? first : `${first} – ${last}`, percent(count / runs).padStart(6), bar];
  });
}

function named(dates: Schedule, row: number): readonly [string, string] {
  const { record } = dates.at(row);
  return [record.id, record.name];
}

function day(time: LocalTime): string {
  return time >= latestTime ? "never" : finishDay(time);
}

/** `38%`; what is not quite nothing or all is not shown as such. */
function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return "<1%";
  if (rounded === 100 && share < 1) return ">99%";
  return `${rounded}%`;
}

function block(title: string, rows: readonly (readonly string[])[], style: Style): readonly string[] {
  return rows.length === 0 ? [] : [style.strong(title), ...table(rows)];
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell) => {
      const text = plain(cell);
      return widthOf(text) <= widestCell || row.at(-1) === cell
        ? text
        : `${[...text].slice(0, widestCell - 1).join("")}…`;
    }),
  );
  const widths: number[] = [];
  for (const row of cells)
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(text));
  return cells.map((row) => `  ${row.map((text, column) => padded(text, widths[column] ?? 0)).join("  ")}`.trimEnd());
}
