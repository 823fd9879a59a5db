import { lastFields, name } from "./common.ts";
import { field, usual } from "./field.ts";
import { choice, integer, list, nested, reference, scalar } from "./valueType.ts";

/** What is to be done, in stages and tasks that nest. */
export const taskFields = {
  name,
  effort: usual(
    scalar("estimate"),
    "8d / 12d / 20d",
    "A person's time for it: one figure, or optimistic / likely / pessimistic. How long it takes follows from who works on it, how much of their time, and their calendars.",
  ),
  duration: field(
    scalar("estimate"),
    "5d",
    "Working time it takes, whoever does it; `3ed` counts by the clock. Write this or `effort`; with both and `who`, the units follow.",
  ),
  who: usual(
    list(scalar("assignment")),
    "[ana, chen 50%]",
    "Who works on it: people or roles, with a share of their time or a number of the role (`2 developer`).",
  ),
  owner: field(reference("people"), "ana", "Who answers for it, when that is not who works on it."),
  after: usual(
    list(scalar("dependency")),
    "interviews SS+2d",
    "What it waits for: tasks, stages or milestones. A type (FS, SS, FF, SF) and a lag may follow: `a SS+1d`, `a FF-2d`, `a FS+50%`, `a FS+3ed`.",
  ),
  milestone: field(scalar("flag"), "true", "Marks a point in time that takes no work."),
  "start-no-earlier": field(scalar("moment"), "2027-02-01", "It does not start before this date."),
  "start-no-later": field(scalar("moment"), "2027-02-05", "It has to start by this date."),
  "finish-no-earlier": field(scalar("moment"), "2027-02-12", "It does not finish before this date."),
  "finish-no-later": field(scalar("moment"), "2027-02-26", "It has to finish by this date."),
  "must-start": field(scalar("moment"), "2027-02-01", "It starts on this date, whatever it waits for."),
  "must-finish": field(scalar("moment"), "2027-02-26", "It finishes on this date, whatever it waits for."),
  schedule: field(
    choice({
      early: "As soon as possible, which is the rule.",
      late: "As late as possible without delaying what follows.",
    }),
    "late",
    "Whether it is planned as early or as late as possible.",
  ),
  deadline: field(
    scalar("moment"),
    "2027-03-19",
    "When it should be finished. It never moves a date; missing it is shown.",
  ),
  calendar: field(reference("calendars"), "night-shift", "A calendar of its own, over those of the people."),
  priority: field(
    integer(0, 1000),
    "10",
    "What levelling tries first: the lower number. It decides where the project ends no later by it.",
  ),
  delay: field(
    scalar("duration"),
    "3d",
    "Levelling moved it by so much working time. Levelling writes it when you accept.",
  ),
  iteration: field(
    reference("iterations"),
    "iteration-2",
    "The iteration it is planned in. It groups and warns; it never moves a date.",
  ),
  class: field(scalar("id"), "expedite", "Its class of service, as named in the project's `rules`."),
  size: field(scalar("decimal"), "5", "Relative size, such as story points."),
  value: field(scalar("decimal"), "8", "What it is worth, relative to others."),
  cost: field(scalar("money"), "1500 EUR", "What is paid for it besides people's time."),
  acceptance: field(scalar("prose"), "The sandbox answers within 200 ms", "How one sees that it is done."),
  deliverable: field(scalar("text"), "API with its documentation", "What there is when it is done."),
  basis: field(scalar("text"), "Two similar services last year", "What the estimate rests on."),
  estimator: field(reference("people"), "chen", "Who estimated it."),
  estimated: field(scalar("date"), "2027-01-08", "When it was estimated."),
  confidence: field(
    choice({
      low: "Little is known; expect it to change.",
      medium: "Something like it was done before.",
      high: "It was done before in the same way.",
    }),
    "medium",
    "How far the estimate can be relied on.",
  ),
  ...lastFields,
  tasks: field(
    nested,
    "\n  interviews:\n    name: Interview ten merchants\n    effort: 5d",
    "Makes it a stage: the tasks it consists of.",
  ),
};

/** Points in time that matter, beside the tasks. */
export const milestoneFields = {
  name,
  after: usual(list(scalar("dependency")), "[switch, training]", "What has to be finished first."),
  date: field(scalar("moment"), "2027-02-05", "A fixed date; a plain one is the end of that day."),
  deadline: field(scalar("moment"), "2027-03-19", "When it should be reached. It never moves a date."),
  owner: usual(reference("people"), "ana", "Who answers for it."),
  acceptance: field(scalar("prose"), "All card tests pass", "How one sees that it is reached."),
  ...lastFields,
};

/** Stretches of time with a goal, as in scrum. */
export const iterationFields = {
  name,
  start: usual(scalar("date"), "2027-01-25", "Its first day."),
  finish: usual(scalar("date"), "2027-02-05", "Its last day."),
  goal: usual(scalar("prose"), "A payment goes through the new API", "What it is for."),
  capacity: field(scalar("duration"), "27d", "Working time the team has in it."),
  ...lastFields,
};
