import { dependencyTypes } from "../model/dependency.ts";
import { type Namespace, type ScalarKind, wordsOf } from "../model/fields/index.ts";
import type { Instant, IsoDate } from "../model/moment.ts";
import type { NamedRecord } from "../model/records.ts";
import type { ProjectReading, RecordPlace, Slice } from "../text/reading/index.ts";
import { propertyOf } from "../text/reading/readValue.ts";
import { candidates } from "./candidates.ts";
import {
  type Completion,
  type CompletionKind,
  type Completions,
  matches,
  mostCompletions,
  noCompletions,
} from "./completion.ts";
import type { Meaning } from "./context.ts";
import type { CursorPlace } from "./cursor.ts";
import { knownDates } from "./dates.ts";
import { describeRecord } from "./describeRecord.ts";
import { dependencyTypeMeaning } from "./meanings.ts";
import type { LanguageTable } from "./table.ts";
import { currencies, timeZones } from "./worldLists.ts";

/** What completion draws from. */
export interface ValueSources {
  readonly table: LanguageTable;
  readonly reading: ProjectReading;
  readonly slice: Slice;
  /** The day it is for the project. */
  readonly today: IsoDate;
  /** The moment it is, for entries of a log. */
  readonly now: Instant;
  /** Paths of the project's files. */
  readonly files: readonly string[];
}

type ValueMeaning = Extract<Meaning, { readonly is: "value" }>;

/** An offered text before its place is known. */
export interface Offer {
  readonly text: string;
  readonly kind?: CompletionKind;
  readonly description?: string;
  readonly documentation?: string | (() => string);
  /** What is inserted instead of the text, with places to type in. */
  readonly snippet?: string;
  /** Words by which it is found besides. */
  readonly also?: string;
}

/** Where a part of a value begins that is offered on its own, such as the kind of a link behind an id. */
interface Part {
  readonly start: number;
  readonly typed: string;
}

/** What can be written as a value, or as an item of a list. */
export function completeValue(
  sources: ValueSources,
  { cursor, meaning }: { readonly cursor: CursorPlace; readonly meaning: ValueMeaning },
): Completions {
  const { type } = meaning;
  if (type.kind === "list") {
    const dash = cursor.kind === "key" && !cursor.isFlow;
    const items = completeValue(sources, { cursor, meaning: { ...meaning, type: type.of, isItem: true } });
    return dash ? prefixed(items, "- ") : items;
  }
  if (type.kind === "map" || type.kind === "group" || type.kind === "nested") return wholeExample(cursor, meaning);
  const whole: Part = { start: cursor.start, typed: sources.slice.text.slice(cursor.start, cursor.at) };
  if (type.kind === "reference") return references(sources, cursor, meaning, type.to, whole);
  if (type.kind === "choice") {
    return offers(
      cursor,
      whole,
      wordsOf(type).map((text) => ({ text, kind: "word", documentation: type.about[text] ?? "" })),
    );
  }
  if (type.kind === "integer") {
    const isShort = type.most - type.least <= 12;
    const numbers = isShort
      ? Array.from({ length: type.most - type.least + 1 }, (_, index) => `${type.least + index}`)
      : [];
    return offers(
      cursor,
      whole,
      numbers.map((text) => ({ text, documentation: meaning.field.about })),
    );
  }
  if (type.kind === "dependency") return dependencies(sources, cursor, meaning, whole);
  if (type.kind === "assignment") return assignments(sources, cursor, meaning, whole);
  return offers(cursor, whole, scalarOffers(sources, meaning, type.kind, whole.typed));
}

/** Offered texts in the place of a part of what stands at the cursor. */
export function offers(
  cursor: Pick<CursorPlace, "start" | "end" | "needsSpace">,
  part: Part,
  found: readonly Offer[],
): Completions {
  const items = found.map((offer): Completion => {
    const { text, kind = "value", description, documentation, snippet, also } = offer;
    const insert = snippet ?? text;
    return {
      kind,
      label: text,
      ...(description !== undefined && { description }),
      ...(documentation !== undefined && { documentation }),
      insert: cursor.needsSpace && part.start === cursor.start ? ` ${insert}` : insert,
      isSnippet: snippet !== undefined,
      start: part.start,
      end: cursor.end,
      ...(also !== undefined && { filter: `${text} ${also}` }),
      asksOn: false,
    };
  });
  const fitting =
    items.length > mostCompletions ? items.filter(({ label, filter }) => matches(part.typed, filter ?? label)) : items;
  // Behind a figure others are offered than behind a longer one.
  const isMadeOfTyped = /\d/.test(part.typed);
  return { items: fitting.slice(0, mostCompletions), isCut: isMadeOfTyped || items.length > mostCompletions };
}

function prefixed({ items, isCut }: Completions, prefix: string): Completions {
  return {
    isCut,
    items: items.map((item) => ({ ...item, insert: prefix + item.insert, filter: item.filter ?? item.label })),
  };
}

/** A value that has several parts, as its example shows it. */
function wholeExample(cursor: CursorPlace, { field }: ValueMeaning): Completions {
  if (!field.example.startsWith("{") || cursor.kind === "key") return noCompletions;
  return offers(cursor, { start: cursor.start, typed: cursor.text }, [
    { text: field.example, kind: "snippet", description: "Example" },
  ]);
}

function references(
  sources: ValueSources,
  cursor: CursorPlace,
  { record, isItem }: Pick<ValueMeaning, "record" | "isItem">,
  to: readonly Namespace[],
  part: Part,
): Completions {
  const taken = new Set(isItem ? cursor.siblings().map(idIn) : []);
  const typed = part.typed.trim();
  const { places, isCut } = candidates(sources.reading, to, typed, record, taken);
  const found = offers(
    cursor,
    part,
    places.map((place) => offerOf(sources, place)),
  );
  return { items: found.items, isCut };
}

/** A record as it is offered: its id, with its name beside it. */
export function offerOf(sources: Pick<ValueSources, "table" | "reading">, place: RecordPlace): Offer {
  const { id, name } = place.record;
  const { role } = place.record as NamedRecord & { readonly role?: string };
  const isPerson = place.section === "people";
  const words = isPerson && role !== undefined ? `${name}, ${role}` : name;
  const kind = isPerson ? "person" : "record";
  return { text: id, kind, description: words, documentation: () => describeRecord(sources, place), also: words };
}

/** The id that an item of a list begins with, without a number before it. */
function idIn(item: string): string {
  return item.replace(/^\d+\s+/, "").split(/\s/, 1)[0] ?? "";
}

function dependencies(sources: ValueSources, cursor: CursorPlace, meaning: ValueMeaning, whole: Part): Completions {
  const behind = /^\S+[ \t]+/.exec(whole.typed);
  if (behind === null) return references(sources, cursor, meaning, ["work"], whole);
  const start = whole.start + behind[0].length;
  const typed = whole.typed.slice(behind[0].length);
  const lag = /^(FS|SS|FF|SF)\s*([+-])\s*([\d.]*)/i.exec(typed);
  if (lag !== null) {
    const [, type = "", sign, number] = lag;
    const amounts = number
      ? ["d", "h", "w", "ed", "%"].map((unit) => number + unit)
      : ["1d", "2d", "3d", "5d", "1w", "1ed", "50%"];
    const texts = amounts.map((amount) => `${type.toUpperCase()}${sign}${amount}`);
    return offers(
      cursor,
      { start, typed },
      texts.map((text) => ({ text, description: lagWords(text) })),
    );
  }
  const found = dependencyTypes.flatMap((type): readonly Offer[] => [
    { text: type, kind: "word", description: dependencyTypeMeaning[type], documentation: dependencyTypeMeaning[type] },
    { text: `${type}+1d`, description: lagWords(`${type}+1d`) },
    { text: `${type}-1d`, description: lagWords(`${type}-1d`) },
  ]);
  return offers(cursor, { start, typed }, found);
}

function lagWords(text: string): string {
  const isLead = text[2] === "-";
  const amount = text.slice(3);
  if (amount.endsWith("%")) return `${amount} of its duration ${isLead ? "earlier" : "later"}`;
  if (amount.endsWith("ed")) return `${amount.slice(0, -2)} d of the clock ${isLead ? "earlier" : "later"}`;
  return `${amount} of working time ${isLead ? "earlier" : "later"}`;
}

function assignments(sources: ValueSources, cursor: CursorPlace, meaning: ValueMeaning, whole: Part): Completions {
  const count = /^\d+[ \t]+/.exec(whole.typed);
  const from = count?.[0].length ?? 0;
  const who = /^\S+[ \t]+/.exec(whole.typed.slice(from));
  if (who !== null) {
    const start = whole.start + from + who[0].length;
    const typed = whole.typed.slice(from + who[0].length);
    return offers(cursor, { start, typed }, percents(typed));
  }
  const part = { start: whole.start + from, typed: whole.typed.slice(from) };
  const found = references(sources, cursor, meaning, ["people"], part);
  if (count === null) return found;
  const isRole = (id: string): boolean =>
    sources.reading.project.people.some((person) => person.id === id && person.count !== undefined);
  return { ...found, items: found.items.filter(({ label }) => isRole(label)) };
}

function percents(typed: string): readonly Offer[] {
  const number = /^\d+$/.exec(typed)?.[0];
  if (number !== undefined) return [{ text: `${number}%` }];
  return ["10%", "20%", "25%", "50%", "75%", "80%", "100%"].map((text) => ({ text }));
}

const usualDurations = ["1d", "2d", "3d", "5d", "8d", "1w", "2w", "4h", "1mo"];

function scalarOffers(sources: ValueSources, meaning: ValueMeaning, kind: ScalarKind, typed: string): readonly Offer[] {
  const { reading } = sources;
  switch (kind) {
    case "date":
    case "moment":
      return dateOffers(sources);
    case "span":
      return typed.includes("/") ? afterSlash(typed, dateOffers(sources)) : dateOffers(sources);
    case "instant":
      return [{ text: sources.now, kind: "date", description: "Now" }];
    case "duration":
      return durations(typed);
    case "estimate": {
      const before = /^.*\/[ \t]*/.exec(typed)?.[0];
      if (before === undefined) return [...durations(typed), ...ranges(typed)];
      return durations(typed.slice(before.length)).map((offer) => ({ ...offer, text: before + offer.text }));
    }
    case "cadence":
      return [...durations(typed).filter(({ text }) => !text.includes("e")), { text: "once" }, { text: "on-demand" }];
    case "percent":
    case "share":
      return percents(typed);
    case "money":
      return /^\d[\d.]*$/.test(typed) ? [{ text: typed }, { text: `${typed} ${currencyOf(reading)}` }] : [];
    case "rate":
      return /^\d[\d.]*$/.test(typed) ? [`${typed}/h`, `${typed}/d`, `${typed}/mo`].map((text) => ({ text })) : [];
    case "currency":
      return currencies(currencyOf(reading)).map(({ code, name }) => ({ text: code, description: name, also: name }));
    case "timeZone":
      return timeZones().map((text) => ({ text }));
    case "flag":
      return [{ text: "true" }, { text: "false" }];
    case "workingDay":
      return ["09:00-17:00", "09:00-13:00, 14:00-18:00", "09:00-13:00", "off"].map((text) => ({ text }));
    case "address":
      return sources.files.filter((path) => path !== sources.slice.path).map((text) => ({ text, kind: "file" }));
    case "id":
      return ownIds(reading, meaning);
    case "text":
      return usedTexts(reading, meaning);
    default:
      return [];
  }
}

function dateOffers({ reading, today }: ValueSources): readonly Offer[] {
  return knownDates(reading, today).map(({ date, what }) => ({
    text: date,
    kind: "date",
    description: what,
    also: what,
  }));
}

function afterSlash(typed: string, dates: readonly Offer[]): readonly Offer[] {
  const before = /^.*\/[ \t]*/.exec(typed)?.[0] ?? "";
  const first = before.slice(0, 10);
  return dates.filter(({ text }) => text >= first).map((offer) => ({ ...offer, text: before + offer.text }));
}

function durations(typed: string): readonly Offer[] {
  const number = /^\d+(?:\.\d+)?/.exec(typed)?.[0];
  if (number === undefined) return usualDurations.map((text) => ({ text, description: unitWords(text) }));
  return ["d", "h", "w", "mo", "m", "ed"].map((unit) => ({
    text: number + unit,
    description: unitWords(number + unit),
  }));
}

function unitWords(text: string): string {
  const number = Number.parseFloat(text);
  const unit = text.replace(/^[\d.]+/, "");
  const words: Readonly<Record<string, string>> = {
    m: "minute",
    h: "hour",
    d: "day",
    w: "week",
    mo: "month",
    ed: "day",
  };
  return `${number} ${words[unit] ?? unit}${number === 1 ? "" : "s"}${unit === "ed" ? " of the clock" : ""}`;
}

/** Three figures instead of one; what was typed is the likely one. */
function ranges(typed: string): readonly Offer[] {
  const match = /^(\d+)(m|h|d|w|mo)?$/.exec(typed);
  if (match === null && typed !== "") return [];
  const likely = Number(match?.[1] ?? 5);
  const unit = match?.[2] || "d";
  const low = Math.max(1, Math.round(likely * 0.7));
  const high = Math.max(likely + 1, Math.round(likely * 1.6));
  const snippet = `\${1:${low}${unit}} / \${2:${likely}${unit}} / \${3:${high}${unit}}`;
  const label = `${low}${unit} / ${likely}${unit} / ${high}${unit}`;
  return [{ text: label, kind: "snippet", description: "Optimistic / likely / pessimistic", snippet }];
}

function currencyOf(reading: ProjectReading): string {
  return reading.project.header.currency ?? "EUR";
}

/** Ids that stand in the project for something that is no record. */
function ownIds(reading: ProjectReading, { name }: ValueMeaning): readonly Offer[] {
  if (name !== "class") return [];
  const classes = reading.project.header.rules?.classesOfService;
  return [...(classes ?? [])].map(([text, { name: words }]) => ({
    text,
    ...(words !== undefined && { description: words }),
  }));
}

/** What other records of the section say in the same field, the commonest first. */
function usedTexts(reading: ProjectReading, { name, record }: ValueMeaning): readonly Offer[] {
  if (name === "name" || record === undefined) return [];
  const counts = new Map<string, number>();
  const property = propertyOf(name);
  for (const place of reading.index.places) {
    if (place.section !== record.section || place.record.id === record.id) continue;
    const value = (place.record as unknown as Readonly<Record<string, unknown>>)[property];
    for (const text of Array.isArray(value) ? value : [value]) {
      if (typeof text === "string" && text.length <= 80) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a).slice(0, 50);
  return sorted.map(([text, count]) => ({
    text: quotedIfNeeded(text),
    description: count > 1 ? `${count} times` : "",
  }));
}

function quotedIfNeeded(text: string): string {
  const isPlain = /^[\p{L}\p{N}(][^#:,[\]{}"'\n]*$/u.test(text) && text.trim() === text;
  return isPlain ? text : JSON.stringify(text);
}
