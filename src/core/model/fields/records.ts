import { lastFields, name } from "./common.ts";
import { field, required, usual } from "./field.ts";
import { baselineCostFields, baselineTaskFields } from "./money.ts";
import { choice, group, list, map, reference, scalar } from "./valueType.ts";

/** A frozen schedule and cost; never changed again. */
export const baselineFields = {
  name,
  date: required(scalar("date"), "2027-01-22", "When it was saved."),
  revision: field(scalar("text"), "4f2a91c", "The commit it was saved from."),
  currency: field(scalar("currency"), "EUR", "The currency of its amounts."),
  tasks: usual(
    map("the id of a task or milestone", { kind: "id" }, group(baselineTaskFields)),
    "\n  interviews: {start: 2027-01-04, finish: 2027-01-12, work: 9d, cost: 6528}",
    "What was planned for each task and milestone.",
  ),
  costs: field(
    map("the id of a cost", { kind: "id" }, group(baselineCostFields)),
    "\n  test-cards: {start: 2027-01-25, finish: 2027-01-25, cost: 600}",
    "What was planned for each cost.",
  ),
  contingency: field(scalar("money"), "9000", "Contingency inside the cost baseline."),
  "management-reserve": field(scalar("money"), "6000", "Management reserve outside it."),
  "planned-value": usual(
    map("the last day of a week", { kind: "date" }, scalar("money")),
    "\n  2027-01-08: 6272",
    "Planned value up to the end of each week, without the contingency.",
  ),
  ...lastFields,
};

/** One line of a progress log: what happened, when. The last entry by `at` counts, field by field. */
export const progressFields = {
  at: required(scalar("instant"), "2027-01-13T15:10:00Z", "When it was logged, in UTC."),
  task: usual(reference("work"), "interviews", "The task or milestone it is about."),
  cost: field(reference("costs"), "test-cards", "The cost it is about."),
  item: field(scalar("id"), "pla-07", "The checklist item it is about."),
  start: field(scalar("moment"), "2027-01-04", "When work on it began."),
  finish: field(scalar("moment"), "2027-01-12", "When it was finished. It means done."),
  done: usual(scalar("share"), "40%", "How much of it is done."),
  spent: usual(scalar("duration"), "2d", "Work spent on it so far, in all."),
  left: field(scalar("duration"), "3d", "Work that is left."),
  blocked: field(scalar("text"), "Waiting for the contract", "What it waits for; `no` when it goes on."),
  paid: field(scalar("money"), "612 EUR", "What was paid for it so far, in all: its actual cost."),
  cadence: field(scalar("cadence"), "1w", "How often the checklist item comes again."),
  override: field(
    choice({ met: "It counts as met.", "not-met": "It counts as not met." }),
    "met",
    "What counts against what the rules found.",
  ),
  reason: field(scalar("text"), "Agreed with the sponsor", "Why it counts so."),
  note: field(scalar("prose"), "Nine of ten want refunds", "Whatever else is worth knowing."),
};

/** The front matter of a Markdown document. */
export const documentFields = {
  title: required(scalar("text"), '"Payments migration: charter"', "Its title."),
  document: required(scalar("id"), "charter", "Which kind of document it is."),
  status: usual(
    choice({
      draft: "Still being written.",
      proposed: "Waiting for a decision.",
      "in-review": "Being read by others.",
      accepted: "Decided so.",
      agreed: "Settled by those it is for.",
      approved: "Signed by who has to.",
      rejected: "Decided against.",
      deprecated: "No longer to be used.",
      superseded: "Replaced by another one.",
      final: "Finished.",
    }),
    "draft",
    "How far it is.",
  ),
  date: usual(scalar("date"), "2027-01-11", "Its date."),
  owner: usual(reference("people"), "ana", "Who answers for it."),
  sponsor: field(reference("people"), "ida", "Who pays for it and wants it."),
  deciders: field(list(reference("people")), "[ida, ana]", "Who decides."),
  consulted: field(list(reference("people")), "[chen]", "Who was asked."),
  informed: field(list(reference("people")), "[mara]", "Who is told."),
  "approved-by": field(reference("people"), "ida", "Who approved it."),
  "approved-on": field(scalar("date"), "2027-01-15", "When it was approved."),
  week: field(scalar("text"), "2027-W05", "The week it is about."),
  from: field(scalar("date"), "2027-02-01", "The first day it is about."),
  until: field(scalar("date"), "2027-02-05", "The last day it is about."),
  supersedes: field(scalar("address"), "2027-01-12-provider.md", "The document it replaces."),
  "superseded-by": field(scalar("address"), "2027-03-01-provider.md", "The document that replaces it."),
};
