import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  Location,
  languages,
  type Uri,
  window,
} from "vscode";
import type { Problem, Severity, Slice } from "../../core/text/reading/index.ts";
import { DisposableStore } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { rangeIn } from "./ranges.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** What is shown of a file, to leave alone what did not change. */
interface Shown {
  readonly uri: Uri;
  readonly slice: Slice;
  readonly problems: readonly Problem[];
  /** The line being typed, whose unfinished word is left in peace. */
  readonly line: number | undefined;
}

/** Keeps the Problems panel as the projects are. */
export class ProblemsPublisher implements Disposable {
  readonly #projects: ProjectStore;
  readonly #collection = languages.createDiagnosticCollection("gantry");
  readonly #disposables = new DisposableStore();
  readonly #shown = new Map<string, Shown>();

  constructor(projects: ProjectStore) {
    this.#projects = projects;
    this.#disposables.add(this.#collection);
    this.#disposables.add(
      projects.onDidChange(({ kind }) => {
        // The store tells once a turn, after the texts are read: what is typed is answered at once.
        if (kind === "reading" || kind === "projects" || kind === "day") this.#publish();
      }),
    );
    this.#disposables.add(
      window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
        const shown = this.#shown.get(document.uri.toString());
        if (shown?.line !== undefined && shown.line !== lineTypedIn(shown.uri)) this.#publish();
      }),
    );
    this.#publish();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #publish(): void {
    const gone = new Set(this.#shown.keys());
    for (const project of this.#projects.all) {
      for (const slice of project.reading.slices) {
        const problems = project.problems.get(slice.path) ?? [];
        const uri = this.#projects.uriOf(project, slice.path);
        const key = uri.toString();
        gone.delete(key);
        const shown = this.#shown.get(key);
        const typed = problems.some(isUnfinished) ? lineTypedIn(uri) : undefined;
        if (shown?.slice === slice && shown.line === typed && isSame(shown.problems, problems)) continue;
        this.#shown.set(key, { uri, slice, problems, line: typed });
        const diagnostics = this.#diagnostics(project, slice, problems);
        const isHeldBack = ({ code, range }: Diagnostic): boolean => code === unfinished && range.start.line === typed;
        this.#collection.set(
          uri,
          diagnostics.filter((diagnostic) => !isHeldBack(diagnostic)),
        );
      }
    }
    for (const key of gone) {
      const shown = this.#shown.get(key);
      if (shown !== undefined) this.#collection.delete(shown.uri);
      this.#shown.delete(key);
    }
  }

  #diagnostics(project: Project, slice: Slice, problems: readonly Problem[]): readonly Diagnostic[] {
    return diagnosticsOf(slice, problems, (path) => {
      const owner = project.reading.slices.find((candidate) => candidate.path === path);
      return owner && { uri: this.#projects.uriOf(project, path), owner };
    });
  }
}

/** A text, whose lines are counted once. */
interface TextOwner {
  readonly text: string;
}

/**
 * Problems as the Problems panel shows them.
 * @param placeOf finds the file that another place of a problem stands in; without one the place is left out
 */
export function diagnosticsOf(
  owner: TextOwner,
  problems: readonly Problem[],
  placeOf: (path: string) => { readonly uri: Uri; readonly owner: TextOwner } | undefined,
): readonly Diagnostic[] {
  return problems.map((problem) => {
    const diagnostic = new Diagnostic(
      rangeIn(owner, problem.start, problem.end),
      problem.message,
      severities[problem.severity],
    );
    diagnostic.source = "Gantry";
    diagnostic.code = problem.code;
    diagnostic.relatedInformation = (problem.related ?? []).flatMap(({ path, start, end, message }) => {
      const other = placeOf(path);
      if (other === undefined) return [];
      const location = new Location(other.uri, rangeIn(other.owner, start, end));
      return [new DiagnosticRelatedInformation(location, message)];
    });
    return diagnostic;
  });
}

/** A word on which its colon is still to be typed. Where the cursor stands on its line, that is no mistake yet. */
const unfinished = "no-colon";

function isUnfinished({ code }: Problem): boolean {
  return code === unfinished;
}

/** The line of a file in which someone types, when its editor has the cursor. */
function lineTypedIn(uri: Uri): number | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line : undefined;
}

/** Whether problems would be shown in the same way. */
export function isSame(before: readonly Problem[], after: readonly Problem[]): boolean {
  if (before.length !== after.length) return false;
  return after.every((problem, index) => {
    const other = before[index];
    return (
      other !== undefined &&
      other.code === problem.code &&
      other.start === problem.start &&
      other.end === problem.end &&
      other.message === problem.message &&
      isSameElsewhere(other, problem)
    );
  });
}

function isSameElsewhere({ related: before = [] }: Problem, { related: after = [] }: Problem): boolean {
  return (
    before.length === after.length &&
    after.every(({ path, start }, index) => before[index]?.path === path && before[index]?.start === start)
  );
}
