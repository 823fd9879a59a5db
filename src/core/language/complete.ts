import type { Instant, IsoDate } from "../model/moment.ts";
import type { ProjectReading, Slice } from "../text/reading/index.ts";
import { completeKey } from "./completeKeys.ts";
import { completeValue } from "./completeValues.ts";
import { type Completions, noCompletions } from "./completion.ts";
import { contextAt } from "./context.ts";
import { type LanguageTable, planTable } from "./table.ts";

/** What completion has to know besides the project. */
export interface CompletionOptions {
  /** The day it is for the project. */
  readonly today: IsoDate;
  /** The moment it is. */
  readonly now: Instant;
  /** Paths of the project's files, for values that name one. */
  readonly files?: readonly string[];
  readonly table?: LanguageTable;
}

/** What could be written at a place of a slice, likeliest first. */
export function completionsAt(
  reading: ProjectReading,
  slice: Slice,
  offset: number,
  options: CompletionOptions,
): Completions {
  const { today, now, files = [], table = planTable } = options;
  const context = contextAt(slice.text, slice.tree, offset, table);
  if (context === undefined) return noCompletions;
  const { cursor, meaning } = context;
  const sources = { table, reading, slice, today, now, files };
  if (cursor.kind === "key") return completeKey(sources, context);
  if (meaning.is === "value") return completeValue(sources, { cursor, meaning });
  if (meaning.is === "version") {
    const insert = cursor.needsSpace ? " 1" : "1";
    const { start, end } = cursor;
    return {
      items: [{ kind: "value", label: "1", insert, isSnippet: false, start, end, asksOn: false }],
      isCut: false,
    };
  }
  // Behind a dash an entry of a log begins with a key.
  if (meaning.is === "log-entry") return completeKey(sources, context);
  return noCompletions;
}
