import { l10n, Uri, window, workspace } from "vscode";
import { zoneOf } from "../../core/documents/defaults.ts";
import type { HolidayTable } from "../../core/documents/holidays.ts";
import type { FilePlan, TemplateLibrary } from "../../core/documents/templateLibrary.ts";
import { ownTimeZone } from "../../core/model/timeZone.ts";
import { runSteps, type Step, UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { confirmFiles } from "./confirmFiles.ts";
import { initialAnswers, type ProjectQuestions, projectSteps } from "./projectQuestions.ts";
import type { ProposedContents } from "./proposedContents.ts";
import { findTeamTemplates, readTeamTemplate } from "./teamTemplates.ts";
import { tellOutcome } from "./tellOutcome.ts";
import { today } from "./today.ts";
import { findPlace, startingFolder } from "./workspaceFolder.ts";
import { writeFiles } from "./writeFiles.ts";

/** Asks, shows the files, writes them and opens the plan. */
export async function newProject(services: Services, proposed: ProposedContents): Promise<void> {
  const folder = await startingFolder();
  if (folder === undefined) return;
  const initial = initialAnswers(folder, today(), ownTimeZone(), {
    teamTemplates: (at) => findTeamTemplates(at, services),
    findPlace,
  });
  let plan: FilePlan = { files: [], problems: [] };
  const confirm: Step<ProjectQuestions> = {
    ask: async (state, input) => {
      plan = await planFiles(state, services);
      if (plan.files.length === 0) {
        throw new UserMessage(
          plan.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(" "),
        );
      }
      await confirmFiles(input, targetFolder(state), state.place, plan.files, proposed);
    },
  };
  const state = await runSteps(l10n.t("New Project"), initial, [...projectSteps(), confirm]);
  if (state === undefined) return;
  const target = targetFolder(state);
  const outcome = await writeFiles(target, plan.files, services.log);
  for (const problem of plan.problems) services.log.warn(`${problem.path ?? "Template"}: ${problem.message}`);
  await services.projects.refresh();
  services.projects.select(target);
  const first = plan.files.find(({ path }) => path === "plan.yaml") ?? plan.files[0];
  if (first !== undefined) await window.showTextDocument(Uri.joinPath(target, first.path), { preview: false });
  void tellOutcome(outcome, plan.problems, proposed);
}

function targetFolder(state: ProjectQuestions): Uri {
  return Uri.joinPath(state.folder.uri, ...state.place.split("/").filter((part) => part !== "." && part !== ""));
}

async function planFiles(state: ProjectQuestions, { bundled }: Services): Promise<FilePlan> {
  const { planFromTeamTemplate, planProject } = await import("../../core/documents/index.ts");
  const [library, holidays] = await Promise.all([
    bundled.read<TemplateLibrary>("templates.json"),
    bundled.read<HolidayTable>("holidays.json"),
  ]);
  const answers = {
    name: state.name,
    start: state.start,
    region: state.region,
    timeZone: zoneOf(state.region, state.timeZone),
    currency: state.currency,
    today: state.today,
    ...(state.manager === "" ? {} : { manager: state.manager }),
    ...(state.sponsor === "" ? {} : { sponsor: state.sponsor }),
  };
  if (typeof state.work === "string") {
    const { work: kind, method, documents } = state;
    return planProject(library, { ...answers, kind, method, documents }, holidays);
  }
  if (!workspace.isTrusted) throw new UserMessage(l10n.t("Templates of the workspace are off in Restricted Mode."));
  const { files, skipped } = await readTeamTemplate(state.work.folder);
  const planned = planFromTeamTemplate(files, answers, holidays);
  return { files: planned.files, problems: [...planned.problems, ...skipped.map((message) => ({ message }))] };
}
