import type { XmlElement } from "../xml/xmlElement.ts";
import { anyTimeOf, numberOf, secondsOf, wholeNumber } from "./values.ts";

const why = "Gantry can't read this value; it counts as not stated.";

/** How old versions write an empty cell. */
const empty = "NA";

const isDuration = (text: string): boolean => secondsOf(text) !== undefined;
const isMoment = (text: string): boolean => anyTimeOf(text) !== undefined;
const isNumber = (text: string): boolean => numberOf(text) !== undefined;
const isUpTo =
  (most: number) =>
  (text: string): boolean => {
    const number = wholeNumber(text);
    return number !== undefined && number >= 0 && number <= most;
  };

/** Whether the text of a field says something, of those from which dates, work and progress come. */
const checks: Readonly<Record<string, (text: string) => boolean>> = {
  Duration: isDuration,
  ManualDuration: isDuration,
  ActualDuration: isDuration,
  RemainingDuration: isDuration,
  Work: isDuration,
  ActualWork: isDuration,
  RemainingWork: isDuration,
  RegularWork: isDuration,
  ConstraintType: isUpTo(7),
  ConstraintDate: isMoment,
  Deadline: isMoment,
  ManualStart: isMoment,
  ManualFinish: isMoment,
  ActualStart: isMoment,
  ActualFinish: isMoment,
  PercentComplete: isNumber,
  Priority: isNumber,
  LevelingDelay: isNumber,
  Units: isNumber,
  LinkLag: isNumber,
};

/** The numbers of link types; `Type` means other things elsewhere. */
const isLinkType = isUpTo(3);

/** Tells of the values of a task, an assignment or a link that can't be read: readers pass over them as if they were not there. */
export function loseUnreadable(element: XmlElement, place: string): void {
  for (const { name, text, children } of element.children) {
    if (children.length > 0 || text === "" || text === empty) continue;
    const reads = name === "Type" && element.name === "PredecessorLink" ? isLinkType : checks[name];
    if (reads !== undefined && !reads(text)) element.lose(name, "left-out", why, place);
  }
}
