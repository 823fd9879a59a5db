import {
  CodeActionKind,
  type Disposable,
  type DocumentSelector,
  languages,
  type Position,
  type TextDocument,
} from "vscode";
import { DisposableStore } from "../../platform/index.ts";
import type { ProjectStore } from "../../services/index.ts";
import type { Answers } from "./answers.ts";
import { documentTriggers } from "./constants.ts";
import type { Corrections } from "./corrections.ts";
import { DocumentProblems } from "./documentProblems.ts";
import { documentPlaceOf } from "./place.ts";

/** Files of any file system. Each provider asks first whether a file is a project's, and else says nothing. */
const markdown: DocumentSelector = { language: "markdown" };

/** Registers what the language does in Markdown documents: problems, completion, hover, and what leads to records. */
export function registerDocuments(
  projects: ProjectStore,
  answers: () => Promise<Answers>,
  corrections: () => Promise<Corrections>,
): Disposable {
  const disposables = new DisposableStore();
  const about = <T>(document: TextDocument, ask: (all: Answers) => T): Promise<Awaited<T>> | undefined =>
    documentPlaceOf(projects, document.uri) === undefined ? undefined : (answers().then(ask) as Promise<Awaited<T>>);

  disposables.add(new DocumentProblems(projects));
  disposables.add(
    languages.registerCompletionItemProvider(
      markdown,
      {
        provideCompletionItems: (document, position) =>
          canBeCompleted(document, position)
            ? about(document, ({ completion }) => completion.provideInDocument(document, position))
            : undefined,
        resolveCompletionItem: async (item) => (await answers()).completion.resolveCompletionItem(item),
      },
      ...documentTriggers,
    ),
  );
  disposables.add(
    languages.registerHoverProvider(markdown, {
      provideHover: (document, position) => about(document, ({ hover }) => hover.provideHover(document, position)),
    }),
  );
  disposables.add(
    languages.registerDefinitionProvider(markdown, {
      provideDefinition: (document, position) =>
        about(document, ({ definition }) => definition.provideDefinition(document, position)),
    }),
  );
  disposables.add(
    languages.registerReferenceProvider(markdown, {
      provideReferences: (document, position, context, token) =>
        about(document, ({ references }) => references.provideReferences(document, position, context, token)),
    }),
  );
  disposables.add(
    languages.registerRenameProvider(markdown, {
      prepareRename: (document, position) => about(document, ({ rename }) => rename.prepareRename(document, position)),
      provideRenameEdits: (document, position, newName, token) =>
        about(document, ({ rename }) => rename.provideRenameEdits(document, position, newName, token)),
    }),
  );
  disposables.add(
    languages.registerCodeActionsProvider(
      markdown,
      {
        provideCodeActions: async (document, range, context) =>
          // Of a document without problems nothing is loaded.
          context.diagnostics.length === 0 || documentPlaceOf(projects, document.uri) === undefined
            ? undefined
            : (await corrections()).fixes.provideCodeActions(document, range, context),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return disposables;
}

/** Whether something can stand at a place, by its line and the first one: the spaces one types in prose load nothing. */
function canBeCompleted(document: TextDocument, { line, character }: Position): boolean {
  const before = document.lineAt(line).text.slice(0, character);
  return before.includes("<!--") || before.includes(".yaml#") || isBelowDashes(document, line);
}

/** Whether a line may lie in front matter: no line of dashes comes between it and the first one. */
function isBelowDashes(document: TextDocument, line: number): boolean {
  if (!isOfDashes(document, 0)) return false;
  for (let above = 1; above <= line; above++) if (isOfDashes(document, above)) return false;
  return true;
}

function isOfDashes(document: TextDocument, line: number): boolean {
  return /^\uFEFF?---[ \t]*$/.test(document.lineAt(line).text);
}
