/**
 * A project as JSON: the language's own names, in the order of the table of fields. Amounts, durations, dates and percentages are
 * texts as one writes them in a file, so that nothing is rounded; whole numbers are numbers, yes and no are true and false.
 */
import { formatAssignment } from "../core/model/assignment.ts";
import { formatCadence } from "../core/model/cadence.ts";
import { formatDecimal } from "../core/model/decimal.ts";
import { formatDependency } from "../core/model/dependency.ts";
import { formatDuration, formatEstimate } from "../core/model/duration.ts";
import {
  type Fields,
  progressFields,
  projectFields,
  type SectionName,
  sectionNames,
  sectionOf,
  type ValueType,
} from "../core/model/fields/index.ts";
import type { ScalarKind, ScalarValues } from "../core/model/fields/valueType.ts";
import { formatDateSpan } from "../core/model/moment.ts";
import { formatMoney, formatRate } from "../core/model/money.ts";
import type { NamedRecord, Task } from "../core/model/records.ts";
import { formatWorkingDay } from "../core/model/workingHours.ts";
import { type ProjectReading, propertyOf } from "../core/text/reading/index.ts";
import { Places } from "./places.ts";

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** What is added to a record beside its fields. */
export type Additions = (section: SectionName, record: NamedRecord) => Readonly<Record<string, Json>>;

const asText = (text: string): string => text;

const formats: { readonly [K in ScalarKind]: (value: ScalarValues[K]) => string | boolean } = {
  text: asText,
  prose: asText,
  id: asText,
  date: asText,
  moment: asText,
  instant: asText,
  currency: asText,
  timeZone: asText,
  address: asText,
  flag: (value) => value,
  span: formatDateSpan,
  duration: formatDuration,
  estimate: formatEstimate,
  cadence: formatCadence,
  percent: (value) => `${value}%`,
  share: (value) => `${value}%`,
  decimal: formatDecimal,
  money: formatMoney,
  rate: formatRate,
  workingDay: formatWorkingDay,
  dependency: formatDependency,
  assignment: formatAssignment,
};

/** A value of the model as JSON; undefined for what is not a value of its own. */
export function valueJson(type: ValueType, value: unknown): Json | undefined {
  switch (type.kind) {
    case "integer":
      return value as number;
    case "choice":
    case "reference":
      return value as string;
    case "list":
      return (value as readonly unknown[]).flatMap((item) => valueJson(type.of, item) ?? []);
    case "map":
      return Object.fromEntries(
        [...(value as ReadonlyMap<string, unknown>)].flatMap(([key, inner]) => {
          const json = valueJson(type.values, inner);
          return json === undefined ? [] : [[key, json]];
        }),
      );
    case "group":
      return fieldsJson(type.fields, value as Readonly<Record<string, unknown>>);
    case "nested":
      return undefined;
    default:
      return (formats[type.kind] as (value: unknown) => Json)(value);
  }
}

/** The stated fields by their names, in the table's order. */
export function fieldsJson(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
): { readonly [key: string]: Json } {
  const entries: [string, Json][] = [];
  for (const [name, { type }] of Object.entries(fields)) {
    const value = values[propertyOf(name)];
    const json = value === undefined ? undefined : valueJson(type, value);
    if (json !== undefined) entries.push([name, json]);
  }
  return Object.fromEntries(entries);
}

/** The whole project. Sections without records are empty lists, so that every name is always there. */
export function projectJson(
  { project, index, slices }: ProjectReading,
  additions: Additions,
): { readonly [key: string]: Json } {
  const { header, progress } = project;
  const places = new Map(slices.map(({ path, text }) => [path, new Places(text)]));
  const placeOf = new Map(index.places.map((place) => [place.record, place]));
  const recordJson = (section: SectionName, record: NamedRecord): Json => {
    const place = placeOf.get(record);
    const key = place?.entry.key;
    return {
      id: record.id,
      ...fieldsJson(sectionOf(section).fields, record as unknown as Readonly<Record<string, unknown>>),
      ...additions(section, record),
      ...(place !== undefined && {
        file: place.slice.path,
        line: places.get(place.slice.path)?.at(place.start + (key?.start ?? 0)).line ?? 1,
      }),
      ...((record as Task).isStage === true && {
        tasks: (record as Task).tasks.map((task) => recordJson(section, task)),
      }),
    };
  };
  return {
    gantry: header.version,
    project: fieldsJson(projectFields, header),
    ...Object.fromEntries(
      sectionNames.map((section) => [
        section,
        (project[section] as readonly NamedRecord[]).map((record) => recordJson(section, record)),
      ]),
    ),
    progress: progress.map((entry) => ({ ...fieldsJson(progressFields, entry), log: entry.log })),
  };
}
