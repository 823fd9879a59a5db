import { type ExtensionContext, l10n, Uri } from "vscode";
import { UserMessage } from "../../platform/index.ts";

/** A folder that could hold the command. */
export interface Place {
  readonly folder: string;
  readonly shown: string;
  /** Whether a terminal finds commands in it. */
  readonly isOnPath: boolean;
}

/** What would be changed so that git merges plans with Gantry. */
export interface DriverPlan {
  /** The root of the repository. */
  readonly repository: string;
  /** Settings of the repository, as `key = value`; those that are there already are left out. */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  /** Lines for `.gitattributes`; those that are there already are left out. */
  readonly attributes: readonly string[];
}

/** What has to be done with Node and git, which host code does not know. `src/cli/install` is built into it. */
export interface Installer {
  places(): Promise<readonly Place[]>;
  look(folder: string): Promise<{ readonly file: string; readonly present: "nothing" | "ours" | "something else" }>;
  install(folder: string, extension: string): Promise<string>;
  planDriver(projects: readonly string[], command: string): Promise<DriverPlan | undefined>;
  setUpDriver(plan: DriverPlan): Promise<void>;
}

/**
 * Loads the installer. It is no part of the host's own code, so that this stays free of Node and the web host never meets it.
 * @throws UserMessage where the host can't run it: in a browser.
 */
export async function loadInstaller({ extensionUri }: ExtensionContext): Promise<Installer> {
  const runsOnNode = "process" in globalThis && extensionUri.scheme === "file";
  if (!runsOnNode) {
    throw new UserMessage(
      l10n.t(
        "The command line needs a computer to run on. This window has none: open the folder in VS Code on the desktop.",
      ),
    );
  }
  return (await import(Uri.joinPath(extensionUri, "dist", "cli", "install.cjs").fsPath)) as Installer;
}
