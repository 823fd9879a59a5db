import assert from "node:assert/strict";
import fc from "fast-check";
import {
  axisOf,
  fitScale,
  fitText,
  leastPixelsPerDay,
  mostPixelsPerDay,
  nearestZoomLevel,
  pixelsPerDay,
  rangeWords,
  scaleAround,
  scaleOf,
  type Tick,
  textWidth,
  timeAt,
  xOf,
  zoomLevels,
} from "../../src/core/timeline/index.ts";
import { at, day, timelineOf } from "./support/timelines.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 150);
const labels = (ticks: readonly Tick[]): readonly string[] => ticks.map(({ label }) => label);

describe("the axis of the timeline", () => {
  const from = at("2027-01-04");
  const axis = (size: number, width: number, origin = from) => axisOf(scaleOf(origin, size), 0, width);

  it("shows weeks by their Monday below months, with the year where it changes", () => {
    const { upper, lower, lowerUnit } = axis(10, 820);
    assert.equal(lowerUnit, "week");
    assert.deepEqual(labels(upper), ["January 2027", "February", "March"]);
    assert.deepEqual(labels(lower), ["4", "11", "18", "25", "1", "8", "15", "22", "1", "8", "15", "22"]);
    assert.equal(lower[4]?.x, 280);
    assert.deepEqual(labels(axis(10, 820, at("2026-12-07")).upper), ["December 2026", "January 2027", "February"]);
  });

  it("shows two weeks where one is too narrow, months, quarters and years", () => {
    assert.deepEqual(labels(axis(2.85, 240).lower).slice(0, 3), ["28", "11", "25"]);
    assert.equal(axis(1.2, 400).lowerUnit, "month");
    assert.deepEqual(labels(axis(1.2, 400).lower).slice(0, 3), ["Jan", "Feb", "Mar"]);
    assert.deepEqual(labels(axis(1.2, 400).upper), ["2027"]);
    assert.deepEqual(labels(axis(0.4, 400).lower).slice(0, 4), ["Q1", "Q2", "Q3", "Q4"]);
    assert.deepEqual(labels(axis(0.12, 200).lower).slice(0, 3), ["2027", "2028", "2029"]);
    assert.deepEqual(labels(axis(0.12, 200).upper), ["2020–2029", "2030–2039"]);
  });

  it("shows days, hours and minutes", () => {
    assert.deepEqual(labels(axis(48, 200).lower), ["Mon 4", "Tue 5", "Wed 6", "Thu 7", "Fri 8"]);
    assert.deepEqual(labels(axis(22, 60).lower), ["4", "5", "6"]);
    const hours = axis(1000, 1500);
    assert.deepEqual(labels(hours.lower).slice(0, 3), ["00:00", "01:00", "02:00"]);
    assert.deepEqual(labels(hours.upper), ["Mon 4 January 2027", "Tue 5 January 2027"]);
    assert.deepEqual(labels(axis(mostPixelsPerDay, 100).lower), ["00:00", "00:01", "00:02"]);
  });

  it("keeps the first upper label in sight", () => {
    const { upper } = axisOf(scaleOf(at("2027-01-01"), 10), 100, 500);
    assert.deepEqual(upper[0], { x: 100, width: 210, label: "January 2027", time: at("2027-01-01"), isCut: true });
    // Too little room for the first one's year: the next one has it.
    assert.deepEqual(labels(axisOf(scaleOf(at("2027-01-01"), 10), 280, 800).upper).slice(0, 2), [
      "Jan",
      "February 2027",
    ]);
  });

  it("puts a flag on today, inside of the window, and no label under it", () => {
    const { today, lower } = axisOf(scaleOf(from, 10), 0, 820, { today: at("2027-02-10") });
    assert.equal(today?.label, "Wed 10 Feb");
    assert.equal(today?.x, 375);
    assert.equal(lower.find(({ time }) => time === at("2027-02-08"))?.label, "");
    assert.equal(axisOf(scaleOf(from, 10), 0, 240, { today: at("2027-01-04") }).today?.left, 0);
    assert.equal(axisOf(scaleOf(from, 10), 0, 240, { today: at("2028-01-04") }).today, undefined);
  });

  it("puts a second flag on the real day beside a status date, unless they lie upon each other", () => {
    const pinned = { today: at("2027-02-10"), isStatusDate: true };
    const apart = axisOf(scaleOf(from, 10), 0, 820, { ...pinned, now: at("2027-03-01") });
    assert.deepEqual([apart.today?.label, apart.now?.label], ["Status 10 Feb", "Today 1 Mar"]);
    assert.ok(apart.lower.every(({ x, label }) => label === "" || x !== apart.now?.left));
    const close = axisOf(scaleOf(from, 10), 0, 820, { ...pinned, now: at("2027-02-11") });
    assert.deepEqual([close.today?.label, close.now], ["Status 10 Feb", undefined]);
  });

  it("has ticks without gaps that cover the window, with labels that fit, at any scale", () => {
    const origin = fc.integer({ min: at("1500-01-01"), max: at("2600-01-01") });
    const size = fc.double({ min: Math.log10(leastPixelsPerDay), max: Math.log10(mostPixelsPerDay), noNaN: true });
    fc.assert(
      fc.property(
        origin,
        size,
        fc.integer({ min: -5000, max: 5000 }),
        fc.integer({ min: 1, max: 3000 }),
        (o, s, x, w) => {
          const scale = scaleOf(o, 10 ** s);
          const made = axisOf(scale, x, x + w, { today: o });
          for (const band of [made.upper, made.lower]) {
            assert.ok(band.length > 0 && band.length < w / 15 + 4, `${band.length} ticks in ${w} pixels`);
            assert.ok((band[0] as Tick).x <= x + 0.1);
            const last = band[band.length - 1] as Tick;
            assert.ok(last.x + last.width >= x + w - 0.1);
            band.forEach((tick, index) => {
              assert.ok([tick.x, tick.width, tick.time].every(Number.isFinite));
              assert.ok(tick.width > 0);
              assert.ok(textWidth(tick.label) < tick.width);
              const next = band[index + 1];
              if (next !== undefined) assert.ok(Math.abs(tick.x + tick.width - next.x) < 0.11 && next.time > tick.time);
            });
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

describe("the scale of the timeline", () => {
  it("fits plans of an hour and of 400 years into the width", () => {
    for (const seconds of [0, 60, 3600, day, 90 * day, 365 * day, 400 * 365.25 * day]) {
      for (const width of [100, 800, 4000]) {
        if (seconds > 1e10 && width < 800) continue;
        const start = at("2027-01-04T09:00");
        const scale = fitScale(timelineOf([{ start, finish: start + seconds }]), width);
        assert.ok(xOf(scale, start) >= 0 && xOf(scale, start + seconds) <= width, `${seconds} s in ${width} pixels`);
        if (seconds >= day) assert.ok(xOf(scale, start + seconds) > width * 0.7);
      }
    }
    const empty = fitScale(timelineOf([]), 800);
    assert.ok(Number.isFinite(empty.origin) && pixelsPerDay(empty) > 20);
  });

  it("zooms around a point, within limits", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 5, noNaN: true }),
        fc.double({ min: -5000, max: 5000, noNaN: true }),
        fc.double({ min: 0, max: 1000, noNaN: true }),
        (size, x, factor) => {
          const scale = scaleOf(at("2027-01-04"), 10 ** size);
          const zoomed = scaleAround(scale, x, factor);
          assert.ok(
            pixelsPerDay(zoomed) >= leastPixelsPerDay * 0.999 && pixelsPerDay(zoomed) <= mostPixelsPerDay * 1.001,
          );
          const moved = (timeAt(zoomed, x) - timeAt(scale, x)) * zoomed.pixelsPerSecond;
          assert.ok(Math.abs(moved) < 0.01, `moved by ${moved} pixels`);
        },
      ),
      { numRuns: runs },
    );
    for (const wrong of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY]) {
      assert.ok(Number.isFinite(pixelsPerDay(scaleOf(0, wrong))));
    }
  });

  it("knows levels by name", () => {
    const scale = scaleOf(at("2027-01-04"), 11);
    assert.equal(nearestZoomLevel(scale), "week");
    for (const { name, pixelsPerDay: size } of zoomLevels) assert.equal(nearestZoomLevel(scaleOf(0, size)), name);
  });
});

describe("words on the timeline", () => {
  it("names stretches of days", () => {
    assert.equal(rangeWords(at("2027-02-08"), at("2027-02-16")), "8–15 Feb");
    assert.equal(rangeWords(at("2027-02-26"), at("2027-03-04")), "26 Feb – 3 Mar");
    assert.equal(rangeWords(at("2027-02-08"), at("2027-02-09")), "8 Feb");
    assert.equal(rangeWords(at("2027-12-30"), at("2028-01-03"), at("2027-02-01")), "30 Dec – 2 Jan 2028");
  });

  it("shortens names to a width", () => {
    assert.equal(fitText("Interview", 200), "Interview");
    const short = fitText("Interview ten merchants about payments", 100);
    assert.match(short, /^Interview.*…$/);
    assert.ok(textWidth(short) <= 100);
    assert.equal(fitText("Interview", 5), "");
  });
});
