/**
 * Methods as changes to a plan's structure: gates with sign-offs, iterations with goals and time-boxed reviews, a flow with
 * priorities and classes of service. Each works on the slices of any kind of work.
 */
import { isMap, isScalar, YAMLMap } from "yaml";
import { type DayNumber, formatDate, parseDate, workingDayUntil } from "../model/date.ts";
import type { Method } from "../model/project.ts";
import type { KindStructure } from "./kindStructure.ts";
import { addRecord, allTasks, recordNode, referencedId, referencesAt, sectionOf, setReferences } from "./references.ts";
import { mapAt, recordsOf, textAt, topMap, valueText, type YamlDocument } from "./yamlText.ts";

/** The slices of a new project by path; dates are already those of the project. */
export interface SliceDraft {
  readonly documents: Map<string, YamlDocument>;
  readonly structure: KindStructure;
  readonly holidays: ReadonlySet<DayNumber>;
}

/** Gives the plan the structure of a method. Without a plan only what does not need one is added. */
export function applyMethod(draft: SliceDraft, method: Method): void {
  moveDeadlines(draft, method);
  if (method === "scrum" || method === "hybrid") addIterations(draft, method);
  if (method === "waterfall" || method === "hybrid") addGates(draft);
  if (method === "kanban") addFlow(draft);
}

/** Adds the records of `addition` to `target`: new sections and records at the end, nothing that exists is changed. */
export function mergeSlice(target: YamlDocument, addition: YamlDocument): void {
  mergeMap(topMap(target), topMap(addition));
}

function mergeMap(target: YAMLMap, addition: YAMLMap): void {
  for (const pair of addition.items) {
    const key = isScalar(pair.key) ? valueText(pair.key) : "";
    const existing = target.get(key, true);
    if (isMap(existing) && isMap(pair.value)) {
      mergeMap(existing as YAMLMap, pair.value as YAMLMap);
    } else if (existing === undefined || (isScalar(existing) && existing.value === null)) {
      // Records stand apart from each other, facts do not.
      if (isScalar(pair.key) && isMap(pair.value)) pair.key.spaceBefore = target.items.length > 0;
      if (existing === undefined) target.items.push(pair);
      else target.set(key, pair.value);
    }
  }
}

const planPath = "plan.yaml";
const timelinePath = "timeline.yaml";

function planOf(draft: SliceDraft): { readonly document: YamlDocument; readonly tasks: YAMLMap } | undefined {
  const document = draft.documents.get(planPath);
  const tasks = document === undefined ? undefined : mapAt(topMap(document), "tasks");
  return document === undefined || tasks === undefined ? undefined : { document, tasks };
}

/**
 * A way of working that adds approvals or time-boxes takes longer: the kind says by how many weeks. What is due before the
 * iterations would start stays where it is.
 */
function moveDeadlines(draft: SliceDraft, method: Method): void {
  const weeks = draft.structure.deadlinesLater[method] ?? 0;
  const document = draft.documents.get(timelinePath);
  if (weeks === 0 || document === undefined) return;
  for (const { record } of recordsOf(mapAt(topMap(document), "milestones"))) {
    const day = parseDate(textAt(record, "deadline") ?? "");
    if (day !== undefined && day >= (draft.structure.iterate?.from ?? day)) {
      setReferences(record, "deadline", [formatDate(workingDayUntil(day + 7 * weeks, draft.holidays))]);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------- gates

/**
 * Each stage ends with a sign-off by the sponsor after its last tasks and a gate milestone after that; whatever waited for the
 * stage waits for its gate, and so does the next stage.
 */
function addGates(draft: SliceDraft): void {
  const plan = planOf(draft);
  const timeline = draft.documents.get(timelinePath);
  if (plan === undefined || timeline === undefined) return;
  const milestones = sectionOf(timeline, "milestones");
  const stages = recordsOf(plan.tasks).filter(({ record }) => mapAt(record, "tasks") !== undefined);
  const gates = new Map(stages.map(({ id }) => [id, `${id}-gate`]));

  for (const { record } of allTasks(plan.tasks)) waitForGates(record, gates);
  for (const { record } of recordsOf(milestones)) waitForGates(record, gates);
  stages.forEach(({ id, record }, index) => {
    const name = textAt(record, "name") ?? id;
    const inside = mapAt(record, "tasks");
    const before = stages[index - 1];
    if (inside === undefined) return;
    const after = referencesAt(record, "after");
    if (before !== undefined && !after.some((reference) => [...gates.values()].includes(reference))) {
      insertBeforeTasks(record, "after", [...after, `${before.id}-gate`]);
    }
    const signOff = recordNode([
      ["name", { text: `Sign off ${name}` }],
      ["effort", "4h"],
      ["who", "sponsor"],
      ["after", [...lastTasks(inside), ...boundariesInside(draft, id)]],
    ]);
    addRecord(inside, `${id}-sign-off`, signOff);
    addRecord(
      milestones,
      `${id}-gate`,
      recordNode([
        ["name", { text: `${name} approved` }],
        ["after", `${id}-sign-off`],
        ["owner", "sponsor"],
        ["acceptance", { text: textAt(record, "acceptance") }],
      ]),
    );
  });
}

/** The last review of a stage that works in iterations. */
function boundariesInside(draft: SliceDraft, stage: string): readonly string[] {
  const timeline = draft.documents.get(timelinePath);
  const iterations = timeline === undefined ? [] : recordsOf(mapAt(topMap(timeline), "iterations"));
  const last = iterations.at(-1);
  return draft.structure.iterate?.stage === stage && last !== undefined ? [reviewId(last.id)] : [];
}

function waitForGates(record: YAMLMap, gates: ReadonlyMap<string, string>): void {
  const references = referencesAt(record, "after");
  if (!references.some((reference) => gates.has(reference))) return;
  setReferences(
    record,
    "after",
    references.map((reference) => gates.get(reference) ?? reference),
  );
}

/** The leaves of a stage that nothing else in the stage waits for. */
function lastTasks(stage: YAMLMap): readonly string[] {
  const inside = allTasks(stage);
  const awaited = new Set(inside.flatMap(({ record }) => referencesAt(record, "after").map(referencedId)));
  return inside
    .filter(({ id, record }) => !awaited.has(id) && mapAt(record, "tasks") === undefined)
    .map(({ id }) => id);
}

/** Sets a field of a stage above its nested tasks, where it is seen. */
function insertBeforeTasks(stage: YAMLMap, field: string, references: readonly string[]): void {
  setReferences(stage, field, references);
  const index = stage.items.findIndex((pair) => isScalar(pair.key) && valueText(pair.key) === "tasks");
  const written = stage.items.findIndex((pair) => isScalar(pair.key) && valueText(pair.key) === field);
  if (index < 0 || written < index) return;
  const [pair] = stage.items.splice(written, 1);
  if (pair !== undefined) stage.items.splice(index, 0, pair);
}

// ----------------------------------------------------------------------------------------------------------- iterations

const backlogReady = "backlog-ready";

function reviewId(iteration: string): string {
  return `${iteration}-review`;
}

/**
 * The tasks of one stage become an ordered backlog in iterations with dates and a goal. A review ends each iteration on a fixed
 * day; what belongs to the next one waits for it, and the stages after wait for the last.
 */
function addIterations(draft: SliceDraft, method: Method): void {
  const { iterate } = draft.structure;
  const plan = planOf(draft);
  const timeline = draft.documents.get(timelinePath);
  if (iterate === undefined || plan === undefined || timeline === undefined) return;
  const stage = recordsOf(plan.tasks).find(({ id }) => id === iterate.stage);
  const inside = stage === undefined ? undefined : mapAt(stage.record, "tasks");
  if (stage === undefined || inside === undefined) return;

  const tasks = new Map(allTasks(inside).map(({ id, record }) => [id, record]));
  const milestones = sectionOf(timeline, "milestones");
  const iterations = sectionOf(timeline, "iterations", "calendars");
  const word = method === "scrum" ? "Sprint" : "Iteration";
  const owner = method === "scrum" ? "product-owner" : "project-manager";
  const from = iterate.from + 7 * (draft.structure.iterationsLater[method] ?? 0);

  addRecord(
    milestones,
    backlogReady,
    recordNode([
      ["name", { text: `Backlog ordered and ready for ${word.toLowerCase()} 1` }],
      ["date", formatDate(workingDayUntil(from - 3, draft.holidays))],
      ["owner", owner],
    ]),
  );
  let boundary = backlogReady;
  let priority = 0;
  iterate.iterations.forEach(({ goal, tasks: ids }, index) => {
    const id = `iteration-${index + 1}`;
    const start = from + 7 * iterate.weeks * index;
    const finish = formatDate(workingDayUntil(start + 7 * iterate.weeks - 3, draft.holidays));
    addRecord(
      iterations,
      id,
      recordNode([
        ["name", { text: `${word} ${index + 1}` }],
        ["start", formatDate(firstWorkingDay(start, draft.holidays))],
        ["finish", finish],
        ["goal", { text: goal }],
      ]),
    );
    addRecord(
      milestones,
      reviewId(id),
      recordNode([
        ["name", { text: `${word} ${index + 1} reviewed` }],
        ["date", finish],
        ["owner", owner],
      ]),
    );
    for (const task of ids) {
      const record = tasks.get(task);
      if (record === undefined) continue;
      priority += 10;
      const after = referencesAt(record, "after");
      // A task that waits for one of its own iteration waits for the boundary through it.
      if (!after.some((reference) => ids.includes(referencedId(reference)))) {
        setReferences(record, "after", [...after, boundary]);
      }
      setReferences(record, "iteration", [id]);
      setReferences(record, "priority", [String(priority)]);
    }
    boundary = reviewId(id);
  });
  for (const { record } of recordsOf(plan.tasks)) {
    const after = referencesAt(record, "after");
    if (after.includes(stage.id)) setReferences(record, "after", [...after, boundary]);
  }
}

function firstWorkingDay(day: DayNumber, holidays: ReadonlySet<DayNumber>): DayNumber {
  let result = day;
  while (holidays.has(result)) result++;
  return result;
}

// ----------------------------------------------------------------------------------------------------------------- flow

/**
 * Inside the flow no stage waits for another: an item moves on as soon as what it needs itself is there. Its place in the queue
 * is its priority, and its class of service says what may pass it.
 */
function addFlow(draft: SliceDraft): void {
  const { flow, classes } = draft.structure;
  const plan = planOf(draft);
  if (plan === undefined) return;
  let priority = 0;
  for (const { id, record } of recordsOf(plan.tasks)) {
    if (!flow.includes(id)) continue;
    const after = referencesAt(record, "after");
    const kept = after.filter((reference) => !flow.includes(referencedId(reference)));
    if (kept.length < after.length) setReferences(record, "after", kept);
    for (const task of allTasks(mapAt(record, "tasks") ?? new YAMLMap())) {
      if (mapAt(task.record, "tasks") !== undefined) continue;
      priority += 10;
      const service = Object.entries(classes).find(([, tasks]) => tasks.includes(task.id))?.[0] ?? "standard";
      setReferences(task.record, "priority", [String(priority)]);
      setReferences(task.record, "class", [service]);
    }
  }
}
