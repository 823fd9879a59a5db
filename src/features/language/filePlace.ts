import type { TextDocument } from "vscode";
import type { ReadFile } from "../../core/language/target.ts";
import { readDocument } from "../../core/text/reading/document.ts";
import type { DocumentReading, ProjectReading } from "../../core/text/reading/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";
import { documentPlaceOf, placeOf } from "./place.ts";

/** A slice or a Markdown document that is part of a project, as it is on screen. */
export interface FilePlace {
  readonly project: Project;
  readonly reading: ProjectReading;
  readonly file: ReadFile;
}

/** What was read of a document, for as long as its text stays. */
const read = new WeakMap<TextDocument, DocumentReading>();

/** The file of a project a document is, or undefined: then there is nothing to say about it. */
export function filePlaceOf(projects: ProjectStore, document: TextDocument): FilePlace | undefined {
  const place = placeOf(projects, document);
  if (place !== undefined) return { project: place.project, reading: place.reading, file: place.slice };
  const found = documentPlaceOf(projects, document.uri);
  if (found === undefined) return undefined;
  const { project, path } = found;
  const text = document.getText();
  const known = read.get(document);
  const file = known?.text === text && known.path === path ? known : readDocument(path, text);
  read.set(document, file);
  return { project, reading: project.reading, file };
}
