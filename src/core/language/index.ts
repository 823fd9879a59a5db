/**
 * What an editor shows and does for the plan language: completion, hover, going to and renaming ids, outlines, links and fixes. All of
 * it falls out of the table of fields. Pure: offsets into texts in, descriptions and edit plans out.
 */
export { classAt, referencesToClass } from "./classes.ts";
export { type CompletionOptions, completionsAt } from "./complete.ts";
export { completionsInDocument } from "./completeDocument.ts";
export type { Completion, CompletionKind, Completions } from "./completion.ts";
export { type CursorContext, contextAt, type Meaning, type RecordName } from "./context.ts";
export { describeRecord } from "./describeRecord.ts";
export { type Hover, hoverAt } from "./hover.ts";
export { type DocumentLink, documentLinks } from "./links.ts";
export { definitionAt, prepareRename, referencesTo, renameAt } from "./navigate.ts";
export {
  type DocumentSymbol,
  documentSymbols,
  type FoundRecord,
  type SymbolKind,
  workspaceSymbols,
} from "./symbols.ts";
export { type LanguageTable, planTable } from "./table.ts";
export { type FileRange, isSlice, type ReadFile, type Target, targetAt } from "./target.ts";
export { type WorkTarget, workAt, workWithin } from "./workTarget.ts";
