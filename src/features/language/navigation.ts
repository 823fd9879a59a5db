import {
  type CancellationToken,
  type DefinitionProvider,
  DocumentLink,
  type DocumentLinkProvider,
  DocumentSymbol,
  type DocumentSymbolProvider,
  Hover,
  type HoverProvider,
  Location,
  type LocationLink,
  type Position,
  type Range,
  type ReferenceContext,
  type ReferenceProvider,
  type RenameProvider,
  SymbolInformation,
  SymbolKind,
  type TextDocument,
  type Uri,
  WorkspaceEdit,
  type WorkspaceSymbolProvider,
} from "vscode";
import {
  type SymbolKind as CoreKind,
  type DocumentSymbol as CoreSymbol,
  classAt,
  definitionAt,
  documentLinks,
  documentSymbols,
  type FileRange,
  hoverAt,
  isSlice,
  planTable,
  prepareRename,
  referencesTo,
  referencesToClass,
  renameAt,
  targetAt,
  workAt,
  workspaceSymbols,
} from "../../core/language/index.ts";
import type { DocumentText } from "../../core/text/editing/index.ts";
import type { RecordPlace } from "../../core/text/reading/index.ts";
import { readText, UserMessage } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { trusted, whyHere } from "../../services/whyHere.ts";
import { filePlaceOf } from "./filePlace.ts";
import { placeOf } from "./place.ts";
import { positionIn, rangeIn } from "./ranges.ts";

const symbolKinds: Readonly<Record<CoreKind, SymbolKind>> = {
  section: SymbolKind.Module,
  fact: SymbolKind.Property,
  stage: SymbolKind.Class,
  task: SymbolKind.Method,
  milestone: SymbolKind.Event,
  person: SymbolKind.Object,
  record: SymbolKind.Struct,
  log: SymbolKind.Array,
};

export class LanguageHover implements HoverProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  /** What stands there, and of tasks, stages and milestones when they happen and why. */
  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const place = filePlaceOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { project, reading, file } = place;
    const offset = document.offsetAt(position);
    const why = ({ record }: RecordPlace): string => whyHere(project.schedule, record)?.value ?? "";
    const found = hoverAt(reading, file, offset, planTable, why);
    const work = workAt(reading, file, offset);
    const about = found ?? work;
    if (about === undefined) return undefined;
    // Of an id, the dates stand among what is said of its record; of a field below what it means.
    const ofField = work === undefined || targetAt(reading, file, offset) !== undefined ? "" : why(work.place);
    const contents = [found?.markdown ?? "", ofField].filter((text) => text !== "").map(trusted);
    return contents.length === 0 ? undefined : new Hover(contents, rangeIn(file, about.start, about.end));
  }
}

export class LanguageDefinition implements DefinitionProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideDefinition(document: TextDocument, position: Position): LocationLink[] | undefined {
    const place = filePlaceOf(this.#projects, document);
    const found = place && definitionAt(place.reading, place.file, document.offsetAt(position));
    const other = place?.reading.slices.find(({ path }) => path === found?.to.path);
    if (place === undefined || found === undefined || other === undefined) return undefined;
    const { from, to, whole } = found;
    return [
      {
        originSelectionRange: rangeIn(place.file, from.start, from.end),
        targetUri: this.#projects.uriOf(place.project, to.path),
        targetRange: rangeIn(other, whole.start, whole.end),
        targetSelectionRange: rangeIn(other, to.start, to.end),
      },
    ];
  }
}

export class LanguageReferences implements ReferenceProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    context: ReferenceContext,
    token: CancellationToken,
  ): Promise<Location[] | undefined> {
    const place = filePlaceOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { project, reading, file } = place;
    const offset = document.offsetAt(position);
    const target = targetAt(reading, file, offset)?.place;
    if (target === undefined) {
      const named = classAt(reading, file, offset);
      const found = named === undefined ? [] : referencesToClass(reading, named, context.includeDeclaration);
      return found.flatMap(({ path, start, end }) => {
        const owner = reading.slices.find((slice) => slice.path === path);
        return owner ? [new Location(this.#projects.uriOf(project, path), rangeIn(owner, start, end))] : [];
      });
    }
    const documents = await markdownOf(this.#projects, project, token);
    const texts = new Map<string, { readonly text: string }>([
      ...documents.map((entry) => [entry.path, entry] as const),
      ...reading.slices.map((slice) => [slice.path, slice] as const),
    ]);
    return referencesTo(reading, target, documents, context.includeDeclaration).flatMap(({ path, start, end }) => {
      const owner = texts.get(path);
      return owner === undefined ? [] : [new Location(this.#projects.uriOf(project, path), rangeIn(owner, start, end))];
    });
  }
}

export class LanguageRename implements RenameProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  prepareRename(document: TextDocument, position: Position): { range: Range; placeholder: string } | undefined {
    const place = filePlaceOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { reading, file } = place;
    const offset = document.offsetAt(position);
    // In prose it is for others to say what can be renamed: headings, links to files.
    if (!isSlice(file) && targetAt(reading, file, offset) === undefined) return undefined;
    const found = prepareRename(reading, file, offset);
    if ("refusal" in found) throw new UserMessage(found.refusal);
    return { range: rangeIn(place.file, found.range.start, found.range.end), placeholder: found.id };
  }

  async provideRenameEdits(
    document: TextDocument,
    position: Position,
    newName: string,
    token: CancellationToken,
  ): Promise<WorkspaceEdit | undefined> {
    const before = filePlaceOf(this.#projects, document);
    if (before === undefined) return undefined;
    const documents = await markdownOf(this.#projects, before.project, token);
    // Reading the documents took time: what is renamed is what is there now.
    const place = filePlaceOf(this.#projects, document);
    if (place === undefined || token.isCancellationRequested) return undefined;
    const plan = renameAt(place.reading, place.file, document.offsetAt(position), newName.trim(), documents);
    if (plan.refusal !== undefined) throw new UserMessage(plan.refusal);
    const texts = new Map<string, { readonly text: string }>([
      ...documents.map((entry) => [entry.path, entry] as const),
      ...place.reading.slices.map((slice) => [slice.path, slice] as const),
    ]);
    const result = new WorkspaceEdit();
    for (const { path, start, end, text } of plan.edits) {
      const owner = texts.get(path);
      if (owner !== undefined)
        result.replace(this.#projects.uriOf(place.project, path), rangeIn(owner, start, end), text);
    }
    return result;
  }
}

/** Longer documents are nobody's; they would only cost time. */
const longestDocument = 2_000_000;

/** The project's Markdown files, unsaved text included. What can't be read is left out. */
async function markdownOf(
  projects: ProjectStore,
  project: Project,
  token: CancellationToken,
): Promise<readonly DocumentText[]> {
  const paths = (await projects.files(project)).filter((path) => /\.md$/i.test(path));
  const found: DocumentText[] = [];
  for (const path of paths) {
    if (token.isCancellationRequested) break;
    try {
      const text = await readText(projects.uriOf(project, path));
      if (text.length <= longestDocument) found.push({ path, text });
    } catch {
      // Gone, or not to be read: then nothing in it can be found.
    }
  }
  return found;
}

export class LanguageOutline implements DocumentSymbolProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] | undefined {
    const place = placeOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { slice } = place;
    const convert = (symbol: CoreSymbol): DocumentSymbol => {
      const range = rangeIn(slice, symbol.start, symbol.end);
      const selection = rangeIn(slice, symbol.keyStart, symbol.keyEnd);
      const result = new DocumentSymbol(symbol.name, symbol.detail, symbolKinds[symbol.kind], range, selection);
      result.children = symbol.children.map(convert);
      return result;
    };
    return documentSymbols(slice).map(convert);
  }
}

export class LanguageSearch implements WorkspaceSymbolProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideWorkspaceSymbols(query: string): SymbolInformation[] {
    return this.#projects.all.flatMap((project) =>
      workspaceSymbols(project.reading, query).flatMap(({ path, start, end, name, container, kind }) => {
        const slice = project.reading.slices.find((candidate) => candidate.path === path);
        if (slice === undefined) return [];
        const location = new Location(this.#projects.uriOf(project, path), rangeIn(slice, start, end));
        return [new SymbolInformation(name, symbolKinds[kind], container, location)];
      }),
    );
  }
}

export class LanguageLinks implements DocumentLinkProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] | undefined {
    const place = placeOf(this.#projects, document);
    if (place === undefined) return undefined;
    const { project, reading, slice } = place;
    return documentLinks(reading, slice).flatMap(({ start, end, target }) => {
      // VS Code finds addresses by itself.
      if (target.kind === "address") return [];
      const uri =
        target.kind === "file" ? this.#projects.uriOf(project, target.path) : this.#uriOfPlace(project, target.place);
      return uri === undefined ? [] : [new DocumentLink(rangeIn(slice, start, end), uri)];
    });
  }

  #uriOfPlace(project: Project, { path, start }: FileRange): Uri | undefined {
    const slice = project.reading.slices.find((candidate) => candidate.path === path);
    if (slice === undefined) return undefined;
    const { line, character } = positionIn(slice, start);
    return this.#projects.uriOf(project, path).with({ fragment: `L${line + 1},${character + 1}` });
  }
}
