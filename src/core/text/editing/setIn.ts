import { integer, type ScalarKind, scalar, type ValueType } from "../../model/fields/valueType.ts";
import { readSlice } from "../reading/slice.ts";
import { unite } from "../reading/unite.ts";
import { type Draft, planned, Refusal } from "./draft.ts";
import type { EditPlan } from "./edit.ts";
import { childrenOf, type Spot } from "./layout.ts";
import { childColumn, insertChild, manner, newFlowMap, placeOf, setKey } from "./records.ts";
import { fieldLines, flowText, insertInFlow } from "./values.ts";

/**
 * States a value at a place of a YAML file that is none of a project's slices, or takes it out (undefined); the maps on the way are
 * made where they are missing.
 * @param keys from the file's top to the value: `["answers", "q17", "level"]`
 * @param orderOf the order of the keys in the map at a place; new ones come where it has them
 * @param kind what a text says, where it is no free text: a date stands without quotes
 */
export function setIn(
  path: string,
  text: string,
  keys: readonly string[],
  value: string | number | undefined,
  orderOf: (keys: readonly string[]) => readonly string[] = () => [],
  kind?: ScalarKind,
): EditPlan {
  return planned(unite([readSlice(path, text)], ""), (draft) => {
    const chain = chainAlong(draft, path, keys.slice(0, -1));
    const missing = keys.slice(chain.length - 1, -1);
    const last = keys[keys.length - 1] as string;
    const said = value === undefined ? undefined : String(value);
    const number = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const type = typeof value === "number" ? number : kind === undefined ? undefined : scalar(kind);
    if (missing.length === 0) {
      const fields = type === undefined ? {} : { [last]: { type } };
      setKey(draft, path, chain, last, said, fields, orderOf(keys.slice(0, -1)));
    } else if (said !== undefined) addMaps(draft, path, chain, keys.slice(chain.length - 1), said, type, orderOf);
    const isMeant = (found: readonly string[]): boolean => found.every((key, at) => key === keys[at]);
    draft.verify(`“${last}”`, (difference) => isMeant(difference.keys));
  });
}

/** The entries along some keys, as far as they are there. */
function chainAlong(draft: Draft, path: string, keys: readonly string[]): readonly Spot[] {
  const tree = draft.slice(path)?.tree;
  if (tree === undefined) throw new Refusal(`${path} can't be read.`);
  const chain: Spot[] = [{ entry: tree, start: 0 }];
  for (const key of keys) {
    const next = childrenOf(chain[chain.length - 1] as Spot).find(({ entry }) => entry.key?.text === key);
    if (next === undefined) break;
    chain.push(next);
  }
  return chain;
}

/** Puts `a: b: value` into the map at the end of a chain, each key on a line of its own where that is a block. */
function addMaps(
  draft: Draft,
  path: string,
  chain: readonly Spot[],
  keys: readonly string[],
  value: string,
  type: ValueType | undefined,
  orderOf: (keys: readonly string[]) => readonly string[],
): void {
  const spot = chain[chain.length - 1] as Spot;
  const text = draft.text(path);
  const map = spot.entry.value;
  const above = chain.slice(1).map(({ entry }) => entry.key?.text ?? "");
  if (map !== undefined && map.kind !== "map") throw new Refusal(`“${above.join(": ")}” has a value of its own.`);
  const present = childrenOf(spot);
  const place = placeOf(keys[0] as string, present, orderOf(above));
  const isFlow = map?.flow ?? chain.some(({ entry }) => entry.value?.kind === "map" && entry.value.flow);
  if (isFlow) {
    const entry = keys.reduceRight(
      (inner, key, depth) => `${key}: ${depth === keys.length - 1 ? inner : `{${inner}}`}`,
      flowText(value, type),
    );
    draft.change(path, [
      map === undefined ? newFlowMap(text, spot, [entry]) : insertInFlow(text, spot, place, [entry]),
    ]);
    return;
  }
  const how = manner(draft, path);
  const column = childColumn(text, spot, how);
  const lines = keys.flatMap((key, depth) => {
    const indent = column + depth * how.indentation;
    return depth === keys.length - 1 ? fieldLines(key, value, type, indent, how) : [`${" ".repeat(indent)}${key}:`];
  });
  draft.change(path, insertChild(text, spot, present, place, lines, how));
}
