import { l10n, ProgressLocation, type QuickPickItem, window } from "vscode";
import {
  type SimulationModel,
  simulationModel,
  simulationReport,
  usualRuns,
} from "../../core/schedule/simulation/index.ts";
import { UserMessage } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { simulate } from "../../services/simulation/index.ts";
import { simulationWorker } from "../../services/simulation/script.ts";
import type { Reports } from "./reports.ts";

/** For tasks without a range, where that is wished: by a fifth up or down. */
const usualSpread = 0.2;

interface SpreadItem extends QuickPickItem {
  readonly model: SimulationModel;
}

/** Asks what varies, simulates beside the extension host, and shows when the project is finished with what confidence. */
export async function simulateFinish({ projects, extension, log }: Services, reports: Reports): Promise<void> {
  const project = projects.current;
  if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
  const { schedule, header } = project;
  const model = await askForModel(schedule);
  if (model === undefined) return;
  const result = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Simulating the finish"), cancellable: true },
    (progress, token) => {
      let told = 0;
      return simulate(
        simulationWorker(extension.extensionUri),
        model,
        {},
        {
          token,
          onProgress: (done) => {
            progress.report({ increment: ((done - told) * 100) / usualRuns });
            told = done;
          },
          onFallback: (reason) => log.info(`Simulating in the extension host: ${reason}`),
        },
      );
    },
  );
  if (result === undefined) return;
  await reports.show(l10n.t("Simulation of {0}", header.name), simulationReport(schedule, result));
}

async function askForModel(schedule: Parameters<typeof simulationModel>[0]): Promise<SimulationModel | undefined> {
  const stated = simulationModel(schedule);
  const assumed = simulationModel(schedule, { assumedSpread: usualSpread });
  if (assumed.counts.varying === 0) {
    throw new UserMessage(l10n.t("There is nothing to simulate: no task is open that has an estimate."));
  }
  const items: SpreadItem[] = [];
  const { varying, fixed } = stated.counts;
  if (varying > 0) {
    items.push({
      label: l10n.t("Tasks with a range vary"),
      description: l10n.t("{0} do, {1} are taken as they stand", varying, fixed),
      model: stated,
    });
  }
  items.push({
    label: l10n.t("All open tasks vary"),
    description: l10n.t("those without a range by {0} up or down", "20 %"),
    model: assumed,
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Simulate Finish"),
    placeHolder: l10n.t("What varies? A range is written as effort: 4d / 6d / 10d"),
  });
  return chosen?.model;
}
