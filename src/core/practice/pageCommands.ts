import { documentById } from "../documents/catalogue.ts";

/** A command that pages may run, and what it may be handed: nothing, or the id of a document, checklist or page. */
export interface PageCommand {
  readonly id: string;
  /** As the palette shows it. */
  readonly title: string;
  readonly argument: "none" | "document" | "checklist" | "page";
}

/** Every command a page may run. The build refuses a link to any other, and so does the host. */
export const pageCommands: readonly PageCommand[] = [
  { id: "gantry.scaffold.newProject", title: "New Project…", argument: "none" },
  { id: "gantry.scaffold.newPlan", title: "New Project Plan", argument: "none" },
  { id: "gantry.scaffold.newTimeline", title: "New Timeline", argument: "none" },
  { id: "gantry.scaffold.newBudget", title: "New Budget", argument: "none" },
  { id: "gantry.scaffold.newDocument", title: "New Document…", argument: "document" },
  { id: "gantry.scaffold.saveAsTemplate", title: "Save as Template…", argument: "none" },
  { id: "gantry.scaffold.openSampleProject", title: "Open Sample Project…", argument: "none" },
  { id: "gantry.checklist.open", title: "Open Checklist", argument: "checklist" },
  { id: "gantry.checklist.new", title: "New Checklist…", argument: "none" },
  { id: "gantry.practice.assess", title: "Assess My Skills", argument: "none" },
  { id: "gantry.practice.compareEducation", title: "Compare Education", argument: "none" },
  { id: "gantry.practice.compareCertifications", title: "Compare Certifications", argument: "none" },
  { id: "gantry.practice.checkEligibility", title: "Check Eligibility", argument: "none" },
  { id: "gantry.practice.planCertification", title: "Plan My Certification…", argument: "none" },
  { id: "gantry.practice.openPduLedger", title: "Open PDU Ledger", argument: "none" },
  { id: "gantry.practice.find", title: "Find Step or Skill…", argument: "none" },
  { id: "gantry.practice.openPage", title: "Open Page", argument: "page" },
  { id: "gantry.practice.reveal", title: "Show in Sidebar", argument: "page" },
  { id: "gantry.practice.exportProgress", title: "Export Practice Progress…", argument: "none" },
  { id: "gantry.practice.importProgress", title: "Import Practice Progress…", argument: "none" },
  { id: "gantry.project.select", title: "Select Project…", argument: "none" },
  { id: "gantry.help.reportIssue", title: "Report Issue…", argument: "none" },
  { id: "gantry.help.showLog", title: "Show Log", argument: "none" },
  { id: "gantry.help.getStarted", title: "Get Started", argument: "none" },
];

/**
 * Whether a page may run this command with this argument.
 * @param isPage says whether an id is a page or a section of one.
 * @returns what is wrong, or nothing when it may.
 */
export function refusedCommand(
  command: string,
  argument: string | undefined,
  isPage: (id: string) => boolean,
): string | undefined {
  const known = pageCommands.find(({ id }) => id === command);
  if (known === undefined) return `Pages can't run the command "${command}".`;
  if (argument === undefined) {
    return known.argument === "page" ? `The command "${command}" needs the id of a page.` : undefined;
  }
  if (known.argument === "none") return `The command "${command}" takes no argument.`;
  const fits = known.argument === "page" ? isPage(argument) : isDocument(argument, known.argument === "checklist");
  return fits ? undefined : `The command "${command}" doesn't know "${argument}".`;
}

function isDocument(id: string, mustBeChecklist: boolean): boolean {
  const description = documentById(id);
  return description !== undefined && (!mustBeChecklist || description.form === "checklist");
}

/** What a button for it says, for instance `New Document: status report` or `Open Checklist: planning`. */
export function commandLabel(command: string, argument: string | undefined): string {
  const title = pageCommands.find(({ id }) => id === command)?.title ?? command;
  const document = argument === undefined ? undefined : documentById(argument);
  if (document === undefined) return title;
  const name = document.title.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
  return `${title.replace(/…$/, "")}: ${document.form === "checklist" ? name.replace(/ checklist$/, "") : name}`;
}
