/**
 * What lies between VS Code and the rest: small conversions and the few things that every feature would otherwise
 * write again. Nothing here knows what a project is.
 */
export { type ApplyOptions, applyEditPlan, type EditedProject } from "./applyEditPlan.ts";
export { registerCommand, UserMessage, withoutLinks } from "./commands.ts";
export { DisposableStore } from "./disposables.ts";
export { type OnePanel, type OwnPanel, registerOnePanel } from "./onePanel.ts";
export { type Choice, runSteps, type Step, StepInput } from "./stepInput.ts";
export {
  applyTextChanges,
  exists,
  explainFileError,
  folderOf,
  heldDocument,
  isFolder,
  type NewTextFile,
  type OffsetEdit,
  PartlyApplied,
  pathBelow,
  readSavedText,
  readText,
  type TextChange,
} from "./textDocuments.ts";
export { connectPanel, type ViewDescription, webviewOptions } from "./webviewPanel.ts";
export { startWorker, type WorkerEvents, type WorkerScript, type WorkerThread } from "./workerThread.ts";
