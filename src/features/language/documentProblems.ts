import { type Disposable, languages, type Uri } from "vscode";
import { canBeDocument } from "../../core/text/projectFiles.ts";
import { type DocumentReading, documentProblems, type Problem, readDocument } from "../../core/text/reading/index.ts";
import { DisposableStore, pathBelow, readText } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { diagnosticsOf, isSame } from "./diagnostics.ts";

/** Documents are prose: what is wrong with them can wait until one pauses. */
const pause = 400;
/** So many files are read at once. */
const readAtOnce = 8;

/** What is shown of a document, to leave alone what did not change. */
interface Shown {
  readonly uri: Uri;
  readonly document: DocumentReading;
  readonly problems: readonly Problem[];
}

/**
 * Keeps the Problems panel as the projects' Markdown documents are: their front matter, links to records, and checklists. Each file is
 * read once and when it changes; what it points to is looked up again when the project says something else.
 */
export class DocumentProblems implements Disposable {
  readonly #projects: ProjectStore;
  readonly #collection = languages.createDiagnosticCollection("gantry-documents");
  readonly #disposables = new DisposableStore();
  /** By project and path what was read; nothing where a document can't have a problem. */
  readonly #documents = new Map<Project, Map<string, DocumentReading | undefined>>();
  /** What has to be read again. */
  readonly #stale = new Map<Project, Set<string>>();
  readonly #shown = new Map<string, Shown>();
  #isListWanted = true;
  #isAtWork = false;
  #isDisposed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
    this.#disposables.add(this.#collection);
    this.#disposables.add(
      projects.onDidChange((change) => {
        if (change.kind === "projects") this.#isListWanted = true;
        else if (change.kind === "file") this.#note(change.project, change.uri);
        else if (change.kind !== "reading") return;
        this.#workSoon();
      }),
    );
    this.#workSoon();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }

  #note(project: Project, uri: Uri): void {
    const path = pathBelow(project.folder, uri);
    if (path === undefined || !canBeDocument(path)) return;
    const stale = this.#stale.get(project);
    if (stale === undefined) this.#stale.set(project, new Set([path]));
    else stale.add(path);
  }

  #workSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#work(), pause);
  }

  async #work(): Promise<void> {
    // What comes meanwhile is done by who is at work.
    if (this.#isAtWork) return this.#workSoon();
    this.#isAtWork = true;
    try {
      if (this.#isListWanted) await this.#list();
      await this.#read();
    } finally {
      this.#isAtWork = false;
    }
    if (!this.#isDisposed) this.#publish();
  }

  /** Takes in projects and files that are new, and forgets what is gone. */
  async #list(): Promise<void> {
    this.#isListWanted = false;
    const all = new Set(this.#projects.all);
    for (const project of [...this.#documents.keys(), ...this.#stale.keys()]) {
      if (all.has(project)) continue;
      this.#documents.delete(project);
      this.#stale.delete(project);
    }
    for (const project of all) {
      const paths = new Set((await this.#projects.files(project)).filter(canBeDocument));
      const known = this.#documents.get(project) ?? new Map<string, DocumentReading | undefined>();
      this.#documents.set(project, known);
      for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
      for (const path of paths) if (!known.has(path)) this.#note(project, this.#projects.uriOf(project, path));
    }
  }

  async #read(): Promise<void> {
    const queue = [...this.#stale].flatMap(([project, paths]) => [...paths].map((path) => ({ project, path })));
    this.#stale.clear();
    const work = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined && !this.#isDisposed; next = queue.pop()) {
        const { project, path } = next;
        const known = this.#documents.get(project);
        if (known === undefined) continue;
        try {
          const document = readDocument(path, await readText(this.#projects.uriOf(project, path)));
          known.set(path, canHaveProblems(document) ? document : undefined);
        } catch {
          // Gone, or not to be read.
          known.delete(path);
        }
      }
    };
    await Promise.all(Array.from({ length: readAtOnce }, work));
  }

  #publish(): void {
    const gone = new Set(this.#shown.keys());
    const live = new Set(this.#projects.all);
    for (const [project, documents] of this.#documents) {
      if (!live.has(project)) continue;
      for (const [path, document] of documents) {
        const problems = document === undefined ? [] : documentProblems(project.reading, document);
        if (document === undefined || problems.length === 0) continue;
        const uri = this.#projects.uriOf(project, path);
        const key = uri.toString();
        gone.delete(key);
        const shown = this.#shown.get(key);
        if (shown?.document === document && isSame(shown.problems, problems)) continue;
        this.#shown.set(key, { uri, document, problems });
        this.#collection.set(
          uri,
          diagnosticsOf(document, problems, () => ({ uri, owner: document })),
        );
      }
    }
    for (const key of gone) {
      const shown = this.#shown.get(key);
      if (shown !== undefined) this.#collection.delete(shown.uri);
      this.#shown.delete(key);
    }
  }
}

function canHaveProblems({ problems, references, links, people }: DocumentReading): boolean {
  return problems.length + references.length + links.length + people.length > 0;
}
