import type { progressFields } from "../../core/model/fields/index.ts";
import { scalars } from "../../core/model/fields/scalars.ts";
import type { ScalarKind } from "../../core/model/fields/valueType.ts";
import type { Task } from "../../core/model/records.ts";
import { projectToday } from "../../core/model/today.ts";
import { logProgress } from "../../core/text/editing/index.ts";
import { changeProject } from "../changeFiles.ts";
import type { Command, Request } from "../command.ts";
import { findRecord, recordName } from "../findRecord.ts";
import { type Io, Refusal, UsageProblem } from "../io.ts";
import type { OpenProject } from "../openProject.ts";
import { plain } from "../plainText.ts";
import { whoWrites } from "../writer.ts";

type ProgressField = keyof typeof progressFields;

/** The options that become fields of the entry, in the order in which they are written. */
const facts: readonly { readonly field: ProgressField; readonly kind: ScalarKind }[] = [
  { field: "start", kind: "moment" },
  { field: "finish", kind: "moment" },
  { field: "done", kind: "share" },
  { field: "spent", kind: "duration" },
  { field: "left", kind: "duration" },
  { field: "blocked", kind: "text" },
  { field: "paid", kind: "money" },
  { field: "note", kind: "prose" },
];

export const log: Command = {
  name: "log",
  usage: "<task> --done 40% [options]",
  about: "Logs progress on a task: one line in a log that only you write to.",
  details: [
    "Who you are: --as, else the variable GANTRY_ME, else the person that git's user.name or user.email belongs to, else user.name",
    "as an id, else the name of your account. The line goes to progress/<you>.yaml.",
    "Spent and paid are totals so far. A cost is named with its section: gantry log costs/licences --paid 1200.",
  ],
  examples: [
    "gantry log api --start",
    "gantry log api --done 40% --spent 2d --left 3d",
    'gantry log api --finish 2027-02-05 --note "Two weeks early"',
    'gantry log api --blocked "Waiting for the contract"',
  ],
  takes: [1, 1],
  options: {
    done: { value: "per cent", about: "How much of it is done." },
    spent: { value: "duration", about: "Work spent on it so far, in all: 2d, 4h." },
    left: { value: "duration", about: "Work that is left." },
    start: { value: "date", isValueOptional: true, about: "When work on it began; today, without a date." },
    finish: {
      value: "date",
      isValueOptional: true,
      about: "When it was finished, which means done; today, without a date.",
    },
    blocked: { value: "why", about: "What it waits for; “no” when it goes on." },
    paid: { value: "amount", about: "What was paid for it so far, in all." },
    note: { value: "text", about: "Whatever else is worth knowing." },
    at: { value: "instant", about: "When it is logged, in UTC: 2027-01-13T15:10:00Z; now, if nothing is said." },
    as: { value: "writer", about: "Who logs." },
    project: { value: "folder", about: "The project's folder." },
  },
  run: async (request, io) => {
    const name = recordName(request.positional[0] ?? "");
    const at = request.options.at ?? `${io.now.toISOString().slice(0, 19)}Z`;
    requireForm("at", "instant", at);
    const { project, result, files } = await changeProject(io, request.options.project, async (opened) => {
      const place = findRecord(opened.reading, name, ["work"]);
      const kind = place.section === "costs" ? "cost" : "task";
      if (kind === "task" && place.section !== "tasks" && place.section !== "milestones") {
        throw new Refusal(`Progress is logged on tasks, milestones and costs, not in “${place.section}”.`);
      }
      const stated = factsOf(request, opened, io);
      refuseForStage(place.record as Task, stated);
      const writer = await whoWrites(io, opened.folder, opened.reading.project, request.options.as);
      const entry = { at, [kind]: place.record.id, ...stated };
      const later = laterEntry(opened, kind, place.record.id, entry);
      return { plan: logProgress(opened.reading, writer.id, entry), result: { writer, entry, later } };
    });
    const { writer, entry, later } = result;
    const file = files[0] ?? `progress/${writer.id}.yaml`;
    const { at: _at, task, cost, ...rest } = entry as Readonly<Record<string, string>>;
    const said = Object.entries(rest).map(([field, value]) => `${field} ${plain(value)}`);
    const lines = [
      `Logged as ${writer.id} (by ${writer.by}) in ${plain(io.shown(io.resolve(project.folder, file)))}: ${task ?? `costs/${cost}`} ${said.join(", ")}.`,
      ...(later === undefined ? [] : [later]),
    ];
    return {
      exitCode: 0,
      text: `${lines.join("\n")}\n`,
      json: {
        folder: io.shown(project.folder),
        file,
        writer: writer.id,
        by: writer.by,
        entry,
        ...(later !== undefined && { warning: later }),
      },
    };
  },
};

/** What the options state, checked. @throws UsageProblem */
function factsOf({ options }: Request, { reading }: OpenProject, io: Io): Readonly<Record<string, string>> {
  const stated: Record<string, string> = {};
  for (const { field, kind } of facts) {
    const given = options[field];
    if (given === undefined) continue;
    let value = given.trim();
    if (value === "" && kind === "moment") value = projectToday(reading.project.header, io.now, io.timeZone);
    if (kind === "share" && /^\d+(?:\.\d+)?$/.test(value)) value = `${value}%`;
    requireForm(field, kind, value);
    stated[field] = value;
  }
  if (Object.keys(stated).length === 0) {
    throw new UsageProblem("Say what there is to log: --done 40%, for example. All options: gantry log --help");
  }
  return stated;
}

function requireForm(field: string, kind: ScalarKind, value: string): void {
  const { parse, noun, hint } = scalars[kind];
  if (parse(value) === undefined)
    throw new UsageProblem(`--${field}: “${plain(value)}” is not ${noun}. ${hint}`.trimEnd());
}

/** A stage is as far as its tasks are: what would not count is refused. */
function refuseForStage(record: Task, stated: Readonly<Record<string, string>>): void {
  // A stage without tasks is still a task.
  if (record.isStage !== true || record.tasks.length === 0) return;
  const refused = ["start", "finish", "done", "spent", "left", "paid"].filter((field) => stated[field] !== undefined);
  if (refused.length === 0) return;
  const tasks = record.tasks.slice(0, 5).map(({ id }) => id);
  const more = record.tasks.length > tasks.length ? ", …" : "";
  throw new Refusal(
    `“${plain(record.id)}” is a stage: it is as far as its tasks are. Log on one of them: ${plain(tasks.join(", "))}${more}.`,
  );
}

/** The last entry by its time counts, field by field: one that is later already would hide the new one. */
function laterEntry(
  { reading }: OpenProject,
  kind: "task" | "cost",
  id: string,
  entry: Readonly<Record<string, string>>,
): string | undefined {
  const { index, project } = reading;
  const namespace = kind === "task" ? "work" : "costs";
  const fields = facts.map(({ field }) => field).filter((field) => entry[field] !== undefined && field !== "note");
  for (const other of project.progress) {
    const about = other[kind];
    if (about === undefined || other.at <= (entry.at ?? "")) continue;
    if (index.resolve(namespace, about)?.record.id !== id) continue;
    const hidden = fields.filter((field) => (other as Readonly<Record<string, unknown>>)[field] !== undefined);
    if (hidden.length > 0) {
      return `An entry of ${other.at} in ${plain(other.log)} is later and counts for ${hidden.join(", ")}.`;
    }
  }
  return undefined;
}
