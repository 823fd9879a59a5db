import { type Disposable, type LogOutputChannel, type WebviewPanel, window } from "vscode";
import { registerCommand } from "./commands.ts";
import { DisposableStore } from "./disposables.ts";

/** What a view of its own shows; it goes when its tab is closed. */
export interface OwnPanel extends Disposable {
  readonly onDidDispose: WebviewPanel["onDidDispose"];
  /** @param part of the view that the command is about */
  reveal(part?: string): void;
}

export interface OnePanel {
  /** The commands that open it, each with the part of the view it is about; empty where there is but one. */
  readonly commands: Readonly<Record<string, string>>;
  readonly type: string;
  /**
   * Makes what the panel shows; nothing when it can't be shown or the person does not want it after all.
   * @param given the panel that is brought back after a reload, with the state its view has kept; absent when a command asks
   * @param part of the view that the command is about
   */
  readonly open: (given: WebviewPanel | undefined, state: unknown, part: string) => Promise<OwnPanel | undefined>;
}

/** Registers a view of which there is at most one: opened by a command, shown again when it is there, brought back after a reload. */
export function registerOnePanel(log: LogOutputChannel, { commands, type, open }: OnePanel): Disposable {
  const disposables = new DisposableStore();
  let panel: OwnPanel | undefined;
  const keep = (made: OwnPanel): void => {
    panel?.dispose();
    panel = made;
    made.onDidDispose(() => {
      if (panel === made) panel = undefined;
      made.dispose();
    });
  };
  for (const [command, part] of Object.entries(commands)) {
    disposables.add(
      registerCommand(command, log, async () => {
        if (panel !== undefined) {
          panel.reveal(part);
          return;
        }
        const made = await open(undefined, undefined, part);
        if (made !== undefined) keep(made);
      }),
    );
  }
  disposables.add(
    window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel: async (given, state: unknown) => {
        const made = await open(given, state, "");
        if (made === undefined) given.dispose();
        else keep(made);
      },
    }),
  );
  return disposables;
}
