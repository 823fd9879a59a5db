import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";
import type { TreeRow, TreeRows } from "../shell/index.ts";
import { type Choices, isFiltering } from "./choices.ts";

/** A line of the grid: a row of the timeline, or the heading of a group. */
export interface TimelineRow extends TreeRow {
  /** Its index in the timeline; -1 for a heading. */
  readonly row: number;
  /** How the host calls it; empty for a heading. */
  readonly id: string;
}

const secondsPerDay = 86_400;
/** What begins within so many days is soon. */
const soonDays = 14;
const nobody = "Nobody yet";

const late = standings.indexOf("late");
const critical = standings.indexOf("critical");

/** The rows that are shown, by their order: as the work breakdown has them or by person, without what is folded or filtered out. */
export class VisibleRows implements TreeRows<TimelineRow> {
  readonly areUniform = true;
  readonly timeline: Timeline;
  /** Rows that match; their stages are shown too. */
  readonly matches: number;
  readonly #entries: Int32Array;
  /** Of each entry the group it stands in; absent where rows stand by stage. */
  readonly #groupOf: Int32Array | undefined;
  readonly #groups: readonly string[];
  readonly #folded: ReadonlySet<string>;
  readonly #isFiltered: boolean;
  /** Where rows are shown first, made when rows are grouped and somebody asks; -1 where they are not. */
  #places: Int32Array | undefined;
  /** What was looked for last: mostly it is the active row. */
  #found: { readonly key: string; readonly index: number } = { key: "", index: -1 };
  readonly #made = new Map<number, TimelineRow>();

  constructor(timeline: Timeline, choices: Choices) {
    this.timeline = timeline;
    this.#folded = new Set(choices.folded);
    this.#isFiltered = isFiltering(choices);
    const shown = this.#isFiltered ? matching(timeline, choices) : undefined;
    this.matches = shown?.count ?? timeline.rows.count;
    if (choices.groupBy === "person") {
      const grouped = byPerson(timeline, shown?.isMatch, this.#folded);
      this.#entries = grouped.entries;
      this.#groupOf = grouped.groupOf;
      this.#groups = grouped.groups;
    } else {
      this.#entries = byStage(timeline, shown?.isShown, this.#isFiltered ? new Set() : this.#folded);
      this.#groups = [];
    }
  }

  get length(): number {
    return this.#entries.length;
  }

  at(index: number): TimelineRow | undefined {
    const entry = this.#entries[index];
    if (entry === undefined) return undefined;
    let made = this.#made.get(index);
    if (made === undefined) {
      made = entry < 0 ? this.#heading(-1 - entry) : this.#row(entry, this.#groupOf?.[index]);
      this.#made.set(index, made);
    }
    return made;
  }

  indexOf(key: string): number {
    if (this.#found.key !== key) this.#found = { key, index: this.#search(key) };
    return this.#found.index;
  }

  #search(key: string): number {
    const mark = key.indexOf("@");
    const group = mark < 0 ? -1 : this.#groups.indexOf(key.slice(mark + 1));
    if (mark >= 0 && group < 0) return -1;
    if (mark === 0) return this.#entries.indexOf(-1 - group);
    const row = rowOfKey(this.timeline, mark < 0 ? key : key.slice(0, mark));
    if (row < 0) return -1;
    const groupOf = this.#groupOf;
    // A row that stands in several groups is found in the first one.
    if (groupOf === undefined || mark < 0) return this.#entries.indexOf(row);
    for (let at = this.#entries.indexOf(row); at >= 0; at = this.#entries.indexOf(row, at + 1)) {
      if (groupOf[at] === group) return at;
    }
    return -1;
  }

  /** Where a row of the timeline is shown; where it is folded away, the stage that holds it; -1 where neither is. */
  placeOf(row: number): number {
    if (this.#groupOf !== undefined) return this.#firstPlaces()[row] ?? -1;
    for (let at = row; at >= 0; at = this.timeline.rows.parent[at] ?? -1) {
      const index = ascending(this.#entries, at);
      if (index >= 0) return index;
      if (this.#isFiltered) return -1;
    }
    return -1;
  }

  #firstPlaces(): Int32Array {
    if (this.#places === undefined) {
      this.#places = new Int32Array(this.timeline.rows.count).fill(-1);
      for (let index = this.#entries.length - 1; index >= 0; index--) {
        const entry = this.#entries[index] as number;
        if (entry >= 0) this.#places[entry] = index;
      }
    }
    return this.#places;
  }

  /** Keys of all that can be folded. */
  foldable(): readonly string[] {
    if (this.#groups.length > 0) return this.#groups.map((name) => `@${name}`);
    const { keys, kind, count } = this.timeline.rows;
    const found: string[] = [];
    for (let row = 0; row < count; row++) if (kind[row] === rowKinds.stage) found.push(keys[row] as string);
    return found;
  }

  #heading(group: number): TimelineRow {
    const name = this.#groups[group] ?? "";
    const key = `@${name}`;
    return { key, id: "", row: -1, level: 1, expanded: !this.#folded.has(key), name };
  }

  #row(row: number, group: number | undefined): TimelineRow {
    const { keys, names, depth, kind, end } = this.timeline.rows;
    const id = keys[row] as string;
    // A filter shows all that matches, wherever it lies.
    const canFold =
      group === undefined && !this.#isFiltered && kind[row] === rowKinds.stage && (end[row] as number) > row + 1;
    return {
      key: group === undefined ? id : `${id}@${this.#groups[group]}`,
      id,
      row,
      level: group === undefined ? (depth[row] as number) + 1 : 2,
      expanded: canFold ? !this.#folded.has(id) : undefined,
      name: names[row] as string,
    };
  }
}

function byStage({ rows }: Timeline, isShown: Uint8Array | undefined, folded: ReadonlySet<string>): Int32Array {
  const entries = new Int32Array(rows.count);
  let length = 0;
  for (let row = 0; row < rows.count; ) {
    if (isShown === undefined || isShown[row] === 1) entries[length++] = row;
    const isFolded = folded.size > 0 && rows.kind[row] === rowKinds.stage && folded.has(rows.keys[row] as string);
    row = isFolded ? (rows.end[row] as number) : row + 1;
  }
  return entries.subarray(0, length);
}

/** People in the order in which the plan names them; whoever works on nothing that is shown has no heading. */
function byPerson({ rows }: Timeline, isMatch: Uint8Array | undefined, folded: ReadonlySet<string>) {
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < rows.count; row++) {
    if (rows.kind[row] === rowKinds.stage || (isMatch !== undefined && isMatch[row] === 0)) continue;
    const names = peopleOf(rows.who[row] as string);
    for (const name of names.length === 0 ? [nobody] : names) {
      const list = rowsOf.get(name);
      if (list === undefined) rowsOf.set(name, [row]);
      else list.push(row);
    }
  }
  const groups = [...rowsOf.keys()].sort((a, b) => Number(a === nobody) - Number(b === nobody) || a.localeCompare(b));
  const entries: number[] = [];
  const groupOf: number[] = [];
  groups.forEach((name, group) => {
    entries.push(-1 - group);
    groupOf.push(group);
    if (folded.has(`@${name}`)) return;
    for (const row of rowsOf.get(name) ?? []) {
      entries.push(row);
      groupOf.push(group);
    }
  });
  return { entries: Int32Array.from(entries), groupOf: Int32Array.from(groupOf), groups };
}

/** `Ana, Chen 50%, 2 Developer` without the amounts. */
export function peopleOf(who: string): readonly string[] {
  if (who === "") return [];
  return who.split(", ").map((part) => part.replace(/^\d+ /, "").replace(/ \d+(?:\.\d+)?\s?%$/, ""));
}

/** All who work on something, as the rows call them. */
export function peopleIn({ rows }: Timeline): readonly string[] {
  const names = new Set<string>();
  // Many rows have the same people.
  for (const who of new Set(rows.who)) for (const name of peopleOf(who)) names.add(name);
  return [...names].sort((a, b) => a.localeCompare(b));
}

const searchable = new WeakMap<Timeline, readonly string[]>();

/** What is searched of each row: made with the first letter, for all that follow. */
function searchTexts(timeline: Timeline): readonly string[] {
  let texts = searchable.get(timeline);
  if (texts === undefined) {
    const { names, keys, who } = timeline.rows;
    texts = names.map((name, row) => `${name} ${keys[row]} ${who[row]}`.toLocaleLowerCase());
    searchable.set(timeline, texts);
  }
  return texts;
}

const rowsByKey = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
/** Of more rows a map would cost more than looking through them now and then. */
const mostMapped = 200_000;

/** The row that the host calls so; -1 for none. */
export function rowOfKey({ rows }: Timeline, key: string): number {
  const { keys } = rows;
  if (keys.length > mostMapped) return keys.indexOf(key);
  let byKey = rowsByKey.get(keys);
  if (byKey === undefined) {
    byKey = new Map(keys.map((one, row) => [one, row]));
    rowsByKey.set(keys, byKey);
  }
  return byKey.get(key) ?? -1;
}

/** What the filters let through, and the stages around it. */
function matching(timeline: Timeline, choices: Choices) {
  const { rows, today } = timeline;
  const words = choices.query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const texts = words.length > 0 ? searchTexts(timeline) : [];
  const filters = new Set(choices.filters);
  const soon = today + soonDays * secondsPerDay;
  const isMatch = new Uint8Array(rows.count);
  const isShown = new Uint8Array(rows.count);
  const stage = choices.stage === undefined ? -1 : rowOfKey(timeline, choices.stage);
  const [first, last] = stage < 0 ? [0, rows.count] : [stage, rows.end[stage] as number];
  let count = 0;
  for (let row = first; row < last; row++) {
    const standing = rows.standing[row] as number;
    const isStage = rows.kind[row] === rowKinds.stage;
    if (filters.size > 0 && isStage) continue;
    if (filters.has("critical") && standing !== critical && standing !== late) continue;
    if (filters.has("late") && standing !== late && (rows.totalFloat[row] as number) >= 0) continue;
    if (filters.has("open") && rows.done[row] === 100) continue;
    if (filters.has("soon") && (rows.done[row] === 100 || (rows.start[row] as number) >= soon)) continue;
    if (choices.person !== undefined) {
      if (isStage || !peopleOf(rows.who[row] as string).includes(choices.person)) continue;
    }
    if (words.length > 0 && !words.every((word) => texts[row]?.includes(word))) continue;
    isMatch[row] = 1;
    count++;
    // What a stage holds is shown with it.
    if (isStage) isShown.fill(1, row + 1, rows.end[row]);
    for (let at = row; at >= 0 && isShown[at] === 0; at = rows.parent[at] as number) isShown[at] = 1;
  }
  return { isMatch, isShown, count };
}

function ascending(entries: Int32Array, wanted: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle] as number;
    if (entry === wanted) return middle;
    if (entry < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
