/**
 * The plan language in the editor: problems as one types, completion, hover, going to and renaming ids, outline, search, links, fixes
 * and formatting, for the YAML files of projects and no others. Nothing of it is loaded before there is a project.
 */
import type { Disposable } from "vscode";
import { DisposableStore } from "../../platform/index.ts";
import type { Services } from "../../services/index.ts";

export function register(services: Services): Disposable {
  const disposables = new DisposableStore();
  let isAsked = false;
  const start = async (): Promise<void> => {
    if (isAsked || services.projects.all.length === 0) return;
    isAsked = true;
    try {
      const { registerLanguage } = await import("./registerLanguage.ts");
      disposables.add(registerLanguage(services));
    } catch (error) {
      services.log.error("The language features could not be loaded", error instanceof Error ? error : String(error));
    }
  };
  disposables.add(services.projects.onDidChange(() => void start()));
  void services.projects.ready.then(start);
  return disposables;
}
