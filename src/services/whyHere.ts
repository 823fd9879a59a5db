import { l10n, MarkdownString } from "vscode";
import { escaped, shortened } from "../core/language/markdown.ts";
import type { NamedRecord } from "../core/model/records.ts";
import { Explainer } from "../core/schedule/explain.ts";
import type { ChainStep } from "../core/schedule/explanation.ts";
import type { Schedule } from "../core/schedule/schedule.ts";
import { dateWords } from "./scheduleWords.ts";

const openCommand = "gantry.plan.openItem";
/** Steps of the chain beyond these are left to the view of the plan. */
const mostSteps = 5;
const longestName = 50;

const explainers = new WeakMap<Schedule, Explainer>();

/** When a task, stage or milestone happens and why it does then; undefined for a record that is not scheduled. */
export function whyHere(schedule: Schedule, record: NamedRecord): MarkdownString | undefined {
  const work = schedule.of(record);
  if (work === undefined) return undefined;
  let explainer = explainers.get(schedule);
  if (explainer === undefined) {
    explainer = new Explainer(schedule);
    explainers.set(schedule, explainer);
  }
  const { start, finish, slack, chain } = explainer.explain(work.row);
  const { dates, room } = dateWords(schedule, work);
  const sentences = work.isMilestone ? [start.text, slack.text] : [start.text, finish.text, slack.text];
  return trusted(
    [
      `**${escaped(dates)}**${room === "" ? "" : ` · ${escaped(room)}`}`,
      ...sentences.filter((sentence) => sentence !== "").map(escaped),
      chainLine(chain),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  );
}

/** Markdown whose links may open a record, and do nothing else. */
export function trusted(markdown: string): MarkdownString {
  const result = new MarkdownString(markdown);
  result.isTrusted = { enabledCommands: [openCommand] };
  return result;
}

/** What it goes back to, step by step, each a link to its line. */
function chainLine([, ...steps]: readonly ChainStep[]): string {
  if (steps.length === 0) return "";
  const shown = steps.slice(0, mostSteps).map(({ work: { record } }) => {
    const address = encodeURIComponent(JSON.stringify([record.id]));
    return `[${escaped(shortened(record.name, longestName))}](command:${openCommand}?${address})`;
  });
  if (steps.length > shown.length) shown.push(l10n.t("{0} more", steps.length - shown.length));
  return l10n.t("Goes back to {0}", shown.join(" ← "));
}
