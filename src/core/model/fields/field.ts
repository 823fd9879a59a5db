import type { ValueType } from "./valueType.ts";

/** How much a field belongs to a record. */
export type Presence =
  /** Without it the record says nothing; its absence is a problem. */
  | "required"
  /** What one normally writes down; snippets offer it. */
  | "usual"
  | "optional";

/** One fact that can be stated, as the whole program knows it. */
export interface Field<T extends ValueType = ValueType> {
  readonly type: T;
  /** What it means, in one or two plain sentences, for hover and documentation. */
  readonly about: string;
  /** A value as one writes it; a block begins with a line break. */
  readonly example: string;
  readonly presence: Presence;
}

type Make = <T extends ValueType>(type: T, example: string, about: string) => Field<T>;

/** A field that one may state. */
export const field: Make = (type, example, about) => ({ type, about, example, presence: "optional" });
/** A field that one normally states. */
export const usual: Make = (type, example, about) => ({ type, about, example, presence: "usual" });
/** A field that has to be stated. */
export const required: Make = (type, example, about) => ({ type, about, example, presence: "required" });
