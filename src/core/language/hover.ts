import { dependencyTypes } from "../model/dependency.ts";
import { minutesOf, parseDuration, parseEstimate, usualUnits } from "../model/duration.ts";
import { progressKey, versionKey } from "../model/fields/index.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";
import { classAt, describeClass } from "./classes.ts";
import { below, contextAt, fieldsOf, type Meaning } from "./context.ts";
import { dateInWords } from "./dates.ts";
import { describeField, describeSection, nounOf } from "./describe.ts";
import { describeRecord } from "./describeRecord.ts";
import { fieldTextAt } from "./fieldText.ts";
import { code, escaped } from "./markdown.ts";
import { dependencyTypeMeaning } from "./meanings.ts";
import { fieldIn, type LanguageTable, planTable, sectionIn } from "./table.ts";
import { type ReadFile, targetAt } from "./target.ts";

/** What there is to say about a place. */
export interface Hover {
  /** What it is about. */
  readonly start: number;
  readonly end: number;
  /** Markdown. What files say is escaped in it. */
  readonly markdown: string;
}

/**
 * What stands at a place of a slice or a document: a field's meaning, a record's summary, a word's meaning.
 * @param more what else there is to say of a record, as Markdown
 */
export function hoverAt(
  reading: ProjectReading,
  file: ReadFile,
  offset: number,
  table: LanguageTable = planTable,
  more: (place: RecordPlace) => string = () => "",
): Hover | undefined {
  const target = targetAt(reading, file, offset);
  if (target?.place !== undefined) {
    const { start, end, id, place, isDefinition } = target;
    const renamed = !isDefinition && id !== place.record.id ? `\n\n${code(id)} is what it was called before.` : "";
    return { start, end, markdown: describeRecord({ table, reading }, place, more(place)) + renamed };
  }
  const ofClass = target === undefined ? classAt(reading, file, offset) : undefined;
  const aboutClass = ofClass && describeClass(reading, ofClass);
  if (ofClass !== undefined && aboutClass !== undefined)
    return { start: ofClass.start, end: ofClass.end, markdown: aboutClass };
  const fields = fieldTextAt(file, offset);
  if (fields === undefined) return undefined;
  const { slice, base, whole } = fields;
  const at = offset - base;
  const context = contextAt(slice.text, slice.tree, at, table, whole);
  if (context === undefined) return undefined;
  const { cursor, meaning } = context;
  const { start, end, text } = cursor;
  if (text === "" || at < start || at > end) return undefined;
  const markdown = cursor.hasColon ? aboutKey(table, reading, meaning, text) : aboutValue(reading, meaning, at, cursor);
  return markdown === undefined ? undefined : { start: base + start, end: base + end, markdown };
}

function aboutKey(table: LanguageTable, reading: ProjectReading, meaning: Meaning, key: string): string | undefined {
  if (meaning.is === "document") {
    const section = sectionIn(table, key);
    if (section !== undefined) {
      const count = reading.index.places.filter((place) => place.section === key).length;
      return `**${key}**\n\n${describeSection(key, section)}\n\n${count} in this project.`;
    }
    if (key === versionKey)
      return "**gantry**\n\nThe version of the language this file is written in. Every file of a project begins with it.";
    if (key === progressKey)
      return `**progress**\n\nWhat happened, entry by entry; the last one counts, field by field. ${reading.project.progress.length} in this project.`;
  }
  const fields = meaning.is === "document" ? table.projectFields : fieldsOf(table, meaning);
  const field = fields && fieldIn(fields, key);
  if (field !== undefined) {
    const presence = field.presence === "required" ? " · has to be stated" : "";
    return `**${key}** · ${nounOf(table, field.type)}${presence}\n\n${describeField(table, key, field)}`;
  }
  if (meaning.is !== "value" || meaning.type.kind !== "map") return undefined;
  if (meaning.type.keys.kind === "choice") return meaning.type.keys.about[key];
  const inner = below(table, meaning, key);
  if (inner.is !== "value") return undefined;
  const words = dateInWords(key);
  return `${words === undefined ? "" : `${words}\n\n`}**${meaning.name}**: ${meaning.field.about}`;
}

function aboutValue(
  reading: ProjectReading,
  meaning: Meaning,
  offset: number,
  { start, text }: { readonly start: number; readonly text: string },
): string | undefined {
  if (meaning.is !== "value") return undefined;
  const type = meaning.type.kind === "list" ? meaning.type.of : meaning.type;
  switch (type.kind) {
    case "choice": {
      const about = Object.hasOwn(type.about, text) ? type.about[text] : undefined;
      return about === undefined ? undefined : `**${escaped(text)}**: ${about}`;
    }
    case "date":
    case "moment":
    case "instant":
    case "span":
      return dateInWords(text.slice(0, 10));
    case "duration":
    case "estimate":
      return durationInWords(reading, text);
    case "dependency": {
      // The id has its record's summary; behind it stands how the one waits for the other.
      const link = dependencyTypes.find((name) => text.slice(offset - start - 3, offset - start + 4).includes(name));
      return link === undefined ? undefined : `**${link}**: ${dependencyTypeMeaning[link].toLowerCase()}.`;
    }
    case "integer":
      return meaning.field.about;
    default:
      return undefined;
  }
}

/** A duration in other units: `2w` is 10 days or 80 hours of work. */
function durationInWords({ project }: ProjectReading, text: string): string | undefined {
  const duration = parseDuration(text) ?? parseEstimate(text)?.likely;
  if (duration === undefined) return undefined;
  const { hoursPerDay, daysPerWeek, daysPerMonth } = { ...usualUnits, ...project.header.units };
  const minutes = minutesOf(duration, { hoursPerDay, daysPerWeek, daysPerMonth });
  const rounded = (value: number): string => String(Math.round(value * 100) / 100);
  if (duration.isElapsed) return `${rounded(minutes / 60)} hours of the clock, nights and days off included`;
  const isRange = text.includes("/") ? "Likely: " : "";
  return `${isRange}${rounded(minutes / 60)} hours of work, ${rounded(minutes / 60 / hoursPerDay)} days of ${hoursPerDay} hours`;
}
