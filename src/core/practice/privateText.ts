import type { ScalarKind } from "../model/fields/valueType.ts";
import { type EditPlan, refuse } from "../text/editing/edit.ts";
import { setIn } from "../text/editing/setIn.ts";
import type { Entry } from "../text/tree/index.ts";

/** The names of files in `.gantry-private/` of which there is one each. */
export const privateFiles = {
  background: "background.yaml",
  pdus: "pdus.yaml",
  education: "education.yaml",
  gapPlan: "gap-plan.md",
} as const;

/** Where assessments are, below `.gantry-private/`. */
export const assessmentsFolder = "assessments";

/** What is wrong with a private file, and where. */
export interface FileProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A value to state at a place, or to take out: from the file's top to it. What is no free text, such as a date, says what it is. */
export type Statement = readonly [keys: readonly string[], value: string | number | undefined, kind?: ScalarKind];

/** Files larger than this are not read. */
export const longestFile = 1_000_000;

/** One edit that states several values, one after the other; everything else in the text stays byte for byte. */
export function statements(
  path: string,
  text: string,
  wanted: readonly Statement[],
  orderOf: (keys: readonly string[]) => readonly string[],
): EditPlan {
  let after = text;
  for (const [keys, value, kind] of wanted) {
    const plan = setIn(path, after, keys, value, orderOf, kind);
    if (plan.refusal !== undefined) return plan;
    after = applied(after, plan);
  }
  return whole(path, text, after);
}

/** Why a file is not written to. */
export function refuseFor(problems: readonly FileProblem[], otherwise: string): EditPlan {
  const [first] = problems;
  return refuse(
    first === undefined ? otherwise : `Line ${first.line}: ${first.message} Mend that first; nothing was written.`,
  );
}

function applied(text: string, plan: EditPlan): string {
  let result = text;
  for (const { start, end, text: put } of [...(plan.edits ?? [])].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

/** One edit from a text to another: what differs between what they begin and end with alike. */
function whole(path: string, before: string, after: string): EditPlan {
  if (before === after) return { edits: [], newFiles: [] };
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  return {
    edits: [{ path, start, end: before.length - tail, text: after.slice(start, after.length - tail) }],
    newFiles: [],
  };
}

export interface FoundValue {
  readonly entry: Entry;
  readonly start: number;
  /** Of a scalar. */
  readonly text: string | undefined;
  /** A key with nothing behind it. */
  readonly isEmpty: boolean;
}

/** Walks a tree and collects what is wrong with it. */
export class Found {
  readonly #text: string;
  readonly problems: FileProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  lineOf(offset: number): number {
    let line = 1;
    for (let at = this.#text.indexOf("\n"); at >= 0 && at < offset; at = this.#text.indexOf("\n", at + 1)) line++;
    return line;
  }

  problem(message: string, offset: number): void {
    this.problems.push({ message, line: this.lineOf(offset) });
  }

  /** The entries of a map by their keys; the first one counts where a key stands twice, and that is told. */
  mapOf(entry: Entry | undefined, start: number): ReadonlyMap<string, FoundValue> {
    const found = new Map<string, FoundValue>();
    const { value } = entry ?? {};
    if (value?.kind !== "map") return found;
    value.entries.forEach((child, index) => {
      const at = start + (value.starts[index] ?? 0);
      const key = child.key?.text ?? "";
      const text = child.value?.kind === "scalar" ? child.value.text : undefined;
      if (found.has(key)) this.problem(`“${key}” stands twice here.`, at);
      else found.set(key, { entry: child, start: at, text, isEmpty: child.value === undefined || text === "" });
    });
    return found;
  }

  /** As {@link mapOf}, of what stands below a key; that something else than a map stands there is told. */
  mapBelow(map: ReadonlyMap<string, FoundValue>, key: string): ReadonlyMap<string, FoundValue> {
    const spot = map.get(key);
    if (spot === undefined) return new Map();
    if (!spot.isEmpty && spot.entry.value?.kind !== "map") {
      this.problem(`Below “${key}” stand names with a colon, one a line; what is there is not read.`, spot.start);
    }
    return this.mapOf(spot.entry, spot.start);
  }

  listOf(entry: Entry | undefined): readonly string[] {
    const { value } = entry ?? {};
    if (value?.kind === "scalar") return value.text === "" ? [] : [value.text];
    if (value?.kind !== "list") return [];
    return value.entries.flatMap((item) => (item.value?.kind === "scalar" ? item.value.text : []));
  }
}
