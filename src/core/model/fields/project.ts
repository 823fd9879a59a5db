import type { Kind, Method, Phase } from "../project.ts";
import { field, required, usual } from "./field.ts";
import { reserveFields } from "./money.ts";
import { choice, group, integer, map, reference, scalar } from "./valueType.ts";

const gateFields = {
  approver: field(reference("people"), "ida", "Who decides at the gates."),
  before: field(scalar("prose"), "Stage accepted, open risks reviewed", "What has to be there before a gate."),
  outcomes: field(scalar("text"), "Go, go with conditions, stop", "What can be decided."),
};

const iterationRuleFields = {
  length: field(scalar("duration"), "2w", "How long an iteration is."),
  planning: field(scalar("duration"), "4h", "Time for planning it."),
  daily: field(scalar("duration"), "15m", "Time for the daily meeting."),
  review: field(scalar("duration"), "2h", "Time for the review."),
  retrospective: field(scalar("duration"), "90m", "Time for the retrospective."),
};

const workInProgressFields = {
  doing: field(integer(1, 10_000), "5", "How many items may be in work at once."),
  blocked: field(integer(1, 10_000), "2", "How many may be blocked before the team frees them first."),
  "per-person": field(integer(1, 1000), "2", "How many one person may have in work."),
};

const classFields = {
  name: field(scalar("text"), "Expedite", "What people call it."),
  policy: field(scalar("prose"), "Starts at once", "How its items are handled."),
  limit: field(integer(1, 10_000), "1", "How many of it may be in work at once."),
};

const meetingFields = {
  cadence: field(scalar("cadence"), "1w", "How often it happens."),
  owner: field(reference("people"), "ana", "Who sees to it."),
  takes: field(scalar("prose"), "As many items as were finished", "What is taken in."),
};

const ruleFields = {
  gates: field(group(gateFields), "{approver: ida}", "How gates are decided."),
  iterations: field(group(iterationRuleFields), "{length: 2w}", "How long iterations and their meetings are."),
  "definition-of-done": field(
    group({ document: field(scalar("address"), "definition-of-done.md", "The document that states it.") }),
    "{document: definition-of-done.md}",
    "What has to be true of everything that is called done.",
  ),
  "work-in-progress": field(group(workInProgressFields), "{doing: 5}", "Limits of work in progress."),
  "classes-of-service": field(
    map("the id of a class", { kind: "id" }, group(classFields)),
    "\n  expedite: {name: Expedite, policy: Starts at once, limit: 1}",
    "Classes of service.",
  ),
  replenishment: field(group(meetingFields), "{cadence: 1w, owner: ana}", "When new items are taken in."),
  delivery: field(group(meetingFields), "{cadence: 2w, owner: ana}", "When finished items are handed over."),
};

const unitFields = {
  "hours-per-day": field(integer(1, 24), "8", "Whole hours in a day of work."),
  "days-per-week": field(integer(1, 7), "5", "Days in a week of work."),
  "days-per-month": field(integer(1, 31), "20", "Days in a month of work."),
};

/** What a project states once, at the top level of `gantry.yaml`; any slice may state it. */
export const projectFields = {
  name: required(scalar("text"), "Payments migration", "What the project is called."),
  purpose: usual(scalar("prose"), "Move all merchants before the contract ends", "Why there is a project."),
  kind: field(
    choice<Kind>({
      software: "A release that users get.",
      migration: "Data or infrastructure that moves to a new home.",
      hardware: "Electronics, firmware and enclosure up to tested prototypes.",
      production: "A production line that changes.",
      blank: "Any other work.",
    }),
    "migration",
    "The kind of work it was set up for.",
  ),
  method: usual(
    choice<Method>({
      waterfall: "One stage after the other, with gates.",
      scrum: "Iterations with goals and reviews.",
      kanban: "A flow with limits.",
      hybrid: "Stages with gates, iterations inside them.",
    }),
    "hybrid",
    "How the work is organised.",
  ),
  phase: usual(
    choice<Phase>({
      initiating: "Whether and why.",
      planning: "What, when and how much.",
      executing: "Doing it.",
      closing: "Handing over and learning.",
    }),
    "executing",
    "Where the project is in its life.",
  ),
  start: usual(
    scalar("moment"),
    "2027-01-04",
    "Nothing starts before this day, or before its time of day if one is stated, but what is fixed to a date.",
  ),
  "status-date": field(scalar("date"), "2027-02-10", "Stands for today, when it is pinned."),
  unfinished: field(
    choice({
      moves: "To after the status date, once progress is logged; which is the rule.",
      stays: "Where it was planned, even in the past, as Microsoft Project leaves it until told otherwise.",
    }),
    "stays",
    "Where work goes that should be done by now and is not.",
  ),
  "time-zone": usual(scalar("timeZone"), "Europe/Vienna", "Whose days and hours count. One for the project."),
  currency: usual(scalar("currency"), "EUR", "The currency of amounts that name none."),
  calendar: field(
    reference("calendars"),
    "vienna",
    "The working time that holds where no other is named; else the calendar called `standard`.",
  ),
  sponsor: usual(reference("people"), "ida", "Who pays for it and wants it."),
  manager: usual(reference("people"), "ana", "Who runs it."),
  units: field(
    group(unitFields),
    "{hours-per-day: 8}",
    "What a day, a week and a month of work are. 8 hours, 5 days and 20 days, if nothing stands here.",
  ),
  contingency: field(group(reserveFields), "{amount: 9000}", "Money for known risks, inside the cost baseline."),
  "management-reserve": field(
    group(reserveFields),
    "{amount: 6000}",
    "Money for what nobody foresaw, outside the cost baseline.",
  ),
  exchange: field(
    map("a currency", { kind: "currency" }, map("a date", { kind: "date" }, scalar("decimal"))),
    "\n  USD:\n    2027-01-01: 0.92",
    "What one unit of another currency is worth in the project's, from a date on.",
  ),
  rules: field(
    group(ruleFields, /^[A-Za-z]{2,4}(?:-[A-Za-z]{2,4})?-\d{1,3}$/),
    "\n  work-in-progress:\n    doing: 5",
    "How this project works and what is checked: limits, gates, meetings, and rules by their ids.",
  ),
};
