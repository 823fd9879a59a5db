/** A whole process of ours beside one of tj3: reads the slices of a folder, schedules, writes a report of starts and finishes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { formatLocalTime } from "../../src/core/calendar/index.ts";
import { schedule } from "../../src/core/schedule/index.ts";
import { compareSlices, readSlice, unite } from "../../src/core/text/reading/index.ts";

const folder = process.argv[2] ?? ".";
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort(compareSlices);
const reading = unite(
  files.map((name) => readSlice(name, readFileSync(path.join(folder, name), "utf8"))),
  "bench",
);
const result = schedule(reading, { today: "2027-01-04" });
const lines = result.rows.map((_, row) => {
  const { record, start, finish } = result.at(row);
  return `${record.id};${formatLocalTime(start)};${formatLocalTime(finish)}`;
});
writeFileSync(path.join(folder, "answer.csv"), `id;start;end\n${lines.join("\n")}\n`);
