import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsPerHour, startOfDay, type WorkingTime } from "../../src/core/calendar/index.ts";
import type { Person, Task } from "../../src/core/model/records.ts";
import { capacityOf, overallocations, type Schedule } from "../../src/core/schedule/index.ts";
import { days, scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 100);

const people = `
people:
  ana:
    name: Ana
    leave: [2027-01-07]
  bo: {name: Bo, capacity: 50%}
  dev: {name: Developer, count: 2}
  eve: {name: Eve, calendar: night}

calendars:
  standard:
    name: Standard
    holidays:
      2027-01-06: Epiphany
  night:
    name: Night
    hours:
      monday: 16:00-24:00
      wednesday: 16:00-24:00
      saturday: 08:00-12:00
`;

describe("over-allocation", () => {
  const found = (tasks: string): readonly string[] => {
    const made = scheduleOf(`name: P\nstart: 2027-01-04\n${people}\ntasks:\n${tasks}`);
    return overallocations(made).map(
      ({ person, start, finish, demand, capacity, excess, rows }) =>
        `${person.id} ${shown(start)} ${shown(finish)} ${demand}/${capacity} ${days(excess)}d ${rows.map((row) => made.at(row).record.id).join()}`,
    );
  };

  it("is found to the hour, in the person's own working time", () => {
    assert.deepEqual(
      found(
        "  a: {name: A, effort: 3d, who: ana}\n  b: {name: B, effort: 4h, who: ana 50%}\n  c: {name: C, duration: 1d, who: bo}\n",
      ),
      ["ana 2027-01-04T08:00 2027-01-04T17:00 1.5/1 0.5d a,b"],
    );
    // Over a holiday and a leave, at which nobody is asked for anything.
    assert.deepEqual(found("  a: {name: A, effort: 3d, who: ana}\n  b: {name: B, effort: 3d, who: ana}\n"), [
      "ana 2027-01-04T08:00 2027-01-08T17:00 2/1 3d a,b",
    ]);
  });

  it("knows capacity, roles, and what is done by several", () => {
    assert.deepEqual(found("  a: {name: A, effort: 1d, who: bo}\n"), []);
    assert.deepEqual(found("  a: {name: A, effort: 1d, who: bo 20%}\n  b: {name: B, effort: 1d, who: bo 30%}\n"), []);
    assert.deepEqual(found("  a: {name: A, duration: 1d, who: 3 dev}\n"), [
      "dev 2027-01-04T08:00 2027-01-04T17:00 3/2 1d a",
    ]);
    assert.deepEqual(
      found("  a: {name: A, effort: 2d, duration: 4d, who: dev}\n  b: {name: B, duration: 4d, who: 2 dev 75%}\n"),
      [],
    );
    // Two days of work in one day of time ask for two of one person.
    assert.deepEqual(found("  a: {name: A, effort: 2d, duration: 1d, who: ana}\n"), [
      "ana 2027-01-04T08:00 2027-01-04T17:00 2/1 1d a",
    ]);
  });

  it("counts what is left of a begun task, and nothing of one that is done", () => {
    const made = scheduleOf({
      "gantry.yaml": `gantry: 1\n\nname: P\nstart: 2027-01-04\nstatus-date: 2027-01-11\n${people}
tasks:
  a: {name: A, effort: 4d, who: ana}
  b: {name: B, effort: 1d, who: ana}
  c: {name: C, effort: 1d, who: ana, start-no-earlier: 2027-01-12}
`,
      "progress/ana.yaml": `gantry: 1

progress:
  - {at: 2027-01-04T10:00:00Z, task: a, start: 2027-01-04, done: 50%}
  - {at: 2027-01-04T10:00:00Z, task: b, start: 2027-01-04, finish: 2027-01-05}
`,
    });
    assert.deepEqual(
      overallocations(made).map(({ start, finish, rows }) => `${shown(start)} ${shown(finish)} ${rows.join()}`),
      ["2027-01-12T08:00 2027-01-12T17:00 0,2"],
    );
  });

  it("is what counting every half hour finds", () => {
    const who = fc.constantFrom("ana", "ana 50%", "bo", "dev", "2 dev", "dev 50%", "eve", "[ana, eve]", "[dev, bo]");
    const task = fc.record({
      hours: fc.integer({ min: 1, max: 20 }),
      who,
      isEffort: fc.boolean(),
      calendar: fc.constantFrom("", "", ", calendar: night"),
      after: fc.option(fc.nat(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 10 }), (tasks) => {
        const lines = tasks.map(({ hours, who: by, isEffort, calendar, after }, index) => {
          const waits = after === undefined || index === 0 ? "" : `, after: t${after % index}`;
          const amount = isEffort && !by.startsWith("[") ? `effort: ${hours}h` : `duration: ${hours}h`;
          return `  t${index}: {name: T, ${amount}, who: ${by}${calendar}${waits}}\n`;
        });
        const made = scheduleOf(`name: P\nstart: 2027-01-04\n${people}\ntasks:\n${lines.join("")}`);
        const expected = counted(made);
        for (const person of made.reading.project.people) {
          const own = overallocations(made).filter((one) => one.person === person);
          const excess = own.reduce((sum, one) => sum + one.excess, 0);
          assert.equal(Math.round(excess), Math.round(expected.get(person) ?? 0), person.id);
          own.forEach(({ start, finish }, index) => {
            assert.ok(start < finish && start >= (own[index - 1]?.finish ?? 0));
          });
        }
      }),
      { numRuns: runs },
    );
  });

  it("stays quick with thousands of tasks", () => {
    const lines = Array.from(
      { length: 3000 },
      (_, index) => `  t${index}: {name: T, effort: ${1 + (index % 7)}d, who: ana}\n`,
    );
    const made = scheduleOf(`name: P\nstart: 2027-01-04\n${people}\ntasks:\n${lines.join("")}`);
    const [first] = overallocations(made);
    assert.equal(first?.tasks, 3000);
    assert.equal(first?.rows.length, 100);
  });
});

/** Working time that is too much, by person, by looking at every half hour. */
function counted(made: Schedule): ReadonlyMap<Person, number> {
  const step = secondsPerHour / 2;
  const sums = new Map<Person, number>();
  const { network, reading } = made;
  const asked = made.rows.flatMap(({ record }, row) =>
    ((record as Task).who ?? []).map((assignment) => {
      const person = reading.index.resolve("people", assignment.who)?.record as Person;
      const time: WorkingTime = network.calendars.ofPerson(person, (record as Task).calendar);
      const { start, finish } = made.at(row);
      const own =
        (record as Task).duration === undefined
          ? finish
          : Math.min(finish, time.add(start, network.work[network.nodeOfRow[row] as number] as number));
      const rate = (Math.min(assignment.units, person.capacity ?? 100) * assignment.count) / 100;
      return { person, time, start, finish: own, rate };
    }),
  );
  for (let at = startOfDay("2027-01-04"); at < made.finish; at += step) {
    for (const person of reading.project.people) {
      let rate = 0;
      for (const one of asked) {
        if (one.person !== person || one.start > at || one.finish < at + step) continue;
        if (one.time.workBetween(at, at + step) > 0) rate += one.rate;
      }
      const over = (rate - capacityOf(person)) * step;
      if (over > 1e-6) sums.set(person, (sums.get(person) ?? 0) + over);
    }
  }
  return sums;
}
