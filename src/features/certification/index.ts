/** Compare Certifications and Check Eligibility: the records of what there is, and how far one's own background goes. One view, two parts. */
import type { Disposable } from "vscode";
import { registerOnePanel } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { certificationPanelType } from "./panelType.ts";

export function register(services: Services): Disposable {
  return registerOnePanel(services.log, {
    commands: { "gantry.practice.compareCertifications": "compare", "gantry.practice.checkEligibility": "eligibility" },
    type: certificationPanelType,
    open: async (given, _, part) => {
      const { CertificationPanel } = await import("./certificationPanel.ts");
      return new CertificationPanel(services, part === "eligibility" ? "eligibility" : "compare", given);
    },
  });
}
