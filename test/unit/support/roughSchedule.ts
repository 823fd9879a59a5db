/**
 * When things happen, roughly: a forward pass in working minutes with one calendar for all, enough to see whether deadlines can
 * be met, iterations hold their tasks and nobody is planned twice. The engine does this properly.
 */
import { type DayNumber, formatDate, isWorkingDay, parseDate } from "../../../src/core/model/date.ts";
import { idOf, leavesOf, rangeOf, type SliceProject, type SliceTask } from "./readSlices.ts";

export interface Span {
  /** Working minutes after the project's start. */
  readonly start: number;
  readonly finish: number;
  /** First and last day of work. A milestone has the same twice. */
  readonly first: string;
  readonly last: string;
}

export interface RoughSchedule {
  readonly spans: ReadonlyMap<string, Span>;
  readonly finish: string;
  /** Cost of the people's work, at the rates of the project. */
  readonly labour: number;
  /** Person or role → day → share of its capacity that is planned, 1 being all of it. */
  readonly load: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Task → work in minutes and cost. */
  readonly work: ReadonlyMap<string, { readonly minutes: number; readonly cost: number }>;
}

const day = 480;

interface Assignment {
  readonly id: string;
  readonly units: number;
}

export function assignmentsOf(task: SliceTask): readonly Assignment[] {
  return (task.fields.who ?? []).map((who) => ({
    id: idOf(who),
    units: Number(/^(\d+) /.exec(who)?.[1] ?? 1) * (Number(/ (\d+)%$/.exec(who)?.[1] ?? 100) / 100),
  }));
}

export function roughSchedule(project: SliceProject, startDate = project.header.start ?? ""): RoughSchedule {
  const first = parseDate(startDate);
  if (first === undefined) throw new Error(`The start ${startDate} is no date.`);
  const holidays = new Set(Object.keys(project.holidays).map((date) => parseDate(date) ?? Number.NaN));
  const days: DayNumber[] = [];
  for (let at = first; days.length < 1500; at++) if (isWorkingDay(at, holidays)) days.push(at);

  /** Working minutes from the start to the beginning of a date, or to its end. */
  const minutesUntil = (date: string, end: boolean): number => {
    const limit = (parseDate(date) ?? first) + (end ? 1 : 0);
    return days.filter((at) => at < limit).length * day;
  };
  const dayAt = (minutes: number, end: boolean): string => {
    const index = end ? Math.max(0, Math.ceil(minutes / day - 1e-9) - 1) : Math.floor(minutes / day + 1e-9);
    return formatDate(days[index] ?? first);
  };

  const tasks = new Map(project.tasks.map((task) => [task.id, task]));
  const milestones = new Map((project.sections.milestones ?? []).map((record) => [record.id, record]));
  const spans = new Map<string, Span>();
  const put = (id: string, start: number, finish: number): Span => {
    const last = dayAt(finish, true);
    const span = { start, finish, first: finish === start ? last : dayAt(start, false), last };
    spans.set(id, span);
    return span;
  };

  const lengthOf = (task: SliceTask): number => {
    const { duration, effort } = task.fields;
    if (duration !== undefined) return rangeOf(duration[0] ?? "")[1];
    if (effort === undefined) return 0;
    const units = assignmentsOf(task).reduce((sum, { units: share }) => sum + share, 0);
    return rangeOf(effort[0] ?? "")[1] / (units === 0 ? 1 : units);
  };

  const spanOf = (id: string): Span => {
    const known = spans.get(id);
    if (known !== undefined) return known;
    const task = tasks.get(id);
    if (task !== undefined && task.children.length > 0) {
      const inside = leavesOf(task).map((leaf) => spanOf(leaf.id));
      return put(id, Math.min(...inside.map(({ start }) => start)), Math.max(...inside.map(({ finish }) => finish)));
    }
    const record = task ?? milestones.get(id);
    if (record === undefined) throw new Error(`Nothing is called ${id}.`);
    const length = task === undefined ? 0 : lengthOf(task);
    let start = 0;
    const after: string[] = [];
    for (let at: SliceTask | undefined = task; at !== undefined; at = at.parent) {
      after.push(...(at.fields.after ?? []));
      const earliest = at.fields["start-no-earlier"]?.[0];
      if (earliest !== undefined) start = Math.max(start, minutesUntil(earliest, false));
    }
    if (task === undefined) after.push(...(record.fields.after ?? []));
    for (const reference of after) {
      const before = spanOf(idOf(reference));
      const [, type = "FS", sign = "+", amount = "0m"] = / (FS|SS|FF|SF)(?:([+-])(.+))?$/.exec(reference) ?? [];
      const size = amount.endsWith("%")
        ? ((before.finish - before.start) * Number(amount.slice(0, -1))) / 100
        : rangeOf(amount.replace(/ed$/, "d"))[1];
      const lag = sign === "-" ? -size : size;
      const from = (type[0] === "F" ? before.finish : before.start) + lag;
      start = Math.max(start, type[1] === "S" ? from : from - length);
    }
    if (task === undefined && record.fields.date !== undefined) {
      start = Math.max(start, minutesUntil(record.fields.date[0] ?? "", true));
    }
    return put(id, start, start + length);
  };
  for (const id of [...tasks.keys(), ...milestones.keys()]) spanOf(id);

  const people = new Map((project.sections.people ?? []).map((person) => [person.id, person]));
  const load = new Map<string, Map<string, number>>();
  const work = new Map<string, { minutes: number; cost: number }>();
  let labour = 0;
  for (const task of project.tasks) {
    if (task.children.length > 0) continue;
    const span = spanOf(task.id);
    const assigned = assignmentsOf(task);
    const units = assigned.reduce((sum, { units: share }) => sum + share, 0);
    const effort = task.fields.effort === undefined ? undefined : rangeOf(task.fields.effort[0] ?? "")[1];
    let cost = 0;
    let minutes = 0;
    for (const { id, units: share } of assigned) {
      const person = people.get(id);
      const part = effort === undefined ? (span.finish - span.start) * share : (effort * share) / units;
      const rate = Number(/^([\d.]+)/.exec(person?.fields.rate?.[0] ?? "0")?.[1]);
      cost += (part / 60) * rate;
      minutes += part;
      const capacity = Number(person?.fields.count?.[0] ?? 1);
      const perDay = load.get(id) ?? new Map<string, number>();
      load.set(id, perDay);
      const perMinute = span.finish > span.start ? part / (span.finish - span.start) / capacity : 0;
      for (let index = Math.floor(span.start / day + 1e-9); index * day < span.finish - 1e-6; index++) {
        const overlap = Math.min(span.finish, (index + 1) * day) - Math.max(span.start, index * day);
        const date = formatDate(days[index] ?? first);
        perDay.set(date, (perDay.get(date) ?? 0) + (overlap / day) * perMinute);
      }
    }
    labour += cost;
    work.set(task.id, { minutes, cost });
  }
  const finish = Math.max(0, ...[...spans.values()].map((span) => span.finish));
  return { spans, finish: dayAt(finish, true), labour, load, work };
}

/** Cost lines of the budget, recurring ones over their span, in the project's currency. */
export function costLines(project: SliceProject): number {
  let sum = 0;
  for (const { fields } of project.sections.costs ?? []) {
    const amount = fields.amount?.[0] ?? "";
    const once = amount === "" ? Number(fields.quantity?.[0]) * Number(fields["unit-cost"]?.[0]) : Number(amount);
    sum += once * occurrences(fields.every?.[0], fields.start?.[0], fields.finish?.[0]);
  }
  return sum;
}

function occurrences(every: string | undefined, start: string | undefined, finish: string | undefined): number {
  const from = parseDate(start ?? "");
  const to = parseDate(finish ?? "");
  if (every === undefined || from === undefined || to === undefined) return 1;
  const days = { w: 7, mo: 30.4 }[/^\d+(w|mo)$/.exec(every)?.[1] ?? ""] ?? 1;
  return Math.floor((to - from) / (days * Number.parseInt(every, 10))) + 1;
}
