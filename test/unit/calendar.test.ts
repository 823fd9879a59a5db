import assert from "node:assert/strict";
import fc from "fast-check";
import {
  clock,
  type DayRange,
  finishDay,
  finishingTime,
  formatLocalTime,
  type LocalTime,
  ProjectCalendars,
  secondsPerDay,
  sharedTime,
  startingTime,
  usualWeek,
  WorkCalendar,
  type WorkingTime,
} from "../../src/core/calendar/index.ts";
import { parseDate } from "../../src/core/model/date.ts";
import { parseWorkingDay, type WorkingDay } from "../../src/core/model/workingHours.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";

const at = (text: string): LocalTime => startingTime(text);
const day = (text: string): number => parseDate(text) as number;
const hours = (text: string): WorkingDay => parseWorkingDay(text) as WorkingDay;
const workHours = 3600;

/** Days of a fortnight or so, with shifts on full hours: small enough to be counted hour by hour. */
const firstDay = day("2027-01-04");
const dayArbitrary = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 }), { maxLength: 6 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) =>
    Array.from({ length: Math.floor(cuts.length / 2) }, (_, index) => ({
      start: (cuts[2 * index] as number) * 60,
      finish: (cuts[2 * index + 1] as number) * 60,
    })),
  );
const weekArbitrary = fc.array(dayArbitrary, { minLength: 7, maxLength: 7 });
const rangesArbitrary: fc.Arbitrary<DayRange[]> = fc.array(
  fc
    .record({ first: fc.integer({ min: -5, max: 25 }), length: fc.integer({ min: 0, max: 6 }), hours: dayArbitrary })
    .map(({ first, length, hours: own }) => ({ first: firstDay + first, last: firstDay + first + length, hours: own })),
  { maxLength: 6 },
);

/** Whether each hour of 60 days around is worked, by looking at the days one by one. */
function workedHours(week: readonly WorkingDay[], ranges: readonly DayRange[]): readonly boolean[] {
  const worked: boolean[] = [];
  for (let index = -20; index < 40; index++) {
    const date = firstDay + index;
    const own = ranges.findLast(({ first, last }) => first <= date && date <= last);
    const shifts = own?.hours ?? week[(((date - 4) % 7) + 7) % 7] ?? [];
    for (let hour = 0; hour < 24; hour++) {
      worked.push(shifts.some(({ start, finish }) => start <= hour * 60 && hour * 60 < finish));
    }
  }
  return worked;
}
const zero = (firstDay - 20) * secondsPerDay;

describe("working time", () => {
  it("is counted as hour by hour", () => {
    fc.assert(
      fc.property(
        weekArbitrary,
        rangesArbitrary,
        fc.integer({ min: 0, max: 59 * 24 }),
        fc.integer({ min: 0, max: 59 * 24 }),
        (week, ranges, from, to) => {
          const calendar = new WorkCalendar(week, ranges);
          const worked = workedHours(week, ranges);
          const [start, finish] = from < to ? [from, to] : [to, from];
          const expected = worked.slice(start, finish).filter(Boolean).length * workHours;
          assert.equal(calendar.workBetween(zero + start * 3600, zero + finish * 3600), expected);
          const next = worked.indexOf(true, start);
          if (next >= 0) assert.equal(calendar.nextStart(zero + start * 3600), zero + next * 3600);
          const last = worked.lastIndexOf(true, start - 1);
          if (last >= 0 && start > 0)
            assert.equal(calendar.previousFinish(zero + start * 3600), zero + (last + 1) * 3600);
        },
      ),
      { numRuns: 500 },
    );
  });

  const times: fc.Arbitrary<WorkingTime> = fc.oneof(
    fc.tuple(weekArbitrary, rangesArbitrary).map(([week, ranges]) => new WorkCalendar(week, ranges)),
    fc
      .array(fc.tuple(weekArbitrary, rangesArbitrary, fc.constantFrom(0.25, 0.3, 0.5, 1, 2)), {
        minLength: 1,
        maxLength: 3,
      })
      .map((people) =>
        sharedTime(people.map(([week, ranges, rate]) => ({ time: new WorkCalendar(week, ranges), rate }))),
      ),
    fc.constant(clock),
  );

  it("has inverses that find the moments again", () => {
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: -1e6, max: 3e6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (time, offset, work) => {
          const start = at("2027-01-04") + offset;
          const finish = time.add(start, work);
          if (!Number.isFinite(finish)) return;
          const done = time.workBetween(start, finish);
          // In a second, three people at double rate do six seconds of work.
          assert.ok(done >= work - 2 && done <= work + 6, `${done} for ${work}`);
          assert.ok(time.workBetween(start, finish - 1) < work, "it is the first such second");
          const back = time.subtract(finish, work);
          if (!Number.isFinite(back)) return;
          const again = time.workBetween(back, finish);
          assert.ok(again >= work - 8 && again <= work + 8, `${again} for ${work}`);
          const next = time.nextStart(start);
          assert.ok(next >= start && Math.abs(time.workBetween(start, next)) < 1e-3);
          assert.equal(time.nextStart(next), next);
          const last = time.previousFinish(finish);
          assert.equal(time.previousFinish(last), last);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("takes the end of one day and the beginning of the next for the same instant", () => {
    const calendar = new WorkCalendar(usualWeek);
    assert.equal(calendar.workBetween(at("2027-01-08T17:00"), at("2027-01-11T08:00")), 0);
    assert.equal(formatLocalTime(calendar.add(at("2027-01-08T17:00"), 8 * 3600)), "2027-01-11T17:00:00");
    assert.equal(formatLocalTime(calendar.subtract(at("2027-01-11T08:00"), 8 * 3600)), "2027-01-08T08:00:00");
    assert.equal(formatLocalTime(calendar.nextStart(at("2027-01-08T17:00"))), "2027-01-11T08:00:00");
    assert.equal(formatLocalTime(calendar.previousFinish(at("2027-01-11T08:00"))), "2027-01-08T17:00:00");
  });

  it("goes over a change of the clock as if there were none", () => {
    const week = Array.from({ length: 7 }, () => hours("00:00-24:00"));
    const calendar = new WorkCalendar(week);
    // In Vienna the clock goes forward on 2027-03-28 and back on 2027-10-31.
    assert.equal(formatLocalTime(calendar.add(at("2027-03-27T12:00"), 24 * 3600)), "2027-03-28T12:00:00");
    assert.equal(formatLocalTime(calendar.add(at("2027-10-30T12:00"), 48 * 3600)), "2027-11-01T12:00:00");
  });

  it("is far away as quickly as near", () => {
    const calendar = new WorkCalendar(usualWeek, [{ first: day("2027-01-06"), last: day("2027-01-06"), hours: [] }]);
    assert.equal(calendar.workBetween(at("0001-01-01"), at("9999-12-31")) / 3600 / 8, 2_608_613);
    assert.equal(
      calendar.add(at("2027-01-04"), 8 * 3600 * 1e9),
      calendar.earliestAt(calendar.workUntil(at("2027-01-04")) + 8 * 3600 * 1e9),
    );
  });

  it("ends where nobody works any more", () => {
    const never = new WorkCalendar(Array.from({ length: 7 }, () => []));
    assert.equal(never.add(at("2027-01-04"), 60), Infinity);
    assert.equal(never.nextStart(at("2027-01-04")), Infinity);
    assert.equal(sharedTime([{ time: never, rate: 2 }]).add(0, 60), Infinity);
  });
});

describe("moments", () => {
  it("are the start of a day for starts and its end for finishes", () => {
    assert.equal(formatLocalTime(startingTime("2027-02-01")), "2027-02-01T00:00:00");
    assert.equal(formatLocalTime(finishingTime("2027-02-01")), "2027-02-02T00:00:00");
    assert.equal(formatLocalTime(finishingTime("2027-02-01T13:30")), "2027-02-01T13:30:00");
    assert.equal(formatLocalTime(startingTime("2027-02-01T16:57:42")), "2027-02-01T16:57:42");
    assert.equal(finishDay(finishingTime("2027-02-01")), "2027-02-01");
  });
});

function calendarsOf(text: string): {
  readonly calendars: ProjectCalendars;
  readonly people: ReadonlyMap<string, Parameters<ProjectCalendars["ofPerson"]>[0]>;
} {
  const { project } = unite([readSlice("gantry.yaml", `gantry: 1\nname: P\n${text}`)], "p");
  return {
    calendars: new ProjectCalendars(project, () => undefined),
    people: new Map(project.people.map((person) => [person.id, person])),
  };
}

describe("the calendars of a project", () => {
  it("are the usual ones where none is stated", () => {
    const { calendars } = calendarsOf("");
    assert.deepEqual(calendars.project.hoursOn(day("2027-01-04")), hours("08:00-12:00, 13:00-17:00"));
    assert.deepEqual(calendars.project.hoursOn(day("2027-01-03")), []);
  });

  it("change what they are based on", () => {
    const { calendars } = calendarsOf(`calendar: here
calendars:
  here:
    name: Here
    hours:
      monday: 09:00-17:00
      tuesday: 09:00-17:00
    holidays:
      2027-01-04: Holiday
      2027-02-01 / 2027-02-28: Closed
  late:
    name: Late
    based-on: here
    hours:
      monday: 14:00-22:00
    exceptions:
      2027-02-02: 10:00-12:00
`);
    assert.deepEqual(calendars.project.hoursOn(day("2027-01-04")), []);
    assert.deepEqual(calendars.project.hoursOn(day("2027-01-05")), hours("09:00-17:00"));
    assert.deepEqual(calendars.project.hoursOn(day("2027-01-06")), []);
    const late = calendars.byId("late");
    assert.deepEqual(late.hoursOn(day("2027-01-11")), hours("14:00-22:00"));
    assert.deepEqual(late.hoursOn(day("2027-01-12")), hours("09:00-17:00"));
    assert.deepEqual(late.hoursOn(day("2027-02-01")), []);
    assert.deepEqual(late.hoursOn(day("2027-02-02")), hours("10:00-12:00"));
  });

  it("leave people their leave, and their first and last day, on whatever calendar", () => {
    const { calendars, people } = calendarsOf(`people:
  ana:
    name: Ana
    leave: [2027-02-15, 2027-04-05 / 2027-04-09]
    from: 2027-01-11
    until: 2027-06-30
calendars:
  night:
    name: Night
    hours: {monday: 20:00-24:00, tuesday: 20:00-24:00}
`);
    const ana = people.get("ana");
    assert.ok(ana);
    const own = calendars.ofPerson(ana);
    for (const free of ["2027-01-08", "2027-02-15", "2027-04-07", "2027-07-01", "2030-01-01"]) {
      assert.deepEqual(own.hoursOn(day(free)), [], free);
    }
    assert.equal(formatLocalTime(own.nextStart(at("2026-01-01"))), "2027-01-11T08:00:00");
    assert.equal(own.nextStart(at("2027-07-01")) > at("9000-01-01"), true);
    const night = calendars.ofPerson(ana, "night");
    assert.deepEqual(night.hoursOn(day("2027-02-15")), []);
    assert.deepEqual(night.hoursOn(day("2027-02-16")), hours("20:00-24:00"));
  });

  it("that go round in a circle are named and still give hours", () => {
    const { calendars } = calendarsOf(`calendars:
  a:
    name: A
    based-on: b
    hours: {monday: 09:00-10:00}
  b:
    name: B
    based-on: a
    hours: {tuesday: 09:00-10:00}
`);
    assert.ok(calendars.circles.length > 0);
    assert.deepEqual(calendars.byId("a").hoursOn(day("2027-01-04")), hours("09:00-10:00"));
  });
});
