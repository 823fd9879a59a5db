import type { Id } from "../../model/identifier.ts";
import { parseMoney } from "../../model/money.ts";
import { type EducationChange, type EducationComparison, greatestRating, type ProgrammeFacts } from "./comparison.ts";

/** More than these are told and left out. */
export const mostProgrammes = 50;
export const mostCriteria = 30;
/** What a programme can take. */
export const mostMonths = 240;
export const mostHoursAWeek = 168;
export const mostHours = 10_000;

/** Why a change says nothing that could be true; undefined when it may be made. */
export function educationProblem(
  change: EducationChange,
  { criteria, programmes }: EducationComparison,
): string | undefined {
  const isKnown = (all: readonly { readonly id: Id }[], id: Id): boolean => all.some((one) => one.id === id);
  switch (change.kind) {
    case "criterion":
      if (change.name.trim() === "") return "Name the criterion.";
      if (!isIn(change.weight, 0, 100)) return "A weight is a number from 0 to 100.";
      return change.id === undefined && criteria.length >= mostCriteria
        ? `A comparison has at most ${mostCriteria} criteria.`
        : undefined;
    case "programme":
      if (change.id === undefined && programmes.length >= mostProgrammes) {
        return `A comparison has at most ${mostProgrammes} programmes.`;
      }
      return factsProblem(change.facts);
    case "rating":
      if (!isKnown(programmes, change.programme) || !isKnown(criteria, change.criterion)) {
        return "What is rated is not in the file any more.";
      }
      return change.rating === undefined || isIn(change.rating, 0, greatestRating)
        ? undefined
        : `A rating is a number from 0 to ${greatestRating}.`;
    case "decision": {
      const { programme, budget } = change.decision;
      if (programme !== undefined && !isKnown(programmes, programme)) return "Choose one of the programmes.";
      return budget === undefined || parseMoney(budget) !== undefined ? undefined : moneyAdvice("The budget", budget);
    }
    case "remove":
      return undefined;
  }
}

function factsProblem(facts: ProgrammeFacts): string | undefined {
  const { name, cost, months, hoursAWeek, contactHours, technical } = facts;
  if (name.trim() === "") return "Name the programme.";
  if (cost !== undefined && parseMoney(cost) === undefined) return moneyAdvice("The cost", cost);
  if (months !== undefined && !isIn(months, 0, mostMonths)) return `Months are a number up to ${mostMonths}.`;
  if (hoursAWeek !== undefined && !isIn(hoursAWeek, 0, mostHoursAWeek)) {
    return `Hours a week are a number up to ${mostHoursAWeek}.`;
  }
  if (contactHours !== undefined && !isIn(contactHours, 0, mostHours)) {
    return `Contact hours are a number up to ${mostHours}.`;
  }
  return technical === undefined || isIn(technical, 0, greatestRating)
    ? undefined
    : `Technical content is a number from 0 to ${greatestRating}.`;
}

function moneyAdvice(what: string, said: string): string {
  return `${what} “${said.slice(0, 40)}” is no amount, such as 12000 or 12000 EUR.`;
}

/** Whether a number lies between two others; one that is none never does. */
export function isIn(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
