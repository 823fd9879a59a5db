import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatDate,
  formatWeek,
  isoWeek,
  isWorkingDay,
  nextMonday,
  parseDate,
  startOfWeek,
  weekday,
  workingDayFrom,
  workingDayUntil,
} from "../../src/core/model/date.ts";

const day = (text: string): number => {
  const parsed = parseDate(text);
  assert.ok(parsed !== undefined, text);
  return parsed;
};

describe("Calendar dates", () => {
  it("count days from 1970-01-01 and read back as written", () => {
    assert.equal(day("1970-01-01"), 0);
    assert.equal(day("2000-03-01"), 11017);
    assert.equal(day("1969-12-31"), -1);
    fc.assert(
      fc.property(fc.integer({ min: -719_000, max: 2_900_000 }), (number) => {
        assert.equal(parseDate(formatDate(number)), number);
      }),
    );
  });

  it("agree with the platform's calendar on every day of four centuries", () => {
    for (let number = day("1900-01-01"); number <= day("2299-12-31"); number += 1) {
      assert.equal(formatDate(number), new Date(number * 86_400_000).toISOString().slice(0, 10));
    }
  }).timeout(60_000);

  for (const wrong of [
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-1-4",
    "20270104",
    "2027-01-04T00:00:00Z",
    " 2027-01-04",
    "0000-01-01",
    "2100-02-29",
    "",
  ]) {
    it(`refuse ${JSON.stringify(wrong)}`, () => assert.equal(parseDate(wrong), undefined));
  }

  it("know the day of the week", () => {
    assert.equal(weekday(day("2027-01-04")), 1);
    assert.equal(weekday(day("2027-01-10")), 7);
    assert.equal(weekday(day("1969-12-28")), 7);
  });

  it("find the Monday of a week and the one after", () => {
    assert.equal(formatDate(startOfWeek(day("2027-01-10"))), "2027-01-04");
    assert.equal(formatDate(nextMonday(day("2027-01-03"))), "2027-01-04");
    assert.equal(formatDate(nextMonday(day("2027-01-04"))), "2027-01-11");
  });

  it("number weeks as ISO 8601 does, across years", () => {
    assert.deepEqual(isoWeek(day("2027-01-03")), { year: 2026, week: 53 });
    assert.equal(formatWeek(day("2027-01-04")), "2027-W01");
    assert.equal(formatWeek(day("2024-12-30")), "2025-W01");
    assert.equal(formatWeek(day("2021-01-01")), "2020-W53");
    assert.equal(formatWeek(day("2027-02-03")), "2027-W05");
  });

  it("step over weekends and holidays in both directions", () => {
    const holidays = new Set([day("2027-03-26"), day("2027-03-29")]);
    assert.ok(!isWorkingDay(day("2027-03-26"), holidays));
    assert.ok(!isWorkingDay(day("2027-03-27"), holidays));
    assert.equal(formatDate(workingDayFrom(day("2027-03-26"), holidays)), "2027-03-30");
    assert.equal(formatDate(workingDayUntil(day("2027-03-29"), holidays)), "2027-03-25");
    assert.equal(formatDate(workingDayFrom(day("2027-03-25"), holidays)), "2027-03-25");
  });

  it("come to an end even when a whole month is free", () => {
    const first = day("2027-07-01");
    const free = new Set(Array.from({ length: 31 }, (_, index) => first + index));
    assert.equal(formatDate(workingDayFrom(first, free)), "2027-08-02");
  });
});
