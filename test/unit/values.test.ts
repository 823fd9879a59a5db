import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatAssignment,
  formatCadence,
  formatDateSpan,
  formatDecimal,
  formatDependency,
  formatDuration,
  formatEstimate,
  formatMoney,
  formatRate,
  formatWorkingDay,
  freeId,
  idFrom,
  isId,
  isInstant,
  isMoment,
  longestId,
  minutesOf,
  nearest,
  parseAssignment,
  parseCadence,
  parseDateSpan,
  parseDecimal,
  parseDependency,
  parseDuration,
  parseEstimate,
  parseMoney,
  parseRate,
  parseWorkingDay,
} from "../../src/core/model/index.ts";
import { isTimeZone } from "../../src/core/model/timeZone.ts";

/** Each text reads to a value that is written as that text again. */
function roundTrips<T>(
  parse: (text: string) => T | undefined,
  format: (value: T) => string,
  texts: readonly string[],
): void {
  for (const text of texts) {
    const value = parse(text);
    assert.notEqual(value, undefined, `${text} was not read`);
    assert.equal(format(value as T), text);
  }
}

function refuses(parse: (text: string) => unknown, texts: readonly string[]): void {
  for (const text of texts) assert.equal(parse(text), undefined, `${text} was read`);
}

describe("values as they are written", () => {
  it("keeps decimals exactly", () => {
    roundTrips(parseDecimal, formatDecimal, ["0", "1500", "1500.50", "0.125", "-3", "-0.5", "999999999999999"]);
    refuses(parseDecimal, [
      "",
      "1e5",
      "1,5",
      ".5",
      "5.",
      "0x1",
      "--1",
      "1_000",
      "9007199254740993",
      "0.0000000001",
      "Infinity",
    ]);
  });

  it("reads durations in the project's units and by the clock", () => {
    roundTrips(parseDuration, formatDuration, ["30m", "4h", "5d", "2w", "1mo", "1.5d", "0d", "3ed", "2ew"]);
    refuses(parseDuration, ["", "d", "5", "5 days", "5D", "-1d", "1d2h", "1e5d", "1000001d", "1.d", "e3d"]);
    const minutes = (text: string): number | undefined => {
      const duration = parseDuration(text);
      return duration && minutesOf(duration);
    };
    assert.equal(minutes("30m"), 30);
    assert.equal(minutes("1.5d"), 720);
    assert.equal(minutes("2w"), 4_800);
    assert.equal(minutes("1mo"), 9_600);
    assert.equal(minutes("3ed"), 4_320);
    assert.equal(minutes("1emo"), 43_200);
    const day = parseDuration("1d");
    assert.equal(day && minutesOf(day, { hoursPerDay: 6, daysPerWeek: 4, daysPerMonth: 16 }), 360);
  });

  it("reads estimates of one figure or three", () => {
    roundTrips(parseEstimate, formatEstimate, ["5d", "8d / 12d / 20d", "4h / 1d / 2w"]);
    assert.equal(formatEstimate(parseEstimate("8d/12d/20d") ?? assert.fail()), "8d / 12d / 20d");
    refuses(parseEstimate, ["8d / 12d", "8d / / 20d", "/", "8d / 12d / 20d / 30d", "8 / 12 / 20"]);
  });

  it("reads money and rates with and without a currency", () => {
    roundTrips(parseMoney, formatMoney, ["1200", "1200.50 EUR", "-40 USD", "0"]);
    refuses(parseMoney, ["EUR 1200", "1,200", "1200 eur", "1200EUROS", "12.", ""]);
    roundTrips(parseRate, formatRate, ["85/h", "700 EUR/d", "90.50/h", "4000/w", "9000 CHF/mo"]);
    refuses(parseRate, ["85", "85/", "/h", "-85/h", "85/hour", "85/m"]);
  });

  it("reads all links with their lags", () => {
    const links = ["a", "a SS", "a SS+1d", "a FF-2d", "a FS+50%", "a FS+3ed", "a SF-1.5h", "long-id-2 FS+0d"];
    roundTrips(parseDependency, formatDependency, links);
    assert.equal(formatDependency(parseDependency("a   SS  +  1d") ?? assert.fail()), "a SS+1d");
    assert.deepEqual(parseDependency("a FS"), parseDependency("a"));
    refuses(parseDependency, [
      "",
      "A",
      "a+1d",
      "a ss",
      "a SS+",
      "a SS+x",
      "a SS1d",
      "a, b",
      "a FS+1001%",
      "a FS+..%",
      "1 a",
    ]);
  });

  it("reads who works with how much of their time", () => {
    roundTrips(parseAssignment, formatAssignment, ["ana", "chen 50%", "2 developer", "3 developer 12.5%"]);
    assert.deepEqual(parseAssignment("1 developer 100%"), { who: "developer", count: 1, units: 100 });
    refuses(parseAssignment, [
      "",
      "Ana",
      "0 developer",
      "chen 0%",
      "chen 50",
      "ana, chen",
      "-1 developer",
      "ana@x 50%",
    ]);
  });

  it("reads working hours in order, and days off", () => {
    roundTrips(parseWorkingDay, formatWorkingDay, ["09:00-13:00, 14:00-18:00", "off", "00:00-24:00", "22:00-24:00"]);
    refuses(parseWorkingDay, [
      "",
      "9-17",
      "13:00-09:00",
      "09:00-13:00, 12:00-14:00",
      "25:00-26:00",
      "09:60-10:00",
      "09:00-24:01",
      "on",
    ]);
  });

  it("reads dates, spans, moments and instants that exist", () => {
    roundTrips(parseDateSpan, formatDateSpan, ["2027-02-15", "2027-02-15 / 2027-02-19"]);
    refuses(parseDateSpan, ["2027-02-30", "2027-02-19 / 2027-02-15", "2027-02-15 /", "15.2.2027"]);
    for (const text of [
      "2027-02-01",
      "2027-02-01T13:30",
      "2027-02-01T16:57:42",
      "2028-02-29",
      "0001-01-01",
      "9999-12-31T23:59",
    ])
      assert.ok(isMoment(text), text);
    for (const text of [
      "2027-02-29",
      "2027-02-01T24:00",
      "2027-02-01T13:30:60",
      "2027-02-01T13:30:1",
      "2027-02-01T13",
      "2027-02-01 13:30",
      "2027-2-1",
      "",
    ])
      assert.ok(!isMoment(text), text);
    for (const text of ["2027-01-13T15:10:00Z", "2027-01-13T15:10:00.123Z"]) assert.ok(isInstant(text), text);
    for (const text of [
      "2027-01-13T15:10:00",
      "2027-01-13T15:10Z",
      "2027-01-13T15:10:00+01:00",
      "2027-13-01T00:00:00Z",
    ])
      assert.ok(!isInstant(text), text);
  });

  it("reads cadences", () => {
    roundTrips(parseCadence, formatCadence, ["1d", "2w", "1mo", "once", "on-demand"]);
    refuses(parseCadence, ["weekly", "0d", "1ed", ""]);
  });

  it("knows time zones", () => {
    for (const zone of ["Europe/Vienna", "America/Argentina/Buenos_Aires", "UTC"]) assert.ok(isTimeZone(zone), zone);
    for (const zone of ["Europe/Atlantis", "", "../etc", "Vienna time", "x".repeat(100)])
      assert.ok(!isTimeZone(zone), zone);
  });

  it("never throws and never reads what it would write otherwise", () => {
    const parsers = [
      [parseDecimal, formatDecimal],
      [parseDuration, formatDuration],
      [parseEstimate, formatEstimate],
      [parseMoney, formatMoney],
      [parseRate, formatRate],
      [parseDependency, formatDependency],
      [parseAssignment, formatAssignment],
      [parseWorkingDay, formatWorkingDay],
      [parseDateSpan, formatDateSpan],
      [parseCadence, formatCadence],
    ] as unknown as readonly (readonly [(text: string) => unknown, (value: unknown) => string])[];
    const pieces = fc.constantFrom(
      ..."0123456789.-+/%, :dhmowe FSaZTEUR".split(""),
      "2027-01-04",
      "FS+",
      "09:00-17:00",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        for (const [parse, format] of parsers) {
          const value = parse(text);
          if (value !== undefined) assert.deepEqual(parse(format(value)), value, text);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("ids", () => {
  it("are short slugs", () => {
    for (const id of ["a", "api", "api-2", "a".repeat(longestId), "x--y", "x-"]) assert.ok(isId(id), id);
    for (const id of ["", "A", "2a", "-a", "a_b", "a b", "ä", "a".repeat(longestId + 1), "a\n"])
      assert.ok(!isId(id), id);
  });

  it("are made of titles", () => {
    assert.equal(idFrom("Write up what we learned", "x"), "write-up-what-we-learned");
    assert.equal(idFrom("Größe prüfen: Übergabe!", "x"), "grosse-prufen-ubergabe");
    assert.equal(idFrom("2nd release", "x"), "nd-release");
    assert.equal(idFrom("計画", "task"), "task");
    assert.equal(
      idFrom("A very long title that nobody would ever want to type again", "x"),
      "a-very-long-title-that-nobody-would-ever",
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (title) => isId(idFrom(title, "task"))),
      { numRuns: 500 },
    );
  });

  it("get a number when they are taken", () => {
    const taken = new Set(["api", "api-2", "b".repeat(40)]);
    assert.equal(
      freeId("api", (id) => taken.has(id)),
      "api-3",
    );
    assert.equal(
      freeId("new", (id) => taken.has(id)),
      "new",
    );
    assert.equal(
      freeId("b".repeat(40), (id) => taken.has(id)),
      `${"b".repeat(38)}-2`,
    );
  });

  it("are found again when nearly right", () => {
    const known = ["interviews", "findings", "api", "target"];
    assert.equal(nearest("interveiws", known), "interviews");
    assert.equal(nearest("interview", known), "interviews");
    assert.equal(nearest("apo", known), "api");
    assert.equal(nearest("Findings", known), "findings");
    assert.equal(nearest("deployment", known), undefined);
    assert.equal(nearest("", known), undefined);
    for (const short of ["b", "t2"]) assert.equal(nearest(short, ["a", "t1", "b1"]), undefined, short);
    assert.equal(nearest("ap", ["at", "api", "app"]), "api");
    assert.equal(nearest("ap", ["api", "ap"]), "ap");
    assert.equal(nearest("T1", ["t2", "t1"]), "t1");
  });

  it("are as near as a table of edits says", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), maxLength: 12 });
    fc.assert(
      fc.property(word, word, (text, other) => {
        const isNear =
          editDistance(text, other) <= Math.floor(text.length / 3) ||
          (text.length === 2 && other.length === 3 && other.startsWith(text));
        assert.equal(nearest(text, [other]), isNear ? other : undefined);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Optimal string alignment distance by the textbook's table. */
function editDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) => [row, ...new Array<number>(b.length).fill(0)]);
  const at = (row: number, column: number): number => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let column = 0; column <= b.length; column += 1) (table[0] as number[])[column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    for (let column = 1; column <= b.length; column += 1) {
      const change = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + change);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, at(row - 2, column - 2) + 1);
      (table[row] as number[])[column] = least;
    }
  }
  return at(a.length, b.length);
}
