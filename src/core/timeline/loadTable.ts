import type { LocalTime, WorkCalendar } from "../calendar/index.ts";
import type { Person } from "../model/records.ts";
import {
  capacityOf,
  type Demand,
  demandsByPerson,
  type Overallocation,
  overallocationsOf,
} from "../schedule/overallocation.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { lowerUnits } from "./axisUnits.ts";

/** By what a table of the load may be divided. */
export type LoadUnit = "day" | "week" | "month";

export interface LoadTableWish {
  readonly unit: LoadUnit;
  /** A moment in the first column. */
  readonly from: LocalTime;
  /** How many columns. */
  readonly count: number;
}

/** What is asked of people and roles against what there is of them, by period. */
export interface LoadTable {
  /** Beginnings of the columns, and behind them the end of the last one. */
  readonly bounds: LocalTime[];
  readonly people: LoadLine[];
  /** So many more have something to do, and are left out. */
  readonly left: number;
}

export interface LoadLine {
  readonly id: string;
  readonly name: string;
  readonly cells: LoadCell[];
}

/** A person or a role in one period; all times are working time in seconds. */
export interface LoadCell {
  readonly asked: number;
  readonly has: number;
  /** What is too much of it; there may be some where the sum is not, on single days. */
  readonly over: number;
  /** Rows that ask for it, in the order of the plan; of many the first ones. */
  readonly rows: number[];
}

/** More people than these are a list that nobody reads. */
const mostPeople = 300;
const mostRows = 50;
/** Half a second of working time is rounding. */
const tolerance = 0.5;

/** The table of the load, in the order in which the project names people. It costs what is asked of those people in those periods. */
export function loadTable(schedule: Schedule, wish: LoadTableWish): LoadTable {
  const bounds = boundsOf(wish);
  const demands = demandsByPerson(schedule);
  const people = schedule.reading.project.people.filter((person) => demands.has(person));
  return {
    bounds,
    people: people.slice(0, mostPeople).map((person) => {
      return { id: person.id, name: person.name, cells: cellsOf(schedule, person, demands.get(person) ?? [], bounds) };
    }),
    left: Math.max(0, people.length - mostPeople),
  };
}

function boundsOf({ unit: name, from, count }: LoadTableWish): LocalTime[] {
  const unit = lowerUnits.find((one) => one.name === name);
  if (unit === undefined) throw new Error(`There is no unit “${name}”.`);
  const bounds = [unit.floor(from)];
  while (bounds.length <= count) bounds.push(unit.next(bounds.at(-1) as LocalTime));
  return bounds;
}

function cellsOf(
  { network, resume = Number.NEGATIVE_INFINITY }: Schedule,
  person: Person,
  demands: readonly Demand[],
  bounds: readonly LocalTime[],
): LoadCell[] {
  const time = network.calendars.ofPerson(person);
  const capacity = capacityOf(person);
  const cells = bounds.slice(1).map((to, index) => {
    // Work that is left is asked for from the status date on: only what there is from then on can be held against it.
    const from = Math.max(bounds[index] as LocalTime, resume);
    return { asked: 0, has: from < to ? time.workBetween(from, to) * capacity : 0, over: 0, rows: [] as number[] };
  });
  for (const demand of demands) {
    eachPart(demand, bounds, (index, from, to) => {
      const cell = cells[index] as (typeof cells)[number];
      const asked = demand.time.workBetween(from, to) * demand.rate;
      if (asked <= 0) return;
      cell.asked += asked;
      if (cell.rows.length < mostRows && !cell.rows.includes(demand.row)) cell.rows.push(demand.row);
    });
  }
  for (const stretch of overallocationsOf(person, demands)) {
    eachPart(stretch, bounds, (index, from, to) => {
      const cell = cells[index] as (typeof cells)[number];
      cell.over += stretch.excess * shareOf(stretch, time, from, to);
    });
  }
  // Who is to work when they have no hours is asked for too much, whatever the rate.
  return cells.map((cell) => {
    const over = Math.max(cell.over, cell.asked - cell.has);
    return { ...cell, over: over > tolerance ? over : 0, rows: cell.rows.sort((a, b) => a - b) };
  });
}

/** The periods that a stretch lies in, with the part of it that lies in each. */
function eachPart(
  { start, finish }: { readonly start: LocalTime; readonly finish: LocalTime },
  bounds: readonly LocalTime[],
  visit: (index: number, from: LocalTime, to: LocalTime) => void,
): void {
  for (let index = 0; index + 1 < bounds.length; index++) {
    const [from, to] = [Math.max(start, bounds[index] as number), Math.min(finish, bounds[index + 1] as number)];
    if (from < to) visit(index, from, to);
  }
}

/** Which part of what is too much in a stretch falls into a part of its time. */
function shareOf({ start, finish }: Overallocation, time: WorkCalendar, from: LocalTime, to: LocalTime): number {
  const work = time.workBetween(start, finish);
  return work > 0 ? time.workBetween(from, to) / work : (to - from) / (finish - start);
}
