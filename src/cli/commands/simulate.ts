import { formatLocalTime } from "../../core/calendar/index.ts";
import { isDate } from "../../core/model/moment.ts";
import { projectToday } from "../../core/model/today.ts";
import { type Schedule, schedule } from "../../core/schedule/index.ts";
import {
  type CriticalPathFigures,
  criticalPathFigures,
  distributions,
  type FinishFigures,
  mostRuns,
  Simulation,
  type SimulationResult,
  simulationModel,
  usualRuns,
  usualSeed,
} from "../../core/schedule/simulation/index.ts";
import { endlessText } from "../../core/schedule/words.ts";
import type { ProjectReading } from "../../core/text/reading/index.ts";
import { oneOf } from "../arguments.ts";
import type { Command, Request } from "../command.ts";
import { type Io, UsageProblem } from "../io.ts";
import { openProject } from "../openProject.ts";
import { plain } from "../plainText.ts";
import type { Json } from "../projectJson.ts";
import { finishMoment } from "../scheduling.ts";
import { simulationText } from "../simulationText.ts";

/** Larger seeds would be rounded. */
const largestSeed = Number.MAX_SAFE_INTEGER;

export const simulate: Command = {
  name: "simulate",
  usage:
    "[<folder>] [--runs 10000] [--seed 1] [--distribution beta-pert|triangular] [--spread 20%] [--status-date date]",
  about: "Says how sure the finish is, by running the plan 10,000 times.",
  details: [
    "Tasks with a range, such as 8d / 12d / 20d, vary between optimistic and pessimistic. What is done stays, what has begun varies in what is left.",
    "The same files, runs and seed give the same answer on every machine.",
  ],
  examples: ["gantry simulate", "gantry simulate project --runs 50000", "gantry simulate --spread 20% --format json"],
  takes: [0, 1],
  options: {
    runs: { value: "number", about: `How many runs; ${usualRuns} unless said, at most ${mostRuns}.` },
    seed: { value: "number", about: `Where the random numbers begin; ${usualSeed} unless said.` },
    distribution: { value: "name", about: "beta-pert, if nothing is said, or triangular." },
    spread: { value: "percent", about: "Lets tasks without a range vary by so much; they don't, if nothing is said." },
    "status-date": {
      value: "date",
      about: "Stands for the project's status date: what is not done lies on that day or later.",
    },
  },
  run: async (request, io, style) => {
    const options = {
      runs: wholeNumber(request, "runs", usualRuns, 1, mostRuns),
      seed: wholeNumber(request, "seed", usualSeed, 0, largestSeed),
      distribution: oneOf(request, "distribution", distributions, "beta-pert"),
    };
    const assumedSpread = spreadOf(request);
    const project = await openProject(io, request.positional[0]);
    const dates = scheduleOf(io, project.reading, request.options["status-date"]);
    const model = simulationModel(dates, assumedSpread === undefined ? {} : { assumedSpread });
    const simulation = new Simulation(model, options);
    simulation.step();
    const result = simulation.result();
    const path = criticalPathFigures(model);
    const notes = notesOn(dates, result);
    return {
      exitCode: 0,
      text: simulationText(dates, result, path, notes, style),
      json: { folder: io.shown(project.folder), ...simulationJson(dates, result, path), notes },
    };
  },
};

function wholeNumber({ options }: Request, name: string, usual: number, least: number, most: number): number {
  const given = options[name];
  if (given === undefined) return usual;
  const value = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageProblem(`--${name} is a whole number from ${least} to ${most}, not “${plain(given)}”.`);
}

function spreadOf({ options: { spread } }: Request): number | undefined {
  if (spread === undefined) return undefined;
  const value = /^(\d{1,3}(?:\.\d+)?)%$/.exec(spread)?.[1];
  if (value !== undefined && Number(value) <= 100) return Number(value) / 100;
  throw new UsageProblem(`--spread is a part of the likely duration, such as 20%, not “${plain(spread)}”.`);
}

function scheduleOf(io: Io, reading: ProjectReading, statusDate: string | undefined): Schedule {
  if (statusDate === undefined)
    return schedule(reading, { today: projectToday(reading.project.header, io.now, io.timeZone) });
  if (!isDate(statusDate)) {
    throw new UsageProblem(`--status-date: “${plain(statusDate)}” is not a date. Write it like 2027-02-10.`);
  }
  const header = { ...reading.project.header, statusDate };
  return schedule({ ...reading, project: { ...reading.project, header } }, { today: statusDate });
}

/** What one has to know to read the figures right. */
function notesOn(
  dates: Schedule,
  { counts, assumedSpread, runs, endlessRuns, targetsLeftOut }: SimulationResult,
): readonly string[] {
  const notes: string[] = [];
  if (counts.varying === 0) {
    notes.push(
      "No task that is open has a range, such as 8d / 12d / 20d, so every run is the same. --spread 20% lets all of them vary.",
    );
  } else {
    notes.push(
      "Durations are taken as independent of each other. What makes several tasks late at once makes the late finishes later.",
    );
  }
  if (assumedSpread !== undefined)
    notes.push(`Tasks without a range were taken to vary by ±${percent(assumedSpread)}.`);
  if (dates.order.circles.length > 0)
    notes.push("Tasks wait for each other in a circle; the link that closes it was left out. gantry check names it.");
  const endless = endlessText(dates);
  if (endless !== undefined) notes.push(endless);
  if (endlessRuns > 0)
    notes.push(
      `In ${percent(endlessRuns / runs)} of the runs something is never finished, since nobody works as long as it takes.`,
    );
  if (targetsLeftOut > 0)
    notes.push(`${targetsLeftOut} milestones and deadlines were left out: there are too many for so many runs.`);
  return notes;
}

/** `38%`. */
function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function simulationJson(
  dates: Schedule,
  result: SimulationResult,
  path: CriticalPathFigures,
): Readonly<Record<string, Json>> {
  const { runs, seed, distribution, assumedSpread, counts, finish, targets, criticality, influences, histogram } =
    result;
  const { name } = dates.reading.project.header;
  const idOf = (row: number): string => dates.at(row).record.id;
  const influenceOf = new Map(influences.map((influence) => [influence.row, influence]));
  return {
    project: { name, start: formatLocalTime(dates.start), today: dates.today },
    runs,
    seed,
    distribution,
    ...(assumedSpread !== undefined && { spread: assumedSpread }),
    counts: { ...counts },
    finish: { ...figuresJson(finish), mean: finishMoment(finish.mean), deviationMinutes: minutes(finish.deviation) },
    pert: {
      path: path.rows.map(idOf),
      expected: finishMoment(path.expected),
      deviationMinutes: minutes(path.deviation),
      p80: finishMoment(path.p80),
      p90: finishMoment(path.p90),
      p95: finishMoment(path.p95),
    },
    targets: targets.map((target) => ({
      id: idOf(target.row),
      name: dates.at(target.row).record.name,
      ...figuresJson(target),
      ...(target.deadline !== undefined && {
        deadline: finishMoment(target.deadline),
        deadlineShare: target.deadlineShare ?? 0,
      }),
    })),
    tasks: dates.rows.flatMap(({ record, isStage }, row) => {
      const share = criticality[row] as number;
      const influence = influenceOf.get(row);
      if (isStage || dates.at(row).isDone) return [];
      return {
        id: record.id,
        name: record.name,
        criticality: share,
        ...(influence !== undefined && {
          correlation: Math.round(influence.correlation * 10_000) / 10_000,
          shortest: finishMoment(influence.shortest),
          longest: finishMoment(influence.longest),
          swingMinutes: minutes(influence.swing),
        }),
      };
    }),
    histogram: histogram.map(({ from, until, runs: count }) => ({
      from: formatLocalTime(from),
      until: finishMoment(until),
      runs: count,
    })),
  };
}

function figuresJson(figures: FinishFigures): Readonly<Record<string, Json>> {
  const { scheduled, scheduledShare, earliest, p10, p50, p80, p90, latest } = figures;
  return {
    scheduled: finishMoment(scheduled),
    scheduledShare,
    earliest: finishMoment(earliest),
    p10: finishMoment(p10),
    p50: finishMoment(p50),
    p80: finishMoment(p80),
    p90: finishMoment(p90),
    latest: finishMoment(latest),
  };
}

function minutes(seconds: number): number {
  return Math.round(seconds / 60);
}
