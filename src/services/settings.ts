import { workspace } from "vscode";

/** The settings Gantry contributes, read when asked, so that a change holds at once. */
export const settings = {
  /** The id of the person at this machine in a project's `people`; empty when not asked yet. */
  get me(): string {
    return workspace.getConfiguration("gantry").get<string>("me", "").trim();
  },
  /** Where a new project goes, relative to the workspace folder. */
  get projectFolder(): string {
    return workspace.getConfiguration("gantry").get<string>("projectFolder", "project").trim() || "project";
  },
  /** Where a team keeps its own templates, relative to the workspace folder. */
  get templatesFolder(): string {
    return workspace.getConfiguration("gantry").get<string>("templatesFolder", ".gantry/templates").trim();
  },
};
