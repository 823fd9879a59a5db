import { lastFields, name } from "./common.ts";
import { field, usual } from "./field.ts";
import { choice, group, integer, list, map, reference, scalar } from "./valueType.ts";

const engagement = {
  unaware: "Does not know of the project or what it means for them.",
  resistant: "Knows and is against it.",
  neutral: "Knows, neither for nor against.",
  supportive: "Knows and wants it to succeed.",
  leading: "Works for its success.",
};

/** Who cares about the project or can change its course. */
export const stakeholderFields = {
  name,
  organisation: field(scalar("text"), "Payments", "Where they belong."),
  category: usual(
    choice({
      client: "Whom the result is for.",
      supplier: "Who delivers to the project.",
      contractor: "Who works for it under a contract.",
      internal: "Of your own organisation.",
      regulator: "Who sets rules for it.",
    }),
    "client",
    "How they belong to the project.",
  ),
  interest: usual(integer(1, 5), "4", "How much it matters to them, from 1 (hardly) to 5 (very much)."),
  influence: usual(integer(1, 5), "5", "How much they can change, from 1 (nothing) to 5 (everything)."),
  expectation: usual(scalar("prose"), "No day without payments", "What they want from it."),
  "engagement-now": usual(choice(engagement), "neutral", "Where they stand now."),
  "engagement-wanted": usual(choice(engagement), "supportive", "Where they should stand."),
  strategy: usual(scalar("prose"), "Shows her the pilot before everyone else", "How to get from the one to the other."),
  channel: usual(scalar("text"), "Meeting", "How to reach them."),
  cadence: usual(scalar("cadence"), "2w", "How often they hear from you: `1d`, `2w`, `1mo`, `once` or `on-demand`."),
  owner: usual(reference("people"), "ana", "Who looks after them."),
  "last-contact": field(scalar("date"), "2027-02-01", "When they last heard from you."),
  ...lastFields,
};

/** What may happen, for worse or for better. */
export const riskFields = {
  name,
  type: usual(
    choice({ threat: "Would harm the project.", opportunity: "Would help it." }),
    "threat",
    "For worse or for better.",
  ),
  category: field(scalar("text"), "supplier", "A word to group it by."),
  cause: usual(scalar("prose"), "Test merchants are limited in the contract", "What is so today that it may happen."),
  event: field(scalar("prose"), "The sandbox refuses our test merchants", "What would happen."),
  effect: usual(scalar("prose"), "Pilot merchants go live with untried cases", "What would follow from it."),
  probability: usual(
    integer(1, 5),
    "4",
    "How likely it is, from 1 (very low) to 5 (very high); they stand for 10, 30, 50, 70 and 90 %.",
  ),
  impact: usual(integer(1, 5), "3", "How much it would matter, from 1 (very little) to 5 (very much)."),
  cost: field(scalar("money"), "5000", "What it would cost, if it happens."),
  delay: field(scalar("duration"), "4d", "How much time it would cost, if it happens."),
  strategy: usual(
    choice({
      avoid: "Change the plan so that it can't happen.",
      transfer: "Let someone else bear it, for a price.",
      mitigate: "Make it less likely or less harmful.",
      accept: "Live with it, knowingly.",
      escalate: "Hand it to who can do something about it.",
      exploit: "Make sure the opportunity comes.",
      share: "Take it up together with someone.",
      enhance: "Make the opportunity likelier or larger.",
    }),
    "mitigate",
    "What you do about it, in one word.",
  ),
  response: usual(scalar("prose"), "Ask for fifty test merchants", "What exactly is done."),
  due: usual(scalar("date"), "2027-02-12", "By when."),
  trigger: field(scalar("prose"), "No answer within three days", "How one sees that it begins to happen."),
  contingency: field(scalar("prose"), "Pilot with the ten we have", "What is done if it happens all the same."),
  owner: usual(reference("people"), "ana", "Who watches it."),
  status: usual(
    choice({ open: "May still happen.", closed: "Can't happen any more, or has happened." }),
    "open",
    "Whether it still counts.",
  ),
  identified: usual(scalar("date"), "2027-01-19", "When it was first written down."),
  reviewed: field(scalar("date"), "2027-02-01", "When it was last looked at."),
  closed: field(scalar("date"), "2027-02-10", "When it was closed."),
  "residual-probability": field(integer(1, 5), "2", "How likely it is once the response is done, from 1 to 5."),
  "residual-impact": field(integer(1, 5), "2", "How much it would matter then, from 1 to 5."),
  affects: field(list(reference("work")), "[sandbox, pilot]", "The tasks and milestones it would touch."),
  ...lastFields,
};

/** Who does it, who answers for it, who is asked, who is told. */
export const raciFields = {
  name,
  responsible: usual(list(reference("people")), "[ana, bo]", "Who does the work."),
  accountable: usual(list(reference("people")), "ida", "Who answers for it: exactly one."),
  support: field(list(reference("people")), "mara", "Who helps with the work."),
  consulted: field(list(reference("people")), "[chen, mara]", "Who is asked before."),
  informed: field(list(reference("people")), "vess", "Who is told after."),
  ...lastFields,
};

/** Who hears what from whom, how often. */
export const communicationFields = {
  name,
  audience: usual(
    list(reference("stakeholders", "people")),
    "[head-of-payments, chen]",
    "Whom it is for: stakeholders or people.",
  ),
  "audience-other": field(scalar("text"), "Everyone on the payments channel", "Whom else it is for, in words."),
  purpose: usual(scalar("prose"), "Decide on changes and money", "What it is for."),
  content: field(scalar("prose"), "Status, forecast, top risks", "What is in it."),
  channel: usual(scalar("text"), "Meeting", "How it gets there."),
  format: field(scalar("text"), "30 minutes", "What it looks like, or how long it takes."),
  cadence: usual(scalar("cadence"), "2w", "How often: `1d`, `2w`, `1mo`, `once` or `on-demand`."),
  start: field(scalar("date"), "2027-01-11", "The first time."),
  finish: field(scalar("date"), "2027-03-31", "The last time."),
  feedback: field(scalar("text"), "Replies in the thread", "How answers come back."),
  owner: usual(reference("people"), "ana", "Who sees to it."),
  ...lastFields,
};

/** What has gone wrong and needs solving. */
export const issueFields = {
  name,
  severity: usual(integer(1, 5), "3", "How bad it is, from 1 (hardly) to 5 (everything stands still)."),
  status: usual(choice({ open: "Not solved yet.", closed: "Solved." }), "open", "Whether it still counts."),
  owner: usual(reference("people"), "ana", "Who solves it."),
  raised: usual(scalar("date"), "2027-02-09", "When it came up."),
  due: usual(scalar("date"), "2027-02-12", "By when it should be solved."),
  affects: field(list(reference("work")), "sandbox", "The tasks and milestones it touches."),
  risk: field(reference("risks"), "sandbox-limits", "The risk it was before it happened."),
  resolution: field(scalar("prose"), "The provider raised the limit", "How it was solved."),
  closed: field(scalar("date"), "2027-02-12", "When it was solved."),
  ...lastFields,
};

/** What the plan takes for granted. */
export const assumptionFields = {
  name,
  owner: usual(reference("people"), "mara", "Who checks it."),
  "check-by": usual(scalar("date"), "2027-01-29", "By when it is checked."),
  status: usual(
    choice({ open: "Not checked yet.", confirmed: "Checked and true.", wrong: "Checked and not true." }),
    "open",
    "What is known about it.",
  ),
  "if-wrong": usual(scalar("prose"), "The cut-over takes a second night", "What follows if it is not true."),
  checked: field(scalar("date"), "2027-01-28", "When it was checked."),
  outcome: field(scalar("prose"), "Peak is 41 a second", "What the check found."),
  affects: field(list(reference("work")), "load", "The tasks and milestones that rest on it."),
  ...lastFields,
};

/** What the project needs from outside, or owes to others. */
export const dependencyFields = {
  name,
  direction: usual(
    choice({ get: "Someone owes it to the project.", give: "The project owes it to someone." }),
    "get",
    "Who owes whom.",
  ),
  party: usual(scalar("text"), "Platform team", "The other side."),
  "needed-by": usual(scalar("date"), "2027-02-15", "When it is needed."),
  promised: field(scalar("date"), "2027-02-12", "When the other side says it comes."),
  status: usual(
    choice({ open: "Not agreed yet.", agreed: "Promised by the other side.", delivered: "There." }),
    "open",
    "How far it is.",
  ),
  delivered: field(scalar("date"), "2027-02-11", "When it came."),
  owner: usual(reference("people"), "mara", "Who sees to it on our side."),
  affects: field(list(reference("work")), "load", "The tasks and milestones that need it."),
  acceptance: field(scalar("prose"), "Same size as production", "How one sees that it is what was agreed."),
  ...lastFields,
};

/** What was asked to be different, and what was decided. */
export const changeFields = {
  name,
  description: field(scalar("prose"), "Merchants can refund a part of a payment", "What exactly would be different."),
  "requested-by": usual(scalar("text"), "Support team", "Who asks for it."),
  raised: usual(scalar("date"), "2027-02-03", "When it was asked for."),
  reason: usual(scalar("prose"), "Support has to ring the merchant", "Why."),
  scope: usual(scalar("prose"), "One field in the API", "What it means for the scope."),
  time: usual(scalar("duration"), "1d", "What it means for the dates: working time added."),
  cost: usual(scalar("money"), "740", "What it means for the cost."),
  quality: field(scalar("prose"), "More cases to test", "What it means for quality."),
  "risk-impact": field(scalar("prose"), "Beta moves close to its deadline", "What it means for the risks."),
  options: field(scalar("prose"), "Now, later, or not at all", "What else could be done, doing nothing included."),
  decision: field(
    choice({
      approve: "It is done.",
      reject: "It is not done.",
      postpone: "It is decided later.",
      merge: "It becomes part of another change.",
    }),
    "approve",
    "What was decided.",
  ),
  "decided-by": field(reference("people"), "ida", "Who decided."),
  decided: field(scalar("date"), "2027-02-09", "When it was decided."),
  "implemented-in": field(list(reference("work")), "api-refunds", "The tasks that carry it out."),
  rebaseline: field(scalar("flag"), "no", "Whether a new baseline follows."),
  status: usual(
    choice({ open: "Not decided yet.", decided: "Decided.", implemented: "Decided and done." }),
    "open",
    "How far it is.",
  ),
  owner: field(reference("people"), "ana", "Who sees it through."),
  ...lastFields,
};

/** What somebody promised to do, outside the plan. */
export const actionFields = {
  name,
  owner: usual(reference("people"), "bo", "Who does it."),
  due: usual(scalar("date"), "2027-02-12", "By when."),
  status: usual(choice({ open: "Still to be done.", done: "Done." }), "open", "Whether it is done."),
  raised: field(scalar("date"), "2027-02-05", "When it was promised."),
  done: field(scalar("date"), "2027-02-11", "When it was done."),
  source: field(scalar("address"), "meetings/2027-02-05-review.md", "Where it comes from: a file or an address."),
  ...lastFields,
};

const vendorFields = {
  name: field(scalar("text"), "Haldenpay", "Its name."),
  score: field(scalar("decimal"), "4.2", "Weighted score over the criteria."),
  price: field(scalar("money"), "4500", "What it asks."),
  note: field(scalar("prose"), "Settles daily", "Whatever else is worth knowing."),
};

/** What is bought, from whom and why. */
export const procurementFields = {
  name,
  need: usual(scalar("prose"), "Cards and wallets for all merchants", "What is needed."),
  decision: usual(choice({ make: "The project makes it itself.", buy: "It is bought." }), "buy", "Make or buy."),
  contract: field(scalar("text"), "Fee for each payment", "The kind of contract."),
  criteria: field(
    map("a criterion", { kind: "text" }, scalar("percent")),
    "\n  coverage: 60%\n  fee: 40%",
    "What the offers are judged by, with weights that make 100 %.",
  ),
  vendors: field(
    map("an id", { kind: "id" }, group(vendorFields)),
    "\n  haldenpay: {name: Haldenpay, score: 4.2, price: 4500, note: Settles daily}",
    "Who was asked, and what came of it.",
  ),
  award: field(scalar("text"), "Haldenpay", "Who gets it."),
  reason: field(scalar("prose"), "Highest score", "Why; with one vendor only, why there is no other."),
  deliverables: field(list(scalar("text")), "[Sandbox, Production access]", "What has to be delivered."),
  delivery: usual(scalar("date"), "2027-02-01", "When it has to be there."),
  payments: field(map("a date", { kind: "date" }, scalar("money")), "\n  2027-02-01: 4500", "What is paid when."),
  task: usual(reference("work"), "api-payments", "The task that needs it."),
  acceptance: usual(scalar("prose"), "Test payments of all card types", "How one sees that it is what was agreed."),
  owner: usual(reference("people"), "ana", "Who sees to it."),
  approver: usual(reference("people"), "ida", "Who signs."),
  supplier: field(scalar("text"), "Haldenpay", "Who delivers."),
  contact: field(scalar("text"), "sales@example.com", "Whom to ask there."),
  status: usual(
    choice({
      open: "Not ordered yet.",
      ordered: "Ordered.",
      delivered: "Delivered, not accepted yet.",
      accepted: "Accepted.",
    }),
    "open",
    "How far it is.",
  ),
  ...lastFields,
};
