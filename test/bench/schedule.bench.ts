import { parseAssignment, parseDependency, parseEstimate } from "../../src/core/model/index.ts";
import type { Task } from "../../src/core/model/records.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import {
  ProjectIndex,
  type ProjectReading,
  type RecordPlace,
  readSlice,
  type Slice,
  unite,
  updateSlice,
} from "../../src/core/text/reading/index.ts";
import { idTable } from "../../src/core/text/reading/projectIndex.ts";
import { median, type Row, type SizeRows } from "./measure.ts";
import { layeredPlan, layeredPlanHeader } from "./planText.ts";

const today = "2027-01-04";
const gates: Readonly<Record<number, number>> = { 10000: 10 };
const growthLimit = 3;

/** All dates and floats over real calendars, warm: what a keystroke costs beside reading; and cold, for the first time. */
export function rowsOfSize(size: number): SizeRows {
  const rows: Row[] = [];
  const label = `${size.toLocaleString("en")} tasks`;
  const slices = slicesOf(Math.min(size, largestText));
  const reading = size > largestText ? withTasks(unite(slices, "bench"), size) : unite(slices, "bench");
  const begun = performance.now();
  const first = schedule(reading, { today });
  const cold = performance.now() - begun;
  if (first.problems.size > 0) throw new Error("The plan of the bench has problems.");
  const runs = size > 100_000 ? 5 : size > 10_000 ? 9 : 31;
  const warm = median(runs, () => schedule(reading, { today }));
  const limit = gates[size];
  rows.push({ what: `schedule ${label}, warm`, value: warm, unit: "ms", ...(limit !== undefined && { limit }) });
  rows.push({ what: `schedule ${label} for the first time`, value: cold, unit: "ms" });
  const growing = { scheduling: warm };
  if (size > 100_000) return { rows, growing, growthLimit };
  // Two readings that differ in one estimate, in turn.
  const edited = unite(edit(slices), "bench");
  let turn: ProjectReading = reading;
  rows.push({
    what: `schedule ${label} after an estimate changed`,
    value: median(runs, () => {
      turn = turn === reading ? edited : reading;
      return schedule(turn, { today });
    }),
    unit: "ms",
  });
  return { rows, growing, growthLimit };
}

/** A plan of a million tasks has 150 MB of text; what is scheduled is made without it, so that the schedule alone is measured. */
const largestText = 100_000;

/** A project with as many tasks in place of its own, as {@link layeredPlan} would write them. */
function withTasks({ project, index, ...rest }: ProjectReading, size: number): ProjectReading {
  const width = Math.max(20, Math.ceil(size / 100));
  const efforts = Array.from({ length: 10 }, (_, days) => parseEstimate(`${days}d`));
  const people = Array.from({ length: 50 }, (_, person) => [parseAssignment(`p${person}`)]);
  const places: RecordPlace[] = [];
  for (const place of index.places) if (place.section !== "tasks") places.push({ ...place, position: places.length });
  const tasks: Task[] = [];
  for (let number = 0; number < size; number++) {
    const layer = Math.floor(number / width);
    const column = number % width;
    const before = (layer - 1) * width;
    const other = (column * 13 + 5) % width;
    const after = layer === 0 ? [] : [`t${before + column}`, ...(other === column ? [] : [`t${before + other}`])];
    const record = {
      id: `t${number}`,
      name: `Task ${number}`,
      effort: efforts[1 + ((number * 7) % 9)],
      who: people[number % 50],
      after: after.map(parseDependency),
      tasks: [],
      isStage: false,
    } as unknown as Task;
    const place = { section: "tasks", record, parent: undefined, position: places.length } as unknown as RecordPlace;
    places.push(place);
    tasks.push(record);
  }
  return { ...rest, project: { ...project, tasks }, index: new ProjectIndex(places, idTable(places)) };
}

/** Large plans stand in several files, as the reader takes no file of more than some megabytes. */
function slicesOf(size: number): readonly Slice[] {
  const slices = [readSlice("gantry.yaml", layeredPlanHeader)];
  const part = 50_000;
  for (let from = 0; from < size; from += part) {
    slices.push(readSlice(`plan-${from}.yaml`, layeredPlan(size, from, Math.min(size, from + part))));
  }
  return slices;
}

function edit(slices: readonly Slice[]): readonly Slice[] {
  return slices.map((slice, index) => {
    const start = index === 1 ? slice.text.indexOf("effort: ") : -1;
    return start < 0 ? slice : updateSlice(slice, [{ start: start + 8, end: start + 9, text: "7" }]);
  });
}
