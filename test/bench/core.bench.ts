import { readFileSync } from "node:fs";
import { marked } from "marked";
import { parseDocument } from "yaml";
import { applyTextEdits, editChecklist, readChecklist } from "../../src/core/checklist/index.ts";
import { type HolidayTable, planProject, type TemplateLibrary } from "../../src/core/documents/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { median, type Row } from "./measure.ts";

const json = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

function checklistText(items: number): string {
  const lines = ["# Bench"];
  for (let item = 0; item < items; item += 1) {
    if (item % 50 === 0) lines.push("", `## Group ${item / 50}`, "");
    lines.push(`- [${item % 3 === 0 ? "x" : " "}] Item number ${item} is agreed <!-- item-${item} who:ana -->`);
    if (item % 2 === 0) lines.push("  Why it counts, in one line.");
  }
  return `${lines.join("\n")}\n`;
}

/** Figures of the pure core, each beside a peer on the same input in the same run where a peer can run. */
export function coreRows(): readonly Row[] {
  const rows: Row[] = [];
  const reading = [1_000, 10_000, 100_000].map((items) => {
    const text = checklistText(items);
    const runs = items > 10_000 ? 5 : 15;
    const own = median(runs, () => readChecklist(text));
    const peer = median(Math.min(runs, 5), () => marked.lexer(text));
    rows.push({
      what: `read a checklist of ${items.toLocaleString("en")} items`,
      value: own,
      unit: "ms",
      peer: `marked: ${(peer / own).toFixed(1)} times as long`,
    });
    return own;
  });
  const [small, , large] = reading;
  if (small !== undefined && large !== undefined) {
    rows.push({
      what: "growth of that from 1,000 to 100,000 items, per item",
      value: large / small / 100,
      unit: "×",
      limit: 2,
    });
  }
  const text = checklistText(5_000);
  const checklist = readChecklist(text);
  rows.push({
    what: "tick one of 5,000 items: edit and read again",
    value: median(15, () => {
      const outcome = editChecklist(checklist, { kind: "tick", item: 2_500, done: true });
      if (!("edits" in outcome)) throw new Error("The tick was refused.");
      return readChecklist(applyTextEdits(text, outcome.edits));
    }),
    unit: "ms",
    limit: 50,
  });
  const library = json<TemplateLibrary>("dist/templates.json");
  const holidays = json<HolidayTable>("dist/holidays.json");
  const answers = {
    name: "Bench",
    kind: "software",
    method: "hybrid",
    start: "2027-01-04",
    region: "AT",
    timeZone: "Europe/Vienna",
    currency: "EUR",
    documents: ["plan", "timeline", "budget", "risks", "charter", "planning"],
  } as const;
  rows.push({
    what: "plan the files of a new project",
    value: median(10, () => {
      const plan = planProject(library, answers, holidays);
      if (plan.files.length === 0) throw new Error(plan.problems.map(({ message }) => message).join(" "));
    }),
    unit: "ms",
  });
  const project = library.files["sample/gantry.yaml"] ?? "";
  const own = median(50, () => unite([readSlice("gantry.yaml", project)], "x"));
  const peer = median(50, () => parseDocument(project));
  rows.push({
    what: "read the head of the sample project",
    value: own,
    unit: "ms",
    peer: `yaml alone: ${peer.toFixed(2)} ms`,
  });
  return rows;
}
