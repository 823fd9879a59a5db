import type { EditPlan } from "../text/editing/edit.ts";
import type { Entry } from "../text/tree/index.ts";

/** What is wrong with a personal file, such as an assessment, and where. */
export interface LineProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
}

/** A text with the edits of a plan. */
export function applied(text: string, plan: EditPlan): string {
  let result = text;
  for (const { start, end, text: put } of [...(plan.edits ?? [])].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

/** One edit from a text to another: what differs between what they begin and end with alike. */
export function oneEdit(path: string, before: string, after: string): EditPlan {
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
}

/** Walks the tree of a personal file and collects what is wrong with it. */
export class FoundValues {
  readonly #text: string;
  readonly problems: LineProblem[] = [];

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
      else found.set(key, { entry: child, start: at, text });
    });
    return found;
  }

  listOf(entry: Entry | undefined): readonly string[] {
    const { value } = entry ?? {};
    if (value?.kind === "scalar") return value.text === "" ? [] : [value.text];
    if (value?.kind !== "list") return [];
    return value.entries.flatMap((item) => (item.value?.kind === "scalar" ? item.value.text : []));
  }
}
