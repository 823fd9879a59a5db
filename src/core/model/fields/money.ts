import { lastFields, name } from "./common.ts";
import { field, required, usual } from "./field.ts";
import { choice, reference, scalar } from "./valueType.ts";

/** Money that is released to the project. */
export const fundingFields = {
  name,
  amount: required(scalar("money"), "80000", "How much is released."),
  from: usual(scalar("date"), "2027-01-04", "From when on it may be spent."),
  source: usual(scalar("text"), "Payments investment budget", "Where it comes from."),
  approver: field(reference("people"), "ida", "Who releases it."),
  ...lastFields,
};

/** What is paid for besides people's time. */
export const costFields = {
  name,
  type: usual(
    choice({
      service: "Work or a service that is bought.",
      licence: "The right to use something.",
      hardware: "Machines and devices.",
      material: "What is used up.",
      travel: "Getting there and staying there.",
      labour: "Work outside the plan.",
      overhead: "A share of what the organisation costs.",
    }),
    "service",
    "What kind of cost it is.",
  ),
  amount: usual(
    scalar("money"),
    "4500",
    "What it costs; each time, when it recurs. Or write `quantity` and `unit-cost`.",
  ),
  quantity: field(scalar("decimal"), "5", "How many are bought."),
  unit: field(scalar("text"), "card", "What is counted: a card, a seat, a month."),
  "unit-cost": field(scalar("money"), "180", "What one of them costs."),
  date: usual(scalar("date"), "2027-02-01", "When it is due."),
  start: field(scalar("date"), "2027-01-25", "When it begins to be due, if it recurs."),
  finish: field(scalar("date"), "2027-03-12", "The last day it can be due, if it recurs."),
  every: field(scalar("duration"), "1mo", "How often it is due between `start` and `finish`."),
  task: usual(reference("work"), "load", "The task or stage it is for."),
  supplier: field(scalar("text"), "Hosting provider", "Who is paid."),
  committed: field(scalar("money"), "4500", "How much of it is ordered or signed for, in all."),
  owner: usual(reference("people"), "mara", "Who answers for it."),
  ...lastFields,
};

/** Money set aside. */
export const reserveFields = {
  amount: usual(scalar("money"), "9000", "How much is set aside."),
  basis: usual(scalar("prose"), "Expected cost of the open risks", "How the amount was found."),
};

const plannedFields = {
  start: field(scalar("moment"), "2027-01-04", "Planned start."),
  finish: field(scalar("moment"), "2027-01-12", "Planned finish."),
  cost: field(scalar("money"), "6528", "Planned cost."),
};

export const baselineTaskFields = {
  ...plannedFields,
  work: field(scalar("duration"), "9d", "Planned work."),
};

export const baselineCostFields = plannedFields;
