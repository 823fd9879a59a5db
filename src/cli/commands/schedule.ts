import { formatLocalTime } from "../../core/calendar/index.ts";
import type { Task } from "../../core/model/records.ts";
import {
  criticalPaths,
  type Overallocation,
  overallocations,
  type Schedule,
  type ScheduledWork,
} from "../../core/schedule/index.ts";
import { countingOf, shortAmount } from "../../core/schedule/words.ts";
import type { Command } from "../command.ts";
import { csvText } from "../csv.ts";
import { level, levellingJson, levellingLines } from "../levelling.ts";
import { Places } from "../places.ts";
import { plain } from "../plainText.ts";
import type { Json } from "../projectJson.ts";
import {
  atOption,
  finishJson,
  finishMoment,
  finishText,
  minutes,
  momentJson,
  momentText,
  openAt,
  scheduleOf,
  statusDateOption,
} from "../scheduling.ts";
import type { Style } from "../style.ts";
import { type Cell, tableLines } from "../table.ts";
import { countBySeverity, problemLines, problemsOf } from "./check.ts";

export const schedule: Command = {
  name: "schedule",
  usage: "[<folder>] [--critical] [--milestones] [--level] [options]",
  about: "Works out the dates: when, how much float, what is critical, who has too much to do.",
  details: [
    "Float is how much later something may be finished before the end of the project, a deadline or a fixed date moves.",
    "What is critical has none. The exit code is 1 when there are errors.",
  ],
  examples: [
    "gantry schedule",
    "gantry schedule project --critical",
    "gantry schedule --at v1.0 --format json",
    "gantry schedule --level",
    "gantry schedule --format csv > plan.csv",
  ],
  takes: [0, 1],
  options: {
    critical: { about: "Lists what is critical alone." },
    milestones: { about: "Lists milestones alone." },
    level: {
      about: "Moves tasks so that nobody has more to do than they can, and says by which delays. Writes nothing.",
    },
    at: atOption,
    "status-date": statusDateOption,
  },
  hasCsv: true,
  run: async (request, io, style) => {
    const project = await openAt(io, request.positional[0], request);
    const planned = scheduleOf(io, project.reading, request.options["status-date"]);
    const levelling = request.options.level === undefined ? undefined : level(planned);
    const dates = levelling?.after ?? planned;
    const { reading } = dates;
    const problems = problemsOf(project, [], dates);
    const counts = countBySeverity(problems);
    const { critical, milestones } = request.options;
    const all = dates.rows.map((_, row) => dates.at(row));
    const listed = all.filter(
      (work) => (critical === undefined || work.isCritical) && (milestones === undefined || work.isMilestone),
    );
    const tooMuch = overallocations(dates);
    const tasks = tasksJson(dates, listed);
    const errors = problems.filter(({ severity }) => severity === "error");
    const { header } = reading.project;
    return {
      exitCode: counts.errors > 0 ? 1 : 0,
      text: `${[
        ...headLines(dates, all, style),
        ...(levelling === undefined ? [] : levellingLines(levelling, style)),
        ...workLines(dates, listed, style),
        ...tooMuchLines(dates, tooMuch, style),
        ...problemLines(errors, (file) => io.shown(io.resolve(project.folder, file)), style),
      ].join("\n")}\n`,
      json: {
        folder: io.shown(project.folder),
        ...("commit" in project && { commit: project.commit }),
        project: {
          name: header.name,
          start: formatLocalTime(dates.start),
          finish: finishMoment(dates.finish),
          today: dates.today,
          isStatusDatePinned: header.statusDate !== undefined || request.options["status-date"] !== undefined,
          critical: all.filter(({ isCritical, isStage }) => isCritical && !isStage).length,
        },
        tasks,
        criticalPaths: criticalPaths(dates).map(({ rows, start, finish }) => ({
          start: formatLocalTime(start),
          finish: finishMoment(finish),
          tasks: rows.map((row) => dates.at(row).record.id),
        })),
        overallocations: tooMuch.map((one) => tooMuchJson(dates, one)),
        ...(levelling !== undefined && { levelling: levellingJson(levelling) }),
        problems,
      },
      csv: csvText([columns, ...tasks.map((task) => columns.map((column) => csvCell(task[column])))]),
    };
  },
};

type TaskJson = Readonly<Record<string, Json>>;

const columns = [
  "id",
  "name",
  "kind",
  "stage",
  "start",
  "finish",
  "earlyStart",
  "earlyFinish",
  "lateStart",
  "lateFinish",
  "totalFloatMinutes",
  "freeFloatMinutes",
  "durationMinutes",
  "critical",
  "nearCritical",
  "done",
  "endless",
  "deadline",
  "source",
  "file",
  "line",
] as const;

/** Of several values in one, each with its name: `jira: PAY-12; msproject: 12`. */
function csvCell(value: Json | undefined): string | number | boolean {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return value;
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${String(one)}`)
    .join("; ");
}

function tasksJson(dates: Schedule, listed: readonly ScheduledWork[]): readonly TaskJson[] {
  const { index, slices } = dates.reading;
  const texts = new Map(slices.map(({ path, text }) => [path, text]));
  const known = new Map<string, Places>();
  const lineOf = (path: string, offset: number): number => {
    let places = known.get(path);
    if (places === undefined) {
      places = new Places(texts.get(path) ?? "");
      known.set(path, places);
    }
    return places.at(offset).line;
  };
  const placeOf = new Map(index.places.map((place) => [place.record, place]));
  return listed.map((work) => {
    const { record, row } = work;
    const place = placeOf.get(record);
    const parent = dates.rows[dates.rows[row]?.parent ?? -1];
    // A point in time starts and ends at once: on the day that it ends.
    const begins = work.start === work.finish ? finishJson : momentJson;
    return {
      id: record.id,
      name: record.name,
      kind: kindOf(work),
      ...(parent && { stage: parent.record.id }),
      source: Object.fromEntries(record.links ?? []),
      ...begins("start", work.start),
      ...finishJson("finish", work.finish),
      ...begins("earlyStart", work.earlyStart),
      ...finishJson("earlyFinish", work.earlyFinish),
      // Of what never ends nobody can say how late it may be, nor how long it takes.
      ...(!work.isEndless && {
        ...begins("lateStart", work.lateStart),
        ...finishJson("lateFinish", work.lateFinish),
        totalFloatMinutes: minutes(work.totalFloat),
        freeFloatMinutes: minutes(work.freeFloat),
        durationMinutes: minutes(work.duration),
      }),
      critical: work.isCritical,
      nearCritical: work.isNearCritical,
      done: work.isDone,
      ...(work.isEndless && { endless: true }),
      ...(work.deadline !== undefined && { deadline: finishMoment(work.deadline) }),
      ...(place && {
        file: place.slice.path,
        line: lineOf(place.slice.path, place.start + (place.entry.key?.start ?? 0)),
      }),
    };
  });
}

function kindOf({ isStage, isMilestone }: ScheduledWork): string {
  return isStage ? "stage" : isMilestone ? "milestone" : "task";
}

function headLines(dates: Schedule, all: readonly ScheduledWork[], style: Style): readonly string[] {
  const { header } = dates.reading.project;
  if (all.length === 0) return [style.strong(plain(header.name)), "Nothing is planned yet."];
  const critical = all.filter(({ isCritical, isStage }) => isCritical && !isStage).length;
  const resumes = dates.resume === undefined ? "" : `, seen from ${dates.today}`;
  const end = `${momentText(dates.start)} – ${finishText(dates.finish)}`;
  return [style.strong(plain(header.name)), `${end}${resumes}; ${critical} critical`, ""];
}

function workLines(dates: Schedule, listed: readonly ScheduledWork[], style: Style): readonly string[] {
  if (listed.length === 0) return dates.rows.length === 0 ? [] : ["  Nothing of that kind."];
  return tableLines(
    listed.map((work): readonly (string | Cell)[] => {
      const { record, row, start, finish, isStage, isMilestone } = work;
      const indent = "  ".repeat(Math.min(dates.rows[row]?.depth ?? 0, 20));
      const name: string | Cell = isStage ? { text: record.name, paint: style.strong } : record.name;
      return [
        indent + record.id,
        name,
        isMilestone ? "" : momentText(start),
        finishText(finish),
        floatText(dates, work),
        stateCell(dates, work, style),
      ];
    }),
  );
}

function floatText(dates: Schedule, { row, totalFloat, isDone, isStage, isEndless }: ScheduledWork): string {
  if (isDone || isStage || isEndless) return "";
  const amount = shortAmount(totalFloat, countingOf(dates, row));
  return totalFloat < 0 ? `−${amount}` : amount;
}

function stateCell(dates: Schedule, work: ScheduledWork, style: Style): Cell {
  const { deadline, finish, row, record } = work;
  if (work.isDone) return { text: "done", paint: style.good };
  if (work.isEndless) return { text: "never ends", paint: style.bad };
  const late = deadline === undefined ? 0 : dates.floatTime(row).workBetween(deadline, finish);
  if (late >= 1) {
    const date = (record as Task).deadline ?? "";
    return { text: `${shortAmount(late, countingOf(dates, row))} after its deadline ${date}`, paint: style.bad };
  }
  if (work.isCritical) return { text: "critical", paint: style.warning };
  return { text: "" };
}

/** Longer lists say nothing more; the JSON has them whole. */
const mostLines = 20;

function tooMuchLines(dates: Schedule, found: readonly Overallocation[], style: Style): readonly string[] {
  if (found.length === 0) return [];
  const rows = found
    .slice(0, mostLines)
    .map(({ person, start, finish, demand, capacity, excess, rows: asking }) => [
      person.id,
      `${momentText(start)} – ${finishText(finish)}`,
      `${percent(demand)} of ${percent(capacity)}`,
      `${shortAmount(excess, dates)} too much`,
      asking.map((row) => dates.at(row).record.id).join(", "),
    ]);
  const more = found.length > mostLines ? [`  and ${found.length - mostLines} more`] : [];
  return ["", style.strong("Too much to do"), ...tableLines(rows), ...more];
}

function percent(rate: number): string {
  return `${Math.round(rate * 100)}%`;
}

function tooMuchJson(dates: Schedule, one: Overallocation): Json {
  return {
    person: one.person.id,
    start: formatLocalTime(one.start),
    finish: finishMoment(one.finish),
    demand: `${Math.round(one.demand * 1000) / 10}%`,
    capacity: `${Math.round(one.capacity * 1000) / 10}%`,
    excessMinutes: minutes(one.excess),
    tasks: one.rows.map((row) => dates.at(row).record.id),
  };
}
