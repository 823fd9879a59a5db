/** Assess My Skills: 32 questions answered in a view, kept in a dated private file, and what they come to. */
import { type Disposable, window } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import type { AssessmentPanel } from "./assessmentPanel.ts";
import { assessmentPanelType } from "./panelType.ts";

export function register(services: Services): Disposable {
  const disposables = new DisposableStore();
  let panel: AssessmentPanel | undefined;
  const keep = (made: AssessmentPanel): void => {
    panel?.dispose();
    panel = made;
    made.onDidDispose(() => {
      if (panel === made) panel = undefined;
      made.dispose();
    });
  };
  disposables.add(
    registerCommand("gantry.practice.assess", services.log, async () => {
      if (panel !== undefined) {
        panel.reveal();
        return;
      }
      const { AssessmentPanel, assessmentPlace } = await import("./assessmentPanel.ts");
      const place = await assessmentPlace(services, { ask: true });
      if (place !== undefined) keep(new AssessmentPanel(services, place));
    }),
  );
  disposables.add(
    window.registerWebviewPanelSerializer(assessmentPanelType, {
      deserializeWebviewPanel: async (given) => {
        const { AssessmentPanel, assessmentPlace } = await import("./assessmentPanel.ts");
        const place = await assessmentPlace(services, { ask: false });
        if (place === undefined) given.dispose();
        else keep(new AssessmentPanel(services, place, given));
      },
    }),
  );
  disposables.add({ dispose: () => panel?.dispose() });
  return disposables;
}
