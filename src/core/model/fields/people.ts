import { weekdayNames } from "../workingHours.ts";
import { lastFields, name } from "./common.ts";
import { field, usual } from "./field.ts";
import { choice, group, integer, list, map, reference, scalar } from "./valueType.ts";

/** Who works on the project: people, and roles until people are named. */
export const personFields = {
  name,
  role: usual(scalar("text"), "Lead developer", "What they do here."),
  count: field(integer(1, 10_000), "2", "Makes it a role: how many there are of it."),
  rate: usual(
    scalar("rate"),
    "85/h",
    "What their work costs, per hour, day, week or month. Without one, a cost is unknown, never 0.",
  ),
  email: field(scalar("text"), "ana@example.com", "Their mail address."),
  organisation: field(scalar("text"), "Dimitrova Consulting", "Whom they work for, when it is not your own."),
  category: field(
    choice({
      internal: "Of your own organisation.",
      contractor: "Working for it under a contract.",
      supplier: "Of a supplier.",
      client: "Of the client.",
    }),
    "contractor",
    "How they belong to the project.",
  ),
  capacity: field(
    scalar("percent"),
    "60%",
    "How much of their working time the project has. All of it, if nothing stands here.",
  ),
  calendar: field(reference("calendars"), "part-time", "Their own working hours, over the project's."),
  leave: field(
    list(scalar("span")),
    "\n  - 2027-02-15\n  - 2027-04-05 / 2027-04-09",
    "Days they are away: single dates, or from / to with both included.",
  ),
  from: field(scalar("date"), "2027-01-11", "Their first day in the project."),
  until: field(scalar("date"), "2027-03-31", "Their last day in the project."),
  skills: field(list(scalar("text")), "[payments, go]", "What they are good at."),
  manager: field(scalar("text"), "Head of development", "Who lends them to the project."),
  ...lastFields,
};

const weekdays = Object.fromEntries(
  weekdayNames.map((day) => [
    day,
    field(
      scalar("workingDay"),
      "09:00-13:00, 14:00-18:00",
      `Working hours of a ${day[0]?.toUpperCase()}${day.slice(1)}, or \`off\`.`,
    ),
  ]),
) as Readonly<Record<(typeof weekdayNames)[number], ReturnType<typeof field<{ readonly kind: "workingDay" }>>>>;

/** When people work. */
export const calendarFields = {
  name,
  "based-on": field(
    reference("calendars"),
    "standard",
    "The calendar it changes; what is not stated here is as there.",
  ),
  hours: usual(
    group(weekdays),
    "\n  monday: 09:00-13:00, 14:00-18:00\n  friday: 09:00-15:00",
    "Working hours by weekday. A day that is not named is free, or as in the calendar it is based on.",
  ),
  holidays: usual(
    map("a date, or from / to", { kind: "span" }, scalar("text")),
    "\n  2027-01-06: Epiphany\n  2027-12-24 / 2027-12-31: Company closed",
    "Days on which nobody works, with their names.",
  ),
  exceptions: field(
    map("a date, or from / to", { kind: "span" }, scalar("workingDay")),
    "\n  2027-03-06: 09:00-13:00",
    "Days with other hours than usual, or `off`.",
  ),
  ...lastFields,
};
