import { type Id, isId } from "./identifier.ts";

/** Who works on a task: a person or role, how many of the role, and with how much of their time. */
export interface Assignment {
  readonly who: Id;
  /** How many of a role; 1 for a person. */
  readonly count: number;
  /** Per cent of their working time, each. */
  readonly units: number;
}

const pattern = /^(?:(\d{1,4})[ \t]+)?([a-z][a-z0-9-]*)(?:[ \t]+(\d{1,4}(?:\.\d{1,3})?)%)?$/;

/** Reads `ana`, `chen 50%`, `2 developer`, `2 developer 50%`. Undefined for anything else, also for none of a role. */
export function parseAssignment(text: string): Assignment | undefined {
  const match = pattern.exec(text);
  const who = match?.[2];
  if (match === null || who === undefined || !isId(who)) return undefined;
  const count = match[1] === undefined ? 1 : Number(match[1]);
  const units = match[3] === undefined ? 100 : Number(match[3]);
  return count >= 1 && units > 0 ? { who, count, units } : undefined;
}

export function formatAssignment({ who, count, units }: Assignment): string {
  return `${count === 1 ? "" : `${count} `}${who}${units === 100 ? "" : ` ${units}%`}`;
}
