import { formatAssignment } from "../core/model/assignment.ts";
import { formatEstimate } from "../core/model/duration.ts";
import { type SectionName, sectionNames } from "../core/model/fields/index.ts";
import { formatRate } from "../core/model/money.ts";
import type { Milestone, Person, Project, Task } from "../core/model/records.ts";
import { plain } from "./plainText.ts";
import type { Style } from "./style.ts";
import { type Cell, tableLines } from "./table.ts";

/** How far a task or milestone is, in a word or two, and whether that is good or bad news. */
export interface StateText {
  readonly text: string;
  readonly tone: "good" | "bad" | "plain";
}

/** A project as one reads it in a terminal: what it is, who works on it, what is to be done and how far that is. */
export function outline(project: Project, stateOf: (record: Task | Milestone) => StateText, style: Style): string {
  const blocks = [
    headLines(project, style),
    block("People", project.people.map(personCells), style),
    block("Plan", taskRows(project.tasks, 0, stateOf, style), style),
    block(
      "Milestones",
      project.milestones.map((milestone) => [
        milestone.id,
        milestone.name,
        milestone.date ?? "",
        milestone.deadline === undefined ? "" : `no later than ${milestone.deadline}`,
        toned(stateOf(milestone), style),
      ]),
      style,
    ),
    furtherLines(project),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

function headLines({ header, people }: Project, style: Style): readonly string[] {
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? id;
  const facts = [
    header.method,
    header.phase,
    header.start && `from ${header.start}`,
    header.statusDate && `status of ${header.statusDate}`,
    header.currency,
    header.timeZone,
  ];
  const leaders = [
    header.manager && `Manager: ${nameOf(header.manager)}`,
    header.sponsor && `Sponsor: ${nameOf(header.sponsor)}`,
  ];
  return [
    style.strong(plain(header.name)),
    header.purpose && plain(header.purpose),
    facts.filter((fact) => fact !== undefined).join(", "),
    plain(leaders.filter((leader) => leader !== undefined).join("; ")),
  ].filter((line) => line !== undefined && line !== "") as readonly string[];
}

function personCells({ id, name, role, count, rate }: Person): readonly string[] {
  return [
    id,
    count === undefined ? name : `${count} × ${name}`,
    role ?? "",
    rate === undefined ? "" : formatRate(rate),
  ];
}

function toned({ text, tone }: StateText, style: Style): Cell {
  return { text, paint: tone === "good" ? style.good : tone === "bad" ? style.bad : (same) => same };
}

function taskRows(
  tasks: readonly Task[],
  depth: number,
  stateOf: (record: Task) => StateText,
  style: Style,
): readonly (readonly (string | Cell)[])[] {
  return tasks.flatMap((task) => {
    const { id, name, effort, duration, who, isStage, milestone } = task;
    const size = isStage ? "" : milestone === true ? "milestone" : sizeText(effort, duration);
    const people = who?.map(formatAssignment).join(", ") ?? "";
    const indent = "  ".repeat(depth);
    const label: string | Cell = isStage ? { text: name, paint: style.strong } : name;
    const row: readonly (string | Cell)[] = [indent + id, label, size, people, toned(stateOf(task), style)];
    return [row, ...taskRows(task.tasks, depth + 1, stateOf, style)];
  });
}

function sizeText(effort: Task["effort"], duration: Task["duration"]): string {
  const parts: string[] = [];
  if (effort !== undefined) parts.push(formatEstimate(effort));
  if (duration !== undefined) parts.push(`${formatEstimate(duration)} long`);
  return parts.join(", ");
}

function block(title: string, rows: readonly (readonly (string | Cell)[])[], style: Style): readonly string[] {
  return rows.length === 0 ? [] : [style.strong(title), ...tableLines(rows)];
}

const shownAlready: ReadonlySet<SectionName> = new Set(["people", "tasks", "milestones"]);

/** What else there is, by the number. */
function furtherLines(project: Project): readonly string[] {
  const counts = sectionNames
    .filter((section) => !shownAlready.has(section) && project[section].length > 0)
    .map((section) => `${section} ${project[section].length}`);
  if (project.progress.length > 0) counts.push(`progress ${project.progress.length}`);
  return counts.length === 0 ? [] : [`Also: ${counts.join(", ")}`];
}
