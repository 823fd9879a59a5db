import { type Disposable, type DocumentSelector, languages, type TextDocument } from "vscode";
import { DisposableStore, registerCommand } from "../../platform/index.ts";
import { type Services, settings } from "../../services/index.ts";
import { applyFixCommand, completionTriggers, fixKinds } from "./constants.ts";
import { ProblemsPublisher } from "./diagnostics.ts";
import { HintChanges } from "./hintChanges.ts";

/** Files of any file system. Each provider asks first whether a file is a slice, and else says nothing. */
const yaml: DocumentSelector = { language: "yaml" };

/** Registers everything the language does in the editor; called once there is a project. */
export function registerLanguage({ projects, log }: Services): Disposable {
  const disposables = new DisposableStore();
  const answers = once(async () => (await import("./answers.ts")).createAnswers(projects));
  const corrections = once(async () => (await import("./corrections.ts")).createCorrections(projects));
  /** What one of them says of a document, which is nothing when it is no slice. */
  const asked =
    <A>(load: () => Promise<A>) =>
    <T>(document: TextDocument, ask: (all: A) => T): Promise<Awaited<T>> | undefined =>
      projects.sliceAt(document.uri) === undefined ? undefined : (load().then(ask) as Promise<Awaited<T>>);
  const about = asked(answers);
  const correct = asked(corrections);

  disposables.add(new ProblemsPublisher(projects));
  // Reading documents can wait until the plan is on screen.
  void import("./registerDocuments.ts").then(
    ({ registerDocuments }) => disposables.add(registerDocuments(projects, answers, corrections)),
    (error: unknown) => log.error("Nothing can be said about documents", String(error)),
  );
  disposables.add(
    languages.registerCompletionItemProvider(
      yaml,
      {
        provideCompletionItems: (document, position) =>
          about(document, ({ completion }) => completion.provideCompletionItems(document, position)),
        resolveCompletionItem: async (item) => (await answers()).completion.resolveCompletionItem(item),
      },
      ...completionTriggers,
    ),
  );
  disposables.add(
    languages.registerHoverProvider(yaml, {
      provideHover: (document, position) => about(document, ({ hover }) => hover.provideHover(document, position)),
    }),
  );
  disposables.add(
    languages.registerDefinitionProvider(yaml, {
      provideDefinition: (document, position) =>
        about(document, ({ definition }) => definition.provideDefinition(document, position)),
    }),
  );
  disposables.add(
    languages.registerReferenceProvider(yaml, {
      provideReferences: (document, position, context, token) =>
        about(document, ({ references }) => references.provideReferences(document, position, context, token)),
    }),
  );
  disposables.add(
    languages.registerRenameProvider(yaml, {
      prepareRename: (document, position) => about(document, ({ rename }) => rename.prepareRename(document, position)),
      provideRenameEdits: (document, position, newName, token) =>
        about(document, ({ rename }) => rename.provideRenameEdits(document, position, newName, token)),
    }),
  );
  disposables.add(
    languages.registerDocumentSymbolProvider(
      yaml,
      {
        provideDocumentSymbols: (document) =>
          about(document, ({ outline }) => outline.provideDocumentSymbols(document)),
      },
      { label: "Gantry" },
    ),
  );
  disposables.add(
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) =>
        projects.all.length === 0 ? [] : (await answers()).search.provideWorkspaceSymbols(query),
    }),
  );
  disposables.add(
    languages.registerDocumentLinkProvider(yaml, {
      provideDocumentLinks: (document) => about(document, ({ links }) => links.provideDocumentLinks(document)),
    }),
  );
  const hints = disposables.add(new HintChanges(projects));
  disposables.add(
    languages.registerInlayHintsProvider(yaml, {
      onDidChangeInlayHints: hints.onDidChange,
      provideInlayHints: (document, range) =>
        settings.inlayHints === "off"
          ? undefined
          : about(document, (all) => all.hints.provideInlayHints(document, range)),
      resolveInlayHint: async (hint) => (await answers()).hints.resolveInlayHint(hint),
    }),
  );
  disposables.add(
    languages.registerCodeActionsProvider(
      yaml,
      {
        provideCodeActions: (document, range, context) =>
          correct(document, ({ fixes }) => fixes.provideCodeActions(document, range, context)),
      },
      { providedCodeActionKinds: fixKinds },
    ),
  );
  disposables.add(
    languages.registerDocumentFormattingEditProvider(yaml, {
      provideDocumentFormattingEdits: (document) =>
        correct(document, ({ formatting }) => formatting.provideDocumentFormattingEdits(document)),
    }),
  );
  disposables.add(
    registerCommand(applyFixCommand, log, async (argument) => (await corrections()).fixes.apply(argument)),
  );
  return disposables;
}

/** Makes a value when it is asked for the first time, and keeps it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
