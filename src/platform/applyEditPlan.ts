import { Uri, workspace } from "vscode";
import type { DocumentText, EditPlan } from "../core/text/editing/edit.ts";
import type { ProjectReading } from "../core/text/reading/index.ts";
import { UserMessage } from "./commands.ts";
import { applyTextChanges, type OffsetEdit, PartlyApplied, readText } from "./textDocuments.ts";

/** What an edit plan was made for. Whoever waits between planning and applying keeps the reading that the plan is for. */
export interface EditedProject {
  readonly folder: Uri;
  readonly reading: ProjectReading;
}

export interface ApplyOptions {
  /** The texts of the Markdown documents that the plan was made with; without them their edits count for what is on screen. */
  readonly documents?: readonly DocumentText[];
}

/**
 * Does what an edit plan says: all of it, as one undoable step, or nothing. Documents that were clean are saved, those with unsaved
 * text stay so. When it returns, everyone who listens has heard of the new texts.
 * @throws UserMessage with the plan's refusal, when a text has changed meanwhile, or when a file can't be written;
 * `PartlyApplied` when something is changed nevertheless
 */
export async function applyEditPlan(project: EditedProject, plan: EditPlan, options: ApplyOptions = {}): Promise<void> {
  if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
  const { folder } = project;
  // Taken before anything waits: `reading` may be another one a moment later.
  const texts = new Map(project.reading.slices.map(({ path, text }) => [path, text]));
  for (const { path, text } of options.documents ?? []) if (!texts.has(path)) texts.set(path, text);
  const edits = new Map<string, OffsetEdit[]>();
  for (const { path, start, end, text } of plan.edits) {
    const edit = { start, end, newText: text };
    const others = edits.get(path);
    if (others === undefined) edits.set(path, [edit]);
    else others.push(edit);
  }
  const changes = await Promise.all(
    [...edits].map(async ([path, found]) => {
      const uri = Uri.joinPath(folder, path);
      return { uri, expected: texts.get(path) ?? (await readText(uri)), edits: found };
    }),
  );
  const newFiles = plan.newFiles.map(({ path, text }) => ({ uri: Uri.joinPath(folder, path), text }));
  // A document that opens is heard of at once, also on file systems that nothing watches.
  const openAll = async (uris: readonly Uri[]): Promise<void> => {
    for (const uri of uris) await workspace.openTextDocument(uri);
  };
  try {
    await applyTextChanges(changes, newFiles);
  } catch (error) {
    if (error instanceof PartlyApplied) await openAll(error.changed);
    throw error;
  }
  await openAll([...changes, ...newFiles].map(({ uri }) => uri));
}
