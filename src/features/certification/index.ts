/** Compare Certifications, Check Eligibility and Open PDU Ledger: what there is, how far one's own background goes, and what keeps one. */
import type { Disposable } from "vscode";
import { registerOnePanel } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";
import { certificationPanelType } from "./panelType.ts";

export function register(services: Services): Disposable {
  return registerOnePanel(services.log, {
    commands: {
      "gantry.practice.compareCertifications": "compare",
      "gantry.practice.checkEligibility": "eligibility",
      "gantry.practice.openPduLedger": "pdus",
    },
    type: certificationPanelType,
    open: async (given, _, part) => {
      const { CertificationPanel } = await import("./certificationPanel.ts");
      return new CertificationPanel(services, part === "eligibility" || part === "pdus" ? part : "compare", given);
    },
  });
}
