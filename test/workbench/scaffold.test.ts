import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { openWorkbench, until } from "../harness/workbench.mjs";
import { createFiles, enterThroughNewProject } from "./support/wizard.ts";

const kinds = ["node", "web"] as const;

for (const kind of kinds) {
  const opening = kind === "web" ? { kind, developmentPath: process.cwd() } : { kind };

  describe(`scaffolding in the ${kind} host`, () => {
    it("makes a project by Enter alone and opens its plan", async () => {
      const workbench = await openWorkbench(opening);
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
        const text = await workbench.waitForFile(`project/${file}`);
        assert.ok(text.endsWith("\n"), file);
        if (file.endsWith(".yaml")) assert.ok(text.startsWith("gantry: 1\n"), file);
      }
      await workbench.activityBar();
      const documents = workbench.tree("Documents");
      await documents.find("Project plan");
      assert.ok(!(await workbench.tabs()).some((tab) => tab.startsWith("●")), "no file is left unsaved");
      await workbench.close();
    });
  });
}

describe("New Project…", () => {
  it("keeps answers when going back", async () => {
    const workbench = await openWorkbench();
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
    await workbench.close();
  });

  it("refuses a start date that is none and says why", async () => {
    const workbench = await openWorkbench();
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
    await workbench.close();
  });

  it("writes names as they were typed, whatever stands in them", async () => {
    const workbench = await openWorkbench();
    const hostile = '"><img src=x onerror=alert(1)>: #no {{name}}';
    await enterThroughNewProject(workbench, { 1: (opened) => opened.quickInput.type(hostile) });
    await createFiles(workbench);
    const text = await workbench.waitForFile("project/gantry.yaml");
    assert.ok(text.includes("onerror=alert(1)"));
    await workbench.activityBar();
    await until("the name in the view", async () =>
      ((await workbench.tree("Documents").pane.textContent()) ?? "").includes(hostile.slice(0, 12)),
    );
    await workbench.close();
  });

  it("leaves what exists alone, names it and offers the comparison", async () => {
    const workbench = await openWorkbench({ files: { "project/plan.yaml": "mine\n" } });
    await enterThroughNewProject(workbench);
    const labels = await workbench.quickInput.labels();
    assert.ok(labels.some((label) => label.includes("plan.yaml")));
    await createFiles(workbench);
    await workbench.waitForFile("project/gantry.yaml");
    assert.equal(workbench.readFile("project/plan.yaml"), "mine\n");
    await workbench.notifications.press("left alone", "Compare…");
    await workbench.waitForTab(/plan\.yaml/);
    await until("the diff editor", async () => (await workbench.page.locator(".monaco-diff-editor").count()) > 0);
    await workbench.close();
  });

  it("writes nothing at all when one file can't be written", async () => {
    const workbench = await openWorkbench({ files: { "project/checklists": "a file where a folder is needed\n" } });
    await enterThroughNewProject(workbench);
    await createFiles(workbench);
    await workbench.notifications.waitFor(/Nothing was written/);
    assert.deepEqual(readdirSync(path.join(workbench.folder, "project")), ["checklists"]);
    await workbench.close();
  });

  it("gives a second project a folder of its own", async () => {
    const workbench = await openWorkbench({ files: { "project/gantry.yaml": "gantry: 1\nname: First\n" } });
    const steps = await enterThroughNewProject(workbench, { 1: (opened) => opened.quickInput.type("Second one") });
    assert.equal(steps.length, 11);
    await createFiles(workbench);
    await workbench.waitForFile("projects/second-one/gantry.yaml", (text) => text.includes("Second one"));
    assert.equal(workbench.readFile("project/gantry.yaml"), "gantry: 1\nname: First\n");
    await workbench.close();
  });
});

describe("single documents", () => {
  it("begin a project where there is none", async () => {
    const workbench = await openWorkbench();
    await workbench.runCommand("Gantry: New Budget");
    await workbench.quickInput.waitForTitle("Budget");
    await createFiles(workbench);
    await workbench.waitForTab("budget.yaml");
    await workbench.waitForFile("project/gantry.yaml", (text) => text.startsWith("gantry: 1\n"));
    await workbench.waitForFile("project/budget.yaml");
    await workbench.close();
  });

  it("are created by one click in the Documents view", async () => {
    const workbench = await openWorkbench({
      files: {
        "project/gantry.yaml": "gantry: 1\nname: Small\nmethod: waterfall\nphase: initiating\nstart: 2027-01-04\n",
      },
    });
    await workbench.activityBar();
    const documents = workbench.tree("Documents");
    await documents.click("Project charter");
    await workbench.quickInput.waitForTitle("Project charter");
    await createFiles(workbench);
    await workbench.waitForTab("charter.md");
    await workbench.waitForFile("project/charter.md", (text) => text.includes("Small"));
    await until("the charter among the documents", async () =>
      (await documents.rows()).some((row) => row.label === "Project charter" && row.description === "charter.md"),
    );
    await workbench.close();
  });
});

describe("a team's own templates", () => {
  it("are made from a project and stand beside the built-in ones", async () => {
    const workbench = await openWorkbench();
    await enterThroughNewProject(workbench, { 1: (opened) => opened.quickInput.type("Harbour lights") });
    await createFiles(workbench);
    await workbench.waitForFile("project/gantry.yaml");
    await workbench.runCommand("Gantry: Save as Template…");
    await workbench.quickInput.waitForTitle("Save as Template");
    await workbench.quickInput.type("Our releases");
    await workbench.page.keyboard.press("Enter");
    await until("the second question", async () => (await workbench.quickInput.message()).includes("When does it fit"));
    await workbench.quickInput.type("Every quarter");
    await workbench.page.keyboard.press("Enter");
    await until("the list of files", async () => (await workbench.quickInput.rows.count()) > 1);
    await createFiles(workbench);
    const template = await workbench.waitForFile(".gantry/templates/our-releases/template.yaml");
    assert.match(template, /Every quarter/);
    assert.ok(!(await workbench.waitForFile(".gantry/templates/our-releases/gantry.yaml")).includes("Harbour lights"));

    await workbench.runCommand("Gantry: New Project…");
    await workbench.quickInput.waitForTitle("(1/");
    await workbench.quickInput.type("Second");
    await workbench.quickInput.accept();
    await workbench.quickInput.accept();
    await workbench.quickInput.pick("Our releases");
    for (;;) {
      const title = await workbench.quickInput.waitForTitle("New Project");
      const [, step, steps] = /\((\d+)\/(\d+)\)/.exec(title) ?? [];
      if (step === steps) break;
      await workbench.quickInput.accept();
    }
    await createFiles(workbench);
    await workbench.waitForFile("projects/second/gantry.yaml", (text) => text.includes("Second"));
    await workbench.waitForFile("projects/second/plan.yaml");
    await workbench.close();
  });
});

describe("the sample project", () => {
  it("is written where the person says and opens", async () => {
    const workbench = await openWorkbench();
    await workbench.runCommand("Gantry: Open Sample Project…");
    await workbench.quickInput.waitForTitle("Sample Project");
    await workbench.page.keyboard.press("Enter");
    await until("the list of files", async () => (await workbench.quickInput.rows.count()) > 3);
    await createFiles(workbench);
    await workbench.waitForTab("plan.yaml");
    await workbench.waitForFile("gantry-sample/gantry.yaml", (text) => text.includes("status-date"));
    assert.ok(existsSync(path.join(workbench.folder, "gantry-sample/checklists")));
    await workbench.close();
  });
});

describe("Restricted Mode", () => {
  it("scaffolds from the built-in templates and says what is off", async () => {
    const workbench = await openWorkbench({
      trust: false,
      files: {
        ".gantry/templates/ours/template.yaml": "template: 1\nname: Ours\ndescription: x\nstart: 2027-01-04\n",
        ".gantry/templates/ours/gantry.yaml": "gantry: 1\nname: '{{name}}'\n",
      },
    });
    await workbench.runCommand("Gantry: New Project…");
    await workbench.quickInput.waitForTitle("(1/10)");
    await workbench.quickInput.accept();
    await workbench.quickInput.waitForTitle("(2/10)");
    assert.ok(!(await workbench.quickInput.labels()).includes("Ours"), "templates of the workspace are off");
    await workbench.quickInput.dismiss();
    await enterThroughNewProject(workbench);
    await createFiles(workbench);
    await workbench.waitForFile("project/plan.yaml");
    await workbench.runCommand("Gantry: Save as Template…");
    await workbench.notifications.waitFor(/Restricted Mode/);
    await workbench.close();
  });
});
