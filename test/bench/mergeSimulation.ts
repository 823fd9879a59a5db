/**
 * Two people edit the same plan: each makes some edits, never of the same field of the same task, so that a perfect merge always
 * exists and every conflict is the format's fault. Of ten edits four log progress, two add a task, one and a half change an effort, one
 * adds something to wait for, one moves a task, and one in twenty changes a name.
 */
import { type ProjectReading, readSlice, unite } from "../../src/core/text/reading/index.ts";
import { below, oneOf, randomFrom } from "../unit/support/random.ts";
import { headerText } from "./planText.ts";

/** Path below the project folder → text. */
export type Files = Readonly<Record<string, string>>;

/** Two edited versions of the same files. */
export interface Trial {
  readonly base: Files;
  readonly ours: Files;
  readonly theirs: Files;
  /** What a perfect merge says, whatever the order of its tasks. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Both chose this id for a task of their own. */
  readonly clash: string | undefined;
}

export interface Mixture {
  readonly tasks: number;
  readonly edits: number;
  /** Whether tasks are moved, too, and where to. */
  readonly moves: "never" | "within their stage" | "anywhere";
  /** Whether both add a task under the same id, on purpose. */
  readonly clash: boolean;
}

interface Task {
  readonly id: string;
  name: string;
  effort: number;
  readonly who: string;
  after: readonly string[];
  readonly comment: string | undefined;
  readonly note: string | undefined;
}

interface Stage {
  readonly id: string;
  tasks: Task[];
}

interface LogEntry {
  readonly at: string;
  readonly task: string;
  readonly done: number;
}

interface Plan {
  readonly stages: readonly Stage[];
  readonly logs: Readonly<Record<string, readonly LogEntry[]>>;
}

const stageSize = 25;
const people = ["ana", "chen", "bo"] as const;
const verbs =
  "build test review draft measure plan order move check agree write read clean split join map ship trace tune brief pack sort list mark".split(
    " ",
  );
const things =
  "api form page report index queue cache login invoice refund ledger export import schema field label banner menu search filter chart alert mail webhook token session role rate quota backup restore switch pilot rehearsal contract budget risk vendor training manual video survey audit licence certificate domain proxy gateway router cluster volume bucket image pipeline release branch ticket board wiki".split(
    " ",
  );

function title(random: () => number): string {
  return `${oneOf(random, verbs)} the ${oneOf(random, things)}${random() < 0.5 ? ` of the ${oneOf(random, things)}` : ""}`;
}

/** As one would name it: the words that carry it. */
function slug(name: string): string {
  return name.replaceAll(/ (?:of )?the /g, "-");
}

function freshTask(random: () => number, taken: ReadonlySet<string>): Task {
  for (;;) {
    const name = title(random);
    const id = slug(name);
    if (taken.has(id)) continue;
    const effort = 1 + below(random, 20);
    return { id, name, effort, who: oneOf(random, people), after: [], comment: undefined, note: undefined };
  }
}

function basePlan(random: () => number, count: number): Plan {
  const stages: Stage[] = [];
  const all: Task[] = [];
  const taken = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    if (index % stageSize === 0) stages.push({ id: `stage-${stages.length + 1}`, tasks: [] });
    const waits = all.length > 2 ? Array.from({ length: below(random, 3) }, () => oneOf(random, all).id) : [];
    const task: Task = {
      ...freshTask(random, taken),
      after: [...new Set(waits)],
      comment: random() < 0.05 ? `Agreed in meeting ${index}` : undefined,
      note: random() < 0.1 ? `See the minutes of meeting ${index}` : undefined,
    };
    taken.add(task.id);
    all.push(task);
    stages.at(-1)?.tasks.push(task);
  }
  const log = (): LogEntry[] =>
    Array.from({ length: 20 }, (_, entry) => ({
      at: `2027-01-${String(1 + entry).padStart(2, "0")}T08:00:00Z`,
      task: oneOf(random, all).id,
      done: 5 * below(random, 20),
    }));
  return { stages, logs: { ann: log(), bob: log() } };
}

type Edit =
  | { readonly kind: "log"; readonly task: string; readonly done: number }
  | { readonly kind: "add"; readonly task: Task; readonly behind: string }
  | { readonly kind: "effort"; readonly task: string; readonly effort: number }
  | { readonly kind: "after"; readonly task: string; readonly on: string }
  | { readonly kind: "move"; readonly task: string; readonly behind: string }
  | { readonly kind: "name"; readonly task: string; readonly name: string };

function editsOf(random: () => number, ids: readonly string[], { edits, moves }: Mixture, taken: Set<string>): Edit[] {
  const made: Edit[] = [];
  const used = new Set(ids);
  while (made.length < edits) {
    const task = oneOf(random, ids);
    const index = ids.indexOf(task);
    const stage = ids.slice(index - (index % stageSize), index - (index % stageSize) + stageSize);
    const other = oneOf(random, moves === "within their stage" ? stage : ids);
    const edit = oneEdit(random, task, other, used);
    if (edit === undefined || (edit.kind === "move" && !isWanted(edit, moves, ids))) continue;
    if (edit.kind === "add") {
      used.add(edit.task.id);
    } else {
      const fact = `${task} ${edit.kind}`;
      if (taken.has(fact)) continue;
      taken.add(fact);
    }
    made.push(edit);
  }
  return made;
}

function isWanted(
  { task, behind }: Edit & { readonly kind: "move" },
  moves: Mixture["moves"],
  ids: readonly string[],
): boolean {
  const stageOf = (id: string): number => Math.floor(ids.indexOf(id) / stageSize);
  return moves === "anywhere" || (moves === "within their stage" && stageOf(task) === stageOf(behind));
}

function oneEdit(random: () => number, task: string, other: string, used: ReadonlySet<string>): Edit | undefined {
  const kind = random();
  if (kind < 0.4) return { kind: "log", task, done: 1 + below(random, 100) };
  if (kind < 0.6) return { kind: "add", task: freshTask(random, used), behind: task };
  if (kind < 0.75) return { kind: "effort", task, effort: 21 + below(random, 40) };
  if (kind < 0.95 && task === other) return undefined;
  if (kind < 0.85) return { kind: "after", task, on: other };
  if (kind < 0.95) return { kind: "move", task, behind: other };
  return { kind: "name", task, name: `${title(random)}, again` };
}

function apply(plan: Plan, edits: readonly Edit[], writer: string): Plan {
  const stages = plan.stages.map((stage) => ({ ...stage, tasks: stage.tasks.map((task) => ({ ...task })) }));
  const logs: Record<string, LogEntry[]> = Object.fromEntries(
    Object.entries(plan.logs).map(([name, entries]) => [name, [...entries]]),
  );
  const stageOf = (id: string): Stage => stages.find(({ tasks }) => tasks.some((task) => task.id === id)) as Stage;
  const put = (task: Task, behind: string): void => {
    const { tasks } = stageOf(behind);
    tasks.splice(tasks.findIndex(({ id }) => id === behind) + 1, 0, task);
  };
  edits.forEach((edit, index) => {
    if (edit.kind === "log") {
      const at = `2027-02-${String(1 + index).padStart(2, "0")}T0${writer.length + (writer === "bob" ? 1 : 0)}:00:00Z`;
      logs[writer]?.push({ at, task: edit.task, done: edit.done });
      return;
    }
    if (edit.kind === "add") {
      put({ ...edit.task }, edit.behind);
      return;
    }
    const stage = stageOf(edit.task);
    const task = stage.tasks.find(({ id }) => id === edit.task) as Task;
    if (edit.kind === "move") {
      stage.tasks = stage.tasks.filter((one) => one !== task);
      put(task, edit.behind);
    } else if (edit.kind === "effort") task.effort = edit.effort;
    else if (edit.kind === "name") task.name = edit.name;
    else if (!task.after.includes(edit.on)) task.after = [...task.after, edit.on];
  });
  return { stages, logs };
}

/** What Bob moved or added stands in the stage where he put it, even when Ann moved the task that he put it behind. */
function inTheirStages(merged: Plan, base: Plan, theirs: Plan): Plan {
  const stagesIn = ({ stages }: Plan): ReadonlyMap<string, string> =>
    new Map(stages.flatMap(({ id, tasks }) => tasks.map((task) => [task.id, id])));
  const [before, after] = [stagesIn(base), stagesIn(theirs)];
  const stages = merged.stages.map((stage) => ({ ...stage, tasks: [] as Task[] }));
  for (const { id, tasks } of merged.stages) {
    for (const task of tasks) {
      const moved = after.get(task.id);
      const wanted = moved !== undefined && moved !== before.get(task.id) ? moved : id;
      stages.find((stage) => stage.id === wanted)?.tasks.push(task);
    }
  }
  return { ...merged, stages };
}

function filesOf({ stages, logs }: Plan): Files {
  const lines = ["gantry: 1", "", "tasks:"];
  for (const [index, stage] of stages.entries()) {
    if (index > 0) lines.push("");
    lines.push(`  ${stage.id}:`, `    name: Stage ${index + 1}`, "    tasks:");
    for (const [place, task] of stage.tasks.entries()) {
      if (place > 0) lines.push("");
      if (task.comment !== undefined) lines.push(`      # ${task.comment}`);
      lines.push(
        `      ${task.id}:`,
        `        name: ${task.name}`,
        `        effort: ${task.effort}d`,
        `        who: ${task.who}`,
      );
      if (task.after.length > 0)
        lines.push(`        after: ${task.after.length > 1 ? `[${task.after.join(", ")}]` : task.after[0]}`);
      if (task.note !== undefined) lines.push(`        note: ${task.note}`);
    }
  }
  const files: Record<string, string> = { "gantry.yaml": headerText, "plan.yaml": `${lines.join("\n")}\n` };
  for (const [writer, entries] of Object.entries(logs)) {
    const logged = entries.map(({ at, task, done }) => `  - {at: ${at}, task: ${task}, done: ${done}%}`);
    files[`progress/${writer}.yaml`] = `gantry: 1\n\nprogress:\n${logged.join("\n")}\n`;
  }
  return files;
}

export function read(files: Files): ProjectReading {
  return unite(
    Object.entries(files).map(([path, text]) => readSlice(path, text)),
    "merged",
  );
}

/** What the files say of each task: its stage, its fields, its progress; whatever the order of tasks and lists. */
export function factsOf(reading: ProjectReading): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  const progress = new Map<string, { readonly at: string; readonly done: unknown }>();
  for (const { at, task, done } of reading.project.progress) {
    if (task !== undefined && (progress.get(task)?.at ?? "") <= at) progress.set(task, { at, done });
  }
  for (const { record, parent } of reading.index.places) {
    const sorted = (_: string, value: unknown): unknown =>
      Array.isArray(value) ? [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value;
    const own = JSON.stringify(
      { ...record, tasks: undefined, stage: parent?.record.id, progress: progress.get(record.id) },
      sorted,
    );
    facts.set(record.id, `${facts.get(record.id) ?? ""}${own}`);
  }
  return facts;
}

/** One trial; the same for the same seed. */
export function trialOf(seed: number, mixture: Mixture): Trial {
  const plan = basePlan(randomFrom(1), mixture.tasks);
  const ids = plan.stages.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  const random = randomFrom(1_000 + seed);
  const taken = new Set<string>();
  const ann = editsOf(random, ids, mixture, taken);
  const bob = editsOf(random, ids, mixture, taken);
  if (mixture.clash) {
    const task = freshTask(random, new Set(ids));
    ann.push({ kind: "add", task: { ...task, name: `${task.name}, by Ann` }, behind: oneOf(random, ids) });
    bob.push({ kind: "add", task: { ...task, name: `${task.name}, by Bob` }, behind: oneOf(random, ids) });
  }
  const added = (edits: readonly Edit[]): readonly string[] =>
    edits.flatMap((edit) => (edit.kind === "add" ? [edit.task.id] : []));
  const theirAdded = added(bob);
  const ours = apply(plan, ann, "ann");
  const theirs = apply(plan, bob, "bob");
  return {
    base: filesOf(plan),
    ours: filesOf(ours),
    theirs: filesOf(theirs),
    wanted: factsOf(read(filesOf(inTheirStages(apply(ours, bob, "bob"), plan, theirs)))),
    clash: added(ann).find((id) => theirAdded.includes(id)),
  };
}

/**
 * What came of a merge. A clash is none of the format's faults, but has to be told. "Reported" is a text that is wrong, and that the
 * problems of the language say so of: git alone can write a task twice when both move its neighbours.
 */
export type Result = "right" | "conflict" | "reported" | "wrong" | "clash told" | "clash untold";

/** Judges merged files; `undefined` stands for a merge with conflicts. */
export function judge(trial: Trial, merged: Files | undefined): Result {
  if (trial.clash !== undefined) {
    if (merged === undefined) return "clash told";
    const problems = [...read(merged).problems.values()].flat();
    const isTold = problems.some(
      ({ code, message }) =>
        (code === "duplicate-id" || code === "duplicate-key") && message.includes(trial.clash ?? ""),
    );
    return isTold ? "clash told" : "clash untold";
  }
  if (merged === undefined) return "conflict";
  const reading = read(merged);
  if ([...reading.problems.values()].flat().some(({ severity }) => severity === "error")) return "reported";
  const facts = factsOf(reading);
  if (facts.size !== trial.wanted.size) return "wrong";
  for (const [id, fact] of trial.wanted) if (facts.get(id) !== fact) return "wrong";
  return "right";
}
