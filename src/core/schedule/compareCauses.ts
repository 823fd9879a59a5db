import { finishDay, type LocalTime, startDay, type WorkingTime } from "../calendar/index.ts";
import type { Id } from "../model/identifier.ts";
import type { Person, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { dateFields, type FactChange, type FactComparison, lengthFields, startFields } from "./compareFacts.ts";
import type { Cause } from "./comparison.ts";
import { driverOf, edgeOfStage } from "./drivers.ts";
import { ForwardPass } from "./forwardPass.ts";
import { LinkTimes } from "./linkTime.ts";
import { fromStart, lagKinds, nodeKinds, ontoFinish, type Part, type Row } from "./network.ts";
import { reasons } from "./passes.ts";
import type { Actual } from "./progress.ts";
import type { Schedule } from "./schedule.ts";

/** A cause before it is told: what was changed, and the rows that it moved. */
export interface FoundCause {
  readonly kind: Cause["kind"];
  readonly change: FactChange;
  readonly rows: Set<number>;
}

/** How a row's dates differ; undefined for what does not. */
export interface RowShift {
  readonly start?: number;
  readonly finish?: number;
  /** Whether it is a move in its own working time; if not, it may still be one in that of a row behind it. */
  readonly isMove: boolean;
}

/** What the causes are, and which of them moved what, by their numbers. */
export interface FoundCauses {
  readonly causes: readonly FoundCause[];
  /** By row of the schedule after, the main one first. */
  readonly byRow: ReadonlyMap<number, readonly number[]>;
  /** Those that moved what the project ends with. */
  readonly ofFinish: ReadonlySet<number>;
}

/** A row has this many causes at most; the others would say the same again. */
const mostCauses = 8;

/** Progress is taken back this often to see what it moved; each time, the plan is gone through. Behind that, it counts as it is. */
const mostTrials = 40;

type Side = "before" | "after";
type End = "start" | "finish";

/**
 * Finds what moved each row: what was changed about it, or what it waits for that moved for reasons of its own. Goes once through the
 * rows, each behind what it waits for. A change is a cause where without it the row would have moved less far: what would have moved it
 * the other way is none. What is later now is held by what drives it now; what is earlier was held by what drove it before.
 */
export class CauseFinder {
  readonly #before: Schedule;
  readonly #after: Schedule;
  readonly #facts: FactComparison;
  readonly #shifts: ReadonlyMap<number, RowShift>;
  readonly #found: FoundCause[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #startCauses = new Map<number, readonly number[]>();
  readonly #finishCauses = new Map<number, readonly number[]>();
  readonly #calendars = new Map<Id | undefined, readonly FactChange[]>();
  readonly #persons = new Map<Person, readonly FactChange[]>();
  readonly #links: Readonly<Record<Side, LinkTimes>>;
  #project: readonly FactChange[] | undefined;
  #oldStatus: ForwardPass | undefined;
  #trials = 0;

  constructor(before: Schedule, after: Schedule, facts: FactComparison, shifts: ReadonlyMap<number, RowShift>) {
    this.#before = before;
    this.#after = after;
    this.#facts = facts;
    this.#shifts = shifts;
    this.#links = {
      before: new LinkTimes(before.network, before.dates),
      after: new LinkTimes(after.network, after.dates),
    };
  }

  find(): FoundCauses {
    const { network, order } = this.#after;
    const late: number[] = [];
    for (let at = 0; at < order.nodes.length; at++) {
      const node = order.nodes[at] as number;
      const row = network.rowOfNode[node] as number;
      if (network.nodeOfRow[row] !== node || !this.#shifts.has(row)) continue;
      if (network.kinds[node] === nodeKinds.activity) this.#activity(row);
      else this.#stage(row);
      if (this.#after.dates.driver[node] === reasons.late) late.push(row);
    }
    // What is planned late follows what comes behind it.
    for (const row of late.reverse()) this.#late(row);
    const byRow = new Map<number, readonly number[]>();
    for (const [row, { isMove }] of this.#shifts) {
      if (!isMove) continue;
      const own = merged(this.#startCauses.get(row) ?? [], this.#finishCauses.get(row) ?? []);
      if (own.length > 0) byRow.set(row, own);
      for (const cause of own) this.#found[cause]?.rows.add(row);
    }
    return { causes: this.#found, byRow, ofFinish: this.#ofFinish() };
  }

  /** Of the project: later, what moved those that end it now; earlier, what moved or removed those that ended it before. */
  #ofFinish(): ReadonlySet<number> {
    const causes = new Set<number>();
    const isLater = this.#after.finish > this.#before.finish;
    const schedule = isLater ? this.#after : this.#before;
    const { calendars, rows } = schedule.network;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row]?.isStage !== false) continue;
      const { finish } = schedule.at(row);
      const isLast = finish === schedule.finish || calendars.project.workBetween(finish, schedule.finish) < 1;
      const now = isLater ? row : this.#rowNow(row);
      // What would end it still had to be earlier too, though it was not the last one.
      const isBehind = !isLater && now !== undefined && calendars.project.workBetween(this.#after.finish, finish) >= 1;
      if (!isLast && !isBehind) continue;
      const own = now === undefined ? [this.#removed(row)] : (this.#finishCauses.get(now) ?? []);
      for (const cause of own) causes.add(cause);
    }
    return causes;
  }

  #activity(row: number): void {
    const { record } = this.#after.rows[row] as Row;
    const shift = this.#shifts.get(row) as RowShift;
    const before = this.#facts.before(record);
    const rowBefore = before && this.#before.network.rowOf.get(before as WorkRecord);
    if (rowBefore === undefined) {
      const causes = [this.#cause("added", { record, field: "", side: "after" })];
      this.#startCauses.set(row, causes);
      this.#finishCauses.set(row, causes);
      return;
    }
    if (this.#isLogged(this.#after, row) || this.#isLogged(this.#before, rowBefore)) {
      this.#logged(row, rowBefore, record);
      return;
    }
    const start = shift.start === undefined ? [] : this.#whyStart(row, rowBefore, record, shift.start);
    this.#startCauses.set(row, start);
    if (shift.finish === undefined) return;
    const side = shift.finish >= 0 ? "after" : "before";
    const bound = this.#isBoundByFinish(side, row, rowBefore) ? this.#holding(side, row, rowBefore) : [];
    if (bound.length > 0) {
      this.#finishCauses.set(row, bound);
      return;
    }
    const by = this.#lengthChange(row, rowBefore);
    const length = by === 0 ? [] : this.#whyLength(row, rowBefore, record, false);
    const finish = merged(
      isAlong(by, shift.finish) ? length : [],
      isAlong(shift.start ?? 0, shift.finish) ? start : [],
    );
    if (finish.length > 0) this.#finishCauses.set(row, finish);
    else {
      const all = merged(length, start);
      this.#finishCauses.set(row, all.length > 0 ? all : this.#whyStart(row, rowBefore, record, shift.finish));
    }
  }

  /** What has begun, or had: its dates follow from what was logged, from the status date, and from what the rest of it waits for. */
  #logged(row: number, rowBefore: number, record: WorkRecord): void {
    const shift = this.#shifts.get(row) as RowShift;
    const progress = this.#facts.ofProgress(record).map((change) => this.#cause("progress", change));
    const isDone = this.#after.at(row).isDone || this.#before.at(rowBefore).isDone;
    if (isDone && progress.length > 0) {
      this.#startCauses.set(row, progress);
      this.#finishCauses.set(row, progress);
      return;
    }
    const found = (end: End): readonly number[] => {
      const by = shift[end] ?? 0;
      return isDone || by === 0 ? [] : this.#whyLogged(row, rowBefore, record, progress, end, by);
    };
    const start = found("start");
    const finish = found("finish");
    if (progress.length > 0) {
      if (shift.start !== undefined) this.#startCauses.set(row, start.length > 0 ? start : progress);
      if (shift.finish !== undefined) this.#finishCauses.set(row, finish.length > 0 ? finish : progress);
      return;
    }
    const ownStart =
      start.length > 0 || shift.start === undefined ? start : this.#whyStart(row, rowBefore, record, shift.start);
    this.#startCauses.set(row, ownStart);
    if (shift.finish === undefined) return;
    const rest =
      finish.length > 0
        ? finish
        : merged(this.#whyLength(row, rowBefore, record, true), merged(this.#inherited("after", row), ownStart));
    this.#finishCauses.set(row, rest.length > 0 ? rest : this.#whyStart(row, rowBefore, record, shift.finish));
  }

  /** Each of what may have moved begun work is taken back; what moves it less far then is a cause. */
  #whyLogged(
    row: number,
    rowBefore: number,
    record: WorkRecord,
    progress: readonly number[],
    end: End,
    by: number,
  ): readonly number[] {
    const { network, actuals, dates } = this.#after;
    const node = network.nodeOfRow[row] as number;
    const actual = actuals.get(node);
    const nodeBefore = this.#before.network.nodeOfRow[rowBefore] as number;
    const isLess = (pass: ForwardPass): boolean => {
      const now = end === "start" ? dates.start[node] : dates.finish[node];
      const then = end === "start" ? pass.earlyStart[node] : pass.earlyFinish[node];
      return isAlong((now as number) - (then as number), by);
    };
    let causes: readonly number[] = [];
    if (progress.length > 0 && (this.#trials >= mostTrials || isLess(this.#withProgress(node, nodeBefore)))) {
      causes = progress;
    }
    const status = this.#statusDate();
    if (status.length > 0 && isLess(this.#withOldStatus())) causes = merged(causes, status);
    const work = (network.work[node] as number) - (this.#before.network.work[nodeBefore] as number);
    const side = by > 0 ? "after" : "before";
    if (end === "finish" && isAlong(work, by) && !this.#isBoundByFinish(side, row, rowBefore)) {
      const own = this.#facts.ofWork(record, workFields).map((change) => this.#cause("field", change));
      causes = merged(causes, own);
    }
    // What is left of it may wait, or is done on other days.
    if (end === "finish" && actual !== undefined) {
      causes = merged(causes, this.#holding(side, row, rowBefore, true));
      const left = actual.left === 0 ? actual.total : actual.left;
      if (isAlong(this.#timeChange(row, rowBefore, left), by)) {
        causes = merged(causes, this.#whyTime(row, rowBefore, record));
      }
    }
    return causes;
  }

  /** The plan with what was logged of one node before. */
  #withProgress(node: number, nodeBefore: number): ForwardPass {
    this.#trials++;
    const { network, order, actuals, resume } = this.#after;
    const changed = new Map(actuals);
    const before = this.#before.actuals.get(nodeBefore);
    if (before === undefined) changed.delete(node);
    else {
      changed.set(
        node,
        rescaled(before, this.#before.network.work[nodeBefore] as number, network.work[node] as number),
      );
    }
    return new ForwardPass(network, order, { actuals: changed, ...(resume !== undefined && { resume }) });
  }

  /** The plan on the status date of before. */
  #withOldStatus(): ForwardPass {
    const { network, order, actuals } = this.#after;
    const { resume } = this.#before;
    this.#oldStatus ??= new ForwardPass(network, order, { actuals, ...(resume !== undefined && { resume }) });
    return this.#oldStatus;
  }

  #stage(row: number): void {
    const shift = this.#shifts.get(row) as RowShift;
    for (const [causes, end] of [
      [this.#startCauses, "start"],
      [this.#finishCauses, "finish"],
    ] as const) {
      if (!causes.has(row)) causes.set(row, this.#whyStage(row, end, shift[end] ?? 0));
    }
  }

  /** A stage starts with the first thing in it and ends with the last one: with those of before, if these had to move for it. */
  #whyStage(row: number, end: End, by: number): readonly number[] {
    const causes = end === "start" ? this.#startCauses : this.#finishCauses;
    const edge = edgeOfStage(this.#after, row, end);
    const now = edge === undefined ? [] : (causes.get(edge) ?? []);
    const then = this.#ofEdgeBefore(row, end, causes);
    const [first, second] = by > 0 === (end === "finish") ? [now, then] : [then, now];
    return first.length > 0 ? first : second;
  }

  #ofEdgeBefore(row: number, end: End, causes: ReadonlyMap<number, readonly number[]>): readonly number[] {
    const rowBefore = this.#rowThen(row);
    const edge = rowBefore === undefined ? undefined : edgeOfStage(this.#before, rowBefore, end);
    if (edge === undefined) return [];
    const now = this.#rowNow(edge);
    return now === undefined ? [this.#removed(edge)] : (causes.get(now) ?? []);
  }

  #late(row: number): void {
    const { network } = this.#after;
    if ((this.#startCauses.get(row)?.length ?? 0) > 0) return;
    const node = network.nodeOfRow[row] as number;
    for (let link = 0; link < network.linkFrom.length; link++) {
      if (network.linkFrom[link] !== node) continue;
      const to = this.#rowOnto(link);
      const causes = this.#startCauses.get(to) ?? this.#finishCauses.get(to) ?? [];
      if (causes.length === 0) continue;
      this.#startCauses.set(row, causes);
      this.#finishCauses.set(row, causes);
      return;
    }
  }

  #rowOnto(link: number): number {
    const { network } = this.#after;
    let low = 0;
    let high = network.size;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((network.firstLink[middle] as number) <= link) low = middle;
      else high = middle;
    }
    return network.rowOfNode[low] as number;
  }

  /** Later: what holds it now, else what was changed about it. Earlier: what held it before, else what was changed. */
  #whyStart(row: number, rowBefore: number, record: WorkRecord, by: number): readonly number[] {
    const [side, other] = by >= 0 ? (["after", "before"] as const) : (["before", "after"] as const);
    const first = this.#holding(side, row, rowBefore);
    if (first.length > 0) return first;
    const own = this.#ownStart(row, record, startFields);
    if (own.length > 0) return own;
    const second = this.#inherited(other, other === "after" ? row : rowBefore);
    if (second.length > 0) return second;
    const tight = this.#ofTightLinks(side, side === "after" ? row : rowBefore);
    if (tight.length > 0) return tight;
    // What has to end with something else starts by how long it takes.
    return this.#whyLength(row, rowBefore, record, false);
  }

  /** Whether a row is held by its finish, so that it starts by how long it takes and not the other way round. */
  #isBoundByFinish(side: Side, row: number, rowBefore: number): boolean {
    const { network, dates } = this.#side(side);
    const node = network.nodeOfRow[side === "after" ? row : rowBefore] as number;
    const driver = dates.driver[node] as number;
    if (driver >= 0) return ((network.linkType[driver] as number) & ontoFinish) !== 0;
    const { mustFinish, finishNoEarlier, finishNoLater } = network.constraints.get(node) ?? {};
    const finish = dates.finish[node] as number;
    const time = network.times[node] as WorkingTime;
    return (
      driver === reasons.constraint &&
      [mustFinish, finishNoEarlier, finishNoLater].some(
        (date) => date !== undefined && Math.abs(time.workBetween(date, finish)) < 1,
      )
    );
  }

  /**
   * What was changed about that which holds a row on the side where it starts later, so that it does not on the other one.
   * @param isBegun it is what is left of begun work, which only a link holds, and only where it leaves less time for it
   */
  #holding(side: Side, row: number, rowBefore: number, isBegun = false): readonly number[] {
    const schedule = this.#side(side);
    const { driver, node, row: at } = driverOf(schedule, side === "after" ? row : rowBefore);
    if (driver >= 0) {
      const causes = this.#holdingLink(side, row, driver, node, at, isBegun);
      return side === "after" ? causes : merged(causes, this.#othersThatHeld(row, driver, node, at, isBegun));
    }
    if (isBegun) return [];
    const record = this.#recordNow(side, at);
    switch (driver) {
      case reasons.statusDate:
        return this.#statusDate();
      case reasons.constraint:
        if (record === undefined) return [this.#removed(at)];
        return this.#facts.ofWork(record, dateFields).map((change) => this.#cause("field", change));
      default:
        return [];
    }
  }

  /** To be earlier now, it had to be let go by all that would hold it still, not only by what held it longest. */
  #othersThatHeld(row: number, driver: number, node: number, at: number, isBegun: boolean): readonly number[] {
    const { network, order } = this.#before;
    const atNow = this.#rowNow(at);
    const nodeNow = atNow === undefined ? -1 : this.#nodeLike("after", network.kinds[node] as number, atNow);
    if (isBegun || nodeNow < 0) return [];
    const time = network.times[node] as WorkingTime;
    const now = this.#after.dates;
    let causes: readonly number[] = [];
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      if (link === driver || order.isLeftOut[link] === 1 || network.linkIndex[link] === -1) continue;
      const isOnto = ((network.linkType[link] as number) & ontoFinish) !== 0;
      const own = (isOnto ? now.finish[nodeNow] : now.start[nodeNow]) as number;
      if (time.workBetween(own, this.#links.before.bound(link, node)) < 1) continue;
      causes = merged(causes, this.#holdingLink("before", row, link, node, at, isBegun));
    }
    return causes;
  }

  #holdingLink(side: Side, row: number, link: number, node: number, at: number, isBegun: boolean): readonly number[] {
    const { network } = this.#side(side);
    const other: Side = side === "after" ? "before" : "after";
    const base = this.#side(other);
    const from = network.rowOfNode[network.linkFrom[link] as number] as number;
    const fromBase = this.#rowOn(other, from);
    const record = this.#recordNow(side, this.#statingRow(side, link, at));
    if (record === undefined) return [this.#removed(at)];
    if (fromBase === undefined && side === "before") return [this.#removed(from)];
    const stated = this.#facts.ofWork(record, ["after"]).map((change) => this.#cause("field", change));
    const inherited = this.#ofEnd(side, link, from);
    if (fromBase === undefined) return stated.length > 0 ? stated : inherited;
    const atBase = this.#rowOn(other, at);
    const nodeBase = atBase === undefined ? -1 : this.#nodeLike(other, network.kinds[node] as number, atBase);
    const linkBase = nodeBase < 0 ? undefined : this.#linkLike(side, link, nodeBase, fromBase);
    const isSame = linkBase !== undefined && this.#isSameLink(side, link, linkBase);
    const isOnto = ((network.linkType[link] as number) & ontoFinish) !== 0;
    // Bounds as starts, so that those of all types can be told apart; nights between them do not count.
    const time = network.times[node] as WorkingTime;
    const asStart = (bound: LocalTime, isFinish: boolean): LocalTime =>
      time.nextStart(isFinish ? time.subtract(bound, network.work[node] as number) : bound);
    const bound = asStart(this.#links[side].bound(link, node), isOnto);
    const isMoved =
      asStart(
        this.#links[side].withLag(link, node, this.#givenBy(other, fromBase, this.#isFromStart(side, link))),
        isOnto,
      ) < bound;
    const isOther =
      !isSame &&
      (linkBase === undefined ||
        asStart(
          this.#links[other].withLag(linkBase, nodeBase, this.#givenBy(side, from, this.#isFromStart(other, linkBase))),
          ((base.network.linkType[linkBase] as number) & ontoFinish) !== 0,
        ) < bound);
    let causes = merged(isOther ? stated : [], isMoved ? inherited : []);
    // Something else than its links let it start earlier there: a date that holds no more, or holds now.
    if (
      linkBase !== undefined &&
      ((base.network.linkType[linkBase] as number) & ontoFinish) === 0 &&
      time.nextStart(this.#links[other].bound(linkBase, nodeBase)) >
        time.nextStart(base.dates.start[nodeBase] as number)
    ) {
      const { record: own } = this.#after.rows[row] as Row;
      causes = merged(causes, this.#ownStart(row, own, dateFields));
    }
    const delay = network.delays.get(node)?.work ?? 0;
    if (nodeBase >= 0 && delay > (base.network.delays.get(nodeBase)?.work ?? 0)) {
      causes = merged(causes, this.#ownStart(row, record, ["delay"]));
    }
    if (causes.length > 0 || isBegun) return causes;
    return isSame ? inherited : merged(stated, inherited);
  }

  /** The causes of what a row waits for on one side. */
  #inherited(side: Side, row: number): readonly number[] {
    const schedule = this.#side(side);
    const { driver } = driverOf(schedule, row);
    if (driver < 0) return [];
    return this.#ofEnd(side, driver, schedule.network.rowOfNode[schedule.network.linkFrom[driver] as number] as number);
  }

  /** The causes of all that a row could not be earlier for: a fixed date drives it that does not hold. */
  #ofTightLinks(side: Side, row: number): readonly number[] {
    const { network, order } = this.#side(side);
    const node = network.nodeOfRow[row] as number;
    let causes: readonly number[] = [];
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      const isStated = network.linkIndex[link] !== -1 && order.isLeftOut[link] === 0;
      if (!isStated || !this.#links[side].isTight(link, node)) continue;
      causes = merged(causes, this.#ofEnd(side, link, network.rowOfNode[network.linkFrom[link] as number] as number));
    }
    return causes;
  }

  /** What moved the end of a predecessor that counts; with a lag in per cent, how long it takes counts too. */
  #ofEnd(side: Side, link: number, from: number): readonly number[] {
    const { network } = this.#side(side);
    const row = side === "after" ? from : this.#rowNow(from);
    if (row === undefined) return [this.#removed(from)];
    // What waits for the start of a stage may come before the end of it.
    const isFirst = network.kinds[network.linkFrom[link] as number] === nodeKinds.stageFirst;
    if (isFirst && this.#shifts.has(row) && this.#after.rows[row]?.isStage === true && !this.#startCauses.has(row)) {
      this.#startCauses.set(row, this.#whyStage(row, "start", this.#shifts.get(row)?.start ?? 0));
    }
    const isStart = this.#isFromStart(side, link);
    const start = this.#startCauses.get(row) ?? [];
    const finish = this.#finishCauses.get(row) ?? [];
    if (network.linkLagKind[link] === lagKinds.percent) return isStart ? merged(start, finish) : merged(finish, start);
    return isStart ? start : finish;
  }

  #side(side: Side): Schedule {
    return side === "after" ? this.#after : this.#before;
  }

  #isFromStart(side: Side, link: number): boolean {
    return ((this.#side(side).network.linkType[link] as number) & fromStart) !== 0;
  }

  #givenBy(side: Side, row: number, isStart: boolean): LocalTime {
    const { earlyStart, earlyFinish } = this.#side(side).at(row);
    return isStart ? earlyStart : earlyFinish;
  }

  /** The row that states a link: the one it leads to, or a stage around it whose finish waits. */
  #statingRow(side: Side, link: number, at: number): number {
    const { network, reading } = this.#side(side);
    const wanted = -2 - (network.linkIndex[link] as number);
    if (wanted < 0) return at;
    const from = network.rows[network.rowOfNode[network.linkFrom[link] as number] as number]?.record;
    for (let row = at; row >= 0; row = (network.rows[row] as Row).parent) {
      const on = (network.rows[row] as Row).record.after?.[wanted]?.on;
      if (on !== undefined && reading.index.resolve("work", on)?.record === from) return row;
    }
    return at;
  }

  #nodeLike(side: Side, kind: number, row: number): number {
    const { nodeOfRow, stageStartOfRow } = this.#side(side).network;
    return (kind === nodeKinds.stageStart ? stageStartOfRow[row] : nodeOfRow[row]) as number;
  }

  /** The link that was, or is, this one on the other side: the same if there is one, else another one between the two. */
  #linkLike(side: Side, link: number, nodeBase: number, fromBase: number): number | undefined {
    const { network, order } = this.#side(side === "after" ? "before" : "after");
    let found: number | undefined;
    for (let at = network.firstLink[nodeBase] as number; at < (network.firstLink[nodeBase + 1] as number); at++) {
      if (order.isLeftOut[at] === 1 || network.rowOfNode[network.linkFrom[at] as number] !== fromBase) continue;
      if (this.#isSameLink(side, link, at)) return at;
      found ??= at;
    }
    return found;
  }

  #isSameLink(side: Side, link: number, other: number): boolean {
    const { network } = this.#side(side);
    const { network: base } = this.#side(side === "after" ? "before" : "after");
    return (
      network.linkType[link] === base.linkType[other] &&
      network.linkLag[link] === base.linkLag[other] &&
      network.linkLagKind[link] === base.linkLagKind[other]
    );
  }

  #rowThen(row: number): number | undefined {
    const before = this.#facts.before((this.#after.rows[row] as Row).record);
    return before && this.#before.network.rowOf.get(before as WorkRecord);
  }

  /** The row on a side of a row of the other one. */
  #rowOn(side: Side, row: number): number | undefined {
    return side === "after" ? this.#rowNow(row) : this.#rowThen(row);
  }

  #recordNow(side: Side, row: number): WorkRecord | undefined {
    const now = side === "after" ? row : this.#rowNow(row);
    return now === undefined ? undefined : this.#after.rows[now]?.record;
  }

  #removed(rowBefore: number): number {
    const { record } = this.#before.rows[rowBefore] as Row;
    return this.#cause("removed", { record, field: "", side: "before" });
  }

  #rowNow(rowBefore: number): number | undefined {
    const { record } = this.#before.rows[rowBefore] as Row;
    const place = this.#after.reading.index.resolve("work", record.id);
    const row = place && this.#after.network.rowOf.get(place.record as WorkRecord);
    return row !== undefined && this.#facts.before((this.#after.rows[row] as Row).record) === record ? row : undefined;
  }

  /** What was changed that moves starts: of the task itself, of the stages around it. */
  #ownStart(row: number, record: WorkRecord, fields: readonly string[]): readonly number[] {
    const causes = this.#facts.ofWork(record, fields).map((change) => this.#cause("field", change));
    const ofStage = stageFields.filter((field) => fields.includes(field));
    for (let at = (this.#after.rows[row] as Row).parent; at >= 0; at = (this.#after.rows[at] as Row).parent) {
      const { record: stage } = this.#after.rows[at] as Row;
      causes.push(...this.#facts.ofWork(stage, ofStage).map((change) => this.#cause("field", change)));
      if (causes.length > mostCauses) break;
    }
    return [...new Set(causes)];
  }

  /** Who works on a row's work, each in their own time. */
  #partsOf({ network }: Schedule, row: number): readonly Part[] {
    const node = network.nodeOfRow[row] as number;
    return (
      network.parts.get(node) ?? [{ time: network.times[node] as WorkingTime, work: network.work[node] as number }]
    );
  }

  /** By how much later the task ends than it would from where it starts now, were it as long as it was; less than a second is nothing. */
  #lengthChange(row: number, rowBefore: number): number {
    const { network } = this.#before;
    const { start, finish } = this.#after.at(row);
    if (network.kinds[network.nodeOfRow[rowBefore] as number] !== nodeKinds.activity) return 1;
    const by = finish - finishOf(this.#partsOf(this.#before, rowBefore), start);
    return Math.abs(by) > 1 ? by : 0;
  }

  /** The same for the time in which it is worked on alone. */
  #timeChange(row: number, rowBefore: number, work: number): number {
    const { start } = this.#after.at(row);
    const from = Math.max(start, this.#after.resume ?? start);
    const [now, then] = [this.#partsOf(this.#after, row), this.#partsOf(this.#before, rowBefore)].map((parts) =>
      finishOf(
        parts.map(({ time }) => ({ time, work })),
        from,
      ),
    );
    return (now as number) - (then as number);
  }

  /** What was changed that bears on how long it takes, as far as that moved the finish the way it went. */
  #whyLength(row: number, rowBefore: number, record: WorkRecord, isLogged: boolean): readonly number[] {
    const own = (fields: readonly string[]): readonly number[] =>
      this.#facts.ofWork(record, fields).map((change) => this.#cause("field", change));
    const by = this.#lengthChange(row, rowBefore);
    const node = this.#after.network.nodeOfRow[row] as number;
    const nodeBefore = this.#before.network.nodeOfRow[rowBefore] as number;
    const work = this.#after.network.work[node] as number;
    const hasWork = isAlong(work - (this.#before.network.work[nodeBefore] as number), by);
    const hasTime = isAlong(this.#timeChange(row, rowBefore, work), by);
    const found = merged(hasWork ? own(workFields) : [], hasTime ? this.#whyTime(row, rowBefore, record) : []);
    if (found.length > 0) return found;
    const all = merged(own(lengthFields), this.#timeChanges(record, this.#daysOf(row, rowBefore)));
    if (all.length > 0) return all;
    return isLogged ? this.#statusDate() : this.#general(row, record);
  }

  /** Who works on it, and what was changed about their time. */
  #whyTime(row: number, rowBefore: number, record: WorkRecord): readonly number[] {
    const own = this.#facts.ofWork(record, timeFields).map((change) => this.#cause("field", change));
    return merged(own, this.#timeChanges(record, this.#daysOf(row, rowBefore)));
  }

  /** The days on which a task lies, now or before. */
  #daysOf(row: number, rowBefore: number): DaySpan {
    const [now, then] = [this.#after.at(row), this.#before.at(rowBefore)];
    return [startDay(Math.min(now.start, then.start)), finishDay(Math.max(now.finish, then.finish))];
  }

  /**
   * Changes of the calendars and the people of a task.
   * @param days what was changed about other days than these is none
   */
  #timeChanges(record: WorkRecord, days?: DaySpan): readonly number[] {
    const causes: number[] = [];
    const task = record as Task;
    const { index, project } = this.#after.reading;
    const people = (task.who ?? []).flatMap(({ who }) => index.resolve("people", who)?.record ?? []);
    for (const one of people) {
      const person = one as Person;
      let changes = this.#persons.get(person);
      if (changes === undefined) {
        changes = this.#facts.ofPerson(person);
        this.#persons.set(person, changes);
      }
      causes.push(...changes.filter((one) => isWithin(one, days)).map((change) => this.#cause("person", change)));
    }
    const calendars = people.length === 0 ? [undefined] : people.map((one) => (one as Person).calendar);
    for (const calendar of new Set(
      calendars.map((one) => task.calendar ?? one ?? project.header.calendar ?? "standard"),
    )) {
      let changes = this.#calendars.get(calendar);
      if (changes === undefined) {
        changes = this.#facts.ofCalendar(calendar);
        this.#calendars.set(calendar, changes);
      }
      causes.push(...changes.filter((one) => isWithin(one, days)).map((change) => this.#cause("calendar", change)));
    }
    return causes;
  }

  /** What holds for all: the status date, the start of the project, its calendars. */
  #general(row: number, record: WorkRecord): readonly number[] {
    this.#project ??= this.#facts.ofProject();
    const { driver } = driverOf(this.#after, row);
    const status = driver === reasons.statusDate ? this.#statusDate() : [];
    if (status.length > 0) return status;
    const time = this.#timeChanges(record);
    const project = this.#project.map((change) => this.#cause("project", change));
    const all = merged(time, project);
    return all.length > 0 ? all : this.#statusDate();
  }

  #statusDate(): readonly number[] {
    const [before, after] = [this.#before, this.#after].map(({ resume, today }) => (resume === undefined ? "" : today));
    if (before === after) return [];
    const change: FactChange = {
      field: "status-date",
      ...(before !== "" && before !== undefined && { before }),
      ...(after !== "" && after !== undefined && { after }),
      side: "after",
    };
    return [this.#cause("status-date", change)];
  }

  #isLogged({ network, actuals }: Schedule, row: number): boolean {
    return actuals.has(network.nodeOfRow[row] as number);
  }

  #cause(kind: Cause["kind"], change: FactChange): number {
    const key = `${kind}|${change.record?.id ?? ""}|${change.field}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const number = this.#found.push({ kind, change, rows: new Set() }) - 1;
    this.#byKey.set(key, number);
    return number;
  }
}

function merged(first: readonly number[], second: readonly number[]): readonly number[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  return [...new Set([...first, ...second])].slice(0, mostCauses);
}

const workFields = ["effort", "duration", "milestone"] as const;
const timeFields = ["who", "calendar"] as const;
/** Fields of a stage that move the starts of what it holds. */
const stageFields: readonly string[] = ["after", "start-no-earlier", "must-start", "delay", "schedule"];

/** A first and a last day. */
type DaySpan = readonly [first: string, last: string];

/** Whether a change bears on days: all but those do whose own days are others. */
function isWithin({ spans }: FactChange, days: DaySpan | undefined): boolean {
  if (spans === undefined || days === undefined) return true;
  const [first, last] = days;
  return spans.some(([from, to]) => from <= last && to >= first);
}

/** Whether a change of a moment or an amount goes the same way as a shift. */
function isAlong(change: number, by: number): boolean {
  return change !== 0 && change > 0 === by > 0;
}

function finishOf(parts: readonly Part[], start: LocalTime): LocalTime {
  return Math.max(...parts.map(({ time, work }) => time.add(start, work)));
}

/** What was logged, of work that is another amount: what was left of the estimate is as much of it as before. */
function rescaled(actual: Actual, before: number, after: number): Actual {
  if (before === after || before === 0 || actual.total !== before) return actual;
  return { ...actual, left: Math.round((actual.left * after) / before), total: after };
}
