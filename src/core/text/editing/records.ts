import { type SectionName, sectionOf, type ValueType } from "../../model/fields/index.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import type { Change } from "./compose.ts";
import { type Draft, Refusal, recordWord } from "./draft.ts";
import type { FieldText } from "./edit.ts";
import {
  childrenOf,
  colonEnd,
  columnOf,
  contentEnd,
  headStart,
  indentationOf,
  indexIn,
  isBlankLine,
  nextLineOf,
  type Spot,
  tailEnd,
  takesBlankLines,
} from "./layout.ts";
import {
  fieldLines,
  flowText,
  insertInFlow,
  insertLines,
  type Manner,
  mannerOf,
  removeEntries,
  replaceValue,
  requireSimple,
  tidied,
  withoutBlock,
} from "./values.ts";

/** The table's fields of a record, by name. */
export type FieldTypes = Readonly<Record<string, { readonly type: ValueType }>>;

export function manner(draft: Draft, path: string): Manner {
  const slice = draft.slice(path);
  return slice === undefined ? { lineEnding: "\n", indentation: 2 } : mannerOf(slice.text, indentationOf(slice.tree));
}

/** Whether the entry at the end of a chain stands between brackets. */
export function isInFlow(chain: readonly Spot[]): boolean {
  const value = chain.at(-2)?.entry.value;
  return value !== undefined && value.kind !== "scalar" && value.flow;
}

/**
 * Gives the map at the end of `chain` a field, another value of one, or none; a new one comes where the table has it among those
 * that are there.
 * @returns the value as it was written
 */
export function setKey(
  draft: Draft,
  path: string,
  chain: readonly Spot[],
  key: string,
  wanted: FieldText | undefined,
  fields: FieldTypes,
  order: readonly string[] = Object.keys(fields),
): FieldText | undefined {
  const type = Object.hasOwn(fields, key) ? fields[key]?.type : undefined;
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(key)) throw new Refusal(`${quote(key)} can't be the name of a field.`);
  const spot = chain.at(-1) as Spot;
  const text = draft.text(path);
  const map = spot.entry.value;
  if (map !== undefined && map.kind !== "map") {
    throw new Refusal(`${quote(spot.entry.key?.text ?? "")} has no fields but a value of its own. Edit it in ${path}.`);
  }
  const present = childrenOf(spot);
  const index = present.findIndex(({ entry }) => entry.key?.text === key);
  const field = present[index];
  const value = tidied(wanted, type, field?.entry.value);
  if (value === undefined) {
    if (field !== undefined) draft.change(path, removeEntries(text, spot, [index]));
    return undefined;
  }
  requireSimple(key, type);
  const how = manner(draft, path);
  if (field !== undefined && map !== undefined) {
    draft.change(path, replaceValue(text, field, value, type, map.flow, how));
  } else if (map === undefined ? isInFlow(chain) : map.flow) {
    const entry = `${key}: ${flowText(value, type)}`;
    draft.change(path, [
      map === undefined
        ? newFlowMap(text, spot, [entry])
        : insertInFlow(text, spot, placeOf(key, present, order), [entry]),
    ]);
  } else {
    const column = childColumn(text, spot, how);
    const place = placeOf(key, present, order);
    const lines = fieldLines(key, value, type, column, how);
    draft.change(path, insertChild(text, spot, present, place, lines, how));
  }
  return value;
}

/** The changes that put whole lines into a block map, before its entry with that number. */
export function insertChild(
  text: string,
  container: Spot,
  present: readonly Spot[],
  place: number,
  lines: readonly string[],
  { lineEnding }: Manner,
): readonly Change[] {
  const before = present[place - 1];
  if (before !== undefined) return [insertLines(text, tailEnd(text, before), lines, lineEnding)];
  const next = present[0];
  if (next !== undefined) {
    const floor = container.entry.key === undefined ? 0 : nextLineOf(text, container.start + container.entry.key.end);
    return [insertLines(text, headStart(text, next, floor), lines, lineEnding)];
  }
  if (container.entry.key === undefined) return [insertLines(text, text.length, lines, lineEnding)];
  const end = contentEnd(text, container);
  const line = insertLines(text, nextLineOf(text, end), lines, lineEnding);
  return colonEnd(text, container) === undefined ? [{ start: end, end, text: ":" }, line] : [line];
}

/** The column at which entries of a map stand, or will. */
export function childColumn(text: string, container: Spot, { indentation }: Manner): number {
  const { value, key } = container.entry;
  if (value?.kind === "map" && !value.flow) return value.indent;
  return key === undefined ? 0 : columnOf(text, container) + indentation;
}

/** `{…}` behind a key that has nothing yet and stands between brackets. */
export function newFlowMap(text: string, spot: Spot, entries: readonly string[]): Change {
  const end = contentEnd(text, spot);
  const colon = colonEnd(text, spot) === undefined ? ": " : " ";
  return { start: end, end, text: `${colon}{${entries.join(", ")}}` };
}

/**
 * The number a new entry gets among those that are there: the one that puts the fewest of them out of the table's order, behind its
 * neighbour if there are several. Nested tasks come last; what the table does not know, before them.
 */
export function placeOf(key: string, present: readonly Spot[], order: readonly string[]): number {
  if (key === "tasks") return present.length;
  const rank = order.indexOf(key);
  const ranks = present.map(({ entry }) => order.indexOf(entry.key?.text ?? ""));
  if (rank < 0) {
    const nested = present.findIndex(({ entry }) => entry.key?.text === "tasks");
    return nested < 0 ? present.length : nested;
  }
  let wrong = ranks.filter((other) => other >= 0 && other < rank).length;
  let best = wrong;
  let place = ranks.some((other) => other >= 0) ? 0 : present.length;
  ranks.forEach((other, index) => {
    if (other >= 0) wrong += other < rank ? -1 : 1;
    if (wrong < best) {
      best = wrong;
      place = index + 1;
    }
  });
  return place;
}

/** Where a record is to go: a map of records, and the number it gets there. */
export interface RecordSlot {
  readonly path: string;
  /** From the file's own entry to the section's, or to the `tasks` of a stage. */
  readonly chain: readonly Spot[];
  readonly index: number;
}

/** The place beside a record. */
export function slotBeside(draft: Draft, sibling: RecordPlace, offset: 0 | 1): RecordSlot {
  const chain = draft.chainOf(sibling);
  const container = chain.at(-2) as Spot;
  const spot = chain.at(-1) as Spot;
  const index = indexIn(container, spot);
  return { path: sibling.slice.path, chain: chain.slice(0, -1), index: index + offset };
}

/** The last place in a stage; its `tasks` are put in when it has none yet. */
export function slotInStage(draft: Draft, stage: RecordPlace): RecordSlot {
  const { path } = stage.slice;
  let chain = draft.chainOf(stage);
  if (nestedOf(chain) === undefined) {
    addEmptyTasks(draft, path, chain);
    chain = draft.chainOf(stage);
  }
  const nested = nestedOf(chain);
  if (nested === undefined)
    throw new Refusal(`The tasks of ${quote(stage.record.id)} can't be edited from here. Edit them in ${path}.`);
  return { path, chain: [...chain, nested], index: childrenOf(nested).length };
}

function nestedOf(chain: readonly Spot[]): Spot | undefined {
  return childrenOf(chain.at(-1) as Spot).find(({ entry }) => entry.key?.text === "tasks");
}

function addEmptyTasks(draft: Draft, path: string, chain: readonly Spot[]): void {
  const spot = chain.at(-1) as Spot;
  const text = draft.text(path);
  const map = spot.entry.value;
  const how = manner(draft, path);
  const present = childrenOf(spot);
  const place = placeOf("tasks", present, Object.keys(sectionOf("tasks").fields));
  if (map !== undefined && map.kind !== "map") {
    throw new Refusal(`${quote(spot.entry.key?.text ?? "")} has no fields but a value of its own. Edit it in ${path}.`);
  }
  if (map?.flow) draft.change(path, [insertInFlow(text, spot, place, ["tasks: {}"])]);
  else if (map === undefined && isInFlow(chain)) draft.change(path, [newFlowMap(text, spot, ["tasks: {}"])]);
  else {
    const line = `${" ".repeat(childColumn(text, spot, how))}tasks:`;
    draft.change(path, insertChild(text, spot, present, place, [line], how));
  }
}

/** A record as text: as lines that begin at column 0 of a map of records, and between brackets when it can stand there. */
export interface RecordText {
  readonly linesAt: (column: number, how: Manner) => readonly string[];
  readonly inFlow: () => string;
}

/** Puts a record into its slot, with blank lines between it and its neighbours where they have some. */
export function insertRecord(draft: Draft, { path, chain, index }: RecordSlot, record: RecordText): void {
  const container = chain.at(-1) as Spot;
  const text = draft.text(path);
  const how = manner(draft, path);
  const map = container.entry.value;
  if (map !== undefined && map.kind !== "map") {
    throw new Refusal(
      `${quote(container.entry.key?.text ?? "")} in ${path} does not hold records by their ids. Edit it there.`,
    );
  }
  const present = childrenOf(container);
  if (map?.flow && (present.length > 0 || isInFlow(chain))) {
    draft.change(path, [insertInFlow(text, container, index, [record.inFlow()])]);
    return;
  }
  if (map === undefined && isInFlow(chain)) {
    draft.change(path, [newFlowMap(text, container, [record.inFlow()])]);
    return;
  }
  const changes: Change[] = [];
  // Empty brackets give way to lines.
  if (map?.flow) changes.push({ start: colonEnd(text, container) ?? 0, end: container.start + map.end, text: "" });
  const lines = record.linesAt(childColumn(text, container, how), how);
  const isSpaced = areSpaced(text, present) ?? lines.length > 1;
  const before = present[index - 1];
  const next = present[index];
  if (before !== undefined) {
    const at = tailEnd(text, before);
    const behind = isSpaced && next !== undefined && !isBlankLine(text, at) ? [""] : [];
    changes.push(
      insertLines(
        text,
        at,
        [...(isSpaced && !takesBlankLines(text, before) ? [""] : []), ...lines, ...behind],
        how.lineEnding,
      ),
    );
  } else {
    const behind = isSpaced && next !== undefined ? [""] : [];
    changes.push(...insertChild(text, container, present, index, [...lines, ...behind], how));
  }
  draft.change(path, changes);
}

/** How many neighbours are looked at to see what a file does. */
const mostNeighbours = 20;

/** Whether most entries have a blank line before the next one; undefined when there are none to tell by. */
function areSpaced(text: string, present: readonly Spot[]): boolean | undefined {
  const count = Math.min(present.length - 1, mostNeighbours);
  if (count < 1) return undefined;
  let spaced = 0;
  for (let index = 0; index < count; index++) {
    let at = nextLineOf(text, contentEnd(text, present[index] as Spot));
    const end = present[index + 1]?.start ?? at;
    let isSpaced = false;
    for (; at < end; at = nextLineOf(text, at)) isSpaced ||= isBlankLine(text, at);
    if (isSpaced) spaced++;
  }
  return spaced * 2 >= count;
}

/** The place at the end of a section: in the file it usually stands in if it is there, else in the first one that has it. */
export function slotInSection(draft: Draft, section: SectionName, usualPath: string): RecordSlot {
  for (const path of [usualPath, ...draft.reading.slices.map((slice) => slice.path)]) {
    const found = findSection(draft, section, path);
    if (found !== undefined) return found;
  }
  const slice = draft.slice(usualPath);
  if (slice === undefined) {
    throw new Refusal(
      `There is no section “${section}” for the ${recordWord(section)}. Add a line “${section}:” to ${usualPath}.`,
    );
  }
  addSection(draft, usualPath, section);
  const added = findSection(draft, section, usualPath);
  if (added === undefined)
    throw new Refusal(
      `The section “${section}” can't be added to ${usualPath} from here. Add a line “${section}:” to it.`,
    );
  return added;
}

function findSection(draft: Draft, section: string, path: string): RecordSlot | undefined {
  const tree = draft.slice(path)?.tree;
  if (tree === undefined) return undefined;
  const root = { entry: tree, start: 0 };
  const found = childrenOf(root).find(
    ({ entry: { key, value } }) => key?.text === section && (value === undefined || value.kind === "map"),
  );
  return found && { path, chain: [root, found], index: childrenOf(found).length };
}

/** Puts `section:` at the end of a file, after a blank line. */
export function addSection(draft: Draft, path: string, section: string): void {
  const slice = draft.slice(path);
  if (slice === undefined) return;
  const { text, tree } = slice;
  const { value } = tree;
  if (value !== undefined && (value.kind !== "map" || value.flow)) {
    throw new Refusal(`${path} is not written as sections, one after the other. Add a line “${section}:” to it.`);
  }
  if (value?.entries.some(({ key }) => key?.text === section)) {
    throw new Refusal(`“${section}” in ${path} does not hold records by their ids. Edit it there.`);
  }
  const { lineEnding } = manner(draft, path);
  const isAfterBlank = text === "" || /(?:^|\n)[ \t]*\r?\n$/.test(text);
  draft.change(path, [insertLines(text, text.length, [...(isAfterBlank ? [] : [""]), `${section}:`], lineEnding)]);
}

/** Where what stands before an entry ends: its comments can't begin before. */
export function floorOf(text: string, chain: readonly Spot[]): number {
  const spot = chain.at(-1) as Spot;
  const container = chain.at(-2) as Spot;
  const siblings = childrenOf(container);
  const before = siblings[indexIn(container, spot) - 1];
  if (before !== undefined) return nextLineOf(text, contentEnd(text, before));
  return container.entry.key === undefined ? 0 : nextLineOf(text, container.start + container.entry.key.end);
}

/** Takes a record out with its comments. */
export function cutOut(draft: Draft, place: RecordPlace): void {
  const { path } = place.slice;
  const chain = draft.chainOf(place);
  const container = chain.at(-2) as Spot;
  const spot = chain.at(-1) as Spot;
  const text = draft.text(path);
  const present = childrenOf(container);
  const index = indexIn(container, spot);
  if (isInFlow(chain)) draft.change(path, removeEntries(text, container, [index]));
  else draft.change(path, [withoutBlock(text, container, present, index, index, true)]);
}
