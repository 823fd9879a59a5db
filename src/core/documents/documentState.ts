/** What a project has and what it lacks. Data and comparisons only, without a parser. */
import { type Method, type Phase, phases } from "../model/project.ts";
import { type DocumentDescription, documentAt, documentCatalogue, isDocumentAt, type Need } from "./catalogue.ts";

export interface PresentDocument {
  readonly description: DocumentDescription;
  /** Where it stands, relative to the project folder, sorted; empty when its facts stand in another file's section. */
  readonly paths: readonly string[];
}

export interface MissingDocument {
  readonly description: DocumentDescription;
  readonly need: Need;
}

export interface DocumentState {
  /** What exists, in the catalogue's order. */
  readonly present: readonly PresentDocument[];
  /** What the method requires in this phase or an earlier one and the project does not have. */
  readonly missing: readonly MissingDocument[];
  /** What would be useful in this phase or an earlier one and does not exist. */
  readonly useful: readonly MissingDocument[];
  /** What the method will require in a later phase and does not exist yet. */
  readonly later: readonly MissingDocument[];
}

/**
 * Compares the files of a project with what its method needs up to its phase.
 *
 * @param existingPaths paths relative to the project folder, with `/` between their parts.
 * @param existingSections top-level sections that stand in any slice; a risk register inside `gantry.yaml` is one too.
 */
export function missingDocuments(
  method: Method,
  phase: Phase,
  existingPaths: readonly string[],
  existingSections: readonly string[] = [],
): DocumentState {
  const sections = new Set(existingSections);
  const reached = phases.indexOf(phase);
  const present: PresentDocument[] = [];
  const missing: MissingDocument[] = [];
  const useful: MissingDocument[] = [];
  const later: MissingDocument[] = [];
  for (const description of documentCatalogue) {
    const paths = existingPaths
      .filter((path) => isDocumentAt(description, path) && documentAt(path)?.id === description.id)
      .sort();
    const need = description.needs[method];
    if (paths.length > 0 || description.sections?.some((section) => sections.has(section))) {
      present.push({ description, paths });
    } else if (phases.indexOf(description.phase) <= reached) {
      if (need === "required") missing.push({ description, need });
      if (need === "useful") useful.push({ description, need });
    } else if (need === "required") {
      later.push({ description, need });
    }
  }
  return { present, missing, useful, later };
}

/**
 * The documents a new project of this method starts with, as ids in the catalogue's order: what is required until the plan is
 * approved, the first status report, and all checklists. What is only needed later is left for later.
 */
export function defaultDocuments(method: Method): readonly string[] {
  return documentCatalogue
    .filter(({ id, form, phase, needs }) => {
      if (form === "checklist" || id === "status-report") return true;
      if (startsWith.has(id) && needs[method] !== "unused") return true;
      return needs[method] === "required" && (phase === "initiating" || phase === "planning");
    })
    .map(({ id }) => id);
}

/** Useful from the first day with every method, even where a method can do without. */
const startsWith: ReadonlySet<string> = new Set(["timeline", "budget", "stakeholders", "raci", "communications"]);
