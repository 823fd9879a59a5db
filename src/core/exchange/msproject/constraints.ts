import type { LocalTime, WorkingTime } from "../../calendar/index.ts";
import type { Task } from "../../model/records.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { finishMoment, startMoment } from "./moments.ts";
import { timeOf, wholeNumber } from "./values.ts";

type Constraints = Pick<
  Task,
  | "startNoEarlier"
  | "startNoLater"
  | "finishNoEarlier"
  | "finishNoLater"
  | "mustStart"
  | "mustFinish"
  | "schedule"
  | "deadline"
>;

/** By the numbers of `ConstraintType`; 0 and 1 have no date. */
const fields = [
  undefined,
  undefined,
  "mustStart",
  "mustFinish",
  "startNoEarlier",
  "startNoLater",
  "finishNoEarlier",
  "finishNoLater",
] as const;
const asLateAsPossible = 1;

/**
 * The constraint and the deadline of a task, in the plan's own words.
 * @param times when it is worked on, which says whether a date without a time of day is enough
 */
export function constraintsOf(element: XmlElement, times: readonly WorkingTime[], place: string): Constraints {
  const type = constraintType(element.take("ConstraintType"));
  const time = timeOf(element.peek("ConstraintDate"));
  const deadline = timeOf(element.take("Deadline"));
  const due = deadline === undefined ? {} : { deadline: finishMoment(deadline, times) };
  const field = fields[type];
  if (type === asLateAsPossible) {
    element.settle("ConstraintDate");
    return { ...due, schedule: "late" };
  }
  if (field === undefined && type !== 0) {
    element.lose("ConstraintDate", "left-out", "What it is the date of can't be read.", place);
    return due;
  }
  element.settle("ConstraintDate");
  if (field === undefined) return due;
  if (time === undefined) {
    element.lose("ConstraintType", "left-out", "A constraint without a date holds nothing.", place);
    return due;
  }
  return { ...due, ...constraint(field, time, times) };
}

/** -1 for what is none. */
function constraintType(text: string | undefined): number {
  return text === undefined ? 0 : (wholeNumber(text) ?? -1);
}

function constraint(
  field: Exclude<(typeof fields)[number], undefined>,
  time: LocalTime,
  times: readonly WorkingTime[],
) {
  const isStart = field === "mustStart" || field === "startNoEarlier" || field === "startNoLater";
  return { [field]: isStart ? startMoment(time, times) : finishMoment(time, times) };
}
