import { applyEdits, type DocumentText, type EditPlan } from "../core/text/editing/index.ts";
import { ChangedMeanwhile, type FileChange, FileProblem, type Io, Refusal } from "./io.ts";
import { type OpenProject, openProject } from "./openProject.ts";
import { plain } from "./plainText.ts";

/** A change of a project that someone else may be changing, too. */
export interface ProjectChange<T> {
  readonly plan: EditPlan;
  /** Markdown files that the plan was made with. */
  readonly documents?: readonly DocumentText[];
  readonly result: T;
}

/** How often a change is made anew when someone else was quicker. */
const mostTries = 20;

/**
 * Opens a project, asks for a change and writes it, all of it or nothing. When a file was changed in between, everything is read
 * and asked for again.
 * @throws Refusal that says why nothing was written
 * @returns what came of it, with the paths of the files that were changed or made
 */
export async function changeProject<T>(
  io: Io,
  given: string | undefined,
  make: (project: OpenProject) => Promise<ProjectChange<T>>,
): Promise<{ readonly project: OpenProject; readonly result: T; readonly files: readonly string[] }> {
  for (let tries = 1; ; tries++) {
    const project = await openProject(io, given);
    const { plan, documents = [], result } = await make(project);
    if (plan.refusal !== undefined) throw new Refusal(plan.refusal);
    const changes = await changesOf(io, project, plan, documents);
    try {
      if (changes.length > 0) await io.writeFiles(project.folder, changes);
      return { project, result, files: changes.map(({ path }) => path) };
    } catch (error) {
      if (error instanceof ChangedMeanwhile && tries < mostTries) continue;
      if (error instanceof FileProblem) {
        throw new Refusal(`Nothing was written: ${plain(io.shown(error.path))} ${error.what}.`);
      }
      throw error;
    }
  }
}

async function changesOf(
  io: Io,
  { folder, reading }: OpenProject,
  plan: EditPlan & { readonly refusal?: undefined },
  documents: readonly DocumentText[],
): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  const texts = new Map([...reading.slices, ...documents].map(({ path, text }) => [path, text]));
  const edited = new Map<string, (typeof plan.edits)[number][]>();
  for (const edit of plan.edits) {
    const edits = edited.get(edit.path);
    if (edits === undefined) edited.set(edit.path, [edit]);
    else edits.push(edit);
  }
  for (const [path, edits] of edited) {
    const before = texts.get(path) ?? "";
    const after = applyEdits(before, edits);
    if (after !== before) changes.push({ path, before, after });
  }
  for (const { path, text } of plan.newFiles) {
    const place = io.resolve(folder, path);
    if ((await io.kindOf(place)) !== undefined && !texts.has(path)) {
      // It may have been made a moment ago, by the same command elsewhere; then it is a part of the project by now.
      const isSliceNow = (await openProject(io, folder)).reading.slices.some((slice) => slice.path === path);
      if (!isSliceNow) {
        throw new Refusal(
          `${plain(io.shown(place))} is there already, but it is no file of the project. Let it begin with the line “gantry: 1”, or move it away.`,
        );
      }
    }
    changes.push({ path, before: undefined, after: text });
  }
  return changes;
}
