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
      deserializeWebviewPanel: async (given, state: unknown) => {
        const { AssessmentPanel, assessmentPlace } = await import("./assessmentPanel.ts");
        const place = await assessmentPlace(services, { ask: false, person: personIn(state) });
        if (place === undefined) given.dispose();
        else keep(new AssessmentPanel(services, place, given));
      },
    }),
  );
  return disposables;
}

/** Whose answers a view has shown, which it keeps for when it is brought back. */
function personIn(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("person" in state)) return undefined;
  return typeof state.person === "string" && state.person !== "" ? state.person : undefined;
}
