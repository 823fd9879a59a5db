import type { ExtensionContext } from "vscode";
import * as assessment from "./features/assessment/index.ts";
import * as certification from "./features/certification/index.ts";
import * as checklist from "./features/checklist/index.ts";
import * as commandLine from "./features/commandLine/index.ts";
import * as documents from "./features/documents/index.ts";
import * as education from "./features/education/index.ts";
import * as help from "./features/help/index.ts";
import * as language from "./features/language/index.ts";
import * as merge from "./features/merge/index.ts";
import * as plan from "./features/plan/index.ts";
import * as practice from "./features/practice/index.ts";
import * as scaffold from "./features/scaffold/index.ts";
import * as schedule from "./features/schedule/index.ts";
import * as timeline from "./features/timeline/index.ts";
import { DisposableStore } from "./platform/index.ts";
import { createServices } from "./services/index.ts";

/** Composition root: makes the services, then lets each feature register itself. */
export function activate(extension: ExtensionContext): void {
  const disposables = new DisposableStore();
  extension.subscriptions.push(disposables);
  const services = createServices(extension, disposables);
  for (const feature of [
    scaffold,
    documents,
    checklist,
    language,
    plan,
    schedule,
    timeline,
    merge,
    practice,
    assessment,
    education,
    certification,
    commandLine,
    help,
  ]) {
    disposables.add(feature.register(services));
  }
}
