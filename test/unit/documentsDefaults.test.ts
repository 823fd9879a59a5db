import assert from "node:assert/strict";
import { holidayTable } from "../../esbuild.holidays.js";
import {
  defaultStart,
  guessRegion,
  holidaysBetween,
  kindChoices,
  methodChoices,
  priceLevel,
  regionById,
  regions,
  startProblem,
} from "../../src/core/documents/index.ts";
import { parseDate, weekday } from "../../src/core/model/date.ts";
import { kinds, methods } from "../../src/core/model/project.ts";

const codes = "US GB DE FR ES IT NL BE AT CH PL SE NO DK FI IE CA AU IN JP none".split(" ");

describe("Defaults of a new project", () => {
  it("start on the next Monday", () => {
    assert.equal(defaultStart("2027-01-01"), "2027-01-04");
    assert.equal(defaultStart("2027-01-04"), "2027-01-11");
  });

  it("offer twenty regions and none, each with a zone and a currency that exist", () => {
    assert.deepEqual(regions.map(({ id }) => id).sort(), [...codes].sort());
    for (const { timeZone, currency, id } of regions) {
      assert.doesNotThrow(() => new Intl.DateTimeFormat("en", { timeZone }), id);
      assert.ok(Intl.supportedValuesOf("currency").includes(currency), id);
    }
  });

  it("guess the region by the time zone", () => {
    assert.equal(guessRegion("Europe/Vienna").id, "AT");
    assert.equal(guessRegion("America/Los_Angeles").id, "US");
    assert.equal(guessRegion("Asia/Calcutta").id, "IN");
    assert.equal(guessRegion("Mars/Olympus").id, "none");
    assert.equal(guessRegion("").id, "none");
    assert.equal(regionById("XX").id, "none");
  });

  it("point no time zone at two regions", () => {
    const zones = regions.flatMap(({ timeZone, otherZones }) => [timeZone, ...otherZones]);
    assert.equal(new Set(zones).size, zones.length);
  });

  it("say what is wrong with a start date", () => {
    assert.equal(startProblem("2027-01-04"), undefined);
    assert.match(startProblem("4.1.2027") ?? "", /year-month-day/);
    assert.match(startProblem("2027-02-30") ?? "", /no 2027-02-30/);
    assert.match(startProblem("0999-01-01") ?? "", /outside/);
  });

  it("scale amounts by currency, and leave an unknown one alone", () => {
    assert.equal(priceLevel("EUR"), 1);
    assert.equal(priceLevel("JPY"), 150);
    assert.equal(priceLevel("XTS"), 1);
    assert.equal(priceLevel("constructor"), 1);
  });

  it("describe every kind and method in a line", () => {
    assert.deepEqual(
      kindChoices.map(({ id }) => id),
      [...kinds],
    );
    assert.deepEqual(
      methodChoices.map(({ id }) => id),
      [...methods],
    );
    for (const { description } of kindChoices) assert.match(description, /^[A-Z].{15,110}\.$/);
    for (const { fits } of methodChoices) assert.match(fits, /^[A-Z].{15,110}\.$/);
  });
});

describe("Public holidays", () => {
  it("are known for every region and year, on working weekdays, in at most 40 kB", async () => {
    const table = await holidayTable();
    assert.deepEqual(Object.keys(table).sort(), codes.filter((code) => code !== "none").sort());
    assert.ok(JSON.stringify(table).length <= 40_000, String(JSON.stringify(table).length));
    for (const [region, holidays] of Object.entries(table)) {
      assert.deepEqual(
        [...holidays].sort((a, b) => a.date.localeCompare(b.date)),
        holidays,
        region,
      );
      assert.equal(new Set(holidays.map(({ date }) => date)).size, holidays.length, region);
      for (const year of ["2026", "2027", "2028", "2029", "2030"]) {
        assert.ok(holidays.filter(({ date }) => date.startsWith(year)).length >= 3, `${region} ${year}`);
      }
      for (const { date, name } of holidays) {
        const day = parseDate(date);
        assert.ok(day !== undefined && weekday(day) <= 5, `${region} ${date}`);
        assert.ok(name.length > 2);
      }
    }
    assert.ok(table.AT?.some(({ date, name }) => date === "2027-01-06" && name === "Epiphany"));
    assert.ok(table.US?.some(({ date }) => date === "2026-07-03"));
  }).timeout(60_000);

  it("are chosen by region and span", () => {
    const table = {
      AT: [
        { date: "2027-01-06", name: "Epiphany" },
        { date: "2027-03-29", name: "Easter Monday" },
      ],
    };
    const day = (text: string): number => parseDate(text) ?? 0;
    assert.deepEqual(
      holidaysBetween(table, "AT", day("2027-01-06"), day("2027-03-28")).map(({ date }) => date),
      ["2027-01-06"],
    );
    assert.deepEqual(holidaysBetween(table, "none", day("2027-01-01"), day("2028-01-01")), []);
    assert.deepEqual(holidaysBetween(table, "toString", day("2027-01-01"), day("2028-01-01")), []);
  });
});
