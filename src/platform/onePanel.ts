import { type Disposable, type LogOutputChannel, type WebviewPanel, window } from "vscode";
import { registerCommand } from "./commands.ts";
import { DisposableStore } from "./disposables.ts";

/** What a view of its own shows; it goes when its tab is closed. */
export interface OwnPanel extends Disposable {
  readonly onDidDispose: WebviewPanel["onDidDispose"];
  reveal(): void;
}

export interface OnePanel {
  /** The command that opens it. */
  readonly command: string;
  readonly type: string;
  /**
   * Makes what the panel shows; nothing when it can't be shown or the person does not want it after all.
   * @param given the panel that is brought back after a reload, with the state its view has kept; absent when the command asks
   */
  readonly open: (given?: WebviewPanel, state?: unknown) => Promise<OwnPanel | undefined>;
}

/** Registers a view of which there is at most one: opened by a command, shown again when it is there, brought back after a reload. */
export function registerOnePanel(log: LogOutputChannel, { command, type, open }: OnePanel): Disposable {
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
  disposables.add(
    registerCommand(command, log, async () => {
      if (panel !== undefined) {
        panel.reveal();
        return;
      }
      const made = await open();
      if (made !== undefined) keep(made);
    }),
  );
  disposables.add(
    window.registerWebviewPanelSerializer(type, {
      deserializeWebviewPanel: async (given, state: unknown) => {
        const made = await open(given, state);
        if (made === undefined) given.dispose();
        else keep(made);
      },
    }),
  );
  return disposables;
}
