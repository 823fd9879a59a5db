import { CodeLens, commands, type Disposable, l10n, Range, type TextDocument, window } from "vscode";
import { compareDates, consequenceOf } from "../../core/schedule/compare.ts";
import type { Comparison } from "../../core/schedule/comparison.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { UserMessage } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { SavedSchedules } from "../../services/savedSchedules.ts";
import { type MoveItem, moveItems, under } from "./moveItems.ts";

const showConsequenceCommand = "gantry.schedule.showConsequence";

/** What the unsaved edits of a project do to its dates: a line at the top of a file that has some, and all of it as a list. */
export class Consequence implements Disposable {
  readonly #projects: ProjectStore;
  readonly #saved: SavedSchedules;
  readonly #known = new WeakMap<Schedule, { readonly before: Schedule; readonly comparison: Comparison }>();

  constructor(projects: ProjectStore) {
    this.#projects = projects;
    this.#saved = new SavedSchedules(projects);
  }

  dispose(): void {
    this.#saved.dispose();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const project = this.#projects.sliceAt(document.uri)?.project;
    const comparison = project && document.isDirty ? await this.#of(project) : undefined;
    // Meanwhile it may have been saved.
    if (comparison === undefined || !document.isDirty) return [];
    const isWorse = comparison.deadlines.some(({ before = 0, after }) => after > before);
    const icon = isWorse ? "$(warning)" : "$(git-compare)";
    const title = `${icon} ${l10n.t("Unsaved: {0}", inside(comparison.summary))}`;
    const tooltip = l10n.t("What the unsaved edits of this project do to its dates");
    const command = { command: showConsequenceCommand, title, tooltip };
    return [new CodeLens(new Range(0, 0, 0, 0), command)];
  }

  /** Lists what moves, and leads to it. */
  async show(): Promise<void> {
    const project = this.#projects.current;
    if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
    const before = await this.#saved.of(project);
    const comparison = before && consequenceOf(before, project.schedule);
    if (comparison === undefined) {
      void window.showInformationMessage(l10n.t("Nothing is unsaved: the dates are those of the files."));
      return;
    }
    const chosen = await window.showQuickPick(itemsOf(project.schedule, comparison), {
      title: l10n.t("What the Unsaved Edits Do"),
      placeHolder: comparison.summary,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.id !== undefined) await commands.executeCommand("gantry.plan.openItem", chosen.id);
  }

  /** What moves; not why, which takes longer than there is from one letter to the next. */
  async #of(project: Project): Promise<Comparison | undefined> {
    const before = await this.#saved.of(project);
    if (before === undefined) return undefined;
    const after = project.schedule;
    let known = this.#known.get(after);
    if (known?.before !== before) {
      known = { before, comparison: compareDates(before, after) };
      this.#known.set(after, known);
    }
    return known.comparison;
  }
}

function itemsOf(schedule: Schedule, comparison: Comparison): readonly MoveItem[] {
  const changes = comparison.causes.map(({ text, record, side }): MoveItem => {
    return { label: `$(edit) ${text}`, ...(record !== undefined && side === "after" && { id: record.id }) };
  });
  const moves = moveItems(schedule, comparison);
  if (changes.length + moves.length === 0) return [{ label: comparison.summary }];
  return [...under(l10n.t("changes"), changes), ...under(l10n.t("what moves"), moves)];
}

/** A sentence as a part of another one: what files say stays as it is. */
function inside(sentence: string): string {
  const text = sentence.replace(/\.$/, "");
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
