/**
 * What a field can hold. A value type says it once; reading, completion, hover, formatting, schema and documentation follow, and so
 * does the TypeScript type of the value ({@link ValueOf}).
 */
import type { Assignment } from "../assignment.ts";
import type { Cadence } from "../cadence.ts";
import type { Decimal } from "../decimal.ts";
import type { Dependency } from "../dependency.ts";
import type { Duration, Estimate } from "../duration.ts";
import type { Id } from "../identifier.ts";
import type { DateSpan, Instant, IsoDate, Moment } from "../moment.ts";
import type { Money, Rate } from "../money.ts";
import type { WorkingDay } from "../workingHours.ts";
import type { Field } from "./field.ts";

/**
 * What references can point to. Records of several sections may share a namespace: tasks and milestones are both work, roles are
 * people.
 */
export const namespaces = [
  "work",
  "people",
  "calendars",
  "iterations",
  "funding",
  "costs",
  "stakeholders",
  "risks",
  "raci",
  "communications",
  "issues",
  "assumptions",
  "dependencies",
  "changes",
  "actions",
  "procurement",
  "baselines",
] as const;
export type Namespace = (typeof namespaces)[number];

/** Values that stand in one scalar, with the type each of them is read to. */
export interface ScalarValues {
  /** A text of one line. */
  text: string;
  /** A text that may have several lines. */
  prose: string;
  id: Id;
  date: IsoDate;
  moment: Moment;
  instant: Instant;
  span: DateSpan;
  duration: Duration;
  estimate: Estimate;
  cadence: Cadence;
  /** Per cent: 40 for `40%`. */
  percent: number;
  /** Per cent of a whole: from 0 to 100. */
  share: number;
  decimal: Decimal;
  money: Money;
  rate: Rate;
  currency: string;
  timeZone: string;
  /** `true`, `false`, `yes`, `no`. */
  flag: boolean;
  /** An address (`https://…`) or a path below the project folder. */
  address: string;
  workingDay: WorkingDay;
  dependency: Dependency;
  assignment: Assignment;
}

export type ScalarKind = keyof ScalarValues;

export interface ScalarType<K extends ScalarKind = ScalarKind> {
  readonly kind: K;
}

/** A whole number in a range. */
export interface IntegerType {
  readonly kind: "integer";
  readonly least: number;
  readonly most: number;
}

/** One of a few words; `about` says what each means. */
export interface ChoiceType<C extends string = string> {
  readonly kind: "choice";
  readonly about: Readonly<Record<C, string>>;
}

/** The id of a record. */
export interface ReferenceType {
  readonly kind: "reference";
  readonly to: readonly Namespace[];
}

/** One value or several: a scalar, `[a, b]`, or a block list. */
export interface ListType<T extends SingleType = SingleType> {
  readonly kind: "list";
  readonly of: T;
}

/** Keys of one kind with values of one type, such as dates with names. */
export interface MapType<K extends KeyType = KeyType, T extends ValueType = ValueType> {
  readonly kind: "map";
  readonly keys: K;
  readonly values: T;
  /** What a key stands for, in a word or two, for instance "a date". */
  readonly keyName: string;
}

/** What the keys of a map are. A `work` or `costs` key is an id of that namespace, which may be gone by now. */
export type KeyType =
  | { readonly kind: "date" | "span" | "currency" | "id" | "text" }
  | { readonly kind: "choice"; readonly about: Readonly<Record<string, string>> };

/** A fixed set of fields under one key. */
export interface GroupType<F extends Fields = Fields> {
  readonly kind: "group";
  readonly fields: F;
  /** Further keys that are nobody's mistake, for instance the ids of rules. */
  readonly alsoKeys?: RegExp;
}

/** Records of the same section, nested. */
export interface NestedType {
  readonly kind: "nested";
}

export type SingleType = ScalarType | IntegerType | ChoiceType | ReferenceType;
/** With loose inner types, since types nest. */
export type ValueType =
  | SingleType
  | ListType
  | { readonly kind: "map"; readonly keys: KeyType; readonly values: ValueType; readonly keyName: string }
  | { readonly kind: "group"; readonly fields: Fields; readonly alsoKeys?: RegExp }
  | NestedType;

export type Fields = Readonly<Record<string, Field>>;

/** `start-no-earlier` as a property: `startNoEarlier`. */
export type PropertyName<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<PropertyName<Tail>>}`
  : S;

/** The fields as a value: each may be missing, since half a file is a file. */
export type ValuesOf<F extends Fields> = {
  readonly [K in keyof F & string as F[K]["type"] extends NestedType ? never : PropertyName<K>]?: ValueOf<F[K]["type"]>;
};

export type ValueOf<T> =
  T extends ScalarType<infer K>
    ? ScalarValues[K]
    : T extends IntegerType
      ? number
      : T extends ChoiceType<infer C>
        ? C
        : T extends ReferenceType
          ? Id
          : T extends ListType<infer Item>
            ? readonly ValueOf<Item>[]
            : T extends { readonly kind: "map"; readonly values: infer Inner }
              ? ReadonlyMap<string, ValueOf<Inner>>
              : T extends { readonly kind: "group"; readonly fields: infer Inner extends Fields }
                ? ValuesOf<Inner>
                : never;

export const scalar = <K extends ScalarKind>(kind: K): ScalarType<K> => ({ kind });
export const integer = (least: number, most: number): IntegerType => ({ kind: "integer", least, most });
export const choice = <C extends string>(about: Readonly<Record<C, string>>): ChoiceType<C> => ({
  kind: "choice",
  about,
});
export const reference = (...to: readonly Namespace[]): ReferenceType => ({ kind: "reference", to });
export const list = <T extends SingleType>(of: T): ListType<T> => ({ kind: "list", of });
export const group = <F extends Fields>(fields: F, alsoKeys?: RegExp): GroupType<F> =>
  alsoKeys === undefined ? { kind: "group", fields } : { kind: "group", fields, alsoKeys };
export const map = <K extends KeyType, T extends ValueType>(keyName: string, keys: K, values: T): MapType<K, T> => ({
  kind: "map",
  keys,
  values,
  keyName,
});
export const nested: NestedType = { kind: "nested" };

/** The words of a choice, in their order. */
export function wordsOf<C extends string>(type: ChoiceType<C>): readonly C[] {
  return Object.keys(type.about) as C[];
}
