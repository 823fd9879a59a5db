/**
 * Foreign formats and the plan. A folder for each system reads its files into the model's own values, with an account of every field
 * of the source; one writer turns such a project into files.
 */
export { Account } from "./account.ts";
export { accountLines, type LossGroup, lossGroups } from "./accountText.ts";
export { emptyProject } from "./emptyProject.ts";
export { IdMaker } from "./ids.ts";
export {
  type Fate,
  type Imported,
  type ImportedProject,
  type ImportRefusal,
  type ImportResult,
  type KeptFields,
  type Loss,
  type SourceCount,
  Unreadable,
} from "./imported.ts";
export { type ForeignSystem, systemOf, systems } from "./systems.ts";
export { deepestStages, writeProject } from "./writeProject.ts";
