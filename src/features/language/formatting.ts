import { type DocumentFormattingEditProvider, type TextDocument, TextEdit } from "vscode";
import { formatSlice } from "../../core/text/editing/formatSlice.ts";
import type { ProjectStore } from "../../services/index.ts";
import { placeOf } from "./place.ts";
import { rangeIn } from "./ranges.ts";

/** Spacing and indentation as everyone's, with comments and meaning kept. */
export class LanguageFormatting implements DocumentFormattingEditProvider {
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
