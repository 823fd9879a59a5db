import { type Id, nearest } from "../../model/identifier.ts";
import type { Task } from "../../model/records.ts";
import type { Entry } from "../tree/node.ts";
import type { LocalProblem } from "./problem.ts";
import type { RecordPlace } from "./projectIndex.ts";
import { quote } from "./readValue.ts";
import type { Slice } from "./slice.ts";

/** An entry of a map with the place where it begins. */
interface PlacedEntry {
  readonly entry: Entry;
  readonly start: number;
}

/** Where a class of service is written down, among the project's rules. */
export interface ClassPlace {
  readonly id: Id;
  readonly path: string;
  /** Of its id. */
  readonly start: number;
  readonly end: number;
  /** Of all that is stated of it. */
  readonly entry: PlacedEntry;
}

/** Where a task names its class of service, by offsets relative to its entry. */
export function classNamed({
  record,
  entry,
}: RecordPlace): { readonly id: Id; readonly start: number; readonly end: number } | undefined {
  const id = (record as Partial<Task>).class;
  if (id === undefined) return undefined;
  const found = fieldOf({ entry, start: 0 }, "class");
  const value = found?.entry.value;
  if (found === undefined || value?.kind !== "scalar") return undefined;
  const quotes = value.style === "plain" ? 0 : 1;
  return { id, start: found.start + value.start + quotes, end: found.start + value.end - quotes };
}

/** What is wrong with the class that a task names. @param classes those of the project */
export function classProblem(place: RecordPlace, classes: ReadonlyMap<Id, unknown>): LocalProblem | undefined {
  const named = classNamed(place);
  if (named === undefined || classes.has(named.id)) return undefined;
  const { id, start, end } = named;
  const near = nearest(id, [...classes.keys()]);
  const advice =
    near === undefined
      ? "Choose another one, or write it down under “classes-of-service” in the project's rules."
      : `Did you mean “${near}”?`;
  const message = `There is no class of service ${quote(id)}. ${advice}`;
  const data = near === undefined ? { field: "class" } : { field: "class", nearest: near };
  return { code: "unknown-reference", severity: "warning", message, start, end, data };
}

/** All classes of service that a project writes down: those of the first file that states rules, as its facts are read. */
export function classPlaces(slices: readonly Slice[]): readonly ClassPlace[] {
  for (const { path, tree } of slices) {
    const rules = fieldOf({ entry: tree, start: 0 }, "rules");
    if (rules?.entry.value === undefined) continue;
    const classes = fieldOf(rules, "classes-of-service");
    return entriesOf(classes).flatMap((entry): readonly ClassPlace[] => {
      const { key } = entry.entry;
      if (key === undefined) return [];
      const quotes = key.style === "plain" ? 0 : 1;
      const start = entry.start + key.start + quotes;
      return [{ id: key.text, path, start, end: entry.start + key.end - quotes, entry }];
    });
  }
  return [];
}

function entriesOf(holder: PlacedEntry | undefined): readonly PlacedEntry[] {
  const map = holder?.entry.value;
  if (holder === undefined || map?.kind !== "map") return [];
  return map.entries.map((entry, index) => ({ entry, start: holder.start + (map.starts[index] ?? 0) }));
}

function fieldOf(holder: PlacedEntry, name: string): PlacedEntry | undefined {
  return entriesOf(holder).find(({ entry }) => entry.key?.text === name);
}
