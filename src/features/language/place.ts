import type { TextDocument } from "vscode";
import type { ProjectReading, Slice } from "../../core/text/reading/index.ts";
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
