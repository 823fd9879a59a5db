import { type DocumentDescription, documentAt } from "../../core/documents/catalogue.ts";
import { type DocumentState, missingDocuments } from "../../core/documents/documentState.ts";
import { type Method, type Phase, projectFileName } from "../../core/model/project.ts";

/** A line of the Documents view. Ids are stable over refreshes. */
export type DocumentNode = DocumentGroup | PresentFile | MissingFile;

export interface DocumentGroup {
  readonly kind: "group";
  readonly id: GroupId;
  readonly children: readonly (PresentFile | MissingFile)[];
}

/** A file of the project. */
export interface PresentFile {
  readonly kind: "present";
  readonly id: string;
  /** Path below the project folder. */
  readonly path: string;
  readonly title: string;
  /** What tells it from others of its kind, for instance a week. */
  readonly detail: string;
  readonly description?: DocumentDescription;
  readonly isChecklist: boolean;
}

/** A document that the project does not have. */
export interface MissingFile {
  readonly kind: "missing";
  readonly id: string;
  readonly description: DocumentDescription;
}

export type GroupId = "missing" | "plan" | "registers" | "documents" | "checklists" | "records" | "useful";

const planFiles: readonly string[] = [projectFileName, "plan.yaml", "timeline.yaml", "budget.yaml"];
const recordFolders = /^(?:status|decisions|meetings|progress|baselines|iterations|postmortems)\//;

/** The view's content for a project: what it has, by kind, and what its method asks for in this phase. */
export function documentGroups(
  paths: readonly string[],
  sections: readonly string[],
  method: Method,
  phase: Phase,
): readonly DocumentGroup[] {
  const state = missingDocuments(method, phase, paths, sections);
  const files = paths.map(presentFile);
  const of = (group: GroupId): readonly PresentFile[] => files.filter((file) => groupOf(file) === group);
  const groups: readonly DocumentGroup[] = [
    { kind: "group", id: "missing", children: missingFiles(state.missing) },
    { kind: "group", id: "plan", children: inOrder(of("plan"), planFiles) },
    { kind: "group", id: "registers", children: of("registers") },
    { kind: "group", id: "documents", children: of("documents") },
    { kind: "group", id: "checklists", children: inPhaseOrder(of("checklists")) },
    { kind: "group", id: "records", children: [...of("records")].sort((a, b) => (a.detail < b.detail ? 1 : -1)) },
    { kind: "group", id: "useful", children: missingFiles(state.useful) },
  ];
  return groups.filter((group) => group.children.length > 0);
}

function missingFiles(missing: DocumentState["missing"]): readonly MissingFile[] {
  return missing.map(({ description }) => ({ kind: "missing", id: `missing/${description.id}`, description }));
}

function presentFile(path: string): PresentFile {
  const description = documentAt(path);
  const isChecklist = /(?:^|\/)checklists\/[^/]+\.md$/.test(path);
  const base = { kind: "present", id: `present/${path}`, path, isChecklist } as const;
  if (path === projectFileName) return { ...base, title: "Project", detail: path };
  if (description === undefined) return { ...base, title: fileTitle(path), detail: path };
  const repeats = description.path.includes("<");
  return { ...base, title: description.title, description, detail: repeats ? whichOne(path) : path };
}

/** `team/on-call.md` → `On call`. */
function fileTitle(path: string): string {
  const name = (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/, "").replaceAll(/[-_]+/g, " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function whichOne(path: string): string {
  return (path.split("/").at(-1) ?? path).replace(/\.[^.]+$/, "");
}

function groupOf(file: PresentFile): GroupId {
  if (file.isChecklist) return "checklists";
  if (planFiles.includes(file.path)) return "plan";
  if (recordFolders.test(file.path)) return "records";
  return file.path.endsWith(".md") ? "documents" : "registers";
}

function inOrder(files: readonly PresentFile[], order: readonly string[]): readonly PresentFile[] {
  return [...files].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path));
}

const checklistOrder: readonly string[] = ["initiating", "planning", "executing", "monitoring", "closing"];

function inPhaseOrder(files: readonly PresentFile[]): readonly PresentFile[] {
  const place = (file: PresentFile): number => {
    const index = checklistOrder.indexOf(file.description?.id ?? "");
    return index === -1 ? checklistOrder.length : index;
  };
  return [...files].sort((a, b) => place(a) - place(b));
}
