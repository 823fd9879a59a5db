import { formatDuration } from "../../core/model/duration.ts";
import { formatMoney } from "../../core/model/money.ts";
import { type TaskProgress, WorkProgress, type WorkRecord } from "../../core/model/taskProgress.ts";
import type { Command } from "../command.ts";
import { openProject } from "../openProject.ts";
import { outline, type StateText } from "../outline.ts";
import { plain } from "../plainText.ts";
import { type Json, projectJson } from "../projectJson.ts";
import { scheduleOf } from "../scheduling.ts";
import { countBySeverity, problemsOf, summaryText } from "./check.ts";

export const show: Command = {
  name: "show",
  usage: "[<folder>]",
  about: "Shows the project that the files make together.",
  details: ["As text: people, tasks with effort, who and progress, milestones. As JSON: everything the files state."],
  examples: ["gantry show", "gantry show project --format json"],
  takes: [0, 1],
  options: {},
  run: async (request, io, style) => {
    const project = await openProject(io, request.positional[0]);
    const { reading } = project;
    const { index } = reading;
    const progress = new WorkProgress(reading.project, (id) => index.resolve("work", id)?.record);
    const counts = countBySeverity(problemsOf(project, [], scheduleOf(io, reading, undefined)));
    const hasProblems = counts.errors + counts.warnings > 0;
    const summary = `${summaryText({ ...counts, information: 0 })} in these files; gantry check lists them.`;
    const text = outline(reading.project, (record) => stateText(progress.of(record)), style);
    return {
      exitCode: 0,
      text: `${text}${hasProblems ? `\n${style.warning(plain(summary))}\n` : ""}`,
      json: {
        folder: io.shown(project.folder),
        problems: counts,
        ...projectJson(reading, (section, record) =>
          section === "tasks" || section === "milestones"
            ? { progress: progressJson(progress.of(record as WorkRecord)) }
            : {},
        ),
      },
    };
  },
};

function stateText({ state, done }: TaskProgress): StateText {
  if (state === "done") return { text: "done", tone: "good" };
  if (state === "blocked") return { text: `${done}%, blocked`, tone: "bad" };
  return { text: state === "in-work" ? `${done}%` : "", tone: "plain" };
}

/** How far a task, stage or milestone is, in the forms of the language. */
function progressJson(progress: TaskProgress): Json {
  const { state, done, start, finish, spent, left, blocked, paid, note, last, parts } = progress;
  return {
    state,
    done: `${done}%`,
    ...(start !== undefined && { start }),
    ...(finish !== undefined && { finish }),
    ...(spent !== undefined && { spent: formatDuration(spent) }),
    ...(left !== undefined && { left: formatDuration(left) }),
    ...(blocked !== undefined && { blocked }),
    ...(paid !== undefined && { paid: formatMoney(paid) }),
    ...(note !== undefined && { note }),
    ...(last !== undefined && { last: { at: last.at, log: last.log } }),
    ...(parts !== undefined && { parts: { total: parts.total, done: parts.done, blocked: parts.blocked } }),
  };
}
