import { sectionOf } from "../../model/fields/index.ts";
import { writeConflict } from "./conflictMarkers.ts";
import { type Context, contextIn, itemNames, mannerOf } from "./context.ts";
import { type LineHunk, linesOf, mergeLines } from "./mergeLines.ts";
import { mergeOrder } from "./mergeOrder.ts";
import { type Item, itemsOf, type MergedValue, meaningOf, mergeValue, type PlacedValue } from "./mergeValue.ts";
import { gapOf, headOf, leadOf, type Part, shifted, sourceOf, tailOf, wholeOf } from "./outline.ts";
import { type Fate, nestedTasks, renamed, type SideName, TaskMoves } from "./taskMoves.ts";

/** What the sides contradict each other about, with its place in the merged text. */
export interface Conflict {
  /** One plain sentence. */
  readonly message: string;
  /** A record that one side removed, or moved to another file, while the other changed it. */
  readonly isRemoval: boolean;
  /** Of the lines between the markers, markers included. UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface MergeOptions {
  readonly labels: { readonly ours: string; readonly theirs: string };
  /** How many characters a marker has. */
  readonly markerSize: number;
  /** There is nothing that both sides come from: what only one side has may be added, or removed by the other. */
  readonly isBaseUnknown: boolean;
}

/** A child in up to three versions. */
interface Member {
  readonly name: string;
  readonly base: Part | undefined;
  readonly ours: Part | undefined;
  readonly theirs: Part | undefined;
  readonly fate: Fate | "split";
}

/** Containers of the same children in up to three versions. */
interface Versions {
  readonly base: Part | undefined;
  readonly ours: Part | undefined;
  readonly theirs: Part | undefined;
}

/** Merges outlines into a text, part by part; every piece of it comes from one of the texts as it stands there. */
export class Merger {
  readonly #options: MergeOptions;
  readonly #pieces: string[] = [];
  #length = 0;
  readonly conflicts: Conflict[] = [];
  readonly #moves: TaskMoves | undefined;
  readonly #aliases: Readonly<Record<SideName, Map<string, ReadonlyMap<string, string>>>> = {
    base: new Map(),
    ours: new Map(),
    theirs: new Map(),
  };
  readonly #root: Versions & { readonly ours: Part; readonly theirs: Part };
  readonly #comments: CommentBudget;

  /** @throws MovesContradict */
  constructor(base: Part, ours: Part, theirs: Part, options: MergeOptions) {
    this.#options = options;
    this.#root = { base, ours, theirs };
    this.#comments = new CommentBudget(base.text, ours.text, theirs.text);
    const tasks = (root: Part): Part | undefined => root.children.find(({ key }) => key === "tasks");
    const isUnchanged = (a: Part, b: Part): boolean => this.#isSameRecord(a, b);
    this.#moves = new TaskMoves({ base: tasks(base), ours: tasks(ours), theirs: tasks(theirs) }, isUnchanged);
  }

  merge(): string {
    const { base, ours, theirs } = this.#root;
    this.#mergeTrivia(base === undefined ? "" : headOf(base), headOf(ours), headOf(theirs), "the first lines");
    this.#mergeInside(this.#root, -1, { kind: "document" });
    return this.#pieces.join("");
  }

  #emit(text: string): void {
    if (text === "") return;
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** A stretch of text as it stands. */
  #emitWhole(text: string): void {
    this.#comments.spend(text);
    this.#emit(text);
  }

  #conflict(ours: string, theirs: string, message: string, isRemoval = false): void {
    const { labels, markerSize } = this.#options;
    const start = this.#length;
    this.#comments.spend(ours);
    this.#comments.spend(theirs);
    this.#emit(writeConflict(ours, theirs, labels, markerSize));
    this.conflicts.push({ message, isRemoval, start, end: this.#length });
  }

  #emitHunks(hunks: readonly LineHunk[], message: string, ifBothAdded: "keep-both" | "conflict"): void {
    for (const hunk of hunks) {
      if (!("ours" in hunk)) this.#emit(hunk.join(""));
      else if (ifBothAdded === "keep-both" && hunk.base.length === 0)
        this.#emit([...hunk.ours, ...hunk.theirs].join(""));
      else this.#conflict(hunk.ours.join(""), hunk.theirs.join(""), message);
    }
  }

  /** Merges comments and blank lines. */
  #mergeTrivia(base: string | undefined, ours: string, theirs: string, what: string): void {
    const chosen = pick(base ?? "", ours, theirs);
    if (chosen !== undefined) {
      this.#emit(this.#comments.filter(chosen));
      return;
    }
    const hunks = mergeLines(linesOf(base ?? ""), linesOf(ours), linesOf(theirs));
    const settled = hunks.map((hunk) => ("ours" in hunk && isBlank(hunk) ? hunk.ours : hunk));
    this.#emitHunks(settled, `Both sides changed ${what}, each in another way.`, "keep-both");
  }

  // Rows of children

  #mergeInside(versions: Versions, target: number, context: Context): void {
    const { base, ours, theirs } = versions;
    const model =
      ours !== undefined && ours.children.length > 0
        ? ours
        : theirs !== undefined && theirs.children.length > 0
          ? theirs
          : ours;
    const childTarget = model === undefined ? target + 2 : target + model.childIndent - model.indent;
    const names = {
      base: this.#namesIn("base", base, ours, context),
      ours: this.#namesIn("ours", ours, base, context),
      theirs: this.#namesIn("theirs", theirs, base, context),
    };
    const members = this.#members(versions, names, context);
    let order = mergeOrder(
      names.base,
      names.ours,
      names.theirs,
      (name) => members.get(name)?.fate !== "gone" && members.has(name),
    );
    if (context.kind === "log") order = inTime(order, members);
    const spacing = new Spacing(versions);
    const carried = carriedComments(versions, names, new Set(order));
    order.forEach((name, index) => {
      const member = members.get(name) as Member;
      this.#emit(this.#comments.filter(carried.get(name) ?? ""));
      this.#mergeMember(member, childTarget, index === 0, spacing, context);
    });
    this.#emit(this.#comments.filter(carried.get(undefined) ?? ""));
    const tails = [base, ours, theirs].map((part) =>
      part === undefined ? undefined : shifted(tailOf(part), childTarget - part.childIndent),
    );
    if (ours !== undefined && theirs !== undefined)
      this.#mergeTrivia(tails[0], tails[1] ?? "", tails[2] ?? "", "the comments here");
    else this.#emit(this.#comments.filter(tails[1] ?? tails[2] ?? ""));
  }

  #namesIn(side: SideName, part: Part | undefined, base: Part | undefined, context: Context): readonly string[] {
    const children = part?.children ?? [];
    if (part?.kind === "list") return itemNames(context, children);
    if (context.kind !== "section") return children.map(({ key }) => key);
    if (context.section === "tasks") return children.map((child) => this.#moves?.nameOf(side, child) ?? child.key);
    if (side === "base") return children.map(({ key }) => key);
    let aliases = this.#aliases[side].get(context.section);
    if (aliases === undefined) {
      aliases = renamed(base?.children ?? [], children);
      this.#aliases[side].set(context.section, aliases);
    }
    return children.map(({ key }) => aliases.get(key) ?? key);
  }

  #members(
    versions: Versions,
    names: Readonly<Record<SideName, readonly string[]>>,
    context: Context,
  ): ReadonlyMap<string, Member> {
    const members = new Map<string, Member>();
    const moves = context.kind === "section" && context.section === "tasks" ? this.#moves : undefined;
    if (context.kind === "section" && moves !== undefined) {
      for (const side of ["ours", "theirs"] as const) {
        for (const name of names[side]) {
          const isSplit = moves.isSplit(name);
          if (members.has(name) || !(moves.isIn(context.owner, name) || isSplit)) continue;
          const [base, ours, theirs] = [moves.part("base", name), moves.part("ours", name), moves.part("theirs", name)];
          if (!isSplit) members.set(name, { name, base, ours, theirs, fate: moves.fate(name) });
          else if (side === "ours") members.set(name, { name, base, ours, theirs: undefined, fate: "split" });
          else members.set(name, { name, base, ours: undefined, theirs, fate: "split" });
        }
      }
      return members;
    }
    const byName = (side: SideName): ReadonlyMap<string, Part> =>
      new Map(names[side].map((name, index) => [name, versions[side]?.children[index] as Part]));
    const [bases, ours, theirs] = [byName("base"), byName("ours"), byName("theirs")];
    for (const name of [...names.ours, ...names.theirs]) {
      if (members.has(name)) continue;
      const member = { name, base: bases.get(name), ours: ours.get(name), theirs: theirs.get(name) };
      members.set(name, { ...member, fate: this.#fateOf(member, context) });
    }
    return members;
  }

  #fateOf({ name, base, ours, theirs }: Omit<Member, "fate">, context: Context): Fate {
    if (context.kind === "fields" && context.task !== undefined && name === "tasks") {
      const isWanted = this.#moves?.hasTasks(context.task) || base === undefined;
      if (ours !== undefined && theirs !== undefined) return "both";
      return isWanted ? (ours !== undefined ? "ours" : "theirs") : "gone";
    }
    if (ours !== undefined && theirs !== undefined) return "both";
    const one = (ours ?? theirs) as Part;
    if (base !== undefined) {
      if (isSame(base, one)) return "gone";
      return ours === undefined ? "removed-by-ours" : "removed-by-theirs";
    }
    const isOpen =
      this.#options.isBaseUnknown &&
      context.kind !== "section" &&
      context.kind !== "document" &&
      context.kind !== "log";
    if (isOpen) return ours === undefined ? "removed-by-ours" : "removed-by-theirs";
    return ours === undefined ? "theirs" : "ours";
  }

  #mergeMember(member: Member, target: number, isFirst: boolean, spacing: Spacing, context: Context): void {
    const { base, ours, theirs, fate, name } = member;
    const gap = (part: Part): string => spacing.fit(shifted(gapOf(part), target - part.indent), part, isFirst);
    if (ours !== undefined && theirs !== undefined) {
      const before = base === undefined ? undefined : shifted(gapOf(base), target - base.indent);
      const [our, their] = [shifted(gapOf(ours), target - ours.indent), shifted(gapOf(theirs), target - theirs.indent)];
      const chosen = pick(before, our, their);
      if (chosen === undefined) this.#mergeTrivia(before, our, their, `the comments above “${ours.key}”`);
      else this.#emit(this.#comments.filter(spacing.fit(chosen, chosen === our ? ours : theirs, isFirst)));
    } else {
      const one = (ours ?? theirs) as Part;
      this.#emit(this.#comments.filter(gap(one)));
    }
    const inside = contextIn(context, (ours ?? theirs)?.key ?? "", name);
    const what = describe(context, (ours ?? theirs) as Part);
    switch (fate) {
      case "both":
        this.#mergePart(member, target, inside, context);
        break;
      case "ours":
      case "theirs":
        this.#emitOne(member, target, inside);
        break;
      case "split":
        this.#conflict(wholeAt(ours, target), wholeAt(theirs, target), `Both sides put ${what} somewhere else.`);
        break;
      case "gone":
        break;
      default: {
        const [gone, left] = fate === "removed-by-ours" ? ["ours", "theirs"] : ["theirs", "ours"];
        const message = this.#options.isBaseUnknown
          ? `Only ${left} has ${what}.`
          : `In ${gone} ${what} is gone, in ${left} it was changed.`;
        this.#conflict(wholeAt(ours, target), wholeAt(theirs, target), message, context.kind === "section");
      }
    }
  }

  /** A part that only one side has, or that only one has changed. */
  #emitOne({ base, ours, theirs }: Versions, target: number, inside: Context): void {
    const part = (ours ?? theirs) as Part;
    if (base === undefined && !this.#isEntangled(inside, part)) {
      this.#emitWhole(wholeAt(part, target));
      return;
    }
    this.#emit(this.#comments.filter(shifted(leadOf(part), target - part.indent)));
    this.#emit(shifted(headOf(part), target - part.indent));
    this.#mergeInside({ base: undefined, ours, theirs }, target, inside);
  }

  /** Whether tasks may have come into it, or gone out of it, that its own text does not show. */
  #isEntangled(inside: Context, part: Part): boolean {
    if (this.#moves?.isEntangled !== true) return false;
    if (inside.kind === "section") return inside.section === "tasks";
    return inside.kind === "fields" && inside.task !== undefined && nestedTasks(part) !== undefined;
  }

  #mergePart(member: Member, target: number, inside: Context, context: Context): void {
    const base = member.base;
    const ours = member.ours as Part;
    const theirs = member.theirs as Part;
    if (!this.#isEntangled(inside, ours) && !this.#isEntangled(inside, theirs)) {
      const isOurs = isSame(ours, theirs) || (base !== undefined && isSame(base, theirs));
      if (isOurs || (base !== undefined && isSame(base, ours))) {
        this.#emitWhole(wholeAt(isOurs ? ours : theirs, target));
        return;
      }
    }
    const kinds = new Set([ours, theirs].map(containerKind));
    const kind =
      kinds.size === 1
        ? [...kinds][0]
        : kinds.size === 2 && kinds.has("empty")
          ? [...kinds].find((one) => one !== "empty")
          : undefined;
    const isRow = kind === "map" || kind === "list" || kind === "empty";
    const baseKind = base === undefined ? "empty" : containerKind(base);
    if (
      isRow &&
      context.kind === "section" &&
      base === undefined &&
      !this.#options.isBaseUnknown &&
      !isSameName(ours, theirs)
    ) {
      const message = `Both sides added ${describe(context, ours)}, each with another name. Give one of them another id.`;
      this.#conflict(wholeAt(ours, target), wholeAt(theirs, target), message);
      return;
    }
    if (isRow && (baseKind === kind || baseKind === "empty" || kind === "empty") && !this.#isOpenList(kind, inside)) {
      this.#mergeLead(base, ours, theirs, target);
      this.#mergeHead(base, ours, theirs, target, context);
      const rowBase = baseKind === kind || baseKind === "empty" ? base : undefined;
      this.#mergeInside({ base: rowBase, ours, theirs }, target, inside);
      return;
    }
    this.#mergeLead(base, ours, theirs, target);
    this.#mergeLeaf(base, ours, theirs, target, inside, context);
  }

  /** Without a base nobody knows whether an item was added or removed. */
  #isOpenList(kind: string | undefined, inside: Context): boolean {
    return this.#options.isBaseUnknown && kind === "list" && inside.kind !== "log";
  }

  #mergeLead(base: Part | undefined, ours: Part, theirs: Part, target: number): void {
    const [b, o, t] = [base, ours, theirs].map((part) =>
      part === undefined ? "" : shifted(leadOf(part), target - part.indent),
    );
    this.#mergeTrivia(b, o ?? "", t ?? "", `the comment above “${ours.key}”`);
  }

  #mergeHead(base: Part | undefined, ours: Part, theirs: Part, target: number, context: Context): void {
    const heads = [base, ours, theirs].map((part) => (part === undefined ? undefined : cutHead(part, target)));
    const [b, o, t] = heads as [Head | undefined, Head, Head];
    const key = pick(b?.key, o.key, t.key) ?? (o.name === t.name ? o.key : undefined);
    const rest = pick(b?.rest, o.rest, t.rest);
    if (key !== undefined && rest !== undefined) this.#emit(key + rest);
    else this.#conflict(o.key + o.rest, t.key + t.rest, `Both sides changed the line of ${describe(context, ours)}.`);
  }

  // Single fields

  #mergeLeaf(
    base: Part | undefined,
    ours: Part,
    theirs: Part,
    target: number,
    inside: Context,
    context: Context,
  ): void {
    const merged = this.#mergeValues(base, ours, theirs, inside);
    const isLines = this.#mergeLine(merged, base, ours, theirs, target);
    if (isLines) return;
    const message = describeChange(context, ours, theirs);
    const isOneLine = [base, ours, theirs].every((part) => part === undefined || cutLine(part, target) !== undefined);
    if (!isOneLine && typeof merged === "string") {
      this.#emit(bodyAt(merged === "ours" ? ours : theirs, target));
    } else if (!isOneLine && typeof merged === "object" && "items" in merged) {
      this.#emitItems(merged.items, ours, target, inside);
    } else if (base !== undefined && [base, ours, theirs].every(isProse)) {
      const [b = [], o = [], t = []] = [base, ours, theirs].map((part) => linesOf(bodyAt(part, target)));
      this.#emitHunks(mergeLines(b, o, t), message, "conflict");
    } else {
      this.#conflict(bodyAt(ours, target), bodyAt(theirs, target), message);
    }
  }

  /** Puts a field on one line together: the value that was chosen, and what stands before and behind it. @returns whether it could */
  #mergeLine(
    merged: MergedValue | undefined,
    base: Part | undefined,
    ours: Part,
    theirs: Part,
    target: number,
  ): boolean {
    const [o, t] = [cutLine(ours, target), cutLine(theirs, target)];
    const b = base === undefined ? undefined : cutLine(base, target);
    if (o === undefined || merged === undefined) return false;
    if (t === undefined || (base !== undefined && b === undefined)) {
      // Theirs takes several lines. Comments in them would be lost.
      if (typeof merged === "string" || !("text" in merged) || /^\s*#/m.test(bodyAt(theirs, target))) return false;
      this.#emit(o.before + merged.text + o.behind);
      return true;
    }
    const behind = pick(b?.behind, o.behind, t.behind);
    if (behind === undefined) return false;
    if (merged === "ours") this.#emit(o.before + sourceOf(ours) + behind);
    else if (merged === "theirs") {
      this.#emit((t.hasValue === o.hasValue ? o.before : t.before) + sourceOf(theirs) + behind);
    } else if ("text" in merged) this.#emit(o.before + merged.text + behind);
    return true;
  }

  #mergeValues(base: Part | undefined, ours: Part, theirs: Part, inside: Context): MergedValue | undefined {
    const [b, o, t] = [placed(base), placed(ours), placed(theirs)];
    if (o === undefined || t === undefined || (base !== undefined && b === undefined)) {
      return chooseBySource(base, ours, theirs);
    }
    const manner = mannerOf(inside);
    if (this.#options.isBaseUnknown)
      return meaningOf(o.value, manner?.takesSingle) === meaningOf(t.value, manner?.takesSingle) ? "ours" : undefined;
    if (
      isProse(ours) &&
      isProse(theirs) &&
      sourceOf(ours) !== sourceOf(theirs) &&
      (base === undefined || isProse(base))
    ) {
      return mergeValue(b, o, t, undefined);
    }
    const isList = [b, o, t].every((side) => side === undefined || side.value.kind === "list");
    return mergeValue(b, o, t, manner ?? (isList ? { nameOf: (item) => item, takesSingle: false } : undefined));
  }

  /** A list with one item per line, as ours has it, with the items that it should have. */
  #emitItems(items: readonly Item[], ours: Part, target: number, inside: Context): void {
    const by = target - ours.indent;
    const present = new Map(
      itemNames(inside, ours.children).map((name, index) => [name, ours.children[index] as Part]),
    );
    const manner = mannerOf(inside) ?? { nameOf: (item: string) => item, takesSingle: false };
    const meant = new Map(itemsOf(placed(ours), manner)?.map((item) => [item.name, item.meaning]));
    this.#emit(shifted(headOf(ours), by));
    for (const { name, meaning, source } of items) {
      const part = present.get(name);
      const isOurs = part !== undefined && meant.get(name) === meaning;
      if (isOurs) this.#emit(shifted(ours.text.slice(part.gapStart, part.end), by));
      else this.#emit(`${" ".repeat(ours.childIndent + by)}- ${source}\n`);
    }
    this.#emit(shifted(tailOf(ours), by));
  }

  /** Whether two records say the same, the tasks in them left out: those are judged one by one. */
  #isSameRecord(a: Part, b: Part): boolean {
    const ownText = (part: Part): string => {
      const inner = nestedTasks(part);
      if (inner === undefined) return shifted(wholeOf(part), -part.indent);
      return shifted(
        part.text.slice(part.leadStart, inner.gapStart) + part.text.slice(inner.end, part.end),
        -part.indent,
      );
    };
    return ownText(a) === ownText(b);
  }
}

/** Which of three texts carries the changes of both sides; undefined when they contradict each other. */
function pick(base: string | undefined, ours: string, theirs: string): string | undefined {
  if (ours === theirs || base === theirs) return ours;
  return base === ours ? theirs : undefined;
}

function isSame(a: Part, b: Part): boolean {
  if (a.indent === b.indent) return wholeOf(a) === wholeOf(b);
  return shifted(wholeOf(a), b.indent - a.indent) === wholeOf(b);
}

const wholeAt = (part: Part | undefined, target: number): string =>
  part === undefined ? "" : shifted(wholeOf(part), target - part.indent);

/** Without the comments above it. */
const bodyAt = (part: Part, target: number): string =>
  shifted(part.text.slice(part.start, part.end), target - part.indent);

const isBlank = (hunk: LineHunk): boolean =>
  "ours" in hunk && [...hunk.ours, ...hunk.theirs].every((line) => line.trim() === "");

function containerKind(part: Part): "map" | "list" | "empty" | "value" {
  if (part.kind !== "leaf") return part.kind;
  return part.value === undefined && !/^\s*-\s/.test(headOf(part)) ? "empty" : "value";
}

function isSameName(ours: Part, theirs: Part): boolean {
  const name = (part: Part): string => meaningOf(part.children.find(({ key }) => key === "name")?.value);
  return name(ours) === name(theirs) || name(ours) === "" || name(theirs) === "";
}

interface Head {
  /** The key as written, and the same without quotes. */
  readonly key: string;
  readonly name: string;
  /** From its colon on. */
  readonly rest: string;
}

function cutHead(part: Part, target: number): Head {
  const line = shifted(headOf(part), target - part.indent);
  const quoted = /^ *(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(line)?.[0].length ?? 0;
  const colon = line.slice(quoted).search(/:(?=\s|$)/) + quoted;
  return { key: line.slice(0, colon), name: part.key, rest: line.slice(colon) };
}

interface Line {
  readonly before: string;
  readonly behind: string;
  readonly hasValue: boolean;
}

/** What stands around the value of a field that takes one line; undefined when it takes more. */
function cutLine(part: Part, target: number): Line | undefined {
  const { text, start, end, value, base } = part;
  if (part.kind !== "leaf" || text.indexOf("\n", start) + 1 < end) return undefined;
  const line = shifted(text.slice(start, end), target - part.indent);
  const moved = line.length - (end - start);
  if (value === undefined) {
    const behind = line.search(/\s*(?:#.*)?\n?$/);
    return { before: line.slice(0, behind), behind: line.slice(behind), hasValue: false };
  }
  const from = base + value.start - start + moved;
  return { before: line.slice(0, from), behind: line.slice(from + value.end - value.start), hasValue: true };
}

const placed = (part: Part | undefined): PlacedValue | undefined =>
  part?.value === undefined ? undefined : { value: part.value, text: part.text, base: part.base };

/** A text of several lines behind `|` or `>`, which merges line by line. */
const isProse = ({ value }: Part): boolean =>
  value?.kind === "scalar" && (value.style === "literal" || value.style === "folded");

function chooseBySource(base: Part | undefined, ours: Part, theirs: Part): MergedValue | undefined {
  const [b, o, t] = [base, ours, theirs].map((part) => (part === undefined ? undefined : meaningOf(part.value)));
  if (o === t || b === t) return "ours";
  return b === o ? "theirs" : undefined;
}

/** “api” with what it is. */
function describe(context: Context, part: Part): string {
  if (context.kind === "section") return `the ${sectionOf(context.section).record} “${part.key}”`;
  if (context.kind === "log") return "an entry of the log";
  return context.kind === "list" ? `“${part.key.replace(/^- */, "")}” in a list` : `“${part.key}”`;
}

function describeChange(context: Context, ours: Part, theirs: Part): string {
  const [o, t] = [sourceOf(ours), sourceOf(theirs)];
  const isShort = [o, t].every((source) => source !== "" && source.length <= 60 && !source.includes("\n"));
  const what = describe(context, ours);
  return isShort
    ? `Both sides changed ${what}: ours to ${o}, theirs to ${t}.`
    : `Both sides changed ${what}, each in another way.`;
}

/** Blank lines between children, for those that come to stand where nothing, or something else, stood before them. */
class Spacing {
  readonly #first: string | undefined;
  readonly #usual: string | undefined;

  constructor({ ours, theirs, base }: Versions) {
    const children = [ours, theirs, base].flatMap((part) => part?.children ?? []);
    const blank = (part: Part | undefined): string | undefined =>
      part !== undefined && gapOf(part).trim() === "" ? gapOf(part) : undefined;
    this.#first = blank(children.find(({ isFirst }) => isFirst));
    this.#usual = blank(children.find((part) => !part.isFirst && blank(part) !== undefined));
  }

  fit(gap: string, part: Part, isFirst: boolean): string {
    if (part.isFirst === isFirst || gap.trim() !== "") return gap;
    return (isFirst ? this.#first : this.#usual) ?? gap;
  }
}

/**
 * Free-standing comments stay above whatever follows them. When both sides put something between a comment and what it stood above,
 * it would be there twice; so each line may be written as often as both sides together want it.
 */
class CommentBudget {
  readonly #left = new Map<string, number>();

  constructor(base: string, ours: string, theirs: string) {
    this.#count(ours, 1);
    this.#count(theirs, 1);
    this.#count(base, -1);
  }

  #count(text: string, by: number): void {
    for (const [, comment] of text.matchAll(/^[ \t]*(#.*)$/gm)) {
      this.#left.set(comment as string, (this.#left.get(comment as string) ?? 0) + by);
    }
  }

  spend(text: string): void {
    if (text.includes("#")) this.#count(text, -1);
  }

  /** The blank lines and comments of a text without those comments that are written already. */
  filter(text: string): string {
    if (!text.includes("#")) return text;
    return linesOf(text)
      .filter((line) => {
        const comment = line.trim();
        if (!comment.startsWith("#")) return true;
        const left = this.#left.get(comment) ?? 0;
        this.#left.set(comment, left - 1);
        return left > 0;
      })
      .join("");
  }
}

/**
 * Free-standing comments that one side wrote above something the other has removed, by what they come to stand above now; the end of
 * the row has no name.
 */
function carriedComments(
  { base, ours, theirs }: Versions,
  names: Readonly<Record<SideName, readonly string[]>>,
  kept: ReadonlySet<string>,
): ReadonlyMap<string | undefined, string> {
  const carried = new Map<string | undefined, string>();
  const before = new Map(names.base.map((name, index) => [name, base?.children[index]]));
  for (const [part, row] of [
    [ours, names.ours],
    [theirs, names.theirs],
  ] as const) {
    let waiting = "";
    row.forEach((name, index) => {
      const child = part?.children[index] as Part;
      const was = before.get(name);
      if (kept.has(name)) {
        if (waiting !== "") carried.set(name, (carried.get(name) ?? "") + waiting);
        waiting = "";
      } else if (was !== undefined) {
        const known = new Set(linesOf(gapOf(was)));
        const added = linesOf(gapOf(child)).filter((line) => line.trim() !== "" && !known.has(line));
        if (added.length > 0) waiting += `\n${added.join("")}`;
      }
    });
    if (waiting !== "") carried.set(undefined, (carried.get(undefined) ?? "") + waiting);
  }
  return carried;
}

/** Entries that both sides added in the same place stand in the order of their times. */
function inTime(order: readonly string[], members: ReadonlyMap<string, Member>): readonly string[] {
  const result = [...order];
  const isNew = (name: string): boolean => members.get(name)?.base === undefined;
  for (let start = 0; start < result.length; start++) {
    if (!isNew(result[start] as string)) continue;
    let end = start;
    while (end < result.length && isNew(result[end] as string)) end++;
    const stretch = result.slice(start, end);
    const [ours, theirs] = [
      stretch.filter((name) => members.get(name)?.ours !== undefined),
      stretch.filter((name) => members.get(name)?.ours === undefined),
    ];
    if (ours.length > 0 && theirs.length > 0 && isRising(ours) && isRising(theirs))
      result.splice(start, end - start, ...[...stretch].sort(byTime));
    start = end;
  }
  return result;
}

const timeOf = (name: string): string => name.split("\n", 1)[0] ?? "";
const byTime = (a: string, b: string): number => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);
const isRising = (names: readonly string[]): boolean =>
  names.every(
    (name, index) => timeOf(name) !== "" && (index === 0 || timeOf(names[index - 1] as string) <= timeOf(name)),
  );
