import { formatLocalTime } from "../../core/calendar/index.ts";
import { formatAssignment } from "../../core/model/assignment.ts";
import { formatDependency } from "../../core/model/dependency.ts";
import { formatDuration } from "../../core/model/duration.ts";
import type { WorkRecord } from "../../core/model/taskProgress.ts";
import {
  type DateExplanation,
  Explainer,
  type FactPlace,
  type ForwardChange,
  type Influence,
  type PathsToTarget,
  pathsTo,
  type Reason,
  type Schedule,
  waysForward,
} from "../../core/schedule/index.ts";
import { countingOf, shortAmount } from "../../core/schedule/words.ts";
import type { Command } from "../command.ts";
import { findRecord, recordName } from "../findRecord.ts";
import { Refusal } from "../io.ts";
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
import { tableLines } from "../table.ts";

export const explain: Command = {
  name: "explain",
  usage: "<task> [options]",
  about: "Says why a task or milestone lies where it lies, and what would bring it forward.",
  details: [
    "The chain goes back from the task to the start of the project, a stated date or something that happened.",
    "Each way to bring it forward was tried by scheduling the project with it.",
    "The path holds what has little or no float towards the task: how much later it may end before the task does.",
  ],
  examples: [
    "gantry explain pilot",
    "gantry explain pilot --path",
    "gantry explain pilot --project project --format json",
  ],
  takes: [1, 1],
  options: {
    path: { about: "Lists the critical path to the task, and what is nearly on it." },
    at: atOption,
    "status-date": statusDateOption,
    project: { value: "folder", about: "The project's folder." },
  },
  run: async (request, io, style) => {
    const project = await openAt(io, request.options.project, request);
    const place = findRecord(project.reading, recordName(request.positional[0] ?? ""), ["work"]);
    if (place.section !== "tasks" && place.section !== "milestones") {
      throw new Refusal(`Tasks, stages and milestones have dates, not what stands in “${place.section}”.`);
    }
    const dates = scheduleOf(io, project.reading, request.options["status-date"]);
    const work = dates.of(place.record as WorkRecord);
    if (work === undefined) throw new Refusal(`The id “${plain(place.record.id)}” stands twice. Choose another one.`);
    const { start, finish, slack, chain } = new Explainer(dates).explain(work.row);
    const ways = waysForward(dates, work.row);
    const path = request.options.path === undefined ? undefined : pathsTo(dates, work.row);
    const { record, isMilestone } = work;
    const placeJson = placing(dates);
    const range = isMilestone ? finishText(work.finish) : `${momentText(work.start)} – ${finishText(work.finish)}`;
    const lines = [
      `${style.strong(plain(record.name))}  ${range}`,
      ...[start.text, isMilestone ? "" : finish.text, slack.text].filter((line) => line !== "").map(plain),
      ...(chain.length > 1
        ? ["", style.strong("The chain behind it"), ...chain.map(({ text }) => `  ${plain(text)}`)]
        : []),
      ...(path === undefined ? [] : ["", style.strong("The path to it"), ...pathLines(dates, path)]),
      ...(ways.length > 0
        ? ["", style.strong("To bring it forward"), ...ways.map(({ text }) => `  ${plain(text)}`)]
        : []),
    ];
    const dateJson = ({ moment, text, reason, influences }: DateExplanation, isStart: boolean): Json => ({
      ...(isStart ? momentJson("at", moment) : finishJson("at", moment)),
      text,
      reason: reasonJson(reason, placeJson),
      influences: influences.map((one) => influenceJson(one, placeJson)),
    });
    return {
      exitCode: 0,
      text: `${lines.join("\n")}\n`,
      json: {
        folder: io.shown(project.folder),
        id: record.id,
        name: record.name,
        start: dateJson(start, !isMilestone),
        finish: dateJson(finish, false),
        ...(!work.isEndless && {
          totalFloatMinutes: minutes(slack.totalFloat),
          freeFloatMinutes: minutes(slack.freeFloat),
        }),
        critical: work.isCritical,
        ...(slack.deadline && {
          deadline: { at: finishMoment(slack.deadline.moment), leftMinutes: minutes(slack.deadline.left) },
        }),
        text: slack.text,
        chain: chain.map(({ work: step, text, reason }) => ({
          id: step.record.id,
          ...momentJson("start", step.start),
          ...finishJson("finish", step.finish),
          text,
          reason: reasonJson(reason, placeJson),
        })),
        ...(path !== undefined && { path: pathJson(dates, path) }),
        forward: ways.map(({ change, gain, ends, projectGain, cost, text, place: at }) => ({
          change: changeJson(change),
          ...(ends === undefined ? { gainMinutes: minutes(gain) } : finishJson("finish", ends)),
          projectGainMinutes: minutes(projectGain),
          ...(cost && { extraCost: { ...cost } }),
          text,
          ...(at && placeJson(at)),
        })),
      },
    };
  },
};

/** What has no float towards the task, then what has little; each in the order of the plan. */
function pathLines(dates: Schedule, { critical, nearCritical, floats }: PathsToTarget): readonly string[] {
  return tableLines(
    [...critical, ...nearCritical].map((row) => {
      const { record, isMilestone, start, finish } = dates.at(row);
      const float = shortAmount(floats.get(row) ?? 0, countingOf(dates, row));
      return [record.id, record.name, isMilestone ? "" : momentText(start), finishText(finish), float];
    }),
  );
}

function pathJson(dates: Schedule, { driving, floats }: PathsToTarget): Json {
  return {
    driving: driving.rows.map((row) => dates.at(row).record.id),
    tasks: [...floats]
      .filter(([row]) => !dates.at(row).isDone)
      .sort(([a], [b]) => a - b)
      .map(([row, float]) => ({ id: dates.at(row).record.id, floatMinutes: minutes(float) })),
  };
}

type PlaceJson = (place: FactPlace) => { readonly file: string; readonly line: number; readonly column: number };

/** Turns places of facts into lines and columns. */
export function placing({ reading }: Pick<Schedule, "reading">): PlaceJson {
  const texts = new Map(reading.slices.map(({ path, text }) => [path, text]));
  const known = new Map<string, Places>();
  return ({ path, start }) => {
    let places = known.get(path);
    if (places === undefined) {
      places = new Places(texts.get(path) ?? "");
      known.set(path, places);
    }
    return { file: path, ...places.at(start) };
  };
}

function reasonJson(reason: Reason, placeJson: PlaceJson): Json {
  const at = "place" in reason && reason.place !== undefined ? placeJson(reason.place) : {};
  const { kind } = reason;
  switch (kind) {
    case "predecessor":
      return {
        kind,
        predecessor: reason.predecessor.record.id,
        dependency: formatDependency(reason.dependency),
        from: reason.from,
        ...(reason.from === "finish" ? finishJson : momentJson)("at", reason.moment),
        statedBy: reason.statedBy.id,
        ...at,
      };
    case "inside":
      return { kind, task: reason.work.record.id };
    case "project-start":
      return { kind, at: formatLocalTime(reason.moment), ...at };
    case "constraint":
      return { kind, field: reason.field, date: reason.date, statedBy: reason.statedBy.id, ...at };
    case "status-date":
      return { kind, date: reason.date, isPinned: reason.isPinned, ...at };
    case "progress":
      return {
        kind,
        fact: reason.fact,
        ...(reason.entry && { at: reason.entry.at, log: reason.entry.log }),
        ...(reason.writer !== undefined && { writer: reason.writer }),
        ...at,
      };
    case "late":
      return { kind, ...(reason.successor && { successor: reason.successor.record.id }), ...at };
    case "work":
      return {
        kind,
        basis: reason.basis,
        ...(reason.amount && { amount: formatDuration(reason.amount) }),
        ...(reason.left !== undefined && { leftMinutes: minutes(reason.left) }),
        ...(reason.resumes !== undefined && { resumes: formatLocalTime(reason.resumes) }),
        ...(reason.waits && { waits: reasonJson(reason.waits, placeJson) }),
        ...at,
      };
  }
}

function influenceJson(influence: Influence, placeJson: PlaceJson): Json {
  const at = influence.place === undefined ? {} : placeJson(influence.place);
  switch (influence.kind) {
    case "free":
      return {
        kind: influence.because,
        first: influence.first,
        last: influence.last,
        days: influence.days,
        ...(influence.name !== undefined && { name: influence.name }),
        ...(influence.person && { person: influence.person.id }),
        ...(influence.calendar && { calendar: influence.calendar.id }),
        ...at,
      };
    case "lag":
      return { kind: "lag", dependency: formatDependency(influence.dependency), ...at };
    case "delay":
      return { kind: "delay", delay: formatDuration(influence.delay), ...at };
    case "person":
      return {
        kind: "person",
        assignment: formatAssignment(influence.assignment),
        rate: `${Math.round(influence.rate * 1000) / 10}%`,
        isCapped: influence.isCapped,
        ...at,
      };
  }
}

function changeJson(change: ForwardChange): Json {
  const { kind } = change;
  switch (kind) {
    case "shorten":
      return { kind, task: change.work.id, before: formatDuration(change.before), after: formatDuration(change.after) };
    case "people":
      return { kind, task: change.work.id, before: change.before, after: change.after };
    case "link":
      return {
        kind,
        task: change.work.id,
        predecessor: change.predecessor.id,
        dependency: formatDependency(change.dependency),
        part: change.part,
      };
    case "constraint":
      return { kind, task: change.work.id, field: change.field };
    case "delay":
      return { kind, task: change.work.id, delay: formatDuration(change.delay) };
    case "leave":
      return { kind, person: change.person.id, span: change.span };
    case "holiday":
      return { kind, calendar: change.calendar.id, span: change.span };
  }
}
