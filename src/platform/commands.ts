import { commands, type Disposable, type LogOutputChannel, l10n, window } from "vscode";

/** Thrown to tell the person something plain; the message is shown as it is, without a stack trace. */
export class UserMessage extends Error {
  override readonly name = "UserMessage";
}

/**
 * A text for a notification or a view's message. VS Code makes `[text](command:…)` in them a link that runs the command,
 * so what a file or its name says must not look like one.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}

/**
 * Registers a command whose failure is always reported: a {@link UserMessage} as it stands, anything else with a
 * way to the log. The error is swallowed for the caller, since VS Code would show it a second time.
 */
export function registerCommand(
  id: string,
  log: LogOutputChannel,
  run: (...args: readonly unknown[]) => unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      await reportFailure(id, error, log);
      return undefined;
    }
  });
}

async function reportFailure(id: string, error: unknown, log: LogOutputChannel): Promise<void> {
  if (error instanceof UserMessage) {
    void window.showErrorMessage(withoutLinks(error.message));
    return;
  }
  log.error(`${id} failed`, error instanceof Error ? error : String(error));
  const showLog = l10n.t("Show Log");
  const message = withoutLinks(error instanceof Error ? error.message : String(error));
  void window.showErrorMessage(l10n.t("Gantry could not do that: {0}", message), showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}
