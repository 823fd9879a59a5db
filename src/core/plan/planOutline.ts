import { WorkProgress, type WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";

/** What a record is among the work. */
export type WorkKind = "stage" | "task" | "milestone";

/** Names a record over all readings: its id; the second record of the same id is `id#2`. */
export type WorkKey = string;

/** The work of a project as a tree of records, with their progress. Made once for each reading; costs what its records are. */
export class PlanOutline {
  readonly reading: ProjectReading;
  /** Stages and tasks at the top, in the author's order. */
  readonly top: readonly WorkKey[];
  /** Records of the section `milestones`; those among the tasks stand where they are. */
  readonly milestones: readonly WorkKey[];
  readonly #places = new Map<WorkKey, RecordPlace>();
  readonly #keys = new Map<RecordPlace, WorkKey>();
  readonly #children = new Map<RecordPlace, WorkKey[]>();
  #progress: WorkProgress | undefined;

  constructor(reading: ProjectReading) {
    this.reading = reading;
    const top: WorkKey[] = [];
    const milestones: WorkKey[] = [];
    for (const place of reading.index.places) {
      if (place.section !== "tasks" && place.section !== "milestones") continue;
      const key = this.#freeKey(place.record.id);
      this.#places.set(key, place);
      this.#keys.set(place, key);
      if (place.section === "milestones") milestones.push(key);
      else if (place.parent === undefined) top.push(key);
      else {
        const siblings = this.#children.get(place.parent);
        if (siblings === undefined) this.#children.set(place.parent, [key]);
        else siblings.push(key);
      }
    }
    this.top = top;
    this.milestones = milestones;
  }

  /** All records of the work, stages before their tasks, milestones as they come. */
  get keys(): Iterable<WorkKey> {
    return this.#places.keys();
  }

  place(key: WorkKey): RecordPlace | undefined {
    return this.#places.get(key);
  }

  keyOf(place: RecordPlace): WorkKey | undefined {
    return this.#keys.get(place);
  }

  /** The tasks of a stage. */
  children(key: WorkKey): readonly WorkKey[] {
    const place = this.#places.get(key);
    return (place && this.#children.get(place)) ?? [];
  }

  /** The stage a record belongs to. */
  parent(key: WorkKey): WorkKey | undefined {
    const parent = this.#places.get(key)?.parent;
    return parent && this.#keys.get(parent);
  }

  /** Those it stands among, itself included. */
  siblings(key: WorkKey): readonly WorkKey[] {
    const place = this.#places.get(key);
    if (place?.section === "milestones") return this.milestones;
    return place?.parent === undefined ? this.top : (this.#children.get(place.parent) ?? []);
  }

  /** How far the work is. */
  get progress(): WorkProgress {
    const { project, index } = this.reading;
    this.#progress ??= new WorkProgress(project, (id) => index.resolve("work", id)?.record);
    return this.#progress;
  }

  progressOf(place: RecordPlace): ReturnType<WorkProgress["of"]> {
    return this.progress.of(place.record as WorkRecord);
  }

  #freeKey(id: string): WorkKey {
    if (!this.#places.has(id)) return id;
    for (let number = 2; ; number++) if (!this.#places.has(`${id}#${number}`)) return `${id}#${number}`;
  }
}

const outlines = new WeakMap<ProjectReading, PlanOutline>();

/** The outline of a reading, made when first asked for. */
export function outlineOf(reading: ProjectReading): PlanOutline {
  let outline = outlines.get(reading);
  if (outline === undefined) {
    outline = new PlanOutline(reading);
    outlines.set(reading, outline);
  }
  return outline;
}

export function kindOf({ section, record }: RecordPlace): WorkKind {
  if (section === "milestones") return "milestone";
  const { isStage, milestone } = record as { readonly isStage?: boolean; readonly milestone?: boolean };
  return isStage ? "stage" : milestone ? "milestone" : "task";
}
