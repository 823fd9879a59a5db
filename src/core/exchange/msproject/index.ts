/**
 * Microsoft Project's XML (MSPDI) into a plan. What decides dates comes over so that Gantry computes the dates that Project stored:
 * durations and work, people's calendars, links, constraints, progress. Everything else that the file states is accounted for.
 */
import { Account } from "../account.ts";
import { type ImportResult, Unreadable } from "../imported.ts";
import { readXml } from "../xml/readXml.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { baselinesOf } from "./baselines.ts";
import { SourceCalendars } from "./calendars.ts";
import { costsOf } from "./costs.ts";
import { DurationWriter, formatOf } from "./durations.ts";
import { Estimates } from "./estimates.ts";
import { headerOf, loggedAt, unitsOf } from "./header.ts";
import { Keeper } from "./keptFields.ts";
import { Outline } from "./outline.ts";
import { reasonFor } from "./reasons.ts";
import { SourceResources } from "./resources.ts";
import { earliestOf, TaskReader } from "./tasks.ts";
import { anyTimeOf, wholeNumber } from "./values.ts";

/** Elements that only hold others. */
const lists: ReadonlySet<string> = new Set([
  "Tasks",
  "Resources",
  "Assignments",
  "Calendars",
  "ExtendedAttributes",
  "OutlineCodes",
  "WBSMasks",
  "WeekDays",
  "WorkingTimes",
  "Exceptions",
  "WorkWeeks",
  "Rates",
  "AvailabilityPeriods",
]);

/** Reads a file that Microsoft Project saved as XML. Never throws; a file that can't be read is refused with a sentence. */
export function readMsProject(text: string): ImportResult {
  try {
    const project = readXml(text);
    if (project.name !== "Project") {
      const found = project.name.slice(0, 40);
      throw new Unreadable(
        `This is XML, but no project of Microsoft Project: it begins with <${found}>, not with <Project>. In Project, choose “Save as” and “XML format”.`,
      );
    }
    return read(project);
  } catch (error) {
    if (error instanceof Unreadable) {
      return { refusal: error.message, ...(error.line !== undefined && { line: error.line }) };
    }
    throw error;
  }
}

function read(project: XmlElement): ImportResult {
  const account = new Account();
  const keeper = new Keeper(project);
  const calendars = new SourceCalendars(project);
  const resources = new SourceResources(project, calendars, keeper);
  const outline = new Outline(project);
  const units = unitsOf(project);
  const writer = new DurationWriter(units.known);
  const { at, day } = loggedAt(project);
  const stated = anyTimeOf(project.take("StartDate"));
  const earliest = earliestOf(outline);
  const hasEarlier = stated !== undefined && earliest !== undefined && earliest < stated;
  const assignments = project.records("Assignments", "Assignment");
  const tasks = new TaskReader({
    calendars,
    resources,
    outline,
    estimates: new Estimates(calendars, writer),
    writer,
    keeper,
    assignments: byTask(assignments),
    at,
    start: stated,
    hasEarlier,
  });
  const made = tasks.read();
  const costs = costsOf(assignments, outline, resources);
  const baselines = baselinesOf(outline, day, calendars.timeOf(undefined), writer);
  const hasElapsed = outline.rows.some(({ element }) => formatOf(element.peek("DurationFormat")).isElapsed);
  const header = headerOf(
    project,
    outline.summary,
    calendars,
    resources,
    keeper,
    units,
    hasEarlier ? earliest : stated,
    hasElapsed,
  );
  settleRest(project, outline.summary, assignments);
  project.enter(account, lists, reasonFor);
  return {
    system: "msproject",
    project: {
      header,
      people: resources.people,
      tasks: made,
      calendars: calendars.records,
      costs,
      baselines,
      progress: tasks.progress,
    },
    kept: keeper.kept,
    mapped: account.mappedCounts,
    losses: account.losses,
  };
}

function byTask(assignments: readonly XmlElement[]): ReadonlyMap<number, readonly XmlElement[]> {
  const found = new Map<number, XmlElement[]>();
  for (const assignment of assignments) {
    const uid = wholeNumber(assignment.peek("TaskUID")) ?? -1;
    const known = found.get(uid);
    if (known === undefined) found.set(uid, [assignment]);
    else known.push(assignment);
  }
  return found;
}

/** What stands in the file for the sake of the file. */
function settleRest(project: XmlElement, summary: XmlElement | undefined, assignments: readonly XmlElement[]): void {
  project.settle("CurrencySymbol", "CurrencyDigits", "CurrencySymbolPosition");
  summary?.loseRest(
    "left-out",
    "Row 0 is the project itself; its name is in the header, the rest follows from the tasks.",
  );
  for (const assignment of assignments) {
    assignment.lose("Notes", "left-out", "What is said of one person's work at a task has no place in the plan.");
    assignment.lose(
      "HyperlinkAddress",
      "left-out",
      "What is said of one person's work at a task has no place in the plan.",
    );
    for (const baseline of assignment.all("Baseline")) {
      baseline.loseAll("left-out", "A baseline is kept for tasks, not for each person at them.");
    }
  }
  for (const resource of project.records("Resources", "Resource")) {
    for (const baseline of resource.all("Baseline")) {
      baseline.loseAll("left-out", "A baseline is kept for tasks, not for each person.");
    }
  }
}
