import type { ProjectStore } from "../../services/index.ts";
import { LanguageFixes } from "./fixes.ts";
import { LanguageFormatting } from "./formatting.ts";

/** What puts a file right when an editor asks: fixes and formatting. Loaded when one of them is asked for the first time. */
export function createCorrections(projects: ProjectStore) {
  return { fixes: new LanguageFixes(projects), formatting: new LanguageFormatting(projects) };
}

export type Corrections = ReturnType<typeof createCorrections>;
