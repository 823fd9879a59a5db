import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const broken = `gantry: 1

tasks:
  api:
    name: New payments API
    effort: 5d
    who: anna

  load:
    name: Load tests
    efort: 3d
    after: [api, dokumentation]

  load:
    name: Load tests once more
    done: 40%
`;

const brokenFiles = {
  "gantry.yaml": "gantry: 1\nname: Harbour\nstart: 2027-01-04\n\npeople:\n  ana:\n    name: Ana Dimitrova\n",
  "plan.yaml": broken,
};

/** Opens a slice and waits until Gantry knows what stands in it: then the breadcrumbs name more than the file. */
async function openSlice(workbench: Workbench, file: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.editor.goTo(1, 2);
  await until("Gantry to know the file", async () => {
    const crumbs = await workbench.page.locator(".breadcrumbs-control .monaco-breadcrumb-item").allTextContents();
    return crumbs.some((crumb) => crumb.includes("gantry") && !crumb.includes(".yaml"));
  });
}

/** Where a text ends in another one, counted from 1. */
function endOf(text: string, part: string): { readonly line: number; readonly column: number } {
  const index = text.indexOf(part);
  assert.ok(index >= 0, part);
  const before = text.slice(0, index + part.length).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

async function goToEndOf(workbench: Workbench, text: string, part: string): Promise<void> {
  const { line, column } = endOf(text, part);
  await workbench.editor.goTo(line, column);
}

/** Opens the menu of fixes at the cursor by keyboard; VS Code shows none as long as its editor is not ready for it. */
async function openFixes(workbench: Workbench, title: string): Promise<void> {
  const fix = workbench.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  await workbench.press("Control+.", `the fix ${title}`, () => fix.isVisible());
}

const save = async (workbench: Workbench): Promise<void> => {
  await workbench.page.keyboard.press("Control+s");
};

async function waitForProblems(workbench: Workbench): Promise<void> {
  await workbench.runCommand("Problems: Focus on Problems View");
  const rows = workbench.page.locator(".markers-panel .monaco-list-row");
  await rows.filter({ hasText: "There is no person or role “anna”. Did you mean “ana”?" }).first().waitFor();
  await rows.filter({ hasText: "is already used in this file" }).first().waitFor();
}

describe("a plan written by hand", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ folder: "templates/sample", used: true });
  });
  after(() => workbench.close());

  it("is helped along by completion, and by what stands under the pointer", async () => {
    const { page, editor } = workbench;
    await openSlice(workbench, "plan.yaml");
    const text = workbench.readFile("plan.yaml");
    await goToEndOf(workbench, text, "- interv");
    const hover = page.locator(".monaco-hover:visible", { hasText: "Interview ten merchants" }).first();
    await until("the hover", async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      return until("it", () => hover.isVisible(), 4000).catch(() => false);
    });
    await workbench.screenshot("language-hover");
    await workbench.press("Escape", "the hover to close", async () => !(await hover.isVisible()));

    await goToEndOf(workbench, text, "who: [ana, chen 50%]");
    await editor.newLine();
    await editor.type("aft");
    await editor.waitForSuggestion("after");
    await workbench.screenshot("language-fields");
    await editor.acceptSuggestion("after");
    // What it can wait for is offered at once, with names, what is near first.
    await editor.waitForSuggestion("volumes");
    // Rows stand in the document in the order they were drawn in, so the first one is told by its place.
    const first = editor.suggestions.and(page.locator('[data-index="0"]'));
    await until("what is near to be first", async () => ((await first.textContent()) ?? "").startsWith("volumes"));
    await workbench.screenshot("language-ids");
    await editor.type("thr");
    await editor.acceptSuggestion("threat");
    await editor.type(" ");
    await editor.waitForSuggestion("SS");
    await editor.type("SS+2");
    await editor.acceptSuggestion("SS+2d");
    await save(workbench);
    const saved = await workbench.waitForFile("plan.yaml", (now) => now.includes("SS+2d"));
    assert.equal(saved, text.replace("who: [ana, chen 50%]", "who: [ana, chen 50%]\n        after: threat SS+2d"));
  });

  it("renames an id in every file at once", async () => {
    const { page } = workbench;
    await openSlice(workbench, "plan.yaml");
    const text = workbench.readFile("plan.yaml");
    await goToEndOf(workbench, text, "after: scope-agr");
    const input = page.locator(".rename-box input");
    await workbench.press("F2", "the field for the new id", () => input.isVisible());
    assert.equal(await input.inputValue(), "scope-agreed");
    await input.fill("scope-signed");
    await workbench.screenshot("language-rename");
    await page.keyboard.press("Enter");
    const plan = await workbench.waitForFile("plan.yaml", (now) => now.includes("scope-signed"));
    assert.equal(plan, text.replaceAll("scope-agreed", "scope-signed"));
    const timeline = await workbench.waitForFile("timeline.yaml", (now) => now.includes("scope-signed"));
    assert.match(timeline, /\n {2}scope-signed:\n[\s\S]*?was: .*scope-agreed/);
  });
});

describe("writing a plan by hand", () => {
  it("writes whole records with the keyboard, set apart from each other", async () => {
    const files = { "gantry.yaml": brokenFiles["gantry.yaml"], "plan.yaml": "gantry: 1\n\n" };
    const workbench = await openWorkbench({ files, used: true });
    const { editor } = workbench;
    await openSlice(workbench, "plan.yaml");
    await editor.goTo(3, 1);
    await editor.type("task");
    await editor.acceptSuggestion("tasks");
    await editor.waitForSuggestion("task");
    await workbench.screenshot("language-record");
    await editor.acceptSuggestion("task");
    await editor.type("api");
    await editor.nextPlace();
    await editor.type("Gateway");
    await editor.nextPlace();
    await editor.type("5d");
    await editor.acceptSuggestion("5d");
    await editor.nextPlace();
    await editor.type("an");
    await editor.acceptSuggestion("ana");
    await save(workbench);
    const first = await workbench.waitForFile("plan.yaml", (now) => now.includes("who: ana"));
    assert.match(
      first,
      /^gantry: 1\n\ntasks:\n {2}api:\n {4}name: Gateway\n {4}effort: 5d\n {4}who: ana\n {4}after: *$/m,
    );

    await editor.goTo(8, 100);
    await editor.leaveSnippet();
    await editor.newLine();
    await editor.press("Shift+Tab", (now, before) => now.column === before.column - 2);
    await editor.type("load");
    await editor.acceptSuggestion("load");
    await save(workbench);
    const second = await workbench.waitForFile("plan.yaml", (now) => now.includes("Load"));
    assert.match(second, /after: *\n\n {2}load:\n {4}name: Load\n {4}effort: *\n/);
    await workbench.close();
  });
});

describe("putting a plan right", () => {
  it("lists what is wrong, fixes it by keyboard, and logs what was typed into the plan", async () => {
    const workbench = await openWorkbench({ files: brokenFiles, used: true });
    const { page, quickInput } = workbench;
    await openSlice(workbench, "plan.yaml");
    await waitForProblems(workbench);
    await workbench.screenshot("language-problems");

    await goToEndOf(workbench, broken, "who: an");
    await openFixes(workbench, "Change to “ana”");
    await workbench.screenshot("language-fixes");
    await page.keyboard.press("Enter");
    await save(workbench);
    const fixed = await workbench.waitForFile("plan.yaml", (now) => now.includes("who: ana\n"));
    assert.equal(fixed, broken.replace("who: anna", "who: ana"));

    await goToEndOf(workbench, fixed, "    don");
    await openFixes(workbench, "Log “done: 40%” and take it out of the plan");
    await page.keyboard.press("Enter");
    await quickInput.waitForTitle("Who Are You?");
    await quickInput.pick("Ana Dimitrova");
    const log = await workbench.waitForFile("progress/ana.yaml", (now) => now.includes("40%"));
    assert.match(
      log,
      /^gantry: 1\n\nprogress:\n {2}- \{at: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, task: load, done: 40%\}\n$/,
    );
    await workbench.waitForFile("plan.yaml", (now) => now !== "" && !now.includes("done:"));
    await workbench.close();
  });

  it("looks as it should in light and high contrast", async () => {
    const workbench = await openWorkbench({ files: brokenFiles, used: true, theme: "light" });
    const { editor } = workbench;
    await openSlice(workbench, "plan.yaml");
    await waitForProblems(workbench);
    await goToEndOf(workbench, broken, "effort: 5d");
    await editor.newLine();
    await editor.type("dea");
    await editor.acceptSuggestion("deadline");
    for (const theme of ["light", "hc-dark"] as const) {
      await workbench.switchTheme(theme);
      await editor.suggest("2027-01-04");
      await workbench.screenshot("language-problems");
    }
    await workbench.close();
  });
});
