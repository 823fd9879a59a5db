import type { ProjectStore } from "../../services/index.ts";
import { LanguageCompletion } from "./completion.ts";
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

/** What says something about a place when an editor asks. Loaded when it asks about a file of a project for the first time. */
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
  };
}

export type Answers = ReturnType<typeof createAnswers>;
