import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openWorkbench, type Workbench } from "../harness/workbench.mjs";
import { installCommandLine, installTitle } from "./support/commandLine.ts";

describe("installing the command line from the palette", () => {
  let workbench: Workbench;
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, args, { cwd: workbench.folder, encoding: "utf8" });

  before(async () => {
    workbench = await openWorkbench({ folder: "templates/sample", used: true });
    run("git", "init", "-q");
    mkdirSync(path.join(workbench.folder, "tools"));
  });
  after(() => workbench.close());

  it("writes a command that works", async () => {
    await installCommandLine(workbench, path.join(workbench.folder, "tools"));
    await workbench.notifications.waitFor("is written. Add");
    const command = path.join(workbench.folder, "tools", "gantry");
    assert.match(run(command, "check"), /^No problems in \d+ files\.$/m);
    assert.match(run(command, "show"), /^Payments migration\n/);
  });

  it("sets up merges after showing what that changes", async () => {
    await workbench.notifications.press("is written. Add", "Set Up Merges…");
    const text = await workbench.dialog.text();
    await workbench.screenshot("set-up-merges");
    const command = path.join(workbench.folder, "tools", "gantry");
    for (const change of ["merge.gantry.driver", `${command} merge %O %A %B %P`, "/**/*.yaml merge=gantry"]) {
      assert.ok(text.includes(change), text);
    }
    assert.ok(!readFileSync(path.join(workbench.folder, ".git/config"), "utf8").includes("gantry"), "nothing yet");
    await workbench.dialog.press("Change These");
    await workbench.notifications.waitFor("Merges are set up");
    assert.match(run("git", "config", "--local", "merge.gantry.driver"), /^\S+\/tools\/gantry merge %O %A %B %P/);
    assert.match(
      readFileSync(path.join(workbench.folder, ".gitattributes"), "utf8"),
      /^\/\*\*\/\*\.yaml merge=gantry$/m,
    );
  });

  it("asks before it replaces something else", async () => {
    workbench.writeFile("tools/gantry", "#!/bin/sh\necho mine\n");
    await installCommandLine(workbench, path.join(workbench.folder, "tools"));
    assert.match(await workbench.dialog.text(), /is there already, and Gantry did not write it/);
    await workbench.dialog.press("Cancel");
    assert.equal(workbench.readFile("tools/gantry"), "#!/bin/sh\necho mine\n");
  });
});

describe("installing the command line", () => {
  it("says in a browser that it needs a desktop", async () => {
    const workbench = await openWorkbench({ kind: "web", developmentPath: process.cwd(), used: true });
    try {
      await workbench.runCommand(installTitle);
      await workbench.notifications.waitFor("open the folder in VS Code on the desktop");
    } finally {
      await workbench.close();
    }
  });
});
