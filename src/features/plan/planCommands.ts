import { l10n, window } from "vscode";
import { parseAssignment } from "../../core/model/assignment.ts";
import { type Duration, formatDuration, parseDuration, parseEstimate } from "../../core/model/duration.ts";
import { isId } from "../../core/model/identifier.ts";
import type { Person } from "../../core/model/records.ts";
import { instantOf } from "../../core/model/today.ts";
import {
  assign,
  assignedTo,
  type LogMoment,
  leavesOf,
  markDone,
  markNotDone,
  moveBy,
  moveIn,
  moveOnto,
  moveOut,
  outermost,
  removeAll,
} from "../../core/plan/planEdits.ts";
import { kindOf, outlineOf, type PlanOutline, type WorkKey } from "../../core/plan/planOutline.ts";
import type { EditPlan, FieldText } from "../../core/text/editing/edit.ts";
import { addRecord, logProgress, renameRecord, setField } from "../../core/text/editing/index.ts";
import type { ProjectReading, RecordPlace } from "../../core/text/reading/index.ts";
import { applyEditPlan, type Choice, readText, runSteps, type Step, UserMessage } from "../../platform/index.ts";
import { type Project, type Services, whoAmI } from "../../services/index.ts";
import { isPlanNode, type PlanNode, type PlanTree } from "./planTree.ts";
import { pickTask } from "./taskPicker.ts";

/** What the commands know of the view. */
export interface ViewSide {
  readonly tree: PlanTree;
  /** The lines that are selected, while the view shows. */
  readonly chosen: () => readonly PlanNode[];
  /** What stands at the cursor of the active editor. */
  readonly atCursor: () => WorkKey | undefined;
  readonly show: (keys: readonly WorkKey[], options: { readonly focus: boolean }) => Promise<void>;
}

/** What a command was given: from a menu the line and all selected ones, from a key the line that has the focus, else an id. */
export type Given = readonly unknown[];

/** Everything that can be done to the work of the current project. Each asks what it has to, makes one edit and shows it. */
export class PlanCommands {
  readonly #services: Services;
  readonly #view: ViewSide;

  constructor(services: Services, view: ViewSide) {
    this.#services = services;
    this.#view = view;
  }

  /** Below a task or into a stage; where nothing is chosen, the place is asked for. */
  async addTask(given: Given): Promise<void> {
    const project = this.#editable();
    const outline = outlineOf(project.reading);
    // What the view's title or the palette gives is only where one happens to be; a line of the menu is meant.
    const key = this.#given(given)[0] ?? this.#chosen()[0];
    const place = key === undefined ? undefined : outline.place(key);
    await this.#add(project, place?.section === "tasks" ? key : undefined, false);
  }

  /** Into a task, which becomes a stage by that. */
  async addTaskInside(given: Given): Promise<void> {
    const project = this.#editable();
    const key = await this.#one(given, l10n.t("Add Task Inside"), (place) => place.section === "tasks");
    if (key !== undefined) await this.#add(project, key, true);
  }

  async #add(project: Project, beside: WorkKey | undefined, isInside: boolean): Promise<void> {
    const { reading } = project;
    const outline = outlineOf(reading);
    const near = beside === undefined ? undefined : outline.place(beside);
    const stages = [...outline.keys].flatMap((key): readonly Choice<WorkKey>[] => {
      const place = outline.place(key);
      return place !== undefined && kindOf(place) === "stage"
        ? [{ label: place.record.name, description: place.record.id, value: key }]
        : [];
    });
    const end = "";
    const state = { name: "", stage: end as WorkKey, size: "", who: [] as readonly string[] };
    const people = peopleChoices(reading);
    const steps: readonly Step<typeof state>[] = [
      {
        ask: async (answers, input) => {
          answers.name = await input.text({
            prompt: l10n.t("What is to be done?"),
            value: answers.name,
            placeholder: l10n.t("Interview ten merchants"),
            check: (value) => (value === "" ? l10n.t("A task needs a name.") : undefined),
          });
        },
      },
      {
        when: () => near === undefined && stages.length > 0,
        ask: async (answers, input) => {
          answers.stage = await input.pick({
            placeholder: l10n.t("The stage it belongs to"),
            choices: [{ label: l10n.t("At the end of the plan"), value: end }, ...stages],
            selected: answers.stage,
          });
        },
      },
      {
        ask: async (answers, input) => {
          answers.size = await input.text({
            prompt: l10n.t("Effort: a person's time for it, such as 3d or 8d / 12d / 20d. May be left empty."),
            value: answers.size,
            placeholder: "3d",
            check: checkEstimate,
          });
        },
      },
      {
        when: () => people.length > 0,
        ask: async (answers, input) => {
          answers.who = await input.pickMany({
            placeholder: l10n.t("Who works on it; nobody yet is fine"),
            choices: people,
            selected: new Set(answers.who),
          });
        },
      },
    ];
    const answers = await runSteps(l10n.t("Add Task"), state, steps);
    if (answers === undefined) return;
    let added: string | undefined;
    await this.apply((now) => {
      const here = outlineOf(now);
      const present = here.place(beside ?? answers.stage);
      if (beside !== undefined && present === undefined) throw goneMeanwhile();
      const fields: Record<string, FieldText> = {};
      if (answers.size !== "") fields.effort = answers.size;
      if (answers.who.length > 0) fields.who = answers.who.length === 1 ? (answers.who[0] ?? "") : answers.who;
      const isInto = present !== undefined && (isInside || beside === undefined || kindOf(present) === "stage");
      const plan = addRecord(now, {
        section: "tasks",
        name: answers.name,
        fields,
        ...(present !== undefined && (isInto ? { into: present } : { after: present })),
      });
      added = plan.addedId;
      return plan;
    });
    if (added !== undefined) await this.#view.show([added], { focus: true });
  }

  /** What people call it. */
  async rename(given: Given): Promise<void> {
    this.#editable();
    const key = await this.#one(given, l10n.t("Rename"));
    const place = key === undefined ? undefined : this.#place(key);
    if (key === undefined || place === undefined) return;
    const { id, name } = place.record;
    const typed = await window.showInputBox({
      title: l10n.t("Rename “{0}”", name),
      prompt: l10n.t("Its id stays {0}.", id),
      value: name,
      validateInput: (value) => (value.trim() === "" ? l10n.t("It needs a name.") : undefined),
    });
    const wanted = typed?.trim();
    if (wanted === undefined || wanted === name) return;
    await this.apply((now) => setField(now, this.#stillThere(now, key), "name", wanted));
    await this.#view.show([key], { focus: true });
  }

  /** What files call it: everywhere it is named. */
  async changeId(given: Given): Promise<void> {
    const project = this.#editable();
    const key = await this.#one(given, l10n.t("Change Id"));
    const place = key === undefined ? undefined : this.#place(key);
    if (key === undefined || place === undefined) return;
    const { id, name } = place.record;
    const typed = await window.showInputBox({
      title: l10n.t("Change the Id of “{0}”", name),
      prompt: l10n.t("It changes wherever it is named; logs and baselines keep the old one, which still finds it."),
      value: id,
      validateInput: (value) =>
        isId(value) ? undefined : l10n.t("Small letters, digits and hyphens, beginning with a letter, at most 40."),
    });
    if (typed === undefined || typed === id) return;
    const documents = await this.#documents(project);
    const { reading } = project;
    await applyEditPlan(
      { folder: project.folder, reading },
      renameRecord(reading, this.#stillThere(reading, key), typed, documents),
      { documents },
    );
    await this.#view.show([typed], { focus: true });
  }

  async move(given: Given, way: "up" | "down" | "in" | "out"): Promise<void> {
    this.#editable();
    const keys = await this.chosenKeys(given, l10n.t("Move"));
    if (keys.length === 0) return;
    await this.apply((now) => {
      if (way === "in") return moveIn(now, keys);
      return way === "out" ? moveOut(now, keys) : moveBy(now, keys, way);
    });
    if (keys.length === 1) await this.#view.show(keys, { focus: true });
    else this.#view.tree.refresh();
  }

  /** Into a stage, behind anything else, or to the end of the plan. */
  async drop(keys: readonly WorkKey[], onto: WorkKey | undefined): Promise<void> {
    this.#editable();
    await this.apply((now) => moveOnto(now, keys, onto));
  }

  async assign(given: Given): Promise<void> {
    const { reading } = this.#editable();
    const outline = outlineOf(reading);
    const keys = await this.chosenKeys(given, l10n.t("Assign"));
    const first = keys[0] === undefined ? undefined : outline.place(keys[0]);
    if (first === undefined) return;
    const places = keys.flatMap((key) => outline.place(key) ?? []);
    const isMilestone = places.every(({ section }) => section === "milestones");
    const present = [...new Set(places.flatMap(assignedTo))];
    const people = peopleChoices(reading);
    const state = { chosen: present.map(personOf), text: present.join(", ") };
    const steps: readonly Step<typeof state>[] = [
      {
        when: () => people.length > 0,
        ask: async (answers, input) => {
          const known = new Set(people.map(({ value }) => value));
          const strangers = answers.chosen.filter((id) => !known.has(id));
          const ids = await input.pickMany({
            placeholder: isMilestone ? l10n.t("Who answers for it") : l10n.t("Who works on it"),
            choices: [...people, ...strangers.map((id) => ({ label: id, value: id }))],
            selected: new Set(answers.chosen),
          });
          answers.chosen = [...ids];
          // Who stays keeps the share that was stated.
          answers.text = ids.map((id) => present.find((words) => personOf(words) === id) ?? id).join(", ");
        },
      },
      {
        when: ({ chosen }) => !isMilestone && (people.length === 0 || chosen.length > 0),
        ask: async (answers, input) => {
          answers.text = await input.text({
            prompt: l10n.t("A share of their time or a number of a role, where it matters: chen 50%, 2 developer"),
            value: answers.text,
            check: checkAssignments,
          });
        },
      },
    ];
    const title =
      keys.length === 1 ? l10n.t("Assign “{0}”", first.record.name) : l10n.t("Assign {0} Tasks", keys.length);
    const answers = await runSteps(title, state, steps);
    if (answers === undefined) return;
    await this.apply((now) => assign(now, keys, listed(answers.text)));
    this.#view.tree.refresh();
  }

  async markDone(given: Given): Promise<void> {
    const project = this.#editable();
    const chosen = await this.chosenKeys(given, l10n.t("Mark Done"), "open");
    const outline = outlineOf(project.reading);
    const keys = leavesOf(outline, chosen).filter((key) => stateOf(outline, key) !== "done");
    if (chosen.length === 0) return;
    if (keys.length === 0) throw new UserMessage(l10n.t("It is done already."));
    // Who marks a stage may not know how much is in it.
    if (keys.length > chosen.length && !(await confirmDone(outline, chosen, keys))) return;
    const moment = await this.#moment(project);
    if (moment === undefined) return;
    await this.apply((now) => markDone(now, keys, moment));
    this.#view.tree.refresh();
  }

  async markNotDone(given: Given): Promise<void> {
    const project = this.#editable();
    const chosen = await this.chosenKeys(given, l10n.t("Mark Not Done"), "done");
    if (chosen.length === 0) return;
    const outline = outlineOf(project.reading);
    if (chosen.some((key) => outline.children(key).length > 0)) throw stageMessage();
    if (chosen.every((key) => stateOf(outline, key) !== "done")) throw new UserMessage(l10n.t("It is not done yet."));
    const moment = await this.#moment(project);
    if (moment === undefined) return;
    await this.apply((now) => markNotDone(now, chosen, moment));
    this.#view.tree.refresh();
  }

  /** Step by step; what is left as it stands is not logged again. */
  async logProgress(given: Given): Promise<void> {
    const project = this.#editable();
    const outline = outlineOf(project.reading);
    const isLeaf = (place: RecordPlace): boolean => outline.children(outline.keyOf(place) ?? "").length === 0;
    const key = await this.#one(given, l10n.t("Log Progress"), isLeaf);
    const place = key === undefined ? undefined : outline.place(key);
    if (key === undefined || place === undefined) return;
    if (!isLeaf(place)) throw stageMessage();
    const moment = await this.#moment(project);
    if (moment === undefined) return;
    const { state: present, done, spent, left, blocked } = outline.progressOf(place);
    const before = {
      done: present === "not-begun" ? "" : `${done}%`,
      spent: durationText(spent),
      left: durationText(left),
      blocked: blocked ?? "",
      note: "",
    };
    const state = { ...before };
    const ask =
      (
        field: keyof typeof before,
        prompt: string,
        placeholder: string,
        check?: (value: string) => string | undefined,
      ) =>
      async (answers: typeof state, input: Parameters<Step<typeof state>["ask"]>[1]): Promise<void> => {
        answers[field] = await input.text({ prompt, value: answers[field], placeholder, ...(check && { check }) });
      };
    const isWork = kindOf(place) === "task";
    const steps: readonly Step<typeof state>[] = [
      {
        ask: ask("done", l10n.t("How much of it is done, in per cent? 100 means finished today."), "40", checkPercent),
      },
      { when: () => isWork, ask: ask("spent", l10n.t("Work spent on it so far, in all"), "2d", checkDuration) },
      {
        when: (answers) => isWork && percentText(answers.done) !== "100%",
        ask: ask("left", l10n.t("Work that is left"), "3d", checkDuration),
      },
      {
        when: (answers) => percentText(answers.done) !== "100%",
        ask: ask("blocked", l10n.t("What it waits for, if it is blocked; empty or “no” when it goes on"), ""),
      },
      { ask: ask("note", l10n.t("A note: whatever else is worth knowing"), "") },
    ];
    const answers = await runSteps(l10n.t("Log Progress on “{0}”", place.record.name), state, steps);
    if (answers === undefined) return;
    const entry: Record<string, string> = {};
    const percent = percentText(answers.done);
    if (percent === "100%" && present !== "done") entry.finish = moment.today;
    else if (percent !== "" && percent !== before.done) entry.done = percent;
    for (const field of ["spent", "left"] as const) {
      if (answers[field] !== "" && answers[field] !== before[field]) entry[field] = answers[field];
    }
    if (answers.blocked !== before.blocked) entry.blocked = answers.blocked === "" ? "no" : answers.blocked;
    if (answers.note !== "") entry.note = answers.note;
    if (Object.keys(entry).length === 0) throw new UserMessage(l10n.t("Nothing has changed, so nothing was logged."));
    await this.apply((now) => {
      return logProgress(now, moment.writer, { at: moment.at, task: this.#stillThere(now, key).record.id, ...entry });
    });
    this.#view.tree.refresh();
  }

  async delete(given: Given): Promise<void> {
    const { reading } = this.#editable();
    const outline = outlineOf(reading);
    const keys = outermost(outline, await this.chosenKeys(given, l10n.t("Delete")));
    const first = keys[0] === undefined ? undefined : outline.place(keys[0]);
    if (first === undefined) return;
    const inside = leavesOf(outline, keys).length;
    const isStage = keys.some((key) => outline.children(key).length > 0);
    const question =
      keys.length > 1
        ? l10n.t("Delete {0} entries of the plan?", keys.length)
        : isStage
          ? l10n.t("Delete “{0}” with all its tasks ({1})?", first.record.name, inside)
          : l10n.t("Delete “{0}”?", first.record.name);
    const isNeeded = removeAll(reading, keys, false).refusal;
    const cut = removeAll(reading, keys, true);
    if (cut.refusal !== undefined) throw new UserMessage(cut.refusal);
    const button = isNeeded === undefined ? l10n.t("Delete") : l10n.t("Delete with References");
    const detail =
      isNeeded === undefined ? l10n.t("What was logged stays in the logs. Undo in the file brings it back.") : isNeeded;
    if ((await window.showWarningMessage(question, { modal: true, detail }, button)) !== button) return;
    await this.apply((now) => removeAll(now, keys, isNeeded !== undefined));
    this.#view.tree.refresh();
  }

  /**
   * Makes one edit of the current project's files, for what they say at this moment.
   * @throws UserMessage when it is refused or can't be written
   */
  async apply(plan: (reading: ProjectReading) => EditPlan): Promise<void> {
    const { folder, reading } = this.#editable();
    await applyEditPlan({ folder, reading }, plan(reading));
  }

  /** The record that an id given to a command means. */
  #placeOf(target: unknown): RecordPlace | undefined {
    return typeof target === "string"
      ? this.#services.projects.current?.reading.index.resolve("work", target)
      : undefined;
  }

  /** What a command is about; asks when nothing is given or chosen and there is a title to ask with. */
  async chosenKeys(given: Given, title?: string, wanted?: "open" | "done"): Promise<readonly WorkKey[]> {
    const keys = this.#given(given);
    if (keys.length > 0) return keys;
    // An entry of a menu that stands for no record is about nothing.
    if (given.some((target) => isPlanNode(target))) return [];
    const chosen = this.#chosen();
    if (chosen.length > 0 || title === undefined) return chosen;
    const outline = this.#outline();
    const accepts = (key: WorkKey): boolean =>
      wanted === undefined || (stateOf(outline, key) === "done") === (wanted === "done");
    const key = await pickTask(outline, title, accepts, this.#view.atCursor());
    return key === undefined ? [] : [key];
  }

  async #one(
    given: Given,
    title: string,
    accepts: (place: RecordPlace) => boolean = () => true,
  ): Promise<WorkKey | undefined> {
    const key = this.#given(given)[0] ?? this.#chosen()[0];
    if (key !== undefined || given.some((target) => isPlanNode(target))) return key;
    const outline = this.#outline();
    const isWanted = (candidate: WorkKey): boolean => {
      const place = outline.place(candidate);
      return place !== undefined && accepts(place);
    };
    return pickTask(outline, title, isWanted, this.#view.atCursor());
  }

  /** The line a menu was opened on, with all selected ones if it is one of them; or a record's id. */
  #given([target, selected]: Given): readonly WorkKey[] {
    if (typeof target === "string") {
      const place = this.#placeOf(target);
      const key = place && this.#outline().keyOf(place);
      if (key === undefined)
        throw new UserMessage(l10n.t("There is no task “{0}” in this project.", target.slice(0, 80)));
      return [key];
    }
    if (!isPlanNode(target) || target.kind !== "record") return [];
    const all = Array.isArray(selected) ? selected.filter(isPlanNode) : this.#view.chosen();
    const keys = recordKeys(all);
    return keys.includes(target.key) ? keys : [target.key];
  }

  #chosen(): readonly WorkKey[] {
    return recordKeys(this.#view.chosen()).filter((key) => this.#outline().place(key) !== undefined);
  }

  #outline(): PlanOutline {
    return outlineOf(this.#project().reading);
  }

  #place(key: WorkKey): RecordPlace | undefined {
    return this.#outline().place(key);
  }

  #stillThere(reading: ProjectReading, key: WorkKey): RecordPlace {
    const place = outlineOf(reading).place(key);
    if (place === undefined) throw goneMeanwhile();
    return place;
  }

  #project(): Project {
    const project = this.#services.projects.current;
    if (project === undefined) {
      throw new UserMessage(l10n.t('There is no project in this workspace yet. "Gantry: New Project…" makes one.'));
    }
    return project;
  }

  /** The current project. @throws UserMessage where there is none, or one that can't be edited. */
  #editable(): Project {
    const project = this.#project();
    if (project.reading.isNewer) {
      throw new UserMessage(l10n.t("This project was made by a newer version of Gantry and is read-only here."));
    }
    return project;
  }

  async #moment(project: Project): Promise<LogMoment | undefined> {
    const writer = await whoAmI(project, { ask: true });
    if (writer === undefined) return undefined;
    return { writer, at: instantOf(new Date()), today: project.today };
  }

  /** The Markdown documents of a project, as they are on screen; what can't be read is left out. */
  async #documents(project: Project): Promise<readonly { readonly path: string; readonly text: string }[]> {
    const { projects } = this.#services;
    const paths = (await projects.files(project)).filter((path) => /\.md$/i.test(path));
    const texts = await Promise.all(
      paths.map((path) =>
        readText(projects.uriOf(project, path)).then(
          (text) => [{ path, text }],
          () => [],
        ),
      ),
    );
    return texts.flat();
  }
}

function recordKeys(nodes: readonly PlanNode[]): readonly WorkKey[] {
  return nodes.flatMap((node) => (node.kind === "record" ? [node.key] : []));
}

function stateOf(outline: PlanOutline, key: WorkKey): string | undefined {
  const place = outline.place(key);
  return place && outline.progressOf(place).state;
}

function goneMeanwhile(): UserMessage {
  return new UserMessage(l10n.t("It is not there any more."));
}

function stageMessage(): UserMessage {
  return new UserMessage(l10n.t("A stage is as far as its tasks are. Choose one of them."));
}

async function confirmDone(
  outline: PlanOutline,
  chosen: readonly WorkKey[],
  keys: readonly WorkKey[],
): Promise<boolean> {
  const yes = l10n.t("Mark Done");
  const names = keys.slice(0, 5).map((key) => outline.place(key)?.record.name ?? key);
  const more = keys.length > names.length ? [l10n.t("and {0} more", keys.length - names.length)] : [];
  const stage = chosen[0] === undefined ? "" : (outline.place(chosen[0])?.record.name ?? "");
  const question =
    chosen.length === 1
      ? l10n.t("Mark all that is open in “{0}” done ({1})?", stage, keys.length)
      : l10n.t("Mark {0} tasks done?", keys.length);
  const detail = [...names, ...more].join("\n");
  return (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

/** People and roles of a project, for a list. */
function peopleChoices({ project }: ProjectReading): readonly (Choice<string> & { readonly value: string })[] {
  return project.people.map((person: Person) => {
    const { id, name, role, count } = person;
    const facts = [id, role ?? "", count === undefined ? "" : l10n.t("{0} of them", count)].filter(Boolean);
    return { label: name, description: facts.join(" · "), value: id };
  });
}

/** `chen` of `chen 50%`. */
function personOf(words: string): string {
  return parseAssignment(words)?.who ?? words;
}

function listed(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim().replace(/\s+/g, " "))
    .filter((part) => part !== "");
}

function checkAssignments(text: string): string | undefined {
  const wrong = listed(text).find((part) => parseAssignment(part) === undefined);
  return wrong === undefined
    ? undefined
    : l10n.t("“{0}”: write an id, with a share of time or a number if needed: ana, chen 50%, 2 developer.", wrong);
}

function checkEstimate(text: string): string | undefined {
  return text === "" || parseEstimate(text) !== undefined
    ? undefined
    : l10n.t("Write a number with a unit (30m, 4h, 5d, 2w, 1mo), or three: 8d / 12d / 20d.");
}

function checkDuration(text: string): string | undefined {
  return text === "" || parseDuration(text) !== undefined
    ? undefined
    : l10n.t("Write a number with a unit: 30m, 4h, 5d, 2w, 1mo.");
}

function checkPercent(text: string): string | undefined {
  const percent = text === "" ? 0 : Number(percentText(text).slice(0, -1));
  return percent >= 0 && percent <= 100 ? undefined : l10n.t("Write a number from 0 to 100.");
}

/** `40` and `40 %` as logs write it; nothing stays nothing. */
function percentText(text: string): string {
  const bare = text.replace(/\s*%$/, "");
  return /^\d{1,3}(?:\.\d{1,3})?$/.test(bare) ? `${Number(bare)}%` : bare === "" ? "" : "NaN%";
}

function durationText(duration: Duration | undefined): string {
  return duration === undefined ? "" : formatDuration(duration);
}
