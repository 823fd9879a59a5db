import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";
import { answerRest, createFiles, enterThroughNewProject, lookFor } from "./support/wizard.ts";

for (const kind of ["node", "web"] as const) {
  describe(`scaffolding in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
    });
    after(() => workbench.close());

    it("makes a project by Enter alone and opens its plan", async () => {
      const steps = await enterThroughNewProject(workbench);
      assert.equal(steps.length, 10);
      const [first] = await workbench.quickInput.labels();
      assert.match(first ?? "", /Create \d+ files/);
      await workbench.screenshot(`new-project-${kind}`);
      assert.equal(workbench.exists("project"), false, "nothing is written before it was shown");
      await createFiles(workbench);
      await workbench.waitForTab("plan.yaml");
      for (const file of [
        "gantry.yaml",
        "plan.yaml",
        "timeline.yaml",
        "budget.yaml",
        "charter.md",
        "checklists/planning.md",
      ]) {
        const text = await workbench.waitForFile(`project/${file}`, (written) => written.endsWith("\n"));
        if (file.endsWith(".yaml")) assert.ok(text.startsWith("gantry: 1\n"), file);
      }
      await workbench.activityBar();
      await workbench.tree("Documents").find("Project plan");
      assert.ok(!(await workbench.tabs()).some((tab) => tab.startsWith("●")), "no file is left unsaved");
    });

    it("writes the sample project where the person says and opens it", async () => {
      await workbench.runCommand("Gantry: Open Sample Project…");
      await workbench.quickInput.waitForTitle("Sample Project");
      await workbench.page.keyboard.press("Enter");
      await lookFor(workbench, /Create \d+ files/);
      await createFiles(workbench);
      await workbench.waitForFile("gantry-sample/checklists/planning.md");
      await workbench.waitForFile("gantry-sample/gantry.yaml", (text) => text.includes("status-date"));
      await until("the sample's plan in front", async () => (await workbench.activeTab()) === "plan.yaml");
    });
  });
}

describe("New Project…", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ used: true });
  });
  after(() => workbench.close());

  it("keeps answers when going back", async () => {
    await workbench.runCommand("Gantry: New Project…");
    await workbench.quickInput.waitForTitle("(1/10)");
    await workbench.quickInput.type("Harbour lights");
    await workbench.quickInput.accept();
    await workbench.quickInput.pick("Migration");
    await workbench.quickInput.waitForTitle("(3/10)");
    await workbench.quickInput.back();
    await workbench.quickInput.waitForTitle("(2/10)");
    await workbench.quickInput.back();
    assert.equal(await workbench.quickInput.value(), "Harbour lights");
    await workbench.quickInput.dismiss();
    assert.deepEqual(readdirSync(workbench.folder), [], "giving up writes nothing");
  });

  it("refuses a start date that is none and says why", async () => {
    await workbench.runCommand("Gantry: New Project…");
    for (const step of ["(1/10)", "(2/10)", "(3/10)"]) {
      await workbench.quickInput.waitForTitle(step);
      await workbench.quickInput.accept();
    }
    await workbench.quickInput.waitForTitle("(4/10)");
    await workbench.quickInput.type("2027-02-30");
    await workbench.quickInput.accept({ stay: true });
    await until("the problem", async () => (await workbench.quickInput.message()).includes("no 2027-02-30"));
    assert.match(await workbench.quickInput.title(), /4\/10/);
    await workbench.quickInput.dismiss();
  });

  it("writes names as they were typed, whatever stands in them", async () => {
    const hostile = '"><img src=x onerror=alert(1)>: #no {{name}}';
    await enterThroughNewProject(workbench, { 1: (opened) => opened.quickInput.type(hostile) });
    await createFiles(workbench);
    await workbench.waitForTab("plan.yaml");
    assert.ok((await workbench.waitForFile("project/gantry.yaml")).includes("onerror=alert(1)"));
    await workbench.activityBar();
    await until("the name in the view", async () =>
      ((await workbench.tree("Documents").pane.textContent()) ?? "").includes(hostile.slice(0, 12)),
    );
  });

  it("gives a second project a folder of its own", async () => {
    const first = workbench.readFile("project/gantry.yaml");
    const steps = await enterThroughNewProject(workbench, { 1: (opened) => opened.quickInput.type("Second one") });
    assert.equal(steps.length, 11);
    await createFiles(workbench);
    await workbench.waitForFile("projects/second-one/gantry.yaml", (text) => text.includes("Second one"));
    assert.equal(workbench.readFile("project/gantry.yaml"), first);
    await until("the plan in front", async () => (await workbench.activeTab()) === "plan.yaml");
  });

  it("offers a template made from a project beside the built-in kinds of work", async () => {
    await workbench.runCommand("Gantry: Save as Template…");
    await workbench.quickInput.waitForTitle("Save as Template");
    await workbench.quickInput.type("Our releases");
    await workbench.page.keyboard.press("Enter");
    await until("the second question", async () => (await workbench.quickInput.message()).includes("When does it fit"));
    await workbench.quickInput.type("Every quarter");
    await workbench.page.keyboard.press("Enter");
    await lookFor(workbench, /Create \d+ files/);
    await createFiles(workbench);
    await workbench.waitForFile(".gantry/templates/our-releases/template.yaml", (text) => /Every quarter/.test(text));
    const header = await workbench.waitForFile(".gantry/templates/our-releases/gantry.yaml", (text) => text !== "");
    assert.ok(!header.includes("Second one"));
    await workbench.waitForTab("template.yaml");

    await workbench.runCommand("Gantry: New Project…");
    await workbench.quickInput.waitForTitle("(1/");
    await workbench.quickInput.type("Third");
    await workbench.quickInput.accept();
    await workbench.quickInput.accept();
    await workbench.quickInput.pick("Our releases");
    await answerRest(workbench);
    await createFiles(workbench);
    await workbench.waitForFile("projects/third/gantry.yaml", (text) => text.includes("Third"));
    await workbench.waitForFile("projects/third/plan.yaml");
  });
});

describe("what already exists", () => {
  it("is left alone, named, and offered for comparison", async () => {
    const workbench = await openWorkbench({ used: true, files: { "project/plan.yaml": "mine\n" } });
    await enterThroughNewProject(workbench);
    await workbench.quickInput.type("plan.yaml");
    await lookFor(workbench, /plan\.yaml/);
    await workbench.quickInput.type("");
    await createFiles(workbench);
    await workbench.waitForFile("project/gantry.yaml");
    assert.equal(workbench.readFile("project/plan.yaml"), "mine\n");
    await workbench.notifications.press("left alone", "Compare…");
    await until("the diff editor", async () => (await workbench.page.locator(".monaco-diff-editor").count()) > 0);
    await workbench.close();
  });

  it("may keep a file from being written: then nothing is written at all", async () => {
    const workbench = await openWorkbench({
      used: true,
      files: { "project/checklists": "a file where a folder is needed\n" },
    });
    await enterThroughNewProject(workbench);
    await createFiles(workbench);
    await workbench.notifications.waitFor(/Nothing was written: .*checklists/);
    assert.deepEqual(readdirSync(path.join(workbench.folder, "project")), ["checklists"]);
    await workbench.close();
  });
});

describe("single documents", () => {
  it("begin a project where there is none, and are added by one click", async () => {
    const workbench = await openWorkbench({ used: true });
    await workbench.runCommand("Gantry: New Budget");
    await workbench.quickInput.waitForTitle("Budget");
    await createFiles(workbench);
    await workbench.waitForTab("budget.yaml");
    await workbench.waitForFile("project/gantry.yaml", (text) => text.startsWith("gantry: 1\n"));
    await workbench.activityBar();
    const documents = workbench.tree("Documents");
    await documents.click("Project charter");
    await workbench.quickInput.waitForTitle("Project charter");
    await createFiles(workbench);
    await workbench.waitForTab("charter.md");
    await workbench.waitForFile("project/charter.md");
    await until("the charter among the documents", async () => {
      await documents.find("Project charter");
      return (await documents.rows()).some(
        (row) => row.label === "Project charter" && row.description === "charter.md",
      );
    });
    await workbench.close();
  });
});
