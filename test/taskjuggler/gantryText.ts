/** A generated plan as slices of the plan language. */

import { formatAssignment } from "../../src/core/model/assignment.ts";
import { formatDateSpan } from "../../src/core/model/moment.ts";
import { formatWorkingDay, weekdayNames } from "../../src/core/model/workingHours.ts";
import type { GeneratedPlan, PlanCalendar, PlanLag, PlanLink, PlanTask } from "./plan.ts";

/** Minutes as a person would write them: `3d`, `4h`, `30m`. */
function working(minutes: number): string {
  if (minutes % 480 === 0 && minutes > 0) return `${minutes / 480}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function elapsed(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return `${minutes / 1440}ed`;
  return minutes % 60 === 0 ? `${minutes / 60}eh` : `${minutes}em`;
}

function lagText(lag: PlanLag): string {
  if ("percent" in lag) return `+${lag.percent}%`;
  return `${lag.sign < 0 ? "-" : "+"}${lag.isElapsed ? elapsed(lag.minutes) : working(lag.minutes)}`;
}

function linkText({ on, type, lag }: PlanLink): string {
  if (lag === undefined) return type === "FS" ? on : `${on} ${type}`;
  return `${on} ${type}${lagText(lag)}`;
}

function calendarLines(calendar: PlanCalendar, project: PlanCalendar): string[] {
  const lines = [`  ${calendar.id}:`, `    name: Calendar ${calendar.id}`];
  const isOwn = calendar !== project;
  if (isOwn) lines.push(`    based-on: ${project.id}`);
  lines.push("    hours:");
  calendar.hours.forEach((hours, index) => {
    lines.push(`      ${weekdayNames[index]}: ${formatWorkingDay(hours)}`);
  });
  const holidays = isOwn ? calendar.holidays.filter((date) => !project.holidays.includes(date)) : calendar.holidays;
  if (holidays.length > 0) lines.push("    holidays:", ...holidays.map((date) => `      ${date}: Holiday`));
  if (calendar.exceptions.length > 0) {
    lines.push("    exceptions:");
    for (const [date, hours] of calendar.exceptions) lines.push(`      ${date}: ${formatWorkingDay(hours)}`);
  }
  return [...lines, ""];
}

/** The slices of a plan by their paths. */
export function gantryFiles(plan: GeneratedPlan): ReadonlyMap<string, string> {
  const [project] = plan.calendars;
  const head = ["gantry: 1", "", `name: Plan ${plan.seed}`, `start: ${plan.start}`, "", "people:"];
  for (const person of plan.people) {
    head.push(`  ${person.id}:`, `    name: ${person.id}`);
    if (person.count !== undefined) head.push(`    count: ${person.count}`);
    if (person.capacity !== undefined) head.push(`    capacity: ${person.capacity}%`);
    if (person.calendar !== undefined) head.push(`    calendar: ${person.calendar}`);
    if (person.leave.length > 0)
      head.push("    leave:", ...person.leave.map((span) => `      - ${formatDateSpan(span)}`));
    if (person.from !== undefined) head.push(`    from: ${person.from}`);
    if (person.until !== undefined) head.push(`    until: ${person.until}`);
  }
  const lines = ["gantry: 1", "", "tasks:"];
  const write = (task: PlanTask, indent: string): void => {
    const field = (text: string): void => void lines.push(`${indent}  ${text}`);
    lines.push(`${indent}${task.id}:`);
    field(`name: ${task.id}`);
    if (task.kind === "milestone") field("milestone: true");
    if (task.kind === "effort") field(`effort: ${working(task.minutes)}`);
    if (task.kind === "working") field(`duration: ${working(task.minutes)}`);
    if (task.kind === "elapsed") field(`duration: ${elapsed(task.minutes)}`);
    if (task.who.length > 0) field(`who: [${task.who.map(formatAssignment).join(", ")}]`);
    if (task.calendar !== undefined) field(`calendar: ${task.calendar}`);
    if (task.after.length > 0) field(`after: [${task.after.map(linkText).join(", ")}]`);
    if (task.startNoEarlier !== undefined) field(`start-no-earlier: ${task.startNoEarlier}`);
    if (task.mustStart !== undefined) field(`must-start: ${task.mustStart}`);
    if (plan.lateUntil !== undefined && task.kind !== "stage") field("schedule: late");
    if (task.kind === "stage") {
      field("tasks:");
      for (const inner of task.tasks) write(inner, `${indent}    `);
    }
  };
  for (const task of plan.tasks) write(task, "  ");
  const timeline = ["gantry: 1", "", "calendars:", ...plan.calendars.flatMap((one) => calendarLines(one, project))];
  if (plan.lateUntil !== undefined) {
    const all = plan.tasks.map(({ id }) => id).join(", ");
    timeline.push("milestones:", "  end:", "    name: End", `    date: ${plan.lateUntil}`, `    after: [${all}]`, "");
  }
  return new Map([
    ["gantry.yaml", `${head.join("\n")}\n`],
    ["plan.yaml", `${lines.join("\n")}\n`],
    ["timeline.yaml", timeline.join("\n")],
  ]);
}
