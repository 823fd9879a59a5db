import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsPerDay, secondsPerHour, startOfDay } from "../../src/core/calendar/index.ts";
import { overallocations, type Schedule } from "../../src/core/schedule/index.ts";
import { demandsByPerson } from "../../src/core/schedule/overallocation.ts";
import { type LoadTable, type LoadUnit, loadTable } from "../../src/core/timeline/loadTable.ts";
import { scheduleOf, shown } from "./support/schedules.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 60);

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
  night:
    name: Night
    hours:
      monday: 16:00-24:00
      wednesday: 16:00-24:00
`;

const planOf = (tasks: string): Schedule =>
  scheduleOf(`name: P\nstart: 2027-01-04\n${people}\ntasks:\n${tasks}`, "2027-01-04");
const monday = startOfDay("2027-01-04");
const hours = (seconds: number): number => Math.round((seconds / secondsPerHour) * 10) / 10;
/** `ana 40/32!8 a+b`: hours that are asked, hours there are, and those that are too much. */
const words = (made: Schedule, { people: lines }: LoadTable): readonly string[] =>
  lines.map(({ id, cells }) => {
    const said = cells.map(({ asked, has, over, rows }) => {
      const who = rows.map((row) => made.at(row).record.id).join("+");
      return `${hours(asked)}/${hours(has)}${over > 0 ? `!${hours(over)}` : ""}${who === "" ? "" : ` ${who}`}`;
    });
    return `${id}: ${said.join(", ")}`;
  });

describe("the table of the load", () => {
  it("holds what is asked against what there is, by week, in each one's own time", () => {
    const made = planOf(
      "  a: {name: A, effort: 5d, who: ana}\n  b: {name: B, effort: 4h, who: ana 50%}\n  c: {name: C, duration: 6d, who: bo}\n" +
        "  d: {name: D, duration: 1d, who: 3 dev}\n  e: {name: E, effort: 8h, who: eve}\n",
    );
    const table = loadTable(made, { unit: "week", from: monday + 3 * secondsPerDay, count: 2 });
    assert.deepEqual(table.bounds.map(shown), ["2027-01-04T00:00", "2027-01-11T00:00", "2027-01-18T00:00"]);
    assert.deepEqual(words(made, table), [
      // On leave on Thursday: four days are there, and the fifth of the work falls into the week after.
      "ana: 36/32!4 a+b, 8/40 a",
      "bo: 20/20 c, 4/20 c",
      "dev: 24/80!8 d, 0/80",
      "eve: 8/16 e, 0/16",
    ]);
    assert.equal(table.left, 0);
  });

  it("is divided by days and months as well", () => {
    const made = planOf("  a: {name: A, effort: 2d, who: ana}\n  b: {name: B, effort: 1d, who: ana}\n");
    const days = loadTable(made, { unit: "day", from: monday, count: 4 });
    assert.deepEqual(words(made, days), ["ana: 16/8!8 a+b, 8/8 a, 0/8, 0/0"]);
    const months = loadTable(made, { unit: "month", from: monday, count: 2 });
    assert.deepEqual(months.bounds.map(shown), ["2027-01-01T00:00", "2027-02-01T00:00", "2027-03-01T00:00"]);
    assert.deepEqual(words(made, months), ["ana: 24/160!8 a+b, 0/160"]);
  });

  it("holds what is left against what there is from the status date on", () => {
    const made = scheduleOf({
      "gantry.yaml": `gantry: 1\n\nname: P\nstart: 2027-01-04\nstatus-date: 2027-01-06\n${people}
tasks:
  a: {name: A, effort: 5d, who: bo}
  b: {name: B, effort: 4d, who: dev}
`,
      "progress/bo.yaml": `gantry: 1

progress:
  - {at: 2027-01-06T08:00:00Z, task: a, start: 2027-01-04, done: 20%}
`,
    });
    const table = loadTable(made, { unit: "week", from: monday - secondsPerDay, count: 2 });
    assert.deepEqual(words(made, table), ["bo: 0/0, 12/12 a", "dev: 0/0, 24/48 b"]);
  });

  it("has nobody with nothing to do, and no more people than one reads", () => {
    const many = Array.from({ length: 320 }, (_, at) => `  p${at}: {name: P${at}}\n`).join("");
    const tasks = Array.from({ length: 310 }, (_, at) => `  t${at}: {name: T, duration: 1d, who: p${at}}\n`).join("");
    const made = scheduleOf(`name: P\nstart: 2027-01-04\npeople:\n${many}tasks:\n${tasks}`);
    const { people: lines, left } = loadTable(made, { unit: "week", from: monday, count: 1 });
    assert.deepEqual([lines.length, left], [300, 10]);
  });

  it("loses nothing and invents nothing, however it is divided", () => {
    const task = fc.record({
      hours: fc.integer({ min: 1, max: 60 }),
      who: fc.constantFrom("ana", "ana 50%", "bo", "dev", "2 dev", "dev 50%", "eve", "[ana, eve]", "[dev, bo]"),
      after: fc.option(fc.nat(), { nil: undefined }),
    });
    const unit = fc.constantFrom<LoadUnit[]>("day", "week", "month");
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 10 }), unit, (tasks, divided) => {
        const made = planOf(
          tasks
            .map(({ hours: size, who, after }, index) => {
              const waits = after === undefined || index === 0 ? "" : `, after: t${after % index}`;
              return `  t${index}: {name: T, duration: ${size}h, who: ${who}${waits}}\n`;
            })
            .join(""),
        );
        const count = Math.ceil((made.finish - monday) / secondsPerDay / { day: 1, week: 7, month: 28 }[divided]) + 1;
        const table = loadTable(made, { unit: divided, from: monday, count });
        const demands = demandsByPerson(made);
        assert.deepEqual(
          table.people.map(({ id }) => id),
          made.reading.project.people.filter((person) => demands.has(person)).map(({ id }) => id),
        );
        for (const person of made.reading.project.people) {
          const line = table.people.find(({ id }) => id === person.id);
          if (line === undefined) continue;
          const own = demands.get(person) ?? [];
          const asked = own.reduce(
            (sum, { time, start, finish, rate }) => sum + time.workBetween(start, finish) * rate,
            0,
          );
          const excess = overallocations(made).reduce((sum, one) => sum + (one.person === person ? one.excess : 0), 0);
          const sum = (of: "asked" | "over"): number => line.cells.reduce((total, cell) => total + cell[of], 0);
          assert.ok(Math.abs(sum("asked") - asked) < 1, `${person.id} asked`);
          assert.ok(Math.abs(sum("over") - excess) < 1, `${person.id} over`);
          const rows = new Set(line.cells.flatMap((cell) => cell.rows));
          assert.deepEqual([...rows].sort(), [...new Set(own.map(({ row }) => row))].sort());
          // What is more than there is, is said to be too much.
          for (const cell of line.cells) assert.ok(cell.over > 0 || cell.asked <= cell.has + 1);
        }
      }),
      { numRuns: runs },
    );
  });
});
