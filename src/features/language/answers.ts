import { type DocumentFormattingEditProvider, type TextDocument, TextEdit } from "vscode";
import { formatSlice } from "../../core/text/editing/index.ts";
import type { ProjectStore } from "../../services/index.ts";
import { LanguageCompletion } from "./completion.ts";
import { LanguageFixes } from "./fixes.ts";
import { LanguageHints } from "./inlayHints.ts";
import {
  LanguageDefinition,
  LanguageHover,
  LanguageLinks,
  LanguageOutline,
  LanguageReferences,
  LanguageRename,
  LanguageSearch,
} from "./navigation.ts";
import { placeOf } from "./place.ts";
import { rangeIn } from "./ranges.ts";

/** Everything that answers when an editor asks. Loaded when it asks about a slice for the first time. */
export function createAnswers(projects: ProjectStore) {
  return {
    completion: new LanguageCompletion(projects),
    hover: new LanguageHover(projects),
    definition: new LanguageDefinition(projects),
    references: new LanguageReferences(projects),
    rename: new LanguageRename(projects),
    outline: new LanguageOutline(projects),
    search: new LanguageSearch(projects),
    links: new LanguageLinks(projects),
    hints: new LanguageHints(projects),
    fixes: new LanguageFixes(projects),
    formatting: new LanguageFormatting(projects),
  };
}

export type Answers = ReturnType<typeof createAnswers>;

/** Spacing and indentation as everyone's, with comments and meaning kept. */
class LanguageFormatting implements DocumentFormattingEditProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideDocumentFormattingEdits(document: TextDocument): TextEdit[] {
    const place = placeOf(this.#projects, document);
    if (place === undefined || place.reading.isNewer) return [];
    return formatSlice(place.slice).map(({ start, end, text }) => new TextEdit(rangeIn(place.slice, start, end), text));
  }
}
