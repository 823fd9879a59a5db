import { l10n } from "vscode";
import { UserMessage } from "../../platform/index.ts";
import type { Project } from "../../services/index.ts";

/** @throws UserMessage for a project whose language this version may not understand: it is read-only. */
export function refuseNewer({ reading }: Project): void {
  if (reading.isNewer) {
    throw new UserMessage(l10n.t("This project was made by a newer version of Gantry and is read-only here."));
  }
}
