import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { Frame } from "playwright-core";
import { openWorkbench, themes, until, type Workbench } from "../harness/workbench.mjs";

const plan = `gantry: 1

# The plan of the harbour.
tasks:
  build:
    name: Build
    tasks:
      piers:
        name: Build the piers
        duration: 5d # agreed with the yard

      crane:
        name: Put up the crane
        duration: 3d

      lights:
        name: Put up the lights
        duration: 2d
        after: crane
`;

const files = {
  "gantry.yaml": "gantry: 1\nname: Harbour\nstart: 2027-01-04\nstatus-date: 2027-01-04\n",
  "plan.yaml": plan,
};

async function openTimeline(workbench: Workbench): Promise<Frame> {
  await workbench.runCommand("Gantry: Open Timeline");
  const view = await workbench.webview(/^Timeline/);
  await view.locator(".chart-bars .bar").first().waitFor();
  return view;
}

/** Where a bar lies in the window. */
async function barOf(view: Frame, name: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const row = view.locator('[role="row"]', { hasText: name }).first();
  await row.click({ position: { x: 60, y: 8 } });
  const index = await row.evaluate((element) => {
    const rows = [...document.querySelectorAll('.rows [role="row"][aria-rowindex]')].sort(
      (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
    );
    return rows.indexOf(element);
  });
  const box = await view.locator(".chart-bars .row .grip").nth(index).boundingBox();
  assert.ok(box, `the bar of ${name}`);
  return box;
}

const selected = (view: Frame): Promise<string> =>
  view.evaluate(() => document.querySelector('[role="row"][aria-selected="true"]')?.getAttribute("aria-label") ?? "");

/** Lines that one text has and the other has not. */
function changedLines(before: string, after: string): { readonly gone: string[]; readonly come: string[] } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

for (const kind of ["node", "web"] as const) {
  describe(`the timeline in the ${kind} host`, () => {
    let workbench: Workbench;
    let view: Frame;
    before(async () => {
      workbench = await openWorkbench({
        files,
        used: true,
        ...(kind === "web" ? { kind, developmentPath: process.cwd() } : {}),
      });
      await workbench.openFile("plan.yaml");
      view = await openTimeline(workbench);
    });
    after(() => workbench.close());

    it("makes one line of YAML of a bar that is dragged, and undo takes it back", async () => {
      const { page } = workbench;
      const bar = await barOf(view, "Build the piers");
      const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + bar.width / 2, y, { steps: 4 });
      await view.getByText(/to write plan\.yaml:\d+/).waitFor();
      assert.equal(workbench.readFile("plan.yaml"), plan, "nothing is written before the drop");
      await workbench.screenshot(`timeline-drag-${kind}`);
      await page.mouse.up();
      const moved = await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== plan);
      const { gone, come } = changedLines(plan, moved);
      assert.deepEqual(gone, []);
      assert.equal(come.length, 1);
      assert.match(come[0] ?? "", /^ {8}start-no-earlier: 2027-01-\d\d$/);
      await until("the row to say so", async () => /Build the piers, (?!.*4 Jan)/.test(await selected(view)));

      await page.keyboard.press("Control+z");
      await workbench.waitForFile("plan.yaml", (text) => text === plan);
    });

    it("makes one line of YAML of a link that is dragged from start to start, and undo takes it back", async () => {
      const { page } = workbench;
      const to = await barOf(view, "Put up the crane");
      const from = await barOf(view, "Build the piers");
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
      const handle = await view.locator('.link-handle[data-end="S"]').boundingBox();
      assert.ok(handle);
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + to.width / 4, to.y + to.height / 2, { steps: 4 });
      await view.locator(".tip .link-type", { hasText: "(SS)" }).waitFor();
      await view.getByText(/to write plan\.yaml:\d+/).waitFor();
      assert.equal(workbench.readFile("plan.yaml"), plan, "nothing is written before the drop");
      await workbench.screenshot(`timeline-link-${kind}`);
      await page.mouse.up();
      const linked = await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== plan);
      const { gone, come } = changedLines(plan, linked);
      assert.deepEqual([gone, come], [[], ["        after: piers SS"]]);

      await until("the row to have the focus", () =>
        view.evaluate(() => document.activeElement?.getAttribute("role") === "row"),
      );
      await page.keyboard.press("Control+z");
      await workbench.waitForFile("plan.yaml", (text) => text === plan);
    });

    it("moves what is written of a row that is dragged by its name, and undo takes it back", async () => {
      const name = (text: string) => view.locator('[role="row"]', { hasText: text }).first().locator(".name");
      const place = { x: 60, y: 8 };
      await name("Build the piers").dragTo(name("Put up the crane"), { sourcePosition: place, targetPosition: place });
      const moved = await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== plan);
      assert.deepEqual(moved.match(/^ {6}\w+:/gm), ["      crane:", "      piers:", "      lights:"]);
      assert.ok(moved.includes("duration: 5d # agreed with the yard"), moved);
      assert.deepEqual(changedLines(plan, moved), { gone: [], come: [] });
      await until("the row to say so", async () => (await selected(view)).startsWith("Build the piers"));
      await workbench.page.keyboard.press("Control+z");
      await workbench.waitForFile("plan.yaml", (text) => text === plan);
    });

    it("drops a drag on Escape, and writes nothing", async () => {
      const { page } = workbench;
      const bar = await barOf(view, "Build the piers");
      const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y, { steps: 3 });
      await view.locator(".preview.is-held").waitFor();
      await page.keyboard.press("Escape");
      await view.locator(".preview.is-held").waitFor({ state: "detached" });
      await page.mouse.up();
      assert.equal(workbench.readFile("plan.yaml"), plan);
    });

    it("links, stretches and renames by keyboard alone", async () => {
      const { page } = workbench;
      await view
        .locator('[role="row"]', { hasText: "Build the piers" })
        .first()
        .click({ position: { x: 60, y: 8 } });
      await page.keyboard.press("+");
      await view.locator(".message-text", { hasText: "Go to the row that waits for" }).waitFor();
      await page.keyboard.press("ArrowDown");
      await until("the crane", async () => (await selected(view)).startsWith("Put up the crane"));
      await page.keyboard.press("Enter");
      const linked = await workbench.waitForFile("plan.yaml", (text) => /crane\n[\s\S]*after: piers/.test(text));
      assert.deepEqual(changedLines(plan, linked), { gone: [], come: ["        after: piers"] });
      await until("the new dates", async () => (await selected(view)).includes("critical"));

      await page.keyboard.press(">");
      await view.getByText(/to write plan\.yaml:\d+/).waitFor();
      await page.keyboard.press("Enter");
      const longer = await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== linked);
      assert.deepEqual(changedLines(linked, longer), {
        gone: ["        duration: 3d"],
        come: ["        duration: 4d"],
      });

      await workbench.press("F2", "the field for the name", () => view.locator(".line-editor").isVisible());
      await page.keyboard.type("Put up the big crane");
      await page.keyboard.press("Enter");
      const named = await workbench.waitForFile("plan.yaml", (text) => text.includes("big crane"));
      assert.equal(named, longer.replace("Put up the crane", "Put up the big crane"));

      for (const text of [longer, linked, plan]) {
        await until("the row to have the focus", () =>
          view.evaluate(() => document.activeElement?.getAttribute("role") === "row"),
        );
        await page.keyboard.press("Control+z");
        await workbench.waitForFile("plan.yaml", (now) => now === text);
      }
    });

    it("goes along with the cursor of the text, and the text with it", async () => {
      const { page } = workbench;
      await page.locator(".editor-instance .view-lines").first().click();
      await page.keyboard.press("Control+g");
      await workbench.quickInput.input.waitFor();
      await workbench.quickInput.type(`:${plan.split("\n").indexOf("      lights:") + 2}:8`);
      await workbench.quickInput.accept();
      await until("the row of the cursor", async () => (await selected(view)).startsWith("Put up the lights"));
      await view
        .locator('[role="row"]', { hasText: "Build the piers" })
        .first()
        .click({ position: { x: 60, y: 8 } });
      await until("the cursor at the row", async () => {
        // The status bar tells of the text only while that has the focus.
        const line = await page.locator(".editor-instance .active-line-number").first().textContent();
        return Number(line) === plan.split("\n").indexOf("      piers:") + 1;
      });
    });

    it("keeps its picture while a file is broken, says where, and comes back after a reload", async () => {
      await workbench.writeUntil(
        "plan.yaml",
        plan.replace("        after: crane", "        after: crane\n       broken: [\n"),
        (timeout) => view.getByText("plan.yaml:", { exact: false }).first().waitFor({ timeout }),
      );
      assert.ok((await view.locator(".chart-bars .bar").count()) > 0, "the picture is still there");
      await workbench.writeUntil("plan.yaml", plan, (timeout) =>
        until("the message to go", async () => (await view.locator(".message-bar.warning").count()) === 0, timeout),
      );
      await view.getByRole("textbox", { name: "Filter tasks" }).fill("crane");
      await until(
        "the filtered rows",
        async () => (await view.locator('.rows [role="row"][aria-rowindex]').count()) === 2,
      );
      await workbench.reload();
      view = await workbench.webview(/^Timeline/);
      await until(
        "the filtered rows",
        async () => (await view.locator('.rows [role="row"][aria-rowindex]').count()) === 2,
      );
      assert.equal(await view.getByRole("textbox", { name: "Filter tasks" }).inputValue(), "crane");
    });
  });
}

describe("the timeline of a plan in git", () => {
  it("is drawn beside a revision, and what two windows change is seen in both", async () => {
    const workbench = await openWorkbench({ files });
    const git = (...args: readonly string[]): void => {
      const who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"];
      execFileSync("git", [...who, ...args], { cwd: workbench.folder, stdio: "ignore" });
    };
    git("init", "--initial-branch", "main");
    git("add", "--all");
    git("commit", "--message", "The first plan");
    const longer = plan.replace("duration: 3d", "duration: 6d");
    workbench.writeFile("plan.yaml", longer);
    git("commit", "--all", "--message", "The crane takes longer");

    await workbench.openFile("plan.yaml");
    const view = await openTimeline(workbench);
    await workbench.runCommand("Gantry: Compare With…");
    await workbench.quickInput.waitForTitle(/Compare/);
    await workbench.quickInput.pick("A Git Revision…");
    await workbench.quickInput.waitForTitle(/Revision/);
    await workbench.quickInput.pick("The first plan");
    await view.locator(".chart-bars .ghost").first().waitFor();
    await workbench.screenshot("timeline-revision");

    const other = await openWorkbench({ beside: workbench });
    try {
      await other.openFile("plan.yaml");
      const second = await openTimeline(other);
      const rowOf = (frame: Frame, words: string) => frame.locator('[role="row"]', { hasText: words }).first();
      const retype = async (frame: Frame, window: Workbench, from: string, to: string): Promise<void> => {
        await rowOf(frame, from).click({ position: { x: 60, y: 8 } });
        await window.page.keyboard.press("F2");
        await frame.locator('.rows input[type="text"]').fill(to);
        await window.page.keyboard.press("Enter");
      };
      await retype(second, other, "Build the piers", "Piers of oak");
      await workbench.waitForFile("plan.yaml", (text) => text.includes("Piers of oak"));
      await rowOf(view, "Piers of oak").waitFor();
      await retype(view, workbench, "Put up the lights", "Lights of brass");
      await rowOf(second, "Lights of brass").waitFor();
      const { gone, come } = changedLines(longer, workbench.readFile("plan.yaml"));
      assert.equal(gone.length, 2);
      assert.deepEqual(come, ["        name: Piers of oak", "        name: Lights of brass"]);
    } finally {
      await other.close();
      await workbench.close();
    }
  });
});

describe("the timeline of the sample project", () => {
  let workbench: Workbench;
  let view: Frame;
  before(async () => {
    workbench = await openWorkbench({ folder: "templates/sample", used: true, size: { width: 1440, height: 900 } });
    await workbench.activityBar();
    await workbench.tree("Plan").find("Build");
    view = await openTimeline(workbench);
  });
  after(() => workbench.close());

  it("is drawn beside a baseline, explains a date and shows a path", async () => {
    await workbench.runCommand("Gantry: Compare With…");
    await workbench.quickInput.waitForTitle(/Compare/);
    await workbench.quickInput.pick("Plan approved with the scope");
    await view.locator(".chart-bars .ghost").first().waitFor();
    await view
      .locator('[role="row"]', { hasText: "Pilot with five merchants" })
      .first()
      .click({ position: { x: 60, y: 8 } });
    await workbench.page.keyboard.press("?");
    const panel = view.getByRole("complementary", { name: "Why here?" });
    await panel.getByText("Goes back to").waitFor();
    await panel.getByRole("button", { name: "What leads here" }).click();
    await view.locator(".row.is-faint").first().waitFor();
    await workbench.screenshot("timeline-why");
    await panel.getByRole("button", { name: "Close the explanation" }).click();
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`has no accessibility fault in ${theme}`, async () => {
      await workbench.switchTheme(theme);
      view = await workbench.webview(/^Timeline/);
      await view.locator(`body[data-vscode-theme-id="${themes[theme].name}"]`).waitFor();
      await view.locator(".chart-bars .bar").first().waitFor();
      assert.deepEqual(await workbench.axe(view), []);
      await workbench.screenshot("timeline");
    });
  }

  it("is copied as a picture", async () => {
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await view.getByRole("button", { name: "More actions" }).click();
    await view.getByRole("menuitem", { name: "Copy as a picture" }).click();
    await view.locator(".message-text", { hasText: "on the clipboard as a picture" }).waitFor();
    const types = await view.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    assert.deepEqual(types, ["image/png"]);
  });

  it("is a table as well, without the chart", async () => {
    await view.getByRole("button", { name: "Show as a table" }).click();
    await view.getByRole("treegrid", { name: "Tasks as a table" }).waitFor();
    assert.equal(await view.locator(".chart-bars").count(), 0);
    await view
      .getByRole("treegrid", { name: "Load as a table" })
      .getByRole("row", { name: /^Chen Wei/ })
      .waitFor();
    await view.locator(".load-cell").first().waitFor();
    assert.deepEqual(await workbench.axe(view), []);
    await workbench.screenshot("timeline-table");
    await view.getByRole("button", { name: "Show as a table" }).click();
  });
});
