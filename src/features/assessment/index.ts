/** Assess My Skills: 32 questions answered in a view, kept in a dated private file, and what they come to. */
import type { Disposable } from "vscode";
import { registerOnePanel } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { assessmentPanelType } from "./panelType.ts";

export function register(services: Services): Disposable {
  return registerOnePanel(services.log, {
    commands: { "gantry.practice.assess": "" },
    type: assessmentPanelType,
    open: async (given, state) => {
      const { AssessmentPanel, privatePlace } = await import("./assessmentPanel.ts");
      const place = await privatePlace(services, { ask: given === undefined, person: personIn(state) });
      return place && new AssessmentPanel(services, place, given);
    },
  });
}

/** Whose answers a view has shown, which it keeps for when it is brought back. */
function personIn(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("person" in state)) return undefined;
  return typeof state.person === "string" && state.person !== "" ? state.person : undefined;
}
