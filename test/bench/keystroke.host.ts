import { Range, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { LanguageHints } from "../../src/features/language/inlayHints.ts";
import { Consequence } from "../../src/features/schedule/consequence.ts";
import { ContextKeys, type Project, ProjectStore } from "../../src/services/index.ts";
import { hostLineMark, hostResultMark } from "../harness/hostLines.mjs";
import { MemoryMemento } from "../host/support/memoryMemento.ts";
import { eventually, freshFolder, write } from "../host/support/workspace.ts";
import { headerText, planText } from "./planText.ts";

/** The gates of the design, in milliseconds by number of tasks. */
const gates: Readonly<Record<number, number>> = { 1000: 16, 10000: 50 };
const strokes = 150;
/** So many letters are typed from one save to the next. */
const strokesUnsaved = 15;

/**
 * What a keystroke costs inside VS Code's extension host: from the change event, before anybody has heard of it, until problems, dates,
 * the hints on screen and the line on what unsaved edits do are ready. VS Code loads it as a suite.
 */
export async function run(): Promise<void> {
  let failed = 0;
  for (const [size, gate] of Object.entries(gates)) {
    const times = await typeInto(Number(size));
    const [first = Number.NaN, ...rest] = times;
    const sorted = rest.sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
    const isHeld = Number(at(0.95)) <= gate;
    if (!isHeld) failed++;
    console.log(
      `${hostLineMark}${Number(size).toLocaleString("en")} tasks: median ${at(0.5)} ms, p95 ${at(0.95)} ms of ${gate} ms` +
        `${isHeld ? "" : "  OVER"}, p99 ${at(0.99)} ms; the first one ${first.toFixed(0)} ms`,
    );
  }
  console.log(`${hostResultMark}${JSON.stringify({ passed: 2 - failed, failed, skipped: 0, failures: [] })}`);
}

async function typeInto(size: number): Promise<number[]> {
  const folder = freshFolder(`keystroke-${size}`);
  const file = Uri.joinPath(folder, "plan.yaml");
  await write(Uri.joinPath(folder, "gantry.yaml"), headerText);
  await write(file, planText(size));
  let begin = 0;
  // Asked first of all, so that reading is counted too.
  const first = workspace.onDidChangeTextDocument(({ document: changed }) => {
    if (changed.uri.toString() === file.toString()) begin = performance.now();
  });
  const log = window.createOutputChannel("Gantry bench: keystroke", { log: true });
  const store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
  const project = (): Project | undefined => store.all.find((one) => one.folder.path === folder.path);
  await eventually(() => (project()?.reading.index.places.length ?? 0) >= size);
  const document = await workspace.openTextDocument(file);
  const [hints, consequence] = [new LanguageHints(store), new Consequence(store)];
  const times: number[] = [];
  const parts: number[][] = [];
  for (let stroke = 0; stroke < strokes; stroke++) {
    // Lines all over the plan, half of them names, half of them estimates.
    const wanted = stroke % 2 === 0 ? /^ +name: Task/ : /^ +effort: \d/;
    let line = (stroke * 7919) % (document.lineCount - 20);
    while (!wanted.test(document.lineAt(line).text)) line = (line + 1) % document.lineCount;
    const { range, text } = document.lineAt(line);
    const place = stroke % 2 === 0 ? range.end : range.start.translate(0, text.indexOf("effort: ") + 8);
    const answer = new Promise<number>((resolve) => {
      const listener = workspace.onDidChangeTextDocument(({ document: changed }) => {
        if (changed !== document) return;
        listener.dispose();
        const heard = performance.now();
        const read = (project()?.reading.index.places.length ?? 0) > 0;
        const united = performance.now();
        const dated = (project()?.schedule.finish ?? 0) > 0;
        const scheduled = performance.now();
        const isThere = read && dated && (project()?.problems.size ?? -1) >= 0;
        const checked = performance.now();
        const visible = new Range(Math.max(0, line - 30), 0, line + 30, 0);
        const found = hints.provideInlayHints(document, visible)?.length ?? 0;
        const hinted = performance.now();
        void consequence.provideCodeLenses(document).then(() => {
          const end = performance.now();
          const marks = [begin, heard, united, scheduled, checked, hinted, end];
          parts.push(marks.slice(1).map((mark, index) => mark - (marks[index] as number)));
          resolve(isThere && found > 0 ? end - begin : Number.NaN);
        });
      });
    });
    const edit = new WorkspaceEdit();
    edit.insert(file, place, stroke % 2 === 0 ? "x" : "1");
    await workspace.applyEdit(edit);
    times.push(await answer);
    // Who types saves now and then.
    if (stroke % strokesUnsaved === strokesUnsaved - 1) await document.save();
  }
  const names = ["reading", "uniting", "dates", "problems", "hints", "lens"];
  const medians = names.map((name, index) => {
    const sorted = parts.map((one) => one[index] as number).sort((a, b) => a - b);
    return `${name} ${(sorted[sorted.length >> 1] ?? Number.NaN).toFixed(1)}`;
  });
  console.log(`${hostLineMark}${size.toLocaleString("en")} tasks, medians of the parts: ${medians.join(", ")} ms`);
  first.dispose();
  consequence.dispose();
  store.dispose();
  log.dispose();
  if (times.includes(Number.NaN)) throw new Error("Something was not there after a keystroke.");
  return times;
}
