import { formatDuration } from "../model/duration.ts";
import { formatMoney } from "../model/money.ts";
import type { ProgressEntry, Task } from "../model/records.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import type { Entry, Value } from "../text/tree/node.ts";
import { code, escaped, shortened } from "./markdown.ts";
import { fieldIn, type LanguageTable, sectionIn } from "./table.ts";

/** Rows beyond these make a hover that nobody reads. */
const mostRows = 8;
const longestValue = 100;
/** They say nothing about the record itself. */
const leftOut = new Set(["name", "was", "links"]);

/**
 * A record in a few lines: what it is called and what it is, what is stated of it, how far it is, where it stands. Markdown.
 * @param more what else there is to say, directly below its name
 */
export function describeRecord(
  { table, reading }: { readonly table: LanguageTable; readonly reading: ProjectReading },
  place: RecordPlace,
  more = "",
): string {
  const { record, parent } = place;
  const title = `**${escaped(shortened(record.name, longestValue))}**`;
  const within = parent === undefined ? "" : ` in ${escaped(shortened(parent.record.name, longestValue))}`;
  const rows = statedRows(table, place);
  const progress = progressOf(reading, place);
  const line = lineOf(place);
  return [
    `${title} · ${kindOf(table, place)} ${code(record.id)}${within}`,
    more,
    rows.map((row) => `- ${row}`).join("\n"),
    progress === "" ? "" : `Logged: ${progress}.`,
    `${code(place.slice.path)}, line ${line}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** What the record is, as people say it: a task with tasks is a stage, a person with a number a role. */
export function kindOf(table: LanguageTable, { section, record }: RecordPlace): string {
  const facts = record as { readonly isStage?: boolean; readonly milestone?: boolean; readonly count?: number };
  if (section === "tasks" && facts.isStage) return "stage";
  if (section === "tasks" && facts.milestone) return "milestone";
  if (section === "people" && facts.count !== undefined) return "role";
  return sectionIn(table, section)?.record ?? section;
}

function statedRows(table: LanguageTable, { section, record, entry }: RecordPlace): readonly string[] {
  const fields = sectionIn(table, section)?.fields ?? {};
  const stated = new Map<string, Value>();
  if (entry.value?.kind === "map") {
    for (const { key, value } of entry.value.entries)
      if (key !== undefined && value !== undefined) stated.set(key.text, value);
  }
  const rows: string[] = [];
  for (const name of Object.keys(fields)) {
    const value = stated.get(name);
    if (value === undefined || leftOut.has(name)) continue;
    if (fieldIn(fields, name)?.type.kind === "nested") rows.push(stageRow(record as Task));
    else rows.push(`${name}: ${escaped(shortened(wordsOf(value), longestValue))}`);
  }
  if (rows.length <= mostRows) return rows;
  return [...rows.slice(0, mostRows), `and ${rows.length - mostRows} more`];
}

function stageRow({ tasks }: Task): string {
  let leaves = 0;
  const count = (task: Task): void => {
    if (task.tasks.length === 0) leaves++;
    else task.tasks.forEach(count);
  };
  tasks.forEach(count);
  return `${leaves} ${leaves === 1 ? "task" : "tasks"}`;
}

/** What a value says, in one line. */
function wordsOf(value: Value): string {
  if (value.kind === "scalar") return value.text;
  const words = value.entries.map(({ key, value: inner }: Entry) => {
    const text = inner === undefined ? "" : wordsOf(inner);
    return key === undefined ? text : `${key.text}: ${text}`;
  });
  return words.join(", ");
}

/** The last entry by time counts, field by field. */
function progressOf({ project, index }: ProjectReading, place: RecordPlace): string {
  const found = new Map<string, { readonly at: string; readonly words: string }>();
  const isWork = place.section === "tasks" || place.section === "milestones";
  if (!isWork && place.section !== "costs") return "";
  for (const entry of project.progress) {
    const id = isWork ? entry.task : entry.cost;
    if (id === undefined || index.resolve(isWork ? "work" : "costs", id) !== place) continue;
    for (const [field, words] of Object.entries(loggedWords(entry))) {
      const earlier = found.get(field);
      if (words !== undefined && (earlier === undefined || earlier.at <= entry.at))
        found.set(field, { at: entry.at, words });
    }
  }
  // What is finished is done, whatever was said of it before.
  if (found.has("finish")) for (const field of ["done", "left", "blocked"]) found.delete(field);
  return [...found.values()].map(({ words }) => words).join(", ");
}

function loggedWords({
  start,
  finish,
  done,
  spent,
  left,
  blocked,
  paid,
}: ProgressEntry): Readonly<Record<string, string | undefined>> {
  return {
    start: start && `started ${start}`,
    finish: finish && `finished ${finish}`,
    done: done === undefined ? undefined : `${done} % done`,
    spent: spent && `${formatDuration(spent)} spent`,
    left: left && `${formatDuration(left)} left`,
    blocked:
      blocked === undefined || blocked === "no" ? undefined : `blocked: ${escaped(shortened(blocked, longestValue))}`,
    paid: paid && `${formatMoney(paid)} paid`,
  };
}

function lineOf({ slice, start, entry }: RecordPlace): number {
  const offset = start + (entry.key?.start ?? 0);
  let line = 1;
  for (let at = slice.text.indexOf("\n"); at >= 0 && at < offset; at = slice.text.indexOf("\n", at + 1)) line++;
  return line;
}
