import { ThemeIcon } from "vscode";
import type { PracticeGroupId } from "../../core/practice/practice.ts";

/** One icon for each group, in the tree and in search. */
export const groupIcons: Readonly<Record<PracticeGroupId, ThemeIcon>> = {
  steps: new ThemeIcon("list-ordered"),
  responsibilities: new ThemeIcon("briefcase"),
  skills: new ThemeIcon("mortar-board"),
  methods: new ThemeIcon("layers"),
  tools: new ThemeIcon("tools"),
  routes: new ThemeIcon("milestone"),
  foundations: new ThemeIcon("compass"),
};
