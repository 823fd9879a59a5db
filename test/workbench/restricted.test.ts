import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { openWorkbench } from "../harness/workbench.mjs";
import { checklistFile, checklistFiles, chooseRow } from "./support/checklist.ts";
import { installCommandLine } from "./support/commandLine.ts";
import { createFiles, enterThroughNewProject } from "./support/wizard.ts";

const opening = { trust: false, used: true };

describe("Restricted Mode", () => {
  it("leaves checklists as they are", async () => {
    const workbench = await openWorkbench({ ...opening, files: checklistFiles });
    await workbench.runCommand("Gantry: Open Checklist");
    const view = await workbench.webview("Checklist: Harbour");
    await chooseRow(view, "Every task has an owner");
    await workbench.page.keyboard.press("Space");
    await workbench.waitForFile(checklistFile, (text) => text.includes("- [x] Every task"));
    await view.getByText('"><script>document.title = "broken"</script>').waitFor();
    await workbench.close();
  });

  it("scaffolds from the built-in templates and says what is off", async () => {
    const workbench = await openWorkbench({
      ...opening,
      files: {
        ".gantry/templates/ours/template.yaml": "template: 1\nname: Ours\ndescription: x\nstart: 2027-01-04\n",
        ".gantry/templates/ours/gantry.yaml": "gantry: 1\nname: '{{name}}'\n",
      },
    });
    await enterThroughNewProject(workbench, {
      2: async (opened) => {
        const labels = await opened.quickInput.labels();
        assert.ok(!labels.includes("Ours"), "templates of the workspace are off");
      },
    });
    await createFiles(workbench);
    await workbench.waitForTab("plan.yaml");
    await workbench.runCommand("Gantry: Save as Template…");
    await workbench.notifications.waitFor(/Restricted Mode/);
    await workbench.close();
  });

  it("installs the command line, and needs a trusted folder for the part about git", async () => {
    const workbench = await openWorkbench({ ...opening, folder: "templates/sample" });
    execFileSync("git", ["init", "-q"], { cwd: workbench.folder });
    mkdirSync(path.join(workbench.folder, "tools"));
    await installCommandLine(workbench, path.join(workbench.folder, "tools"));
    const notification = await workbench.notifications.waitFor("is written. Add");
    assert.equal(await notification.getByRole("button", { name: "Set Up Merges…" }).count(), 0);
    await workbench.close();
  });
});
