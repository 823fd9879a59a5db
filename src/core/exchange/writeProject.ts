import {
  progressFields,
  progressKey,
  projectFields,
  type Section,
  type SectionName,
  sectionNames,
  sectionOf,
  versionKey,
} from "../model/fields/index.ts";
import type { Id } from "../model/identifier.ts";
import { languageVersion, projectFileName } from "../model/project.ts";
import type { NamedRecord, ProgressEntry, Task } from "../model/records.ts";
import type { NewFile } from "../text/editing/edit.ts";
import { scalarText } from "../text/editing/scalarText.ts";
import type { ImportedProject, KeptFields } from "./imported.ts";
import { fieldsInFlow, fieldsLines, keyText, manner, type Values } from "./writeFields.ts";

/**
 * Stages within stages deeper than this don't fit into the levels that a file may have. Whoever makes a project has to see to it.
 */
export const deepestStages = 40;

/** What is kept of a foreign file beside the project, and under which name. */
export interface Kept {
  readonly system: string;
  readonly kept: readonly KeptFields[];
}

/**
 * The files of a project, written as a careful person would: each section in the file that the table names, each baseline in a file
 * of its own, logs where their entries say. Reading them gives the same project again, baselines in the order of their files' names.
 */
export function writeProject(project: ImportedProject, foreign?: Kept): readonly NewFile[] {
  const files = new Files();
  const kept = new KeptBlocks(foreign);
  files.add(projectFileName, headerLines(project, kept));
  for (const name of sectionNames) {
    const records = project[name] ?? [];
    const section = sectionOf(name);
    if (section.file.endsWith(".yaml")) {
      files.add(section.file, sectionLines(name, records, kept));
      continue;
    }
    for (const record of records)
      files.add(`${section.file}/${fileName(record)}.yaml`, sectionLines(name, [record], kept));
  }
  for (const [path, entries] of byLog(project.progress ?? [])) files.add(path, logLines(entries));
  return files.all();
}

/** Lines of files, parts with a blank line between them. */
class Files {
  readonly #lines = new Map<string, string[]>();

  add(path: string, lines: readonly string[]): void {
    if (lines.length === 0) return;
    const present = this.#lines.get(path);
    if (present === undefined) this.#lines.set(path, [`${versionKey}: ${languageVersion}`, "", ...lines]);
    else present.push("", ...lines);
  }

  all(): readonly NewFile[] {
    return [...this.#lines].map(([path, lines]) => ({ path, text: `${lines.join("\n")}\n` }));
  }
}

class KeptBlocks {
  readonly #key: string;
  readonly #byRecord = new Map<string, ReadonlyMap<string, string>>();

  constructor(foreign: Kept | undefined) {
    this.#key = `x-${foreign?.system ?? ""}`;
    for (const { of, fields } of foreign?.kept ?? []) {
      if (fields.size > 0) this.#byRecord.set(of === undefined ? "" : `${of.section}/${of.id}`, fields);
    }
  }

  lines(of: string, column: number): readonly string[] {
    const fields = this.#byRecord.get(of);
    if (fields === undefined) return [];
    const margin = " ".repeat(column);
    return [
      `${margin}${this.#key}:`,
      ...[...fields].map(([name, value]) => {
        return `${margin}  ${keyText(name)}: ${scalarText(value, { inFlow: false, isFree: true })}`;
      }),
    ];
  }
}

/** Facts of a line each stand together; what has lines of its own, behind a blank one. */
function headerLines({ header }: ImportedProject, kept: KeptBlocks): readonly string[] {
  const short: string[] = [];
  const long: string[] = [];
  for (const [name, field] of Object.entries(projectFields)) {
    const lines = fieldsLines({ [name]: field }, header as Values, 0);
    if (lines.length === 1) short.push(...lines);
    else if (lines.length > 1) long.push("", ...lines);
  }
  const block = kept.lines("", 0);
  return [...short, ...long, ...(block.length > 0 ? ["", ...block] : [])];
}

function sectionLines(name: SectionName, records: readonly NamedRecord[], kept: KeptBlocks): readonly string[] {
  if (records.length === 0) return [];
  return [`${name}:`, ...recordsLines(name, records, manner.indentation, kept)];
}

/** Without recursion, since depth is what an import found. */
function recordsLines(
  name: SectionName,
  records: readonly NamedRecord[],
  column: number,
  kept: KeptBlocks,
): readonly string[] {
  const { fields } = sectionOf(name);
  const lines: string[] = [];
  const open: { readonly records: readonly NamedRecord[]; readonly column: number; next: number }[] = [
    { records, column, next: 0 },
  ];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const record = level.records[level.next++];
    if (record === undefined) {
      open.pop();
      continue;
    }
    if (level.next > 1) lines.push("");
    const inner = level.column + manner.indentation;
    lines.push(`${" ".repeat(level.column)}${record.id}:`, ...recordLines(fields, name, record, inner, kept));
    const { tasks = [], isStage = false } = record as Partial<Task>;
    if (tasks.length > 0 || isStage) lines.push(`${" ".repeat(inner)}tasks:`);
    if (tasks.length > 0) open.push({ records: tasks, column: inner + manner.indentation, next: 0 });
  }
  return lines;
}

function recordLines(
  fields: Section["fields"],
  section: SectionName,
  record: NamedRecord,
  column: number,
  kept: KeptBlocks,
): readonly string[] {
  return [
    ...fieldsLines(fields, record as unknown as Values, column),
    ...kept.lines(`${section}/${record.id}`, column),
  ];
}

/** `2027-01-22-approved`, as the folder sorts them. */
function fileName(record: NamedRecord): Id {
  const { date } = record as { readonly date?: string };
  return date === undefined || record.id.startsWith(date) ? record.id : `${date}-${record.id}`;
}

function byLog(entries: readonly ProgressEntry[]): ReadonlyMap<string, readonly ProgressEntry[]> {
  const logs = new Map<string, ProgressEntry[]>();
  for (const entry of entries) {
    const log = logs.get(entry.log);
    if (log === undefined) logs.set(entry.log, [entry]);
    else log.push(entry);
  }
  return logs;
}

function logLines(entries: readonly ProgressEntry[]): readonly string[] {
  return [`${progressKey}:`, ...entries.map((entry) => `  - ${fieldsInFlow(progressFields, entry as Values)}`)];
}
