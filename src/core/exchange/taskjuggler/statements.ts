/**
 * The statements that are understood, by where they stand. Each reads what stands behind its keyword; what it opens in braces, it
 * gives back as the room to read on in.
 */
import type { Phrases } from "./phrases.ts";
import { Unexpected } from "./phrases.ts";
import {
  emptyResource,
  emptyTask,
  type Link,
  type SourcePlan,
  type SourceResource,
  type SourceShift,
  type SourceTask,
} from "./source.ts";

/** Statements that may stand in one place, by their keywords. */
export type Statements = ReadonlyMap<string, (phrases: Phrases, line: number) => Room | undefined>;

/** The inside of a pair of braces. */
export interface Room {
  /** What it is, in the source's words, for the account: `task`. */
  readonly of: string;
  readonly statements: Statements;
  /** Where statements that are not understood are kept. */
  readonly kept: Map<string, string> | undefined;
}

/** Keywords that mean nothing for a plan, or whose meaning TaskJuggler takes from elsewhere. */
const meaningless = [
  "timeformat",
  "shorttimeformat",
  "numberformat",
  "currencyformat",
  "weekstartsmonday",
  "weekstartssunday",
  "timingresolution",
  "outputdir",
  "auxdir",
  "markdate",
  "alertlevels",
];

const nothing = (): undefined => undefined;

function opened(phrases: Phrases, room: Room): Room | undefined {
  return phrases.tokens.take("{") === undefined ? undefined : room;
}

/** What may stand at the top of a file. */
export function topStatements(plan: SourcePlan): Statements {
  const statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    ["project", (phrases) => project(phrases, plan)],
    [
      "rate",
      (phrases) => {
        plan.rate = phrases.number();
      },
    ],
    ["leaves", (phrases) => void plan.leaves.push(...phrases.leaves())],
    ["vacation", (phrases) => void plan.leaves.push(...phrases.vacation())],
    ["workinghours", (phrases) => phrases.workingHours(plan.hours) as undefined],
    ["flags", (phrases) => void phrases.list(() => phrases.word())],
    ["resource", (phrases, line) => resource(phrases, line, plan, undefined)],
    ["shift", (phrases, line) => shift(phrases, line, plan)],
    ["task", (phrases, line) => task(phrases, line, plan, undefined)],
    ["supplement", (phrases, line) => supplement(phrases, line, plan, undefined)],
  ]);
  return statements;
}

function project(phrases: Phrases, plan: SourcePlan): Room | undefined {
  const { tokens } = phrases;
  if (tokens.peek().kind === "word") plan.id = phrases.word();
  plan.name = phrases.line();
  phrases.optionalText();
  const { start, end } = phrases.interval();
  plan.start = start;
  plan.end = end;
  const statements: Statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    [
      "timezone",
      () => {
        plan.timeZone = phrases.line();
      },
    ],
    [
      "currency",
      () => {
        plan.currency = phrases.line();
      },
    ],
    [
      "now",
      () => {
        plan.now = phrases.date();
      },
    ],
    [
      "dailyworkinghours",
      () => {
        plan.dailyWorkingHours = Number(phrases.number());
      },
    ],
    [
      "yearlyworkingdays",
      () => {
        plan.yearlyWorkingDays = Number(phrases.number());
      },
    ],
    ["workinghours", () => phrases.workingHours(plan.hours) as undefined],
    ["scenario", () => scenario(phrases, plan)],
    ["trackingscenario", () => void phrases.word()],
    ["timingresolution", () => void phrases.amount()],
    ["weekstartsmonday", nothing],
    ["weekstartssunday", nothing],
    ["timeformat", () => void phrases.text()],
    ["shorttimeformat", () => void phrases.text()],
    ["outputdir", () => void phrases.text()],
    ["markdate", () => void phrases.date()],
  ]);
  return opened(phrases, { of: "project", statements, kept: undefined });
}

function scenario(phrases: Phrases, plan: SourcePlan): Room | undefined {
  plan.scenarios.push(phrases.word());
  phrases.text();
  const statements: Statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    ["scenario", () => scenario(phrases, plan)],
    ["active", () => void phrases.word()],
  ]);
  return opened(phrases, { of: "scenario", statements, kept: undefined });
}

function shift(phrases: Phrases, line: number, plan: SourcePlan): Room | undefined {
  const id = phrases.tokens.peek().kind === "word" ? phrases.word() : `shift${plan.shifts.size + 1}`;
  const made: SourceShift = { id, name: phrases.line(), line, hours: new Array(7).fill(undefined), leaves: [] };
  plan.shifts.set(id, made);
  const statements: Statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    ["workinghours", () => phrases.workingHours(made.hours) as undefined],
    ["leaves", () => void made.leaves.push(...phrases.leaves())],
    ["vacation", () => void made.leaves.push(...phrases.vacation())],
    ["replace", nothing],
    ["shift", (_, inner) => shift(phrases, inner, plan)],
  ]);
  return opened(phrases, { of: "shift", statements, kept: undefined });
}

function resource(
  phrases: Phrases,
  line: number,
  plan: SourcePlan,
  parent: SourceResource | undefined,
): Room | undefined {
  const id = phrases.tokens.peek().kind === "word" ? phrases.word() : `resource${plan.resources.size + 1}`;
  if (plan.resources.has(id)) throw new Unexpected(`there is a resource ${id} already`);
  const made = emptyResource(id, phrases.line(), line, parent);
  if (parent === undefined) made.rate = plan.rate;
  plan.resources.set(id, made);
  (parent?.resources ?? plan.topResources).push(made);
  return opened(phrases, resourceRoom(phrases, plan, made));
}

function resourceRoom(phrases: Phrases, plan: SourcePlan, made: SourceResource): Room {
  const statements: Statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    [
      "rate",
      () => {
        made.rate = phrases.number();
      },
    ],
    [
      "efficiency",
      () => {
        made.efficiency = Number(phrases.number());
      },
    ],
    [
      "email",
      () => {
        made.email = phrases.line();
      },
    ],
    ["leaves", () => void made.leaves.push(...phrases.leaves())],
    ["vacation", () => void made.leaves.push(...phrases.vacation())],
    ["workinghours", () => phrases.workingHours(made.hours) as undefined],
    ["shift", () => void made.shifts.push(...phrases.shiftUses())],
    ["shifts", () => void made.shifts.push(...phrases.shiftUses())],
    ["resource", (_, line) => resource(phrases, line, plan, made)],
    ["supplement", (_, line) => supplement(phrases, line, plan, undefined)],
  ]);
  return { of: "resource", statements, kept: made.kept };
}

function task(phrases: Phrases, line: number, plan: SourcePlan, parent: SourceTask | undefined): Room | undefined {
  // A task without an id gets one from TaskJuggler too.
  const id = phrases.tokens.peek().kind === "word" ? phrases.word() : `_Task_${plan.tasks.size + 1}`;
  const path = parent === undefined ? id : `${parent.path}.${id}`;
  if (plan.tasks.has(path)) throw new Unexpected(`there is a task ${path} already`);
  const made = emptyTask(path, phrases.line(), line, parent);
  plan.tasks.set(path, made);
  (parent?.tasks ?? plan.topTasks).push(made);
  return opened(phrases, taskRoom(phrases, plan, made));
}

function supplement(
  phrases: Phrases,
  _line: number,
  plan: SourcePlan,
  inside: SourceTask | undefined,
): Room | undefined {
  const what = phrases.word();
  const id = phrases.word();
  if (what === "resource") {
    const known = plan.resources.get(id);
    if (known === undefined) throw new Unexpected(`there is no resource ${id}`);
    return opened(phrases, resourceRoom(phrases, plan, known));
  }
  if (what !== "task") throw new Unexpected(`${what} has no supplement`);
  const known = plan.tasks.get(inside === undefined ? id : `${inside.path}.${id}`) ?? plan.tasks.get(id);
  if (known === undefined) throw new Unexpected(`there is no task ${id}`);
  return opened(phrases, taskRoom(phrases, plan, known));
}

function taskRoom(phrases: Phrases, plan: SourcePlan, made: SourceTask): Room {
  const statements: Statements = new Map<string, (phrases: Phrases, line: number) => Room | undefined>([
    ["task", (_, line) => task(phrases, line, plan, made)],
    ["supplement", (_, line) => supplement(phrases, line, plan, made)],
    [
      "effort",
      () => {
        made.effort = phrases.amount();
      },
    ],
    [
      "length",
      () => {
        made.length = phrases.amount();
      },
    ],
    [
      "duration",
      () => {
        made.duration = phrases.amount();
      },
    ],
    [
      "milestone",
      () => {
        made.isMilestone = true;
      },
    ],
    [
      "start",
      () => {
        made.start = phrases.date();
        made.isForward = true;
      },
    ],
    [
      "end",
      () => {
        made.end = phrases.date();
        made.isForward = false;
      },
    ],
    [
      "period",
      () => {
        const { start, end } = phrases.interval();
        made.start = start;
        made.end = end;
      },
    ],
    [
      "minstart",
      () => {
        made.minStart = phrases.date();
      },
    ],
    [
      "maxstart",
      () => {
        made.maxStart = phrases.date();
      },
    ],
    [
      "minend",
      () => {
        made.minEnd = phrases.date();
      },
    ],
    [
      "maxend",
      () => {
        made.maxEnd = phrases.date();
      },
    ],
    [
      "scheduling",
      () => {
        made.isForward = phrases.word() !== "alap";
      },
    ],
    [
      "priority",
      () => {
        made.priority = Number(phrases.number());
      },
    ],
    [
      "complete",
      () => {
        made.complete = Number(phrases.number());
      },
    ],
    [
      "note",
      () => {
        made.note = phrases.text();
      },
    ],
    ["responsible", () => void made.responsible.push(...phrases.list(() => phrases.word()))],
    [
      "charge",
      (_, line) => {
        const amount = phrases.number();
        made.charges.push({ amount, mode: phrases.word(), line });
      },
    ],
    ["allocate", () => void made.allocations.push(...allocations(phrases, made))],
    ["shift", () => void made.shifts.push(...phrases.shiftUses())],
    ["shifts", () => void made.shifts.push(...phrases.shiftUses())],
    [
      "depends",
      () => {
        made.depends.push(...links(phrases, true));
        made.isForward = true;
      },
    ],
    [
      "precedes",
      () => {
        made.precedes.push(...links(phrases, false));
        made.isForward = false;
      },
    ],
  ]);
  return { of: "task", statements, kept: made.kept };
}

/** `ana { alternative bo persistent }, chen`. */
function allocations(phrases: Phrases, made: SourceTask): SourceTask["allocations"] {
  const { tokens, account } = phrases;
  return phrases.list(() => {
    const { line } = tokens.peek();
    const resource = phrases.word();
    if (tokens.take("{") === undefined) return { resource, line };
    const words: string[] = [];
    // Flat: nothing in here has more than limits in braces.
    for (let depth = 1; depth > 0; ) {
      const token = tokens.next();
      if (token.kind === "end") throw new Unexpected("a brace has no end");
      if (token.kind === "sign" && token.text === "{") depth += 1;
      if (token.kind === "sign" && token.text === "}") depth -= 1;
      if (depth > 0 && words.length < 200) words.push(token.text);
    }
    if (words.length > 0) {
      const why = "The first resource is taken; how it is chosen and limited is kept as text.";
      account.kept(`allocate { ${words[0]} }`, why, `line ${line}`);
      made.kept.set(`allocate ${resource}`, words.join(" "));
    }
    return { resource, line };
  });
}

/** `!a { gaplength 2d onstart }, b.c`. */
function links(phrases: Phrases, onEnd: boolean): readonly Link[] {
  const { tokens } = phrases;
  return phrases.list(() => {
    const { line } = tokens.peek();
    const link: Link = { to: phrases.word(), line, onEnd, gapDuration: undefined, gapLength: undefined };
    if (tokens.take("{") === undefined) return link;
    while (tokens.take("}") === undefined) {
      const word = phrases.word();
      if (word === "gapduration") link.gapDuration = phrases.amount();
      else if (word === "gaplength") link.gapLength = phrases.amount();
      else if (word === "onstart") link.onEnd = false;
      else if (word === "onend") link.onEnd = true;
      else throw new Unexpected(`${word} is no part of a dependency`);
    }
    return link;
  });
}

/** Whether a statement says nothing about a plan. */
export function isMeaningless(keyword: string): boolean {
  return meaningless.includes(keyword);
}
