/** Texts with git's conflict markers, taken apart and put together. */

/** Both sides of a conflict, and what they come from where the markers say so. Each text ends with a line end, or is empty. */
export interface MarkedConflict {
  readonly ours: string;
  readonly base: string | undefined;
  readonly theirs: string;
}

export interface MarkedText {
  /** Stretches that are settled, and conflicts, in order. */
  readonly parts: readonly (string | MarkedConflict)[];
  /** What stands behind the markers, for instance `HEAD` and the name of a branch. */
  readonly labels: { readonly ours: string; readonly theirs: string };
  /** How many characters a marker has. */
  readonly markerSize: number;
}

const usualSize = 7;

/** The parts of a text with conflict markers, or undefined when there are none, or when they don't belong together. */
export function readMarkers(text: string): MarkedText | undefined {
  const first = /^(<{7,}) /m.exec(text);
  if (first === null) return undefined;
  const markerSize = first[1]?.length ?? usualSize;
  const marker = (character: string): RegExp =>
    new RegExp(`^${character === "|" ? "\\|" : character}{${markerSize}}(?: ([^\\r\\n]*))?\\r?\\n?$`);
  const [opens, bases, parts, closes] = [marker("<"), marker("|"), marker("="), marker(">")];
  const found: (string | MarkedConflict)[] = [];
  let labels: MarkedText["labels"] | undefined;
  let settled = "";
  let conflict:
    | { at: "ours" | "base" | "theirs"; ours: string; base: string | undefined; theirs: string; label: string }
    | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const open = opens.exec(line);
    if (conflict === undefined) {
      if (open === null) {
        if (closes.test(line)) return undefined;
        settled += line;
        continue;
      }
      if (settled !== "") found.push(settled);
      settled = "";
      conflict = { at: "ours", ours: "", base: undefined, theirs: "", label: open[1] ?? "" };
    } else if (open !== null) {
      // A conflict within a conflict: its markers would have to be longer.
      return undefined;
    } else if (conflict.at === "ours" && bases.test(line)) {
      conflict.at = "base";
      conflict.base = "";
    } else if (conflict.at !== "theirs" && parts.test(line)) {
      conflict.at = "theirs";
    } else if (closes.test(line)) {
      if (conflict.at !== "theirs") return undefined;
      labels ??= { ours: conflict.label, theirs: closes.exec(line)?.[1] ?? "" };
      found.push({ ours: conflict.ours, base: conflict.base, theirs: conflict.theirs });
      conflict = undefined;
    } else {
      conflict[conflict.at] = (conflict[conflict.at] ?? "") + line;
    }
  }
  if (conflict !== undefined || labels === undefined) return undefined;
  if (settled !== "") found.push(settled);
  return { parts: found, labels, markerSize };
}

/** One of the texts that a text with markers holds. The base is undefined when a conflict does not show it. */
export function sideOf({ parts }: MarkedText, side: "ours" | "theirs"): string;
export function sideOf({ parts }: MarkedText, side: "base"): string | undefined;
export function sideOf({ parts }: MarkedText, side: "ours" | "base" | "theirs"): string | undefined {
  let text = "";
  for (const part of parts) {
    const piece = typeof part === "string" ? part : part[side];
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

/** A conflict as git writes it. */
export function writeConflict(ours: string, theirs: string, labels: MarkedText["labels"], markerSize: number): string {
  const line = (character: string, label: string): string =>
    `${character.repeat(markerSize)}${label === "" ? "" : ` ${label}`}\n`;
  return line("<", labels.ours) + ours + line("=", "") + theirs + line(">", labels.theirs);
}
