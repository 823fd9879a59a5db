import { finishDay, type LocalTime, secondsPerHour, type WorkingTime } from "../calendar/index.ts";
import { type Assignment, formatAssignment } from "../model/assignment.ts";
import { toNumber } from "../model/decimal.ts";
import { type Dependency, formatDependency } from "../model/dependency.ts";
import { type Duration, formatDuration, minutesOf, usualUnits } from "../model/duration.ts";
import type { Calendar, Person, Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import { type EditPlan, type FieldText, readingAfter, setField, type TextEdit } from "../text/editing/index.ts";
import type { RecordPlace } from "../text/reading/index.ts";
import { Explainer } from "./explain.ts";
import type { ChainStep, ConstraintField, Influence } from "./explanation.ts";
import { type FactPlace, factOf, placeOfWork } from "./factPlace.ts";
import { LinkTimes } from "./linkTime.ts";
import { type Schedule, type ScheduledWork, schedule as scheduleProject } from "./schedule.ts";
import { amountText, countingOf, dateText, named, plainName, rangeText } from "./words.ts";

/** What could be changed so that a task is finished earlier. */
export type ForwardChange =
  /** Its optimistic estimate instead of the likely one. */
  | { readonly kind: "shorten"; readonly work: WorkRecord; readonly before: Duration; readonly after: Duration }
  /** More of somebody's time, one more of a role, one more person. */
  | { readonly kind: "people"; readonly work: WorkRecord; readonly before: string; readonly after: string }
  /** A dependency dropped, so that both go on at the same time, or its lag left out. */
  | {
      readonly kind: "link";
      readonly work: WorkRecord;
      readonly predecessor: WorkRecord;
      readonly dependency: Dependency;
      readonly part: "lag" | "all";
    }
  | { readonly kind: "constraint"; readonly work: WorkRecord; readonly field: ConstraintField }
  | { readonly kind: "delay"; readonly work: WorkRecord; readonly delay: Duration }
  | { readonly kind: "leave"; readonly person: Person; readonly span: string }
  | { readonly kind: "holiday"; readonly calendar: Calendar; readonly span: string; readonly name?: string };

/** Money in the project's currency, unless it names one. */
export interface ExtraCost {
  readonly amount: number;
  readonly currency?: string;
}

/** A change with what it really brings, found by scheduling the project with it. Amounts in seconds of working time. */
export interface WayForward {
  readonly change: ForwardChange;
  /** How much earlier the task in question is finished. */
  readonly gain: number;
  /** When it is finished then, of a task that never ends as it is now; its gain has no measure. */
  readonly ends?: LocalTime;
  /** How much earlier the project is. */
  readonly projectGain: number;
  /** What more of people's time costs than now; negative where it costs less. Absent where nothing changes or a rate is not known. */
  readonly cost?: ExtraCost;
  /** What the changed task waits for then, where that is another thing than before. */
  readonly nextDriver?: WorkRecord;
  /** Where the fact stands that would have to change. */
  readonly place?: FactPlace;
  /** The edits that make the change; absent where people decide how to write it down. */
  readonly edits?: readonly TextEdit[];
  /** `Take the optimistic estimate of “API”, 8d instead of 12d: 4 days earlier, and so is the project.` */
  readonly text: string;
}

export interface WaysOptions {
  /** How many changes are tried, each by scheduling the project again. */
  readonly tries?: number;
}

interface Candidate {
  readonly change: ForwardChange;
  /** The most it could bring, in seconds; which ones are tried follows from it. */
  readonly promise: number;
  /** One of {@link prices}. */
  readonly price: number;
  readonly cost?: ExtraCost;
  /** The edits that make it; not worked out before it is to be tried. */
  readonly plan: () => EditPlan;
  readonly isOffered: boolean;
  readonly place: () => FactPlace | undefined;
}

/** What a change takes, the least first: nothing, money, an agreement with somebody, or something of the order of the work. */
const prices = { nothing: 0, money: 1, agreement: 2, order: 3 } as const;

/**
 * The cheapest ways to finish a task earlier: changes along the chain that drives it, each tried by scheduling the project with it,
 * those that take nothing first, those that give up a link last, and among these those that bring most. The same schedule gives the same answer.
 */
export function waysForward(schedule: Schedule, row: number, options: WaysOptions = {}): readonly WayForward[] {
  const steps = waysInSteps(schedule, row, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same with a pause behind each try: who asks may do something else meanwhile, or leave it. */
export function* waysInSteps(
  schedule: Schedule,
  row: number,
  { tries = 12 }: WaysOptions = {},
): Generator<undefined, readonly WayForward[]> {
  const work = schedule.at(row);
  if (work.isDone || schedule.reading.isNewer) return [];
  const candidates = new Candidates(schedule, row).find().map((candidate, order) => ({ candidate, order }));
  candidates.sort(
    ({ candidate: a, order: first }, { candidate: b, order: second }) =>
      a.price - b.price || b.promise - a.promise || first - second,
  );
  const found: { readonly way: WayForward; readonly price: number; readonly order: number }[] = [];
  let tried = 0;
  for (const { candidate, order } of candidates) {
    if (tried >= tries) break;
    const { edits } = candidate.plan();
    if (edits === undefined || edits.length === 0) continue;
    tried++;
    const way = tryOut(schedule, work, candidate, edits);
    if (way !== undefined) found.push({ way, price: candidate.price, order });
    yield;
  }
  found.sort(
    (a, b) =>
      a.price - b.price ||
      b.way.gain - a.way.gain ||
      b.way.projectGain - a.way.projectGain ||
      (a.way.cost?.amount ?? 0) - (b.way.cost?.amount ?? 0) ||
      a.order - b.order,
  );
  return found.map(({ way }) => way);
}

/** Less than a minute is nothing. */
const leastGain = 60;

function tryOut(
  schedule: Schedule,
  work: ScheduledWork,
  candidate: Candidate,
  edits: readonly TextEdit[],
): WayForward | undefined {
  const reading = readingAfter(schedule.reading, { edits });
  const changed = scheduleProject(reading, { today: schedule.today });
  const then = changed.find(work.record.id);
  if (then === undefined || changed.order.circles.length > schedule.order.circles.length) return undefined;
  const gain = Math.round(schedule.floatTime(work.row).workBetween(then.finish, work.finish));
  if (gain < leastGain) return undefined;
  const projectGain = Math.round(schedule.network.calendars.project.workBetween(changed.finish, schedule.finish));
  const { change, cost } = candidate;
  const ends = work.isEndless ? { ends: then.finish } : {};
  const place = candidate.place();
  const nextDriver = "work" in change ? nextDriverOf(changed, change) : undefined;
  return {
    change,
    gain,
    projectGain,
    ...(cost && { cost }),
    ...ends,
    ...(nextDriver && { nextDriver }),
    ...(place && { place }),
    ...(candidate.isOffered && { edits }),
    text: wayText(schedule, work.row, change, {
      gain,
      ...ends,
      projectGain,
      ...(nextDriver && { nextDriver }),
      ...(cost && { cost }),
    }),
  };
}

function nextDriverOf(changed: Schedule, change: ForwardChange): WorkRecord | undefined {
  if (change.kind !== "link" && change.kind !== "constraint") return undefined;
  const then = changed.find(change.work.id);
  if (then === undefined || then.isStage) return undefined;
  const { reason } = new Explainer(changed).start(then.row);
  if (reason.kind !== "predecessor") return undefined;
  const { record } = reason.predecessor;
  return change.kind === "link" && record.id === change.predecessor.id ? undefined : record;
}

class Candidates {
  readonly #schedule: Schedule;
  readonly #row: number;
  readonly #explainer: Explainer;
  readonly #links: LinkTimes;
  readonly #found: Candidate[] = [];
  readonly #seen = new Set<string>();

  constructor(schedule: Schedule, row: number) {
    this.#schedule = schedule;
    this.#row = row;
    this.#explainer = new Explainer(schedule);
    this.#links = new LinkTimes(schedule.network, schedule.dates);
  }

  find(): readonly Candidate[] {
    for (const step of this.#explainer.chain(this.#row)) {
      if (step.work.isDone) continue;
      this.#ofReason(step);
      for (const influence of step.influences) this.#ofInfluence(step.work, influence);
      if (step.work.isStage || step.work.isMilestone) continue;
      this.#ofEstimate(step.work);
      this.#ofPeople(step.work);
      for (const influence of this.#explainer.finish(step.work.row).influences) {
        this.#ofInfluence(step.work, influence);
      }
    }
    return this.#found;
  }

  #ofReason({ work, reason }: ChainStep): void {
    if (reason.kind === "constraint") {
      const { field, statedBy: record } = reason;
      if (field === "start-no-later" || field === "finish-no-later") return;
      this.#offer(
        record,
        field,
        undefined,
        this.#room(work),
        { kind: "constraint", work: record, field },
        prices.agreement,
      );
    } else if (reason.kind === "predecessor") {
      const { statedBy: record, dependency, predecessor } = reason;
      const change = { kind: "link", work: record, predecessor: predecessor.record, dependency } as const;
      const others = (record.after ?? []).filter((one) => one !== dependency).map(formatDependency);
      const { lag } = dependency;
      if (lag !== undefined && lag.sign > 0) {
        const without = (record.after ?? []).map((one) =>
          formatDependency(one === dependency ? { on: one.on, type: one.type } : one),
        );
        this.#offer(record, "after", without, this.#room(work), { ...change, part: "lag" }, prices.agreement);
      }
      this.#offer(record, "after", others, this.#room(work), { ...change, part: "all" }, prices.order);
    }
  }

  /** How much earlier it could start by what else it waits for. */
  #room(work: ScheduledWork): number {
    const { network, order, dates, resume } = this.#schedule;
    const node = network.nodeOfRow[work.row] as number;
    const time = network.floatTimes[node] as WorkingTime;
    // Of what has begun, what is left waits.
    const { reason } = this.#explainer.finish(work.row);
    const remainder = reason.kind === "work" ? reason.resumes : undefined;
    let next = remainder === undefined ? network.start : Math.max(work.start, resume ?? work.start);
    for (let link = network.firstLink[node] as number; link < (network.firstLink[node + 1] as number); link++) {
      if (order.isLeftOut[link] === 1 || link === dates.driver[node]) continue;
      next = Math.max(next, this.#links.bound(link, node));
    }
    return Math.max(0, time.workBetween(next, remainder ?? work.start));
  }

  #ofEstimate({ record }: ScheduledWork): void {
    const task = record as Task;
    const field = task.duration !== undefined ? "duration" : "effort";
    const estimate = task.duration ?? task.effort;
    if (estimate?.optimistic === undefined || estimate.pessimistic === undefined) return;
    const { optimistic, likely, pessimistic } = estimate;
    const units = { ...usualUnits, ...this.#schedule.reading.project.header.units };
    const promise = (minutesOf(likely, units) - minutesOf(optimistic, units)) * 60;
    if (promise <= 0) return;
    const value = [optimistic, optimistic, pessimistic].map(formatDuration).join(" / ");
    this.#offer(
      record,
      field,
      value,
      promise,
      { kind: "shorten", work: record, before: likely, after: optimistic },
      prices.nothing,
    );
  }

  #ofPeople({ record, row, duration }: ScheduledWork): void {
    const { effort, duration: stated, who } = record as Task;
    if (effort === undefined || stated !== undefined || who === undefined || who.length === 0) return;
    const { index, project } = this.#schedule.reading;
    const personOf = (id: string): Person | undefined => index.resolve("people", id)?.record as Person | undefined;
    const { network, actuals } = this.#schedule;
    const node = network.nodeOfRow[row] as number;
    const hours = (actuals.get(node)?.left ?? (network.work[node] as number)) / secondsPerHour;
    const costNow = this.#costOf(who, hours);
    const add = (changed: readonly Assignment[], promise: number): void => {
      const before = who.map(formatAssignment).join(", ");
      const items = changed.map(formatAssignment);
      const then = this.#costOf(changed, hours);
      const cost =
        costNow !== undefined && then !== undefined && costNow.currency === then.currency
          ? { ...then, amount: Math.round(100 * (then.amount - costNow.amount)) / 100 }
          : undefined;
      // The same people do the same work in less time; whoever comes along is paid for.
      const isMore = changed.length > who.length;
      const price = (cost?.amount ?? (isMore ? 1 : 0)) < 1 ? prices.nothing : prices.money;
      const change = { kind: "people", work: record, before, after: items.join(", ") } as const;
      this.#offer(record, "who", items, promise, change, price, cost?.amount === 0 ? undefined : cost);
    };
    for (const assignment of who) {
      const person = personOf(assignment.who);
      const most = Math.min(100, person?.capacity ?? 100);
      if (assignment.units < most) {
        const changed = who.map((one) => (one === assignment ? { ...one, units: most } : one));
        add(changed, duration * (1 - assignment.units / most));
      }
      if (person?.count !== undefined && assignment.count < person.count) {
        const changed = who.map((one) => (one === assignment ? { ...one, count: one.count + 1 } : one));
        add(changed, duration / (assignment.count + 1));
      }
    }
    // Somebody else who does the same.
    const roles = new Set(who.flatMap(({ who: id }) => personOf(id)?.role ?? []));
    const taken = new Set(who.map(({ who: id }) => personOf(id)));
    const other = project.people.find(
      (person) => person.role !== undefined && roles.has(person.role) && !taken.has(person),
    );
    if (other !== undefined) {
      add([...who, { who: other.id, units: 100, count: 1 }], duration / (who.length + 1));
    }
  }

  /** What so many hours cost when these share them by how much of their time they give; undefined where a rate is not stated. */
  #costOf(who: readonly Assignment[], hours: number): ExtraCost | undefined {
    const { index, project } = this.#schedule.reading;
    const units = { ...usualUnits, ...project.header.units };
    const one = { coefficient: 1, decimals: 0 };
    let [shares, sum] = [0, 0];
    const currencies = new Set<string | undefined>();
    for (const { who: id, units: part, count } of who) {
      const { rate, capacity } = (index.resolve("people", id)?.record ?? {}) as Partial<Person>;
      if (rate === undefined) return undefined;
      const share = Math.min(part, capacity ?? 100) * count;
      const hour = minutesOf({ amount: one, unit: rate.per, isElapsed: false }, units) / 60;
      shares += share;
      sum += (share * toNumber(rate.amount)) / hour;
      currencies.add(rate.currency ?? project.header.currency);
    }
    const [currency] = currencies;
    if (currencies.size > 1 || shares === 0) return undefined;
    return { amount: (hours * sum) / shares, ...(currency !== undefined && { currency }) };
  }

  #ofInfluence(work: ScheduledWork, influence: Influence): void {
    const { index } = this.#schedule.reading;
    if (influence.kind === "delay") {
      const { statedBy: record, delay } = influence;
      const promise = Math.max(0, minutesOf(delay) * 60);
      this.#offer(record, "delay", undefined, promise, { kind: "delay", work: record, delay }, prices.agreement);
    } else if (influence.kind === "free") {
      const { because, person, calendar, span, name, days } = influence;
      const promise = days * this.#schedule.daySeconds;
      if (span === undefined || work.isDone) return;
      if (because === "leave" && person !== undefined) {
        const place = index.placeOf("people", person);
        if (place === undefined) return;
        const others = (person.leave ?? [])
          .map(({ start, finish }) => (start === finish ? start : `${start} / ${finish}`))
          .filter((text) => text !== span);
        this.#add(`leave ${person.id} ${span}`, {
          change: { kind: "leave", person, span },
          plan: () => setField(this.#schedule.reading, place, "leave", others),
          promise,
          price: prices.agreement,
          isOffered: false,
          place: () => influence.place,
        });
      } else if (because === "holiday" && calendar !== undefined && influence.place !== undefined) {
        const { path, start, end } = influence.place;
        this.#add(`holiday ${calendar.id} ${span}`, {
          change: { kind: "holiday", calendar, span, ...(name !== undefined && { name }) },
          plan: () => this.#asLongAgo(path, start, end),
          promise,
          price: prices.agreement,
          isOffered: false,
          place: () => influence.place,
        });
      }
    }
  }

  /** As if a holiday had been long ago: the shortest edit that holds in every way of writing it. */
  #asLongAgo(path: string, start: number, end: number): EditPlan {
    const slice = this.#schedule.reading.slices.find((one) => one.path === path);
    const written = slice?.text.slice(start, end) ?? "";
    const length = /^[\d\s/-]*\d/.exec(written)?.[0].length ?? 0;
    return { edits: [{ path, start, end: start + length, text: longAgo }], newFiles: [] };
  }

  #offer(
    record: WorkRecord,
    field: string,
    value: FieldText | undefined,
    promise: number,
    change: ForwardChange,
    price: number,
    cost?: ExtraCost,
  ): void {
    const { reading } = this.#schedule;
    const place = placeOfWork(reading, record);
    if (place === undefined) return;
    const key = `${record.id} ${field} ${typeof value === "string" ? value : (value ?? []).join()}`;
    const plan = (): EditPlan => setField(reading, place, fieldName(place, field), value);
    this.#add(key, {
      change,
      plan,
      promise,
      price,
      ...(cost && { cost }),
      isOffered: true,
      place: () => factOf(place, field),
    });
  }

  #add(key: string, candidate: Candidate): void {
    if (candidate.promise <= 0 || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#found.push(candidate);
  }
}

const longAgo = "0001-01-01";

/** A milestone's fixed date is called so; among the tasks it is `must-finish`. */
function fieldName({ section }: RecordPlace, field: string): string {
  return section === "milestones" && field === "must-finish" ? "date" : field;
}

function wayText(
  schedule: Schedule,
  row: number,
  change: ForwardChange,
  {
    gain,
    ends,
    projectGain,
    nextDriver,
    cost,
  }: Pick<WayForward, "gain" | "ends" | "projectGain" | "nextDriver" | "cost">,
): string {
  const counted = countingOf(schedule, row);
  const amount = amountText(gain, counted);
  const project =
    projectGain < leastGain
      ? "; the project ends when it did"
      : projectGain === gain && counted.isElapsed !== true
        ? ", and so is the project"
        : `; the project ends ${amountText(projectGain, schedule)} earlier`;
  const limit = nextDriver === undefined ? "" : `; then it waits for ${named(nextDriver)}`;
  if (ends !== undefined) {
    const day = dateText(finishDay(ends), schedule.today);
    return `${whatText(change, schedule.today)}: it ends on ${day} then${limit}${costText(schedule, cost)}.`;
  }
  return `${whatText(change, schedule.today)}: ${amount} earlier${project}${limit}${costText(schedule, cost)}.`;
}

function costText({ reading }: Schedule, cost: ExtraCost | undefined): string {
  const amount = Math.round(cost?.amount ?? 0);
  if (cost === undefined || amount === 0) return "";
  const currency = cost.currency ?? reading.project.header.currency;
  const money = currency === undefined ? String(Math.abs(amount)) : `${Math.abs(amount)} ${currency}`;
  return `; it costs ${money} ${amount > 0 ? "more" : "less"}`;
}

function whatText(change: ForwardChange, today: string): string {
  switch (change.kind) {
    case "shorten":
      return `Do ${named(change.work)} in its optimistic ${formatDuration(change.after)} instead of ${formatDuration(change.before)}`;
    case "people":
      return `Give ${named(change.work)} to ${change.after} instead of ${change.before}`;
    case "link":
      return change.part === "lag"
        ? `Leave out the lag between ${named(change.predecessor)} and ${named(change.work)}`
        : `Let ${named(change.work)} go on without waiting for ${named(change.predecessor)}`;
    case "constraint":
      return `Take ${change.field} from ${named(change.work)}`;
    case "delay":
      return `Take the delay of ${formatDuration(change.delay)} from ${named(change.work)}`;
    case "leave":
      return `Move the leave of ${plainName(change.person.name)} (${spanText(change.span, today)})`;
    case "holiday":
      return `Work through ${change.name === undefined ? "the holiday" : plainName(change.name)} (${spanText(change.span, today)})`;
  }
}

function spanText(span: string, today: string): string {
  const [first = "", last = first] = span.split("/").map((date) => date.trim());
  return rangeText(first, last, today);
}
