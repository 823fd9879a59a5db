import type { LocalTime, WorkingTime } from "../calendar/index.ts";
import type { Id } from "../model/identifier.ts";
import type { Person, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { type FactChange, type FactComparison, lengthFields, startFields } from "./compareFacts.ts";
import type { Cause } from "./comparison.ts";
import { driverOf, edgeOfStage } from "./drivers.ts";
import { fromStart, lagKinds, nodeKinds, type Row } from "./network.ts";
import { reasons } from "./passes.ts";
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

/** A row has this many causes at most; the others would say the same again. */
const mostCauses = 8;

/**
 * Finds what moved each row: what was changed about it, or what it waits for that moved for reasons of its own. Goes once through the
 * rows, each behind what it waits for.
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
  #project: readonly FactChange[] | undefined;

  constructor(before: Schedule, after: Schedule, facts: FactComparison, shifts: ReadonlyMap<number, RowShift>) {
    this.#before = before;
    this.#after = after;
    this.#facts = facts;
    this.#shifts = shifts;
  }

  /** The causes by row of the schedule after, the main one first. */
  find(): { readonly causes: readonly FoundCause[]; readonly byRow: ReadonlyMap<number, readonly number[]> } {
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
    return { causes: this.#found, byRow };
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
    const isLogged = this.#isLogged(this.#after, row) || this.#isLogged(this.#before, rowBefore);
    if (isLogged) {
      const logged = this.#facts.ofProgress(record).map((change) => this.#cause("progress", change));
      if (logged.length > 0) {
        this.#startCauses.set(row, logged);
        this.#finishCauses.set(row, logged);
        return;
      }
    }
    const start = shift.start === undefined ? [] : this.#whyStart(row, rowBefore, record, shift.start);
    this.#startCauses.set(row, start);
    if (shift.finish === undefined) return;
    const length = isLogged || this.#hasOtherLength(row, rowBefore) ? this.#whyLength(row, record, isLogged) : [];
    const onItsWay = isLogged ? this.#inherited(this.#after, row, true) : [];
    const finish = merged(length, merged(onItsWay, start));
    this.#finishCauses.set(row, finish.length > 0 ? finish : this.#whyStart(row, rowBefore, record, shift.finish));
  }

  #stage(row: number): void {
    const first = edgeOfStage(this.#after, row, "start");
    const last = edgeOfStage(this.#after, row, "finish");
    if (first !== undefined) this.#startCauses.set(row, this.#startCauses.get(first) ?? []);
    if (last !== undefined) this.#finishCauses.set(row, this.#finishCauses.get(last) ?? []);
    // What ended it before may have moved to where something else ends it now.
    const before = this.#facts.before((this.#after.rows[row] as Row).record);
    const rowBefore = before && this.#before.network.rowOf.get(before as WorkRecord);
    if (rowBefore === undefined) return;
    for (const [causes, end] of [
      [this.#startCauses, "start"],
      [this.#finishCauses, "finish"],
    ] as const) {
      if ((causes.get(row)?.length ?? 0) > 0) continue;
      const edge = edgeOfStage(this.#before, rowBefore, end);
      const now = edge === undefined ? undefined : this.#rowNow(edge);
      if (now !== undefined) causes.set(row, causes.get(now) ?? []);
      else if (edge !== undefined) {
        const { record } = this.#before.rows[edge] as Row;
        causes.set(row, [this.#cause("removed", { record, field: "", side: "before" })]);
      }
    }
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
    const own = this.#ownStart(row, record);
    const now = this.#inherited(this.#after, row, false, rowBefore);
    const then = this.#inheritedFromBefore(rowBefore, row);
    const [first, second] = by >= 0 ? [now, then] : [then, now];
    if (first.length > 0) return merged(first, this.#isNewBound(row, rowBefore) ? own : []);
    if (own.length > 0) return own;
    if (second.length > 0) return second;
    // What has to end with something else starts by how long it takes.
    return this.#whyLength(row, record, false);
  }

  /** Whether something else holds it than before. */
  #isNewBound(row: number, rowBefore: number): boolean {
    const now = driverOf(this.#after, row).driver;
    const then = driverOf(this.#before, rowBefore).driver;
    return now < 0 !== then < 0;
  }

  /** The causes of what a row waits for, as far as that moved and was waited for before too. */
  #inherited(schedule: Schedule, row: number, evenNew: boolean, rowBefore?: number): readonly number[] {
    const { network } = schedule;
    const { driver, row: at } = driverOf(schedule, row);
    if (driver < 0) return [];
    const from = network.rowOfNode[network.linkFrom[driver] as number] as number;
    const isStart = ((network.linkType[driver] as number) & fromStart) !== 0;
    if (!evenNew && rowBefore !== undefined && !this.#waitedBefore(at, from)) {
      const { record } = network.rows[at] as Row;
      const own = this.#facts.ofWork(record, ["after"]);
      if (own.length > 0) return own.map((change) => this.#cause("field", change));
    }
    return this.#ofEnd(schedule, driver, from, isStart);
  }

  /** What moved the end of a predecessor that counts; with a lag in per cent, how long it takes counts too. */
  #ofEnd({ network }: Schedule, link: number, row: number, isStart: boolean): readonly number[] {
    const start = this.#startCauses.get(row) ?? [];
    const finish = this.#finishCauses.get(row) ?? [];
    if (network.linkLagKind[link] === lagKinds.percent) return isStart ? merged(start, finish) : merged(finish, start);
    return isStart ? start : finish;
  }

  #waitedBefore(row: number, from: number): boolean {
    const record = this.#facts.before((this.#after.rows[row] as Row).record) as WorkRecord | undefined;
    const other = this.#facts.before((this.#after.rows[from] as Row).record);
    if (record === undefined || other === undefined) return false;
    const { index } = this.#before.reading;
    return (record.after ?? []).some(({ on }) => index.resolve("work", on)?.record === other);
  }

  #inheritedFromBefore(rowBefore: number, row: number): readonly number[] {
    const { network } = this.#before;
    const { driver } = driverOf(this.#before, rowBefore);
    if (driver < 0) return [];
    const from = network.rowOfNode[network.linkFrom[driver] as number] as number;
    const now = this.#rowNow(from);
    if (now === row) return [];
    if (now === undefined) {
      const { record } = network.rows[from] as Row;
      return [this.#cause("removed", { record, field: "", side: "before" })];
    }
    const isStart = ((network.linkType[driver] as number) & fromStart) !== 0;
    return this.#ofEnd(this.#before, driver, now, isStart);
  }

  #rowNow(rowBefore: number): number | undefined {
    const { record } = this.#before.rows[rowBefore] as Row;
    const place = this.#after.reading.index.resolve("work", record.id);
    const row = place && this.#after.network.rowOf.get(place.record as WorkRecord);
    return row !== undefined && this.#facts.before((this.#after.rows[row] as Row).record) === record ? row : undefined;
  }

  /** What was changed that moves starts: of the task itself, of the stages around it. */
  #ownStart(row: number, record: WorkRecord): readonly number[] {
    const causes = this.#facts.ofWork(record, startFields).map((change) => this.#cause("field", change));
    for (let at = (this.#after.rows[row] as Row).parent; at >= 0; at = (this.#after.rows[at] as Row).parent) {
      const { record: stage } = this.#after.rows[at] as Row;
      const own = this.#facts.ofWork(stage, ["after", "start-no-earlier", "must-start", "delay", "schedule"]);
      causes.push(...own.map((change) => this.#cause("field", change)));
      if (causes.length > mostCauses) break;
    }
    return causes;
  }

  /** Whether the task as it was would end otherwise, from where it starts now. */
  #hasOtherLength(row: number, rowBefore: number): boolean {
    const after = this.#after.at(row);
    const { network } = this.#before;
    const node = network.nodeOfRow[rowBefore] as number;
    if (network.kinds[node] !== nodeKinds.activity) return true;
    const work = network.work[node] as number;
    const parts = network.parts.get(node) ?? [{ time: network.times[node] as WorkingTime, work }];
    const finish: LocalTime = Math.max(...parts.map((part) => part.time.add(after.start, part.work)));
    return Math.abs(finish - after.finish) > 1;
  }

  #whyLength(row: number, record: WorkRecord, isLogged: boolean): readonly number[] {
    const own = this.#facts.ofWork(record, lengthFields).map((change) => this.#cause("field", change));
    const time = this.#timeChanges(record);
    const all = merged(own, time);
    if (all.length > 0) return all;
    return isLogged ? this.#statusDate() : this.#general(row, record);
  }

  /** Changes of the calendars and the people of a task. */
  #timeChanges(record: WorkRecord): readonly number[] {
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
      causes.push(...changes.map((change) => this.#cause("person", change)));
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
      causes.push(...changes.map((change) => this.#cause("calendar", change)));
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
