import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";
import { finishDay } from "../../core/calendar/index.ts";
import { escaped, shortened } from "../../core/language/markdown.ts";
import { type Deadline, type Outlook, outlookOf } from "../../core/schedule/outlook.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { amountText, type CountedIn, countingOf, dateText, shortAmount } from "../../core/schedule/words.ts";
import { DisposableStore } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";

/** Deadlines beyond these make a tooltip that nobody reads. */
const mostDeadlines = 12;
const longestName = 60;

/** What the status bar says about a project. */
export interface FinishText {
  readonly text: string;
  readonly spoken: string;
  /** A deadline breaks. */
  readonly isLate: boolean;
  /** Markdown. */
  readonly tooltip: string;
}

/** Nothing for a project in which nothing is planned. */
export function finishText({ header, schedule }: Pick<Project, "header" | "schedule">): FinishText | undefined {
  const outlook = outlookOf(schedule);
  if (outlook === undefined) return undefined;
  const counted = ({ work }: Deadline): CountedIn => countingOf(schedule, work.row);
  const finish = dayText(schedule, outlook.finish);
  const [worst] = outlook.broken;
  const parts =
    worst !== undefined
      ? [l10n.t("late by {0}", shortAmount(worst.margin, counted(worst)))]
      : outlook.last !== undefined
        ? [l10n.t("{0} float", shortAmount(outlook.last.margin, counted(outlook.last)))]
        : [];
  const spokenRoom =
    worst !== undefined
      ? l10n.t("{0} is late by {1}", worst.work.record.name, amountText(worst.margin, counted(worst)))
      : outlook.last !== undefined
        ? l10n.t(
            "{0} before the deadline of {1}",
            amountText(outlook.last.margin, counted(outlook.last)),
            outlook.last.work.record.name,
          )
        : "";
  const spoken = l10n.t("{0} finishes on {1}", header.name, finish);
  return {
    text: `$(${worst === undefined ? "calendar" : "warning"}) ${[finish, ...parts].join(" · ")}`,
    spoken: spokenRoom === "" ? spoken : `${spoken}, ${spokenRoom}`,
    isLate: worst !== undefined,
    tooltip: tooltipOf(header.name, finish, schedule, outlook),
  };
}

function tooltipOf(name: string, finish: string, schedule: Schedule, outlook: Outlook): string {
  const critical = outlook.criticalTasks;
  const facts = [
    l10n.t("Finishes on {0}", finish),
    critical === 1 ? l10n.t("1 critical task") : l10n.t("{0} critical tasks", critical),
  ];
  const parts = [`**${escaped(shortened(name, longestName))}**`, facts.join(" · ")];
  const { deadlines } = outlook;
  if (deadlines.length > 0) {
    const shown = deadlines.slice(0, mostDeadlines);
    const head = `| | ${l10n.t("Finish")} | ${l10n.t("Deadline")} | ${l10n.t("Float")} |\n|---|---|---|---|`;
    const rows = shown.map((deadline) => rowOf(schedule, deadline));
    parts.push([head, ...rows].join("\n"));
    if (deadlines.length > shown.length) parts.push(l10n.t("and {0} more", deadlines.length - shown.length));
  }
  return parts.join("\n\n");
}

function rowOf(schedule: Schedule, { work, date, margin }: Deadline): string {
  const amount = shortAmount(margin, countingOf(schedule, work.row));
  const float = margin < 0 ? `$(warning) ${l10n.t("late by {0}", amount)}` : amount;
  const name = escaped(shortened(work.record.name, longestName));
  return `| ${name} | ${dayText(schedule, work.finish)} | ${dayText(schedule, date)} | ${float} |`;
}

function dayText({ today }: Schedule, time: number): string {
  return dateText(finishDay(time), today);
}

/** The one item of the status bar: when the current project is finished, and how much is left to its deadline. */
export class FinishItem implements Disposable {
  readonly #projects: ProjectStore;
  readonly #item: StatusBarItem;
  readonly #disposables = new DisposableStore();
  #shown = "";

  constructor(projects: ProjectStore) {
    this.#projects = projects;
    this.#item = this.#disposables.add(window.createStatusBarItem("gantry.finish", StatusBarAlignment.Left, 10));
    this.#item.name = l10n.t("Gantry: Finish of the Project");
    this.#item.command = "gantry.timeline.open";
    this.#disposables.add(
      projects.onDidChange((change) => {
        if (change.kind === "file") return;
        if ("project" in change && change.project !== projects.current) return;
        this.#show();
      }),
    );
    this.#show();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(): void {
    const { current } = this.#projects;
    const finish = current && finishText(current);
    const shown = JSON.stringify(finish ?? "");
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (finish === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = finish.text;
    this.#item.accessibilityInformation = { label: finish.spoken };
    this.#item.backgroundColor = finish.isLate ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.tooltip = new MarkdownString(finish.tooltip, true);
    this.#item.show();
  }
}
