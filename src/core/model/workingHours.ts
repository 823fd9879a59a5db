/** A stretch of working time within a day, in minutes since midnight; `finish` may be 1440. */
export interface Shift {
  readonly start: number;
  readonly finish: number;
}

/** The shifts of a day in their order; none means that nobody works. */
export type WorkingDay = readonly Shift[];

export const weekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type WeekdayName = (typeof weekdayNames)[number];

const shiftPattern = /^(\d{1,2}):(\d{2})[ \t]*-[ \t]*(\d{1,2}):(\d{2})$/;
const mostShifts = 24;

/** Reads `09:00-13:00, 14:00-18:00` or `off`. Undefined for anything else, also when shifts overlap or run backwards. */
export function parseWorkingDay(text: string): WorkingDay | undefined {
  if (text === "off") return [];
  const parts = text.split(",");
  if (parts.length > mostShifts) return undefined;
  const shifts: Shift[] = [];
  let earliest = 0;
  for (const part of parts) {
    const match = shiftPattern.exec(part.trim());
    if (match === null) return undefined;
    const start = minutes(match[1], match[2]);
    const finish = minutes(match[3], match[4]);
    if (start === undefined || finish === undefined || start < earliest || finish <= start) return undefined;
    shifts.push({ start, finish });
    earliest = finish;
  }
  return shifts;
}

export function formatWorkingDay(day: WorkingDay): string {
  if (day.length === 0) return "off";
  return day.map(({ start, finish }) => `${clock(start)}-${clock(finish)}`).join(", ");
}

function minutes(hours: string | undefined, rest: string | undefined): number | undefined {
  const value = Number(hours) * 60 + Number(rest);
  return Number(rest) < 60 && value <= 1440 ? value : undefined;
}

function clock(value: number): string {
  return `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}`;
}
