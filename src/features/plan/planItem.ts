import { l10n, type MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { formatAssignment } from "../../core/model/assignment.ts";
import { type Estimate, formatDuration } from "../../core/model/duration.ts";
import type { Milestone, Task } from "../../core/model/records.ts";
import type { TaskProgress, WorkState } from "../../core/model/taskProgress.ts";
import { kindOf, type PlanOutline, type WorkKey, type WorkKind } from "../../core/plan/planOutline.ts";
import type { Standing } from "../../core/schedule/outlook.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { dateText } from "../../core/schedule/words.ts";
import type { RecordPlace } from "../../core/text/reading/index.ts";
import { type DateWords, dateWords } from "../../services/scheduleWords.ts";

/** What a line of the view says; lines whose texts are alike look alike. */
export interface PlanFace {
  readonly label: string;
  readonly description: string;
  readonly spoken: string;
  readonly icon: keyof typeof icons;
  readonly context: string;
  readonly hasChildren: boolean;
  readonly isDone: boolean;
}

const states = {
  "not-begun": new ThemeIcon("circle-large"),
  "in-work": new ThemeIcon("color-mode", new ThemeColor("charts.blue")),
  blocked: new ThemeIcon("circle-slash", new ThemeColor("charts.red")),
  done: new ThemeIcon("pass-filled", new ThemeColor("charts.green")),
} as const;

const pressing = {
  late: new ThemeIcon("warning", new ThemeColor("editorWarning.foreground")),
  critical: new ThemeIcon("debug-stop", new ThemeColor("charts.red")),
  "near-critical": new ThemeIcon("issue-draft", new ThemeColor("editorWarning.foreground")),
} as const;

/**
 * The shape says what it is, and of a task how far or how pressing it is: a square is critical, a dashed circle nearly so. The colour
 * alone says nothing.
 */
const icons = {
  ...states,
  ...pressing,
  "stage-critical": new ThemeIcon("layers-dot", new ThemeColor("charts.red")),
  "milestone-critical": new ThemeIcon("milestone", new ThemeColor("charts.red")),
  "stage-not-begun": new ThemeIcon("layers"),
  "stage-in-work": new ThemeIcon("layers-active", new ThemeColor("charts.blue")),
  "stage-blocked": new ThemeIcon("circle-slash", new ThemeColor("charts.red")),
  "stage-done": new ThemeIcon("pass-filled", new ThemeColor("charts.green")),
  "milestone-not-begun": new ThemeIcon("milestone"),
  "milestone-in-work": new ThemeIcon("milestone", new ThemeColor("charts.blue")),
  "milestone-blocked": new ThemeIcon("circle-slash", new ThemeColor("charts.red")),
  "milestone-done": new ThemeIcon("pass-filled", new ThemeColor("charts.green")),
} as const;

/** What the line of a record says. */
export function faceOf(outline: PlanOutline, key: WorkKey, place: RecordPlace, schedule: Schedule): PlanFace {
  const kind = kindOf(place);
  const progress = outline.progressOf(place);
  const { state, parts } = progress;
  const who = ownersOf(place);
  const size = sizeOf(place);
  const dates = wordsOfDates(schedule, place);
  const how = progressWords(progress);
  const isSettled = state === "done" || state === "blocked";
  // In a narrow view the end is cut off, so what presses most comes first.
  const words = [
    ...(isSettled ? [how] : []),
    pressure(kind, place, schedule, dates),
    dates?.dates ?? "",
    ...(isSettled ? [] : [how]),
    who.join(", "),
  ];
  const spoken = [
    place.record.name,
    { stage: l10n.t("stage"), task: l10n.t("task"), milestone: l10n.t("milestone") }[kind],
    stateWords(progress),
    ...(parts === undefined ? [] : [l10n.t("{0} of {1} tasks done", parts.done, parts.total)]),
    ...(dates === undefined ? [] : [dates.spoken]),
    ...(who.length > 0 ? [who.join(", ")] : []),
    ...(size === "" ? [] : [size]),
  ];
  const isDone = state === "done";
  return {
    label: place.record.name,
    description: words.filter((word) => word !== "").join(" · "),
    spoken: spoken.join(", "),
    icon: iconOf(kind, state, dates?.standing),
    context: `record ${kind} ${isDone ? "done" : "open"}${outline.reading.isNewer ? "" : " editable"}`,
    hasChildren: outline.children(key).length > 0,
    isDone,
  };
}

/** Nothing for a record whose id is another one's: it is not scheduled. */
function wordsOfDates(schedule: Schedule, { record }: RecordPlace): DateWords | undefined {
  const work = schedule.of(record);
  return work && dateWords(schedule, work);
}

/** How much room is left; of a milestone its deadline, as long as it holds. */
function pressure(kind: WorkKind, { record }: RecordPlace, schedule: Schedule, dates: DateWords | undefined): string {
  if (dates === undefined || dates.standing === "done") return "";
  const { deadline } = record as Milestone;
  if (kind !== "milestone" || deadline === undefined || dates.standing === "late") return dates.room;
  const due = l10n.t("due {0}", dateText(deadline.slice(0, 10), schedule.today));
  return `${dates.room} · ${due}`;
}

/** Done and blocked say more than how pressing it is; everything else gives way to that. */
function iconOf(kind: WorkKind, state: WorkState, standing: Standing | undefined): keyof typeof icons {
  if (state !== "done" && state !== "blocked") {
    if (standing === "late") return "late";
    if (standing === "critical") return kind === "task" ? "critical" : `${kind}-critical`;
    if (standing === "near-critical" && kind === "task") return "near-critical";
  }
  return kind === "task" ? state : `${kind}-${state}`;
}

/** The line that holds the milestones. */
export function milestonesFace(outline: PlanOutline): PlanFace {
  let done = 0;
  for (const key of outline.milestones) {
    const place = outline.place(key);
    if (place !== undefined && outline.progressOf(place).state === "done") done++;
  }
  const label = l10n.t("Milestones");
  return {
    label,
    description: `${done}/${outline.milestones.length}`,
    spoken: l10n.t("{0}, {1} of {2} reached", label, done, outline.milestones.length),
    icon: "milestone-not-begun",
    context: "milestones",
    hasChildren: true,
    isDone: false,
  };
}

/** @param isOpen whether its tasks show at first; afterwards the view remembers what a person chose */
export function itemOf(id: string, face: PlanFace, isOpen: boolean): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const item = new TreeItem(face.label, !face.hasChildren ? None : isOpen ? Expanded : Collapsed);
  item.id = id;
  item.description = face.description;
  item.iconPath = icons[face.icon];
  item.contextValue = face.context;
  item.accessibilityInformation = { label: face.spoken };
  return item;
}

/** Who works on it, else who answers for it. */
function ownersOf({ record }: RecordPlace): readonly string[] {
  const { who = [], owner } = record as Task;
  return who.length > 0 ? who.map(formatAssignment) : owner === undefined ? [] : [owner];
}

/** How much it is: effort, else duration. */
function sizeOf({ record }: RecordPlace): string {
  const { effort, duration } = record as Task;
  const estimate: Estimate | undefined = effort ?? duration;
  return estimate === undefined ? "" : formatDuration(estimate.likely);
}

function progressWords({ state, done, parts }: TaskProgress): string {
  if (state === "done") return l10n.t("done");
  const blocked = (parts?.blocked ?? 0) > 0 ? [l10n.t("{0} blocked", parts?.blocked ?? 0)] : [];
  if (state === "blocked") return l10n.t("blocked, {0}%", done);
  if (state === "not-begun") return "";
  return [`${done}%`, ...(parts === undefined ? [] : [`${parts.done}/${parts.total}`]), ...blocked].join(" · ");
}

function stateWords({ state, done }: TaskProgress): string {
  const words: Record<WorkState, string> = {
    "not-begun": l10n.t("not begun"),
    "in-work": l10n.t("{0}% done", done),
    blocked: l10n.t("blocked, {0}% done", done),
    done: l10n.t("done"),
  };
  return words[state];
}

/** The facts of a record: what its files say, then how far it is. Made when somebody looks. */
export async function tooltipOf(outline: PlanOutline, place: RecordPlace, schedule: Schedule): Promise<MarkdownString> {
  const [{ describeRecord, planTable }, { trusted, whyHere }] = await Promise.all([
    import("../../core/language/index.ts"),
    import("../../services/whyHere.ts"),
  ]);
  const why = whyHere(schedule, place.record)?.value;
  const tooltip = trusted(describeRecord({ table: planTable, reading: outline.reading }, place, why));
  const progress = outline.progressOf(place);
  const { parts, note } = progress;
  const share = parts === undefined ? [] : [l10n.t("{0} of {1} tasks done", parts.done, parts.total)];
  tooltip.appendMarkdown("\n\n").appendText([stateWords(progress), ...share].join(", "));
  if (note !== undefined) tooltip.appendMarkdown("\n\n").appendText(note);
  return tooltip;
}
