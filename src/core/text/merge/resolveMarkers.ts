import { readMarkers, sideOf } from "./conflictMarkers.ts";
import type { Conflict } from "./mergeParts.ts";
import { mergeTexts } from "./mergeTexts.ts";

/** What became of the conflicts in a text with git's markers. */
export type Resolution =
  /** There are no markers in it. */
  | { readonly kind: "no-markers" }
  /** Nothing could be settled; `reason` is half a sentence that says why. */
  | { readonly kind: "failed"; readonly reason: string }
  | {
      readonly kind: "merged";
      readonly text: string;
      /** How many conflicts there were. */
      readonly before: number;
      readonly left: readonly Conflict[];
      readonly notes: readonly string[];
    };

/** Whether a text holds lines that look like the beginning of a conflict. */
export function hasMarkers(text: string): boolean {
  return /^<{7,} /m.test(text);
}

/**
 * Merges both sides of a text with conflict markers by records and fields. Without a base, which markers in git's `diff3` style
 * show, records that only one side has are kept, and fields that differ stay conflicts.
 * @param base what both sides come from, if known
 */
export function resolveMarkers(text: string, path: string, base: string | undefined): Resolution {
  if (!hasMarkers(text)) return { kind: "no-markers" };
  const marked = readMarkers(text);
  if (marked === undefined) return { kind: "failed", reason: "its conflict markers don't belong together" };
  const { labels, markerSize } = marked;
  const input = { ours: sideOf(marked, "ours"), theirs: sideOf(marked, "theirs"), path, labels, markerSize };
  let reason = "";
  const known = sideOf(marked, "base") ?? base;
  for (const from of new Set([known, undefined])) {
    const { fallback, text: merged, conflicts, notes } = mergeTexts({ ...input, base: from });
    if (fallback === undefined) {
      const before = marked.parts.filter((part) => typeof part !== "string").length;
      return { kind: "merged", text: merged, before, left: conflicts, notes };
    }
    reason = fallback;
  }
  return { kind: "failed", reason };
}
