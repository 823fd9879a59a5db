import { l10n, Uri, workspace } from "vscode";
import type { WorkKey } from "../../core/plan/planOutline.ts";
import { applyEdits } from "../../core/text/editing/applyEdits.ts";
import type { EditPlan } from "../../core/text/editing/edit.ts";
import { EditHistory, type MadeEdit } from "../../core/text/editing/editHistory.ts";
import type { ProjectReading } from "../../core/text/reading/index.ts";
import { applyEditPlan, explainFileError, PartlyApplied, UserMessage } from "../../platform/index.ts";
import type { Project } from "../../services/index.ts";

/** What a person did, for when it is taken back. */
export interface DoneEdit {
  /** The row that has the focus then. */
  readonly key: WorkKey | undefined;
  /** `“New API” moved`. */
  readonly words: string;
}

/** A step back or forth that was made. */
export interface MadeStep {
  /** Whether a file was deleted, which not every file system tells of. */
  readonly isFileGone: boolean;
  readonly about: DoneEdit | undefined;
}

/** Makes edits of a project's files, and takes back those that were made here. A file that an edit made goes with it. */
export class ViewHistory {
  readonly #history = new EditHistory<DoneEdit>();

  /** Does what a plan says and remembers it. @throws UserMessage when it is refused or can't be written */
  async apply(
    project: Pick<Project, "folder">,
    reading: ProjectReading,
    plan: EditPlan,
    about?: DoneEdit,
  ): Promise<void> {
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    const { folder } = project;
    const paths = [...new Set(plan.edits.map(({ path }) => path))];
    const made: readonly MadeEdit[] = [
      ...paths.map((path) => ({
        file: path,
        before: textIn(reading, path) ?? "",
        edits: plan.edits
          .filter((edit) => edit.path === path)
          .map(({ start, end, text }) => ({ start, end, newText: text })),
      })),
      ...plan.newFiles.map(({ path, text }) => ({
        file: path,
        before: "",
        edits: [{ start: 0, end: 0, newText: text }],
      })),
    ];
    try {
      await applyEditPlan({ folder, reading }, plan);
    } catch (error) {
      if (error instanceof PartlyApplied) {
        this.#history.add(
          made.filter(({ file }) => error.hasChanged(Uri.joinPath(folder, file))),
          about,
        );
      }
      throw error;
    }
    this.#history.add(made, about);
  }

  /** @throws UserMessage when there is nothing to take back, a file says something else by now, or can't be written */
  async step(project: Pick<Project, "folder" | "reading">, direction: "undo" | "redo"): Promise<MadeStep> {
    const { reading, folder } = project;
    const outcome = this.#history[direction]((path) => textIn(reading, path) ?? "");
    if ("missing" in outcome) {
      if (outcome.missing === "changed") {
        throw new UserMessage(
          l10n.t("The file was changed since, so nothing was undone here. Undo it in the file's own editor."),
        );
      }
      throw new UserMessage(
        direction === "undo"
          ? l10n.t("There is nothing to undo in this view.")
          : l10n.t("There is nothing to redo in this view."),
      );
    }
    const steps = outcome.steps.map(({ file, edits }) => {
      const before = textIn(reading, file);
      const own = edits.map(({ start, end, newText }) => ({ path: file, start, end, text: newText }));
      return { file, before, own, after: applyEdits(before ?? "", own) };
    });
    const isGone = ({ after }: (typeof steps)[number]): boolean => after === "";
    const plan: EditPlan = {
      edits: steps.filter((step) => step.before !== undefined && !isGone(step)).flatMap(({ own }) => own),
      newFiles: steps
        .filter(({ before, after }) => before === undefined && after !== "")
        .map(({ file, after }) => ({ path: file, text: after })),
    };
    const gone = steps.filter(isGone).map(({ file }) => Uri.joinPath(folder, file));
    try {
      await applyEditPlan({ folder, reading }, plan);
    } catch (error) {
      // The text is what the step makes of it, only not saved.
      const isWhole = (changed: PartlyApplied): boolean =>
        steps.every(({ file }) => changed.hasChanged(Uri.joinPath(folder, file)));
      if (error instanceof PartlyApplied && isWhole(error)) outcome.settle();
      throw error;
    }
    for (const uri of gone) await remove(uri);
    outcome.settle();
    return { isFileGone: gone.length > 0, about: outcome.about };
  }
}

/** By the file system: an edit that deletes asks for a trash, which is not everywhere. @throws UserMessage when it can't be */
async function remove(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch (error) {
    const name = workspace.asRelativePath(uri);
    throw new UserMessage(l10n.t("{0} could not be deleted: {1}.", name, explainFileError(error)));
  }
}

function textIn({ slices }: ProjectReading, path: string): string | undefined {
  return slices.find((slice) => slice.path === path)?.text;
}
