import type { TextDocument, Uri } from "vscode";
import { canBeDocument } from "../../core/text/projectFiles.ts";
import type { ProjectReading, Slice } from "../../core/text/reading/index.ts";
import { pathBelow } from "../../platform/index.ts";
import type { Project, ProjectStore } from "../../services/index.ts";

/** A document that is part of a project, as it is on screen. */
export interface Place {
  readonly project: Project;
  readonly reading: ProjectReading;
  readonly slice: Slice;
}

/** The slice a document is, or undefined: then there is nothing to say about it. */
export function placeOf(projects: ProjectStore, document: TextDocument): Place | undefined {
  const found = projects.sliceAt(document.uri);
  if (found === undefined) return undefined;
  const { project, slice } = found;
  // Offsets are those of the text on screen; a text that is not would give answers for other lines.
  return slice.text === document.getText() ? { project, slice, reading: project.reading } : undefined;
}

/** A Markdown file of a project. */
export interface DocumentPlace {
  readonly project: Project;
  /** Below the project folder. */
  readonly path: string;
}

/** The project that a Markdown file belongs to; undefined for all others. Costs next to nothing. */
export function documentPlaceOf(projects: ProjectStore, uri: Uri): DocumentPlace | undefined {
  const project = projects.projectOf(uri);
  const path = project && pathBelow(project.folder, uri);
  return project !== undefined && path !== undefined && canBeDocument(path) ? { project, path } : undefined;
}
