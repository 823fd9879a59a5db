import { dayOf, type LocalTime, secondsPerDay, type WorkCalendar } from "../calendar/index.ts";
import type { Person } from "../model/records.ts";
import { capacityOf, type Demand, demandsByPerson, overallocationsOf } from "../schedule/overallocation.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { TimelineLoad } from "./timeline.ts";

const tolerance = 1e-6;
/** Steps are cut at days off until there are so many of one person; with more of them nobody sees the gaps. */
const mostSteps = 5_000;
/** On so many days of one person it is looked for gaps. */
const mostDays = 20_000;

/** What the tasks that are not done ask of people and roles, in the order in which the project names them. */
export function makeLoad(schedule: Schedule): readonly TimelineLoad[] {
  const demands = demandsByPerson(schedule);
  if (demands.size === 0) return [];
  return schedule.reading.project.people.flatMap((person) => {
    const own = demands.get(person);
    return own === undefined ? [] : [loadOf(person, own)];
  });
}

function loadOf(person: Person, demands: readonly Demand[]): TimelineLoad {
  const capacity = capacityOf(person);
  const steps = cutSteps(stepsOf(demands));
  const isOver = steps.some(({ demand }) => demand > capacity + tolerance);
  const over = isOver ? overallocationsOf(person, demands) : [];
  return {
    id: person.id,
    name: person.name,
    count: person.count ?? 1,
    from: Float64Array.from(steps, ({ from }) => from),
    to: Float64Array.from(steps, ({ to }) => to),
    demand: Float64Array.from(steps, ({ demand }) => demand),
    capacity: new Float64Array(steps.length).fill(capacity),
    over: over.map(({ start, finish, demand, rows }) => ({ from: start, to: finish, demand, rows })),
  };
}

interface Step {
  readonly from: LocalTime;
  to: LocalTime;
  readonly demand: number;
  /** The calendars in which somebody works on it. */
  readonly times: WorkCalendar[];
}

/** Stretches with the same demand. A night or a weekend between two of them ends nothing. */
function stepsOf(demands: readonly Demand[]): readonly Step[] {
  // Even numbers are starts, odd ones finishes: numbers sort without an object for each.
  const moments = new Float64Array(2 * demands.length);
  for (let index = 0; index < demands.length; index++) {
    const { start, finish } = demands[index] as Demand;
    moments[2 * index] = start;
    moments[2 * index + 1] = finish;
  }
  const order = Uint32Array.from(moments, (_, index) => index);
  order.sort((a, b) => (moments[a] as number) - (moments[b] as number));
  const steps: Step[] = [];
  let rate = 0;
  const active = new Map<WorkCalendar, number>();
  for (let next = 0; next < order.length; ) {
    const first = order[next] as number;
    const at = moments[first] as number;
    for (let change = order[next]; change !== undefined && moments[change] === at; change = order[++next]) {
      const isStart = change % 2 === 0;
      const { rate: own, time } = demands[change >> 1] as Demand;
      rate += isStart ? own : -own;
      const count = (active.get(time) ?? 0) + (isStart ? 1 : -1);
      if (count === 0) active.delete(time);
      else active.set(time, count);
    }
    // Without anyone, no remainder of floating-point arithmetic is left either.
    if (active.size === 0) rate = 0;
    if (next >= order.length || rate < tolerance) continue;
    const until = moments[order[next] as number] as number;
    const before = steps.at(-1);
    const { time } = demands[first >> 1] as Demand;
    const goesOn =
      before !== undefined &&
      Math.abs(before.demand - rate) < tolerance &&
      (before.to === at || time.workBetween(before.to, at) === 0);
    if (!goesOn) steps.push({ from: at, to: until, demand: rate, times: [...active.keys()] });
    else {
      before.to = until;
      for (const one of active.keys()) if (!before.times.includes(one)) before.times.push(one);
    }
  }
  return steps;
}

/** Steps with gaps where there are whole days without work, as far as there are not too many of them. */
function cutSteps(steps: readonly Step[]): readonly Step[] {
  const cut: Step[] = [];
  let room = mostSteps - steps.length;
  let days = mostDays;
  for (const step of steps) {
    const { times } = step;
    let { from } = step;
    const last = dayOf(step.to - 1);
    for (let day = dayOf(from); day <= last && room > 0 && days > 0; day++, days--) {
      if (times.some((time) => time.hoursOn(day).length > 0)) continue;
      const begin = day * secondsPerDay;
      if (isWorked(from, begin, times)) {
        cut.push({ ...step, from, to: begin });
        room--;
      }
      from = begin + secondsPerDay;
    }
    if (from < step.to) cut.push(from === step.from ? step : { ...step, from });
  }
  return cut;
}

/** The evening before a day off is no time in which something is asked. */
function isWorked(from: LocalTime, to: LocalTime, times: readonly WorkCalendar[]): boolean {
  return to > from && (to - from >= secondsPerDay || times.some((time) => time.workBetween(from, to) > 0));
}
