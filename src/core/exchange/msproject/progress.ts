import type { Duration } from "../../model/duration.ts";
import type { Instant } from "../../model/moment.ts";
import type { ProgressEntry } from "../../model/records.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { DurationFormat, DurationWriter } from "./durations.ts";
import type { SourceAssignment, TaskEstimate } from "./estimates.ts";
import { finishMoment, startMoment } from "./moments.ts";
import type { OutlineRow } from "./outline.ts";
import { numberOf, secondsOf, timeOf } from "./values.ts";

export const logPath = "progress/msproject.yaml";

/**
 * What happened to a task, as one entry of the log; undefined when nothing did. What is spent and left is counted as the task's
 * estimate is.
 */
export function progressOf(
  { element, id }: OutlineRow,
  at: Instant,
  estimate: TaskEstimate,
  format: DurationFormat,
  assignments: readonly SourceAssignment[],
  writer: DurationWriter,
): ProgressEntry | undefined {
  const start = timeOf(element.take("ActualStart"));
  const finish = timeOf(element.take("ActualFinish"));
  const done = Math.min(100, Math.max(0, numberOf(element.take("PercentComplete")) ?? 0));
  if (start === undefined && finish === undefined && done === 0) return undefined;
  const { spent, left } = amounts(element, estimate, assignments);
  const write = (seconds: number | undefined, isElapsed = false): Duration | undefined => {
    return seconds === undefined ? undefined : writer.write(seconds, format.unit, isElapsed);
  };
  const isDone = finish !== undefined;
  // Spent and left say how much is done, where the per cent of the duration say something else.
  const isOfWork = !isDone && left !== undefined && (spent ?? 0) > 0 && !isTold(left, estimate.seconds, done);
  const [didSpend, isLeft] = [
    write(spent, format.isElapsed && assignments.length === 0),
    isOfWork ? write(left) : undefined,
  ];
  return {
    log: logPath,
    at,
    task: id,
    ...(start !== undefined && { start: startMoment(start, estimate.times) }),
    ...(isDone && { finish: finishMoment(finish, estimate.times) }),
    ...(!isDone && !isOfWork && { done }),
    ...(didSpend !== undefined && didSpend.amount.coefficient > 0 && { spent: didSpend }),
    ...(isLeft !== undefined && { left: isLeft }),
  };
}

/** Whether what is left follows from how much is done, which is a whole number of per cent. */
function isTold(left: number, all: number, done: number): boolean {
  return done === 100 || Math.abs(left - (all * (100 - done)) / 100) <= all * 0.006;
}

/**
 * What was spent, in seconds of work where people work on it, else of the duration; and what is left of the work. What is left of a
 * duration follows from the per cent.
 */
function amounts(
  element: XmlElement,
  { remainder }: TaskEstimate,
  assignments: readonly SourceAssignment[],
): { readonly spent: number | undefined; readonly left: number | undefined } {
  const work = secondsOf(element.peek("ActualWork"));
  element.settle("ActualDuration", "RemainingDuration");
  const isWorked = assignments.length > 0 && (work ?? 0) > 0;
  if (isWorked) element.settle("ActualWork");
  const spent = isWorked ? work : secondsOf(element.peek("ActualDuration"));
  if (remainder !== "work") return { spent, left: undefined };
  return { spent, left: secondsOf(element.take("RemainingWork")) };
}
