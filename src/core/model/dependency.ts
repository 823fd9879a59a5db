import { type Duration, formatDuration, parseDuration } from "./duration.ts";
import { type Id, isId } from "./identifier.ts";

/** How one task waits for another: finish to start, start to start, finish to finish, start to finish. */
export const dependencyTypes = ["FS", "SS", "FF", "SF"] as const;
export type DependencyType = (typeof dependencyTypes)[number];

/** A wait between two tasks: working or elapsed time, or a part of the predecessor's duration. A lead is negative. */
export type Lag =
  | { readonly sign: 1 | -1; readonly duration: Duration }
  | { readonly sign: 1 | -1; readonly percent: number };

/** What a task waits for: `a`, `a SS+1d`, `a FS+50%`. */
export interface Dependency {
  readonly on: Id;
  readonly type: DependencyType;
  readonly lag?: Lag;
}

const pattern = /^([a-z][a-z0-9-]*)(?:[ \t]+(FS|SS|FF|SF)(?:[ \t]*([+-])[ \t]*([0-9.]+[a-z%]+))?)?$/;

/** Reads `a`, `a SS`, `a FF-2d`, `a FS+50%`. Undefined for anything else: a lag needs its type, so that both are seen. */
export function parseDependency(text: string): Dependency | undefined {
  const match = pattern.exec(text);
  const on = match?.[1];
  if (match === null || on === undefined || !isId(on)) return undefined;
  const type = (match[2] as DependencyType | undefined) ?? "FS";
  if (match[4] === undefined) return { on, type };
  const lag = parseLag(match[3] === "-" ? -1 : 1, match[4]);
  return lag && { on, type, lag };
}

function parseLag(sign: 1 | -1, text: string): Lag | undefined {
  if (text.endsWith("%")) {
    const percent = Number(text.slice(0, -1));
    return percent >= 0 && percent <= 1000 ? { sign, percent } : undefined;
  }
  const duration = parseDuration(text);
  return duration && { sign, duration };
}

export function formatDependency({ on, type, lag }: Dependency): string {
  if (lag === undefined) return type === "FS" ? on : `${on} ${type}`;
  const amount = "percent" in lag ? `${lag.percent}%` : formatDuration(lag.duration);
  return `${on} ${type}${lag.sign < 0 ? "-" : "+"}${amount}`;
}
