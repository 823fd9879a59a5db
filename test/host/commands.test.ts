import assert from "node:assert/strict";
import { commands, extensions } from "vscode";

describe("the extension", () => {
  const extension = () => {
    const found = extensions.getExtension("gantry.gantry");
    assert.ok(found, "Gantry is not installed in this host.");
    return found;
  };

  it("registers every command it declares", async () => {
    await extension().activate();
    const registered = new Set(await commands.getCommands(true));
    const manifest = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it("registers nothing under its name that it does not declare", async () => {
    await extension().activate();
    const manifest = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    const own = (await commands.getCommands(true)).filter((id) =>
      /^gantry\.(?:scaffold|checklist|practice|documents|project|help)\.\w+$/.test(id),
    );
    const viewCommand = /\.(?:focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    const views = /^gantry\.(?:practice|documents)\./;
    assert.deepEqual(
      own.filter((id) => !declared.has(id) && !(views.test(id) && viewCommand.test(id))),
      [],
    );
  });
});
