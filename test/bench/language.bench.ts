import { parseDocument } from "yaml";
import { readSlice, type Slice, unite, updateSlice } from "../../src/core/text/reading/index.ts";
import { median, middle, type Row, type SizeRows } from "./measure.ts";
import { headerText, planText } from "./planText.ts";

/** Reading a project whole and after a keystroke, beside a plain parse by `yaml` of the same text in the same run. */
export function rowsOfSize(size: number): SizeRows {
  const label = `${size.toLocaleString("en")} tasks`;
  const text = planText(size);
  const header = readSlice("gantry.yaml", headerText);
  const open = (): readonly Slice[] => [header, readSlice("plan.yaml", text)];
  const problems = unite(open(), "bench").problems.get("plan.yaml") ?? [];
  if (problems.length > 0) throw new Error(`The plan of the bench has problems: ${problems[0]?.message}`);
  const own = median(size > 10_000 ? 5 : 15, () => unite(open(), "bench"));
  const strokes = keystrokes(header, readSlice("plan.yaml", text));
  const sorted = [...strokes].sort((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  // Last, since what it leaves in memory would slow down the others.
  const peer = once(() => parseDocument(text));
  const rows: readonly Row[] = [
    {
      what: `read a project of ${label}`,
      value: own,
      unit: "ms",
      peer: `yaml alone: ${(peer / own).toFixed(1)} times as long`,
      ...(size === 10_000 && { limit: 500 }),
    },
    {
      what: `a keystroke in ${label}: read and unite again, p95`,
      value: p95,
      unit: "ms",
      peer: `yaml alone: ${Math.round(peer / p95)} times as long`,
      ...(size === 1_000 && { limit: 16 }),
      ...(size === 10_000 && { limit: 50 }),
    },
  ];
  return { rows, growing: { reading: own, "a keystroke": middle(strokes) }, growthLimit: 2 };
}

function once(work: () => unknown): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

/** Milliseconds of keystrokes: in names and values all over the file, one inside a key, one new line. */
function keystrokes(header: Slice, plan: Slice): readonly number[] {
  const times: number[] = [];
  let slice = plan;
  const before = unite([header, slice], "bench");
  for (let stroke = 0; stroke < 120; stroke += 1) {
    const near = Math.floor((slice.text.length * (((stroke * 37) % 100) + 0.5)) / 100);
    const place = slice.text.indexOf(stroke % 3 === 0 ? ", as one" : stroke % 3 === 1 ? "d\n" : ":\n", near);
    if (place < 0) continue;
    const text = stroke % 3 === 1 ? "1" : "x";
    const change = { start: place, end: place, text };
    // Each one is typed into the text as it was, since nobody leaves forty misspelt ids behind.
    slice = plan;
    times.push(
      once(() => {
        slice = updateSlice(slice, [change]);
        return unite([header, slice], "bench", before);
      }),
    );
  }
  return times;
}
