import fc from "fast-check";
import { rowKinds, type Timeline, type TimelineLinks, type TimelineLoad } from "../../../src/core/timeline/index.ts";

export const day = 86_400;

/** The beginning of a date. */
export const at = (date: string): number => Date.parse(`${date}Z`) / 1000;

/** A row as a test states it; what is left out is absent. */
export interface RowFacts {
  readonly name?: string;
  readonly kind?: keyof typeof rowKinds;
  readonly depth?: number;
  /** An index into `standings`. */
  readonly standing?: number;
  readonly start: number;
  readonly finish: number;
  readonly lateFinish?: number;
  readonly totalFloat?: number;
  readonly deadline?: number;
  readonly done?: number;
  readonly doneUntil?: number;
  readonly who?: string;
  readonly size?: string;
  readonly ghost?: readonly [start: number, finish: number, slip: number];
}

export interface TimelineFacts {
  readonly name?: string;
  readonly today?: number;
  readonly links?: readonly (readonly [from: number, to: number, type?: number, isCritical?: boolean])[];
  readonly load?: readonly TimelineLoad[];
  readonly daysOff?: readonly number[];
  readonly iterations?: Timeline["iterations"];
}

/** A timeline of these rows. */
export function timelineOf(rows: readonly RowFacts[], facts: TimelineFacts = {}): Timeline {
  const column = (value: (row: RowFacts) => number | undefined): Float64Array =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  const depth = Uint8Array.from(rows, (row) => row.depth ?? 0);
  const hasGhost = rows.some(({ ghost }) => ghost !== undefined);
  return {
    name: facts.name ?? "Payments",
    today: facts.today ?? at("2027-02-10"),
    isStatusDate: false,
    start: rows.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
    finish: rows.reduce((most, { finish }) => Math.max(most, finish), Number.NEGATIVE_INFINITY),
    daySeconds: 8 * 3600,
    rows: {
      count: rows.length,
      keys: rows.map((_, row) => `t${row}`),
      names: rows.map(({ name }, row) => name ?? `Task ${row}`),
      depth,
      parent: parents(depth),
      end: ends(depth),
      kind: Uint8Array.from(rows, (row) => rowKinds[row.kind ?? "task"]),
      standing: Uint8Array.from(rows, (row) => row.standing ?? 0),
      start: column((row) => row.start),
      finish: column((row) => row.finish),
      lateFinish: column((row) => row.lateFinish ?? row.finish),
      totalFloat: column((row) => row.totalFloat ?? 0),
      deadline: column((row) => row.deadline),
      done: Uint8Array.from(rows, (row) => row.done ?? 0),
      doneUntil: column((row) => row.doneUntil),
      who: rows.map((row) => row.who ?? ""),
      size: rows.map((row) => row.size ?? ""),
      after: rows.map(() => ""),
      cost: rows.map(() => ""),
    },
    links: linksOf(facts.links ?? []),
    daysOff: Float64Array.from(facts.daysOff ?? []),
    iterations: facts.iterations ?? [],
    load: facts.load ?? [],
    ...(hasGhost
      ? {
          ghost: {
            name: "baseline of 22 Jan",
            start: column((row) => row.ghost?.[0]),
            finish: column((row) => row.ghost?.[1]),
            slip: column((row) => row.ghost?.[2]),
            summary: "The finish moved.",
          },
        }
      : {}),
  };
}

function parents(depth: Uint8Array): Int32Array {
  const stack: number[] = [];
  return Int32Array.from(depth, (level, row) => {
    stack.length = level;
    stack[level] = row;
    return level === 0 ? -1 : (stack[level - 1] ?? -1);
  });
}

function ends(depth: Uint8Array): Int32Array {
  return Int32Array.from(depth, (level, row) => {
    let end = row + 1;
    while (end < depth.length && (depth[end] as number) > level) end++;
    return end;
  });
}

export function linksOf(links: NonNullable<TimelineFacts["links"]>): TimelineLinks {
  return {
    count: links.length,
    from: Int32Array.from(links, ([from]) => from),
    to: Int32Array.from(links, ([, to]) => to),
    type: Uint8Array.from(links, ([, , type]) => type ?? 0),
    isCritical: Uint8Array.from(links, ([, , , isCritical]) => Number(isCritical ?? false)),
  };
}

const length = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 30 * day }),
  fc.integer({ min: 0, max: 400 * 365 * day }),
);
const absentOr = (value: fc.Arbitrary<number>): fc.Arbitrary<number> => fc.oneof(value, fc.constant(Number.NaN));
const moment = fc.oneof(
  fc.integer({ min: at("2020-01-01"), max: at("2040-01-01") }),
  fc.integer({ min: at("1600-01-01"), max: at("2400-01-01") }),
);

const rowFacts: fc.Arbitrary<RowFacts> = fc
  .record({
    kind: fc.constantFrom("task", "stage", "milestone"),
    depth: fc.integer({ min: 0, max: 3 }),
    standing: fc.integer({ min: 0, max: 4 }),
    start: absentOr(moment),
    length,
    slack: length,
    deadline: absentOr(moment),
    done: fc.integer({ min: 0, max: 100 }),
    doneUntil: absentOr(moment),
    ghost: fc.tuple(absentOr(moment), absentOr(moment), absentOr(fc.integer({ min: -1e6, max: 1e6 }))),
    name: fc.string({ unit: "binary", maxLength: 40 }),
    who: fc.string({ maxLength: 20 }),
  })
  .map(({ length: long, slack, ...row }) => ({
    ...row,
    kind: row.kind as keyof typeof rowKinds,
    finish: row.start + (row.kind === "milestone" ? 0 : long),
    lateFinish: row.start + long + slack,
    totalFloat: slack / 3,
  }));

/** Any timeline, with dates missing here and there. */
export const anyTimeline: fc.Arbitrary<Timeline> = fc
  .record({
    rows: fc.array(rowFacts, { maxLength: 12 }),
    links: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.nat(3), fc.boolean()), { maxLength: 12 }),
    today: moment,
    load: fc.array(
      fc.tuple(moment, fc.integer({ min: 1, max: 90 * day }), fc.double({ min: 0, max: 9, noNaN: true })),
      {
        maxLength: 6,
      },
    ),
  })
  .map(({ rows, links, today, load }) => {
    const known = links.filter(([from, to]) => from < rows.length && to < rows.length && from !== to);
    const steps = load.sort(([a], [b]) => a - b);
    return timelineOf(rows, {
      today,
      links: known,
      load: [
        {
          id: "ana",
          name: "Ana",
          count: 1,
          from: Float64Array.from(steps, ([from]) => from),
          to: Float64Array.from(steps, ([from, long], index) =>
            Math.min(from + long, steps[index + 1]?.[0] ?? from + long),
          ),
          demand: Float64Array.from(steps, ([, , demand]) => demand),
          capacity: Float64Array.from(steps, () => 1),
          over: steps
            .filter(([, , demand]) => demand > 1)
            .map(([from, long, demand]) => ({ from, to: from + long, demand, rows: [] })),
        },
      ],
    });
  });
