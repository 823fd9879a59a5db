import { finishDay, type LocalTime } from "../../calendar/index.ts";
import { code, escaped, shortened } from "../../language/markdown.ts";
import type { Row } from "../network.ts";
import type { Schedule } from "../schedule.ts";
import { amountText, dateText, endlessText } from "../words.ts";
import type { SimulationResult, TargetFigures } from "./result.ts";

/** Drivers beyond these hardly drive anything. */
const mostDrivers = 12;
const mostTargets = 40;
const longestName = 60;
/** Letters of the longest bar of the histogram. */
const longestBar = 30;

/**
 * What a simulation found, for people: when the project is finished with what confidence, what becomes of milestones and deadlines,
 * and which tasks drive the finish. Markdown; names are escaped in it.
 * @param schedule the one that was simulated
 */
export function simulationReport(schedule: Schedule, result: SimulationResult): string {
  const { finish, runs, targetsLeftOut } = result;
  const day = (time: LocalTime): string => dateText(finishDay(time), schedule.today);
  const parts = [
    `# When is “${escaped(shortened(schedule.reading.project.header.name, longestName))}” finished?`,
    `**By ${day(finish.p80)}, with a confidence of 80 %.** The plan says ${day(finish.scheduled)}; ${percent(finish.scheduledShare)} of the runs are finished by then.`,
    table(
      ["Confidence", "Finished by"],
      [
        ["10 %", day(finish.p10)],
        ["50 %", day(finish.p50)],
        ["80 %", day(finish.p80)],
        ["90 %", day(finish.p90)],
      ],
    ),
    `On average ${day(finish.mean)}, with a standard deviation of ${amountText(finish.deviation, schedule)} of work; at the earliest ${day(finish.earliest)}, at the latest ${day(finish.latest)}.`,
  ];
  if (result.targets.length > 0) {
    const rows = result.targets.slice(0, mostTargets).map((target) => targetRow(schedule, target, day));
    parts.push("## Milestones and deadlines", table(["", "Planned", "50 %", "80 %", "Deadline", "Chance"], rows));
    const left = targetsLeftOut + Math.max(0, result.targets.length - mostTargets);
    if (left > 0) parts.push(`${left} more are not listed.`);
  }
  const drivers = result.influences.filter(({ swing }) => Math.abs(swing) >= 1).slice(0, mostDrivers);
  if (drivers.length > 0) {
    const rows = drivers.map(({ row, correlation, shortest, longest }) => [
      nameOf(schedule.rows[row]),
      percent(result.criticality[row] ?? 0),
      correlation.toFixed(2),
      day(shortest),
      day(longest),
    ]);
    parts.push(
      "## What drives the finish",
      table(["Task", "Critical in", "Correlation", "When it is short", "When it is long"], rows),
      "The last two columns are the mean finish of the project in the tenth of the runs in which the task is shortest, and in which it is longest.",
    );
  }
  parts.push("## How the runs are spread", histogram(result, day));
  const endless = endlessText(schedule);
  if (endless !== undefined) parts.push(escaped(endless));
  if (result.endlessRuns > 0) {
    parts.push(`In ${result.endlessRuns} of the runs something is never finished: nobody works as long as it takes.`);
  }
  parts.push(`---`, basis(result, runs));
  return `${parts.join("\n\n")}\n`;
}

function basis({ counts, distribution, seed, assumedSpread }: SimulationResult, runs: number): string {
  const kind = distribution === "beta-pert" ? "beta-PERT" : distribution;
  const assumed =
    assumedSpread === undefined
      ? ""
      : ` Tasks without a range were taken to vary by ±${Math.round(assumedSpread * 100)} %.`;
  return `${runs.toLocaleString("en")} runs, ${kind}, seed ${code(String(seed))}: the same again gives the same figures. ${counts.varying} tasks vary, ${counts.fixed} are taken as they stand, ${counts.done} are done. Durations were taken as independent of each other.${assumed}`;
}

function targetRow(
  schedule: Schedule,
  { row, scheduled, p50, p80, deadline, deadlineShare }: TargetFigures,
  day: (time: LocalTime) => string,
): readonly string[] {
  return [
    nameOf(schedule.rows[row]),
    day(scheduled),
    day(p50),
    day(p80),
    deadline === undefined ? "" : day(deadline),
    deadlineShare === undefined ? "" : percent(deadlineShare),
  ];
}

function histogram({ histogram: bars }: SimulationResult, day: (time: LocalTime) => string): string {
  const most = Math.max(1, ...bars.map(({ runs }) => runs));
  // Days on which nothing can end, such as weekends, have no runs.
  const filled = bars.filter(({ runs }) => runs > 0);
  const rows = filled.map(({ until, runs }) => [
    day(until),
    "█".repeat(Math.round((runs / most) * longestBar)) || "▏",
    runs.toLocaleString("en"),
  ]);
  return table(["Finished by", "", "Runs"], rows);
}

function nameOf(row: Row | undefined): string {
  return escaped(shortened(row?.record.name ?? "", longestName));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Never 0 or 100 % for what did happen or did not. */
function percent(share: number): string {
  if (share > 0 && share < 0.01) return "< 1 %";
  if (share > 0.99 && share < 1) return "> 99 %";
  return `${Math.round(share * 100)} %`;
}
