import { languageVersion } from "../model/project.ts";
import type { Project } from "../model/records.ts";

/** A project that states nothing, to be filled. */
export const emptyProject: Project = {
  header: { version: languageVersion, name: "" },
  people: [],
  tasks: [],
  milestones: [],
  iterations: [],
  calendars: [],
  funding: [],
  costs: [],
  stakeholders: [],
  risks: [],
  raci: [],
  communications: [],
  issues: [],
  assumptions: [],
  dependencies: [],
  changes: [],
  actions: [],
  procurement: [],
  baselines: [],
  progress: [],
};
