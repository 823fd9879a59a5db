/** Compare Education: kinds of programmes, those that somebody compares, and what they chose. */
import type { Disposable } from "vscode";
import { registerOnePanel } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { educationPanelType } from "./panelType.ts";

export function register(services: Services): Disposable {
  return registerOnePanel(services.log, {
    commands: { "gantry.practice.compareEducation": "" },
    type: educationPanelType,
    open: async (given) => {
      const { EducationPanel } = await import("./educationPanel.ts");
      return new EducationPanel(services, given);
    },
  });
}
