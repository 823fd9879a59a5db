import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  CompletionList,
  l10n,
  MarkdownString,
  type Position,
  Range,
  SnippetString,
  type TextDocument,
  TextEdit,
} from "vscode";
import {
  type Completion,
  type CompletionKind,
  type CompletionOptions,
  type Completions,
  completionsAt,
  completionsInDocument,
} from "../../core/language/index.ts";
import { instantOf } from "../../core/model/today.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { documentPlaceOf, placeOf } from "./place.ts";
import { rangeIn } from "./ranges.ts";

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  field: CompletionItemKind.Property,
  record: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  word: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  date: CompletionItemKind.Constant,
  person: CompletionItemKind.User,
  file: CompletionItemKind.File,
};

class OfferedItem extends CompletionItem {
  readonly explain: (() => string) | undefined;

  constructor(completion: Completion) {
    const { label, description, kind, documentation } = completion;
    super(description === undefined ? label : { label, description }, kinds[kind]);
    if (typeof documentation === "string") this.documentation = new MarkdownString(documentation);
    this.explain = typeof documentation === "function" ? documentation : undefined;
  }
}

/** Offers sections, records, fields, ids and values where they can stand. */
export class LanguageCompletion implements CompletionItemProvider<CompletionItem> {
  readonly #projects: ProjectStore;
  /** Files of projects by their folders, for values that name one; asked for anew whenever completion is. */
  readonly #files = new Map<string, readonly string[]>();

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideCompletionItems(document: TextDocument, position: Position): CompletionList | undefined {
    const place = placeOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { project, slice, reading } = place;
    const offset = document.offsetAt(position);
    return listOf(completionsAt(reading, slice, offset, this.#options(project)), document, position);
  }

  /** The same in a Markdown document: its front matter, `who:` of boxes, links to records. */
  provideInDocument(document: TextDocument, position: Position): CompletionList | undefined {
    const place = documentPlaceOf(this.#projects, document.uri);
    if (place === undefined) return undefined;
    const { project, path } = place;
    const text = { path, text: document.getText() };
    const offset = document.offsetAt(position);
    const found = completionsInDocument(project.reading, text, offset, this.#options(project));
    return found.items.length === 0 ? undefined : listOf(found, document, position);
  }

  #options(project: Project): CompletionOptions {
    const folder = project.folder.toString();
    void this.#projects.files(project).then((files) => this.#files.set(folder, files));
    const files = this.#files.get(folder) ?? project.reading.slices.map(({ path }) => path);
    return { today: project.today, now: instantOf(new Date()), files };
  }

  resolveCompletionItem(item: CompletionItem): CompletionItem {
    if (item instanceof OfferedItem && item.explain !== undefined)
      item.documentation = new MarkdownString(item.explain());
    return item;
  }
}

function listOf({ items, isCut }: Completions, document: TextDocument, position: Position): CompletionList {
  return new CompletionList(
    items.map((completion, index) => itemOf(completion, index, document, position)),
    isCut,
  );
}

function itemOf(completion: Completion, index: number, document: TextDocument, position: Position): CompletionItem {
  const item = new OfferedItem(completion);
  const { insert, isSnippet, start, end, filter, detail, asksOn, alsoEdits } = completion;
  const from = document.positionAt(start);
  item.insertText = isSnippet ? new SnippetString(insert) : insert;
  item.range = { inserting: new Range(from, position), replacing: new Range(from, document.positionAt(end)) };
  item.sortText = String(index).padStart(5, "0");
  if (filter !== undefined) item.filterText = filter;
  if (detail !== undefined) item.detail = detail;
  if (asksOn) item.command = { command: "editor.action.triggerSuggest", title: l10n.t("Suggest") };
  if (alsoEdits !== undefined) {
    const owner = { text: document.getText() };
    item.additionalTextEdits = alsoEdits.map((edit) => new TextEdit(rangeIn(owner, edit.start, edit.end), edit.text));
  }
  return item;
}
