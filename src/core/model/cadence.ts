import { type Duration, formatDuration, parseDuration } from "./duration.ts";

/** How often something happens: every so often, once, or when someone asks. Days and weeks are those of the calendar. */
export type Cadence = "once" | "on-demand" | { readonly every: Duration };

/** Reads `1d`, `2w`, `1mo`, `once`, `on-demand`. Undefined for anything else. */
export function parseCadence(text: string): Cadence | undefined {
  if (text === "once" || text === "on-demand") return text;
  const every = parseDuration(text);
  return every !== undefined && every.amount.coefficient > 0 && !every.isElapsed ? { every } : undefined;
}

export function formatCadence(cadence: Cadence): string {
  return typeof cadence === "string" ? cadence : formatDuration(cadence.every);
}
