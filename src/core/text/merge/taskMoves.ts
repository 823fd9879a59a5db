import type { Part } from "./outline.ts";

/** Where a task stands in one version. */
interface TaskPlace {
  readonly part: Part;
  /** What its stage is known by; empty at the top. */
  readonly parent: string;
}

export type SideName = "base" | "ours" | "theirs";
const sideNames = ["base", "ours", "theirs"] as const;

/** What becomes of a task, or of any other child, that is not on both sides. */
export type Fate = "both" | "ours" | "theirs" | "removed-by-ours" | "removed-by-theirs" | "gone";

/** The sides contradict each other about where tasks belong, so that there is no tree of them. */
export class MovesContradict extends Error {}

/** The ids that records had in the base, by what they are called now: a renamed record says what it `was`. */
export function renamed(base: readonly Part[], side: readonly Part[]): ReadonlyMap<string, string> {
  const before = new Set(base.map(({ key }) => key));
  const now = new Set(side.map(({ key }) => key));
  const aliases = new Map<string, string>();
  const taken = new Set<string>();
  for (const { key, children } of side) {
    if (before.has(key)) continue;
    const was = children.find((field) => field.key === "was");
    for (const old of was === undefined ? [] : idsIn(was)) {
      if (!before.has(old) || now.has(old) || taken.has(old)) continue;
      aliases.set(key, old);
      taken.add(old);
      break;
    }
  }
  return aliases;
}

/** The latest first: renaming appends. */
function idsIn({ value }: Part): readonly string[] {
  if (value?.kind === "scalar") return [value.text];
  if (value?.kind !== "list") return [];
  return value.entries.map((entry) => (entry.value?.kind === "scalar" ? entry.value.text : "")).reverse();
}

/** All tasks below a part, stages before what is in them. */
function tasksBelow(container: Part | undefined): readonly Part[] {
  const found: Part[] = [];
  const visit = (tasks: readonly Part[]): void => {
    for (const task of tasks) {
      found.push(task);
      const inner = nestedTasks(task);
      if (inner !== undefined) visit(inner.children);
    }
  };
  visit(container?.children ?? []);
  return found;
}

export function nestedTasks(task: Part): Part | undefined {
  return task.children.find(({ key }) => key === "tasks");
}

/** The tasks of all three versions, wherever they stand: a task that was moved to another stage is still the same. */
export class TaskMoves {
  readonly #places: Readonly<Record<SideName, ReadonlyMap<string, TaskPlace>>>;
  readonly #aliases: Readonly<Record<SideName, ReadonlyMap<string, string>>>;
  readonly #parents = new Map<string, string>();
  readonly #fates = new Map<string, Fate>();
  /** Stages that have tasks in the result. */
  readonly #owners = new Set<string>();
  /** Tasks that both sides put to different places. */
  readonly #split = new Set<string>();
  readonly #isUnchanged: (a: Part, b: Part) => boolean;
  /** Whether a stage can't be judged by its own text, since tasks have moved between stages. */
  readonly isEntangled: boolean;

  /** @throws MovesContradict when an id stands twice, or stages were moved into each other. */
  constructor(sides: Readonly<Record<SideName, Part | undefined>>, isUnchanged: (a: Part, b: Part) => boolean) {
    this.#isUnchanged = isUnchanged;
    const tasks = { base: tasksBelow(sides.base), ours: tasksBelow(sides.ours), theirs: tasksBelow(sides.theirs) };
    this.#aliases = {
      base: new Map(),
      ours: renamed(tasks.base, tasks.ours),
      theirs: renamed(tasks.base, tasks.theirs),
    };
    this.#places = {
      base: this.#placesIn("base", sides.base),
      ours: this.#placesIn("ours", sides.ours),
      theirs: this.#placesIn("theirs", sides.theirs),
    };
    let isEntangled = false;
    const names = new Set(sideNames.flatMap((side) => [...this.#places[side].keys()]));
    for (const name of names) {
      const [b, o, t] = sideNames.map((side) => this.#places[side].get(name));
      const parents = new Set([b, o, t].flatMap((place) => (place === undefined ? [] : [place.parent])));
      if (parents.size > 1) isEntangled = true;
      const isOurs = t === undefined || (o !== undefined && (b === undefined || o.parent !== b.parent));
      this.#parents.set(name, (isOurs ? o : t)?.parent ?? b?.parent ?? "");
      if (
        o !== undefined &&
        t !== undefined &&
        o.parent !== t.parent &&
        b?.parent !== o.parent &&
        b?.parent !== t.parent
      ) {
        this.#split.add(name);
      }
      this.#fates.set(name, this.#fateOf(b, o, t));
    }
    this.#keepStages(names);
    this.#refuseCircles(names);
    for (const name of names) if (this.fate(name) !== "gone") this.#owners.add(this.#parents.get(name) ?? "");
    this.isEntangled = isEntangled;
  }

  nameOf(side: SideName, part: Part): string {
    return this.#aliases[side].get(part.key) ?? part.key;
  }

  part(side: SideName, name: string): Part | undefined {
    return this.#places[side].get(name)?.part;
  }

  /** Whether a task belongs to a stage in the result. */
  isIn(owner: string, name: string): boolean {
    return this.#fates.get(name) !== "gone" && this.#parents.get(name) === owner;
  }

  isSplit(name: string): boolean {
    return this.#split.has(name);
  }

  fate(name: string): Fate {
    return this.#fates.get(name) ?? "gone";
  }

  hasTasks(owner: string): boolean {
    return this.#owners.has(owner);
  }

  #placesIn(side: SideName, container: Part | undefined): ReadonlyMap<string, TaskPlace> {
    const places = new Map<string, TaskPlace>();
    const visit = (tasks: readonly Part[], parent: string): void => {
      for (const part of tasks) {
        const name = this.nameOf(side, part);
        if (places.has(name)) throw new MovesContradict(`has the task “${name.slice(0, 60)}” twice`);
        places.set(name, { part, parent });
        const inner = nestedTasks(part);
        if (inner !== undefined) visit(inner.children, name);
      }
    };
    visit(container?.children ?? [], "");
    return places;
  }

  #fateOf(b: TaskPlace | undefined, o: TaskPlace | undefined, t: TaskPlace | undefined): Fate {
    if (o !== undefined && t !== undefined) return "both";
    const one = o ?? t;
    if (one === undefined) return "gone";
    if (b === undefined) return o === undefined ? "theirs" : "ours";
    if (b.parent === one.parent && this.#isUnchanged(b.part, one.part)) return "gone";
    return o === undefined ? "removed-by-ours" : "removed-by-theirs";
  }

  /** A stage that one side removed stays, as a question, when the other has put something into it. */
  #keepStages(names: ReadonlySet<string>): void {
    for (const name of names) {
      let at = name;
      while (this.#fates.get(at) !== "gone") {
        const parent = this.#parents.get(at) ?? "";
        if (parent === "" || this.#fates.get(parent) !== "gone") break;
        const inOurs = this.#places.ours.has(parent);
        if (!inOurs && !this.#places.theirs.has(parent)) throw new MovesContradict("has tasks in a stage that is gone");
        this.#fates.set(parent, inOurs ? "removed-by-theirs" : "removed-by-ours");
        at = parent;
      }
    }
  }

  #refuseCircles(names: ReadonlySet<string>): void {
    const isSound = new Set<string>([""]);
    for (const name of names) {
      const path = new Set<string>();
      for (let at = name; !isSound.has(at); at = this.#parents.get(at) ?? "") {
        if (path.has(at)) throw new MovesContradict("has stages that were moved into each other");
        path.add(at);
      }
      for (const at of path) isSound.add(at);
    }
  }
}
