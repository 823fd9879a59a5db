import { type DependencyType, formatDependency, parseDependency } from "../model/dependency.ts";
import { fromStart, linkTypes, ontoFinish, type Row } from "../schedule/network.ts";
import { type Schedule, schedule as scheduleProject } from "../schedule/schedule.ts";
import { listed, named } from "../schedule/words.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { readingAfter } from "../text/editing/readingAfter.ts";
import { setField } from "../text/editing/setField.ts";
import type { WorkKey } from "./planOutline.ts";
import { writtenWaits } from "./waiting.ts";
import { gone, type WorkRow, workRow } from "./workRow.ts";

/**
 * `to` waits for `from`. Where it does so already in another way, that way becomes this one, with its lag; where it does in several,
 * which one is meant is not known, and it is refused.
 */
export function linkRows(schedule: Schedule, from: WorkKey, to: WorkKey, type: DependencyType): EditPlan {
  const first = workRow(schedule, from);
  const second = workRow(schedule, to);
  if (first === undefined || second === undefined) return { refusal: gone };
  const refusal = whyNot(first, second, type);
  if (refusal !== undefined) return { refusal };
  const items = writtenWaits(second.place).map(({ text }) => text);
  const before = items.findIndex((text) => isAbout(schedule, text, first));
  if (before === -1) items.push(formatDependency({ on: first.record.id, type }));
  else items[before] = withType(items[before] as string, type);
  const plan = setField(schedule.reading, second.place, "after", items);
  return second.work.isStage && (linkTypes[type] & ontoFinish) !== 0
    ? withoutCircle(schedule, plan, first, second)
    : plan;
}

/** `to` no longer waits for `from`. */
export function unlinkRows(schedule: Schedule, from: WorkKey, to: WorkKey): EditPlan {
  const first = workRow(schedule, from);
  const second = workRow(schedule, to);
  if (first === undefined || second === undefined) return { refusal: gone };
  const items = writtenWaits(second.place);
  const rest = items.filter(({ text }) => !isAbout(schedule, text, first));
  if (rest.length === items.length) {
    return { refusal: `${named(second.record)} does not wait for ${named(first.record)}.` };
  }
  return setField(
    schedule.reading,
    second.place,
    "after",
    rest.map(({ text }) => text),
  );
}

/** Whether one item of `after` means a row. */
export function isAbout({ reading }: Schedule, text: string, { record }: WorkRow): boolean {
  const dependency = parseDependency(text.trim());
  return dependency !== undefined && reading.index.resolve("work", dependency.on)?.record === record;
}

function withType(text: string, type: DependencyType): string {
  const dependency = parseDependency(text.trim());
  return dependency === undefined ? text : formatDependency({ ...dependency, type });
}

function whyNot(first: WorkRow, second: WorkRow, type: DependencyType): string | undefined {
  const { schedule } = first;
  const [one, other] = [named(first.record), named(second.record)];
  if (first.row === second.row) return `${one} can't wait for itself.`;
  if (schedule.reading.index.find("work", first.record.id)?.record !== first.record) {
    return `Its id “${first.record.id}” stands twice. Give ${one} one of its own first.`;
  }
  if (isWithin(schedule, first.row, second.row)) return `${one} is a part of ${other}, which can't wait for it.`;
  if (isWithin(schedule, second.row, first.row)) return `${other} is a part of ${one} and can't wait for all of it.`;
  const waits = writtenWaits(second.place).filter(({ text }) => isAbout(schedule, text, first));
  if (waits.some(({ text }) => parseDependency(text.trim())?.type === type))
    return `${other} waits for ${one} already.`;
  if (waits.length > 1) return `${other} waits for ${one} in ${waits.length} ways. Say in its text which one changes.`;
  return circleSentence(first, second, type);
}

function isWithin({ rows }: Schedule, inner: number, outer: number): boolean {
  for (let row = (rows[inner] as Row).parent; row >= 0; row = (rows[row] as Row).parent) if (row === outer) return true;
  return false;
}

/** Why `second` can't wait for `first`: that one waits for it already, directly or not. */
export function circleSentence(first: WorkRow, second: WorkRow, type: DependencyType): string | undefined {
  const { network } = first.schedule;
  if (second.work.isStage && (linkTypes[type] & ontoFinish) !== 0) return undefined;
  const isFromStart = (linkTypes[type] & fromStart) !== 0;
  const sources: number[] = [];
  if (first.work.isStage && isFromStart) {
    for (let row = first.row + 1; row < (network.rows[first.row] as Row).end; row++) {
      if (!(network.rows[row] as Row).isStage) sources.push(network.nodeOfRow[row] as number);
    }
  } else sources.push(network.nodeOfRow[first.row] as number);
  const cameFrom = new Map<number, number>(sources.map((node) => [node, -1]));
  const open = [...sources];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (node === second.node) return circleText(first, second, cameFrom);
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      const before = network.linkFrom[link] as number;
      if (cameFrom.has(before)) continue;
      cameFrom.set(before, node);
      open.push(before);
    }
  }
  return undefined;
}

function circleText(first: WorkRow, second: WorkRow, cameFrom: ReadonlyMap<number, number>): string {
  const { network } = first.schedule;
  const between: number[] = [];
  for (let node = cameFrom.get(second.node) ?? -1; node >= 0; node = cameFrom.get(node) ?? -1) {
    const row = network.rowOfNode[node] as number;
    if (row !== first.row && row !== second.row && !between.includes(row)) between.push(row);
  }
  const names = between.map((row) => named((network.rows[row] as Row).record));
  const way = names.length === 0 ? "" : `, by way of ${listed(names)}`;
  return `That would be a circle: ${named(first.record)} waits for ${named(second.record)} already${way}.`;
}

/** What the finish of a stage waits for binds what it ends with; whether that closes a circle shows when it is read. */
function withoutCircle(schedule: Schedule, plan: EditPlan, first: WorkRow, second: WorkRow): EditPlan {
  if (plan.refusal !== undefined) return plan;
  const then = scheduleProject(readingAfter(schedule.reading, plan), { today: schedule.today });
  if (then.order.circles.length <= schedule.order.circles.length) return plan;
  return { refusal: `That would be a circle: ${named(first.record)} waits for ${named(second.record)} already.` };
}
