import { clock, type LocalTime, type WorkingTime } from "../calendar/index.ts";
import { type Dependency, formatDependency, parseDependency } from "../model/dependency.ts";
import { usualUnits, type WorkingUnits } from "../model/duration.ts";
import { placeOfWork } from "../schedule/factPlace.ts";
import { LinkTimes } from "../schedule/linkTime.ts";
import { lagKinds, type Network, nodeKinds, ontoFinish, type Row } from "../schedule/network.ts";
import type { Schedule, ScheduledWork } from "../schedule/schedule.ts";
import type { EditPlan } from "../text/editing/edit.ts";
import { setField } from "../text/editing/setField.ts";
import type { RecordPlace } from "../text/reading/projectIndex.ts";
import { amountWords } from "./amountWords.ts";
import { type EditStep, inOneStep } from "./planEdits.ts";
import { finishFrom, nextStart, startFrom, type WorkRow } from "./workRow.ts";

/** A stated dependency that keeps a row from starting earlier. */
export interface Wait {
  readonly link: number;
  /** The node it holds back: the row's own, or the start of a stage around it. */
  readonly node: number;
  readonly predecessor: ScheduledWork;
  readonly dependency: Dependency;
  /** Its number among the dependencies of who states it. */
  readonly index: number;
  /** Who states it: the row's record or that of a stage around it. */
  readonly place: RecordPlace;
  /** Before this moment the row can't start because of it. */
  readonly bound: LocalTime;
  /** It holds the finish of a stage: a lag can't be worked out for one of its tasks. */
  readonly isOfStageFinish: boolean;
}

/**
 * Everything stated that holds a row's start back, its own first, then that of stages around it.
 * @param time only what holds it back to a moment behind this one
 */
export function waitsBehind(row: WorkRow, time?: LocalTime): readonly Wait[] {
  const { schedule } = row;
  const { network, order, dates, reading } = schedule;
  const links = new LinkTimes(network, dates);
  const found: Wait[] = [];
  for (let at = row.row; at >= 0; at = (network.rows[at] as Row).parent) {
    const node = at === row.row ? row.node : (network.stageStartOfRow[at] as number);
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      const index = network.linkIndex[link] as number;
      if (index === -1 || order.isLeftOut[link] === 1) continue;
      const isOnto = ((network.linkType[link] as number) & ontoFinish) !== 0;
      let bound = links.bound(link, node);
      if (isOnto && network.kinds[node] === nodeKinds.activity) bound = startFrom(row, bound);
      if (time !== undefined && (network.floatTimes[node] as WorkingTime).workBetween(time, bound) < 1) continue;
      const stated = statedBy(schedule, at, index, network.rowOfNode[network.linkFrom[link] as number] as number);
      const place = stated && placeOfWork(reading, stated.record);
      const dependency = stated?.record.after?.[stated.index];
      if (stated === undefined || place === undefined || dependency === undefined) continue;
      found.push({
        link,
        node,
        predecessor: schedule.at(network.rowOfNode[network.linkFrom[link] as number] as number),
        dependency,
        index: stated.index,
        place,
        bound,
        isOfStageFinish: index < -1,
      });
    }
  }
  return found;
}

/** What a row's finish has to wait for behind a moment, by the links that bind finishes; undefined where nothing does. */
export function finishWait({ schedule, node, work }: WorkRow, finish: LocalTime): ScheduledWork | undefined {
  const { network, order, dates } = schedule;
  if (work.isStage) return undefined;
  const links = new LinkTimes(network, dates);
  for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
    const isOnto = ((network.linkType[link] as number) & ontoFinish) !== 0;
    if (!isOnto || order.isLeftOut[link] === 1) continue;
    const bound = delayed(network, node, links.bound(link, node));
    if ((network.floatTimes[node] as WorkingTime).workBetween(finish, bound) < 1) continue;
    return schedule.at(network.rowOfNode[network.linkFrom[link] as number] as number);
  }
  return undefined;
}

/** Where levelling moves what is bound to a moment. */
export function delayed({ delays }: Network, node: number, moment: LocalTime): LocalTime {
  const delay = delays.get(node);
  return delay === undefined ? moment : delay.time.add(delay.time.nextStart(moment), delay.work);
}

/** The record and the number of the dependency that a link was made of. */
function statedBy(
  { network, reading }: Schedule,
  row: number,
  index: number,
  from: number,
): { readonly record: Row["record"]; readonly index: number } | undefined {
  if (index >= 0) return { record: (network.rows[row] as Row).record, index };
  const wanted = -2 - index;
  for (let at = (network.rows[row] as Row).parent; at >= 0; at = (network.rows[at] as Row).parent) {
    const { record } = network.rows[at] as Row;
    const on = record.after?.[wanted]?.on;
    const place = on === undefined ? undefined : reading.index.resolve("work", on);
    if (place !== undefined && network.rowOf.get(place.record as Row["record"]) === from) {
      return { record, index: wanted };
    }
  }
  return undefined;
}

/** The dependency with the lag that lets the row start at a moment, in the way its lag was counted; and that lag in seconds, of working time or of the clock. */
export function waitUntil(
  row: WorkRow,
  { link, node, dependency }: Wait,
  start: LocalTime,
): {
  readonly dependency: string;
  readonly lag: number;
  readonly before: number;
  readonly isElapsed: boolean;
  /** Where the row starts with it, as far as that wait says: what a stage waits for is counted in the stage's days, not in the row's. */
  readonly reached: LocalTime;
} {
  const { network, dates } = row.schedule;
  const links = new LinkTimes(network, dates);
  const given = links.given(link);
  const isOnto = ((network.linkType[link] as number) & ontoFinish) !== 0 && node === row.node && !row.work.isStage;
  const wanted = isOnto ? finishFrom(row, start) : start;
  const own = network.floatTimes[node] as WorkingTime;
  // What goes by the clock knows no mornings: working time would let it start in the evening before.
  const isElapsed = network.linkLagKind[link] === lagKinds.elapsed || own === clock;
  const time: WorkingTime = isElapsed ? clock : own;
  const lag = Math.round(time.workBetween(given, wanted));
  const before = Math.round(time.workBetween(given, links.bound(link, node)));
  const { on, type } = dependency;
  const amount = amountWords(Math.abs(lag), unitsOf(row.schedule), writtenUnit(dependency), isElapsed);
  const isNone = lag === 0 || /^0e?[a-z]+$/.test(amount);
  const text = isNone ? formatDependency({ on, type }) : `${on} ${type}${lag < 0 ? "-" : "+"}${amount}`;
  const reached = node === row.node ? start : nextStart(row, time.add(given, lag));
  return { dependency: text, lag, before, isElapsed, reached };
}

function writtenUnit({ lag }: Dependency) {
  return lag !== undefined && "duration" in lag ? lag.duration.unit : undefined;
}

export function unitsOf({ reading }: Schedule): WorkingUnits {
  return { ...usualUnits, ...reading.project.header.units };
}

/** One edit of what records wait for. @param changed for each wait what takes its place, or nothing */
export function changeWaits(
  { schedule: { reading } }: WorkRow,
  waits: readonly Wait[],
  changed: (wait: Wait) => string | undefined,
  more: readonly EditStep[] = [],
): EditPlan {
  const byPlace = new Map<RecordPlace, Wait[]>();
  for (const wait of waits) byPlace.set(wait.place, [...(byPlace.get(wait.place) ?? []), wait]);
  const steps = [...byPlace].map(([place, own]): EditStep => {
    return (now) => {
      const present = now === reading ? place : now.index.resolve("work", place.record.id);
      if (present === undefined) return undefined;
      const items = writtenWaits(present);
      const replaced = items.flatMap(({ text, index }) => {
        const wait = own.find((one) => one.index === index);
        if (wait === undefined) return [text];
        return changed(wait) ?? [];
      });
      return setField(now, present, "after", replaced);
    };
  });
  return inOneStep(reading, [...steps, ...more]);
}

/** One item of `after` as it is written. */
export interface WrittenWait {
  readonly text: string;
  /** Its number among those that could be read; -1 for one that could not. */
  readonly index: number;
}

/** What a record says it waits for, word for word, also what could not be read. */
export function writtenWaits({ entry: { value } }: RecordPlace): readonly WrittenWait[] {
  if (value?.kind !== "map") return [];
  const field = value.entries.find(({ key }) => key?.text === "after")?.value;
  const texts =
    field === undefined
      ? []
      : field.kind === "scalar"
        ? [field.text]
        : field.entries.flatMap(({ value: item }) => (item?.kind === "scalar" ? [item.text] : []));
  let index = 0;
  return texts.map((text) => ({ text, index: parseDependency(text.trim()) === undefined ? -1 : index++ }));
}
