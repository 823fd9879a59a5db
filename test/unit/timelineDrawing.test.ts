import assert from "node:assert/strict";
import fc from "fast-check";
import {
  backgroundShapes,
  iterationShapes,
  linkIndex,
  linkPath,
  linksOfRow,
  linkTypeNames,
  loadShapes,
  overStretches,
  previewShapes,
  rowShapes,
  type Shape,
  scaleOf,
  type Timeline,
  type TimelineLoad,
  visibleLinks,
  xOf,
} from "../../src/core/timeline/index.ts";
import { anyTimeline, at, day, linksOf, type RowFacts, timelineOf } from "./support/timelines.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 100);
const scale = scaleOf(at("2027-01-04"), 10);
const window = { fromX: 0, toX: 800 };

const shapesOf = (facts: RowFacts, options = {}): readonly Shape[] =>
  rowShapes(timelineOf([facts]), 0, scale, 22, options);
const classes = (shapes: readonly Shape[]): readonly string[] => shapes.map((shape) => shape.class);
const find = (shapes: readonly Shape[], name: string): Shape => {
  const found = shapes.find((shape) => shape.class === name);
  assert.ok(found, `${name} is among ${classes(shapes).join(", ")}`);
  return found;
};

/** All numbers in a shape. */
function numbers(shape: Shape): readonly number[] {
  if (shape.kind === "path") {
    assert.doesNotMatch(shape.d, /NaN|Infinity|undefined|e[-+]?\d/);
    return (shape.d.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  }
  if (shape.kind === "text") return [shape.x, shape.y];
  assert.ok(shape.width > 0 && shape.height > 0, JSON.stringify(shape));
  return [shape.x, shape.y, shape.width, shape.height];
}

const task = { start: at("2027-01-11T09:00"), finish: at("2027-01-15T17:00") };

describe("a row of the timeline", () => {
  it("draws a planned task with round ends, and solid up to where it is done", () => {
    const shapes = shapesOf({ ...task, doneUntil: at("2027-01-13T09:00") });
    assert.deepEqual(classes(shapes), ["bar is-free", "bar-done is-free"]);
    assert.deepEqual(shapes[0], {
      kind: "rect",
      x: 74.3,
      y: 4.5,
      width: 42.3,
      height: 9,
      class: "bar is-free",
      radius: 2,
    });
    assert.deepEqual(shapes[1], {
      kind: "rect",
      x: 73.8,
      y: 4,
      width: 20,
      height: 10,
      class: "bar-done is-free",
      radius: 2,
    });
  });

  it("draws a critical task with square ends, a late one likewise, a done one solid", () => {
    const critical = shapesOf({ ...task, standing: 2 })[0];
    assert.deepEqual(critical, { kind: "rect", x: 74.5, y: 4.8, width: 41.8, height: 8.5, class: "bar is-critical" });
    assert.deepEqual(classes(shapesOf({ ...task, standing: 3 })), ["bar is-critical is-late"]);
    assert.deepEqual(classes(shapesOf({ ...task, standing: 1 })), ["bar is-near-critical"]);
    assert.deepEqual(classes(shapesOf({ ...task, standing: 4, done: 100, doneUntil: task.finish })), ["bar is-done"]);
  });

  it("never draws a bar too narrow to be seen", () => {
    for (const standing of [0, 1, 2, 3, 4]) {
      const bar = shapesOf({ start: task.start, finish: task.start, standing })[0];
      assert.ok(bar?.kind === "rect" && bar.width >= 1.5, JSON.stringify(bar));
    }
  });

  it("draws float as dots to an end tick, not for what is done or has none", () => {
    const late = { lateFinish: at("2027-01-29T17:00"), totalFloat: 10 * 28_800 };
    const shapes = shapesOf({ ...task, ...late });
    assert.deepEqual(classes(shapes), ["float", "float-end", "bar is-free"]);
    assert.deepEqual(find(shapes, "float"), { kind: "path", d: "M119.1 9H257.1", class: "float" });
    assert.deepEqual(classes(shapesOf({ ...task, ...late, standing: 4 })), ["bar is-done"]);
    assert.deepEqual(classes(shapesOf({ ...task, ...late }, { float: false })), ["bar is-free"]);
    assert.deepEqual(classes(shapesOf({ ...task, ...late, totalFloat: 0 })), ["bar is-free"]);
  });

  it("draws a bracket for a deadline, and says by how many days of the calendar it is missed", () => {
    const kept = shapesOf({ ...task, deadline: at("2027-01-23") });
    assert.deepEqual(classes(kept), ["bar is-free", "deadline"]);
    assert.deepEqual(kept[1], { kind: "path", d: "M186 3h4v15h-4", class: "deadline" });
    const missed = shapesOf({ ...task, standing: 3, deadline: at("2027-01-14") });
    assert.deepEqual(classes(missed), ["bar is-critical is-late", "deadline is-broken", "label is-late"]);
    const label = find(missed, "label is-late");
    assert.equal(label.kind === "text" && label.text, "late by 2 days");
    const aLittle = find(shapesOf({ ...task, deadline: task.finish - 60 }), "label is-late");
    assert.equal(aLittle.kind === "text" && aLittle.text, "late by 1 day");
    assert.deepEqual(classes(shapesOf({ ...task, standing: 4, deadline: at("2027-01-14") })), [
      "bar is-done",
      "deadline",
    ]);
  });

  it("draws a milestone at its date with the date behind it, and behind a bracket that is near", () => {
    const milestone: RowFacts = { kind: "milestone", start: task.finish, finish: task.finish };
    const shapes = shapesOf({ ...milestone, standing: 2 });
    assert.deepEqual(shapes, [
      { kind: "path", d: "M117.1 4l6 6 -6 6 -6 -6z", class: "milestone is-critical" },
      { kind: "text", x: 128.1, y: 13, text: "15 Jan", class: "label" },
    ]);
    const near = find(shapesOf({ ...milestone, deadline: at("2027-01-19") }), "label");
    assert.equal(near.kind === "text" && near.x, 156);
    assert.deepEqual(classes(shapesOf(milestone, { labels: false })), ["milestone is-free"]);
    const other = find(shapesOf({ ...milestone, start: at("2028-01-04"), finish: at("2028-01-04") }), "label");
    assert.equal(other.kind === "text" && other.text, "3 Jan 2028");
  });

  it("draws a stage as a bracket with short legs when it is narrow", () => {
    const stage: RowFacts = { kind: "stage", ...task };
    assert.deepEqual(shapesOf(stage), [
      { kind: "path", d: "M73.8 6H117.1V14L112.1 10H78.8L73.8 14z", class: "stage is-free" },
    ]);
    const narrow = shapesOf({ ...stage, finish: task.start })[0];
    assert.deepEqual(narrow, { kind: "path", d: "M73.8 6H76.8V14L75.3 10H75.3L73.8 14z", class: "stage is-free" });
  });

  it("draws earlier dates only where the finish moved", () => {
    const was = [at("2027-01-08T09:00"), at("2027-01-12T17:00")] as const;
    const moved = shapesOf({ ...task, ghost: [...was, 3 * 28_800] });
    assert.deepEqual(moved[0], { kind: "rect", x: 43.8, y: 16, width: 43.3, height: 2, class: "ghost" });
    assert.deepEqual(classes(shapesOf({ ...task, ghost: [...was, 0] })), ["bar is-free"]);
    assert.deepEqual(classes(shapesOf({ ...task, ghost: [...was, Number.NaN] })), ["bar is-free"]);
    assert.deepEqual(classes(shapesOf({ ...task, ghost: [...was, 1] }, { ghost: false })), ["bar is-free"]);
    const milestone = shapesOf({
      kind: "milestone",
      start: task.finish,
      finish: task.finish,
      ghost: [was[1], was[1], 1],
    });
    assert.deepEqual(classes(milestone), ["ghost-milestone", "milestone is-free", "label"]);
  });

  it("draws where it would lie after an edit taller than a bar", () => {
    const [outline] = previewShapes(task.start, task.finish, scale);
    assert.deepEqual(outline, { kind: "rect", x: 74.3, y: 2.5, width: 42.3, height: 13, class: "preview" });
    const held = previewShapes(task.start, task.finish, scale, 22, { isHeld: true });
    assert.deepEqual(classes(held), ["preview is-held", "preview-handle"]);
    assert.deepEqual(classes(previewShapes(task.finish, task.finish, scale, 22, { kind: 2 })), ["preview"]);
  });

  it("cuts off what reaches out of the window, and leaves out what lies outside", () => {
    const long: RowFacts = {
      start: at("1800-01-01"),
      finish: at("2300-01-01"),
      lateFinish: at("2400-01-01"),
      totalFloat: 1,
    };
    const hourly = scaleOf(at("2027-01-04"), 40_000);
    const [bar] = rowShapes(timelineOf([long]), 0, hourly, 22, window);
    assert.ok(bar?.kind === "rect" && bar.x === -49.5 && bar.width === 899, JSON.stringify(bar));
    assert.deepEqual(shapesOf({ ...task, start: task.start + 400 * day, finish: task.finish + 400 * day }, window), []);
    assert.deepEqual(shapesOf({ ...task, start: task.start - 400 * day, finish: task.finish - 400 * day }, window), []);
  });
});

describe("what is drawn for any timeline at any scale", () => {
  const anyScale = fc
    .tuple(fc.integer({ min: at("1700-01-01"), max: at("2300-01-01") }), fc.double({ min: -8, max: 6, noNaN: true }))
    .map(([origin, size]) => scaleOf(origin, 10 ** size));

  const everything = (timeline: Timeline, any: typeof scale): readonly Shape[] => {
    const shapes: Shape[] = [...backgroundShapes(timeline, any, 220, window)];
    shapes.push(...iterationShapes(timeline, any, 14, window));
    for (const load of timeline.load) shapes.push(...loadShapes(load, any, 32, { ...window, today: timeline.today }));
    const { rows, links } = timeline;
    for (let row = 0; row < rows.count; row++) {
      shapes.push(...rowShapes(timeline, row, any, 22, window));
      const [start, finish, kind] = [rows.start[row], rows.finish[row], rows.kind[row]] as [number, number, number];
      shapes.push(...previewShapes(start, finish, any, 22, { ...window, kind, isHeld: row % 2 === 0 }));
    }
    for (let link = 0; link < links.count; link++) {
      const box = (row: number) => ({
        left: xOf(any, rows.start[row] as number),
        right: xOf(any, rows.finish[row] as number),
        top: 22 * row,
        isMilestone: rows.kind[row] === 2,
      });
      const [from, to] = [box(links.from[link] as number), box(links.to[link] as number)];
      if (![from, to].every(({ left, right }) => Number.isFinite(left) && Number.isFinite(right))) continue;
      const { line, head } = linkPath(linkTypeNames[links.type[link] as number] ?? "FS", from, to, window);
      shapes.push({ kind: "path", d: line, class: "link" }, { kind: "path", d: head, class: "link-head" });
    }
    return shapes;
  };

  it("has only finite coordinates, near the window", () => {
    fc.assert(
      fc.property(anyTimeline, anyScale, (timeline, any) => {
        for (const shape of everything(timeline, any)) {
          for (const number of numbers(shape)) {
            assert.ok(Number.isFinite(number) && Math.abs(number) <= 1200, `${number} in ${JSON.stringify(shape)}`);
            assert.equal(number, Number(number.toFixed(1)));
          }
        }
      }),
      { numRuns: runs },
    );
  });
});

describe("links", () => {
  const box = (left: number, right: number, top: number) => ({ left, right, top });

  it("go down and into the start of what waits", () => {
    assert.deepEqual(linkPath("FS", box(0, 50, 0), box(80, 120, 44)), {
      line: "M50 9H82q3 0 3 3V44",
      head: "M82 44h6l-3 4z",
    });
    assert.deepEqual(linkPath("FS", box(0, 50, 44), box(80, 120, 0)), {
      line: "M50 53H82q3 0 3 -3V18",
      head: "M82 18h6l-3 -4z",
    });
  });

  it("go around between the rows when what waits begins earlier", () => {
    assert.equal(linkPath("FS", box(0, 90, 0), box(20, 60, 44)).line, "M90 9h4V44H25V44");
    assert.equal(linkPath("FS", box(0, 90, 44), box(20, 60, 0)).line, "M90 53h4V22H25V18");
  });

  it("go in from the side that the type ties", () => {
    assert.deepEqual(linkPath("SS", box(40, 90, 0), box(60, 90, 44)), {
      line: "M40 9H30V53H56",
      head: "M56 50v6l4 -3z",
    });
    assert.deepEqual(linkPath("FF", box(40, 90, 0), box(60, 70, 44)), {
      line: "M90 9H100V53H74",
      head: "M74 50v6l-4 -3z",
    });
    assert.equal(linkPath("SF", box(80, 90, 0), box(10, 30, 44)).line, "M80 9H74V53H34");
    assert.equal(linkPath("SF", box(40, 90, 0), box(60, 100, 44)).line, "M40 9H34V44H110V53H104");
  });

  it("are found by the rows in sight, each once", () => {
    const links = linksOf([
      [0, 1],
      [1, 2],
      [2, 0],
      [3, 4],
      [2, 2],
    ]);
    const index = linkIndex(links, 5);
    const seen = (first: number, last: number): readonly number[] => [...visibleLinks(index, first, last)].sort();
    assert.deepEqual(seen(0, 4), [0, 1, 2, 3, 4]);
    assert.deepEqual(seen(1, 1), [0, 1]);
    assert.deepEqual(seen(2, 2), [1, 2, 4]);
    assert.deepEqual(seen(-5, 99), [0, 1, 2, 3, 4]);
    assert.deepEqual(seen(4, 3), []);
    assert.deepEqual([...linksOfRow(index, 1)], [0, 1]);
  });

  it("are found as one finds them by looking at all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 }),
        fc.nat(19),
        fc.nat(19),
        (pairs, first, last) => {
          const inside = (row: number): boolean => row >= first && row <= last;
          const expected = pairs.flatMap(([from, to], link) => (inside(from) || inside(to) ? [link] : []));
          const found = [...visibleLinks(linkIndex(linksOf(pairs), 20), first, last)];
          assert.deepEqual(
            found.sort((a, b) => a - b),
            expected,
          );
        },
      ),
      { numRuns: runs },
    );
  });

  it("cost what is in sight, not what there is", () => {
    const rowCount = 1_000_000;
    const from = Int32Array.from({ length: rowCount }, (_, row) => row);
    const to = Int32Array.from({ length: rowCount }, (_, row) => (row + 7) % rowCount);
    const index = linkIndex(
      { count: rowCount, from, to, type: new Uint8Array(0), isCritical: new Uint8Array(0) },
      rowCount,
    );
    let looked = 0;
    const counting = new Proxy(index.links, {
      get(target, key) {
        looked++;
        return target[Number(key)];
      },
    });
    assert.equal([...visibleLinks({ ...index, links: counting }, 500_000, 500_049)].length, 57);
    assert.equal(looked, 100);
  });
});

function loadWith(over: TimelineLoad["over"]): TimelineLoad {
  const none = new Float64Array();
  return { id: "ana", name: "Ana", count: 1, from: none, to: none, demand: none, capacity: none, over };
}

describe("load", () => {
  const steps = {
    id: "bo",
    name: "Bo",
    count: 1,
    from: Float64Array.from([at("2027-02-01"), at("2027-02-08"), at("2027-02-15")]),
    to: Float64Array.from([at("2027-02-06"), at("2027-02-13"), at("2027-02-16")]),
    demand: Float64Array.from([1, 1.5, 0.5]),
    capacity: Float64Array.from([1, 1, 1]),
    over: [{ from: at("2027-02-08"), to: at("2027-02-13"), demand: 1.5, rows: [] }],
  };

  it("is drawn up to what there is, with what is above it apart and named", () => {
    const shapes = loadShapes(steps, scale, 32, { ...window, today: at("2027-02-08") });
    assert.deepEqual(classes(shapes), ["load is-past", "load", "load-over", "load", "capacity", "load-label"]);
    assert.deepEqual(shapes[1], { kind: "rect", x: 350, y: 13.9, width: 50, height: 17.1, class: "load" });
    assert.deepEqual(shapes[2], { kind: "rect", x: 350, y: 5.3, width: 50, height: 8.6, class: "load-over" });
    const label = find(shapes, "load-label");
    assert.ok(label.kind === "text" && label.text === "150 %, 8–12 Feb" && label.x > 400);
  });

  it("is shared among all of a role, and stays in its row however much is asked", () => {
    const role = { ...steps, count: 2, capacity: Float64Array.from([2, 2, 2]), demand: Float64Array.from([2, 40, 1]) };
    const shapes = loadShapes(role, scale, 32, window);
    assert.ok(shapes.every((shape) => shape.kind !== "rect" || (shape.y >= 0 && shape.y + shape.height <= 31.1)));
    const [full] = shapes;
    assert.ok(full?.kind === "rect" && full.height === 17.1);
  });

  it("has no more blocks than pixels", () => {
    const many = 100_000;
    const from = Float64Array.from({ length: many }, (_, index) => at("2000-01-01") + index * day);
    const long = {
      ...steps,
      from,
      to: from.map((begin) => begin + day / 2),
      demand: from.map((_, index) => (index % 3) / 2),
      capacity: from.map(() => 1),
    };
    const shapes = loadShapes(long, scaleOf(at("2000-01-01"), 0.005), 32, { fromX: 0, toX: 500, labels: false });
    assert.ok(shapes.length <= 502, String(shapes.length));
  });

  it("is named in few stretches, looked for once", () => {
    const gap = fc.integer({ min: 0, max: 8 });
    const one = fc.record({ gap, days: fc.integer({ min: 1, max: 9 }), demand: fc.integer({ min: 2, max: 5 }) });
    const asking = fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(one, asking), { maxLength: 20 }), (parts) => {
        let time = 0;
        const over = parts.map(([{ gap: free, days, demand }, rows]) => {
          const from = time + free * day;
          time = from + days * day;
          return { from, to: time, demand, rows };
        });
        const load = loadWith(over);
        const stretches = overStretches(load);
        assert.equal(overStretches(load), stretches);
        const starts = over.filter(({ from }, index) => from - (over[index - 1]?.to ?? -9 * day) > 3.5 * day);
        assert.deepEqual(
          stretches.map(({ from }) => from),
          starts.map(({ from }) => from),
        );
        for (const { from, to, demand, rows } of stretches) {
          const own = over.filter((part) => part.from >= from && part.to <= to);
          assert.equal(to, own.at(-1)?.to);
          assert.equal(demand, Math.max(...own.map((part) => part.demand)));
          assert.deepEqual(rows, [...new Set(own.flatMap((part) => part.rows))]);
        }
      }),
      { numRuns: runs },
    );
  });

  it("is named in no time, however many tasks ask for too much in one stretch", () => {
    const over = Array.from({ length: 10_000 }, (_, index) => {
      const from = index * day;
      return { from, to: from + day, demand: 2, rows: [2 * index, 2 * index + 1] };
    });
    const begin = performance.now();
    assert.equal(overStretches(loadWith(over))[0]?.rows.length, 20_000);
    assert.ok(performance.now() - begin < 500);
  });
});
describe("what lies behind the rows", () => {
  const weekends = [at("2027-01-09"), at("2027-01-11"), at("2027-01-16"), at("2027-01-18")];
  const timeline = timelineOf([task], { daysOff: weekends, today: at("2027-01-13") });
  const named = (name: string, size: number): readonly Shape[] =>
    backgroundShapes(timeline, scaleOf(at("2027-01-04"), size), 100, { fromX: 0, toX: 130 }).filter(
      (shape) => shape.class === name,
    );

  it("has a column for days off, cut off at the window, none where days are too narrow", () => {
    assert.deepEqual(named("day-off", 10), [
      { kind: "rect", x: 50, y: 0, width: 20, height: 100, class: "day-off" },
      { kind: "rect", x: 120, y: 0, width: 10, height: 100, class: "day-off" },
    ]);
    assert.deepEqual(named("day-off", 1.9), []);
  });

  it("has a line in the middle of today, and the day where it is wide", () => {
    assert.deepEqual(named("today", 10), [{ kind: "path", d: "M95 0V100", class: "today" }]);
    assert.deepEqual(named("today-column", 10), []);
    const wide = backgroundShapes(timeline, scaleOf(at("2027-01-13"), 200), 100, { fromX: 0, toX: 500 });
    assert.deepEqual(find(wide, "today-column"), {
      kind: "rect",
      x: 0,
      y: 0,
      width: 200,
      height: 100,
      class: "today-column",
    });
  });

  it("names iterations where there is room", () => {
    const iterations = [
      { name: "Sprint 1", start: at("2027-01-04"), finish: at("2027-01-16") },
      { name: "Sprint 2", start: at("2027-01-18"), finish: at("2027-01-20") },
    ];
    const shapes = iterationShapes(timelineOf([task], { iterations }), scale, 14, window);
    assert.deepEqual(classes(shapes), ["iteration", "iteration-label", "iteration is-odd"]);
  });
});
