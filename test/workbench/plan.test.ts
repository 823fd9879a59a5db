import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const plan = `gantry: 1

tasks:
  discovery:
    name: Discovery
    tasks:
      interviews:
        name: Interview ten merchants
        effort: 5d
        who: [ana, chen 50%]

      # What the sponsor reads.
      findings:
        name: Write up what we learned
        duration: 2d
        after: interviews

  build:
    name: Build
    tasks:
      api:
        name: New payments API
        effort: 8d / 12d / 20d
        who: chen

  launch:
    name: Launch
    effort: 1d
    after: api
`;

const files = {
  "gantry.yaml":
    "gantry: 1\nname: Harbour\nstart: 2027-01-04\nstatus-date: 2027-01-20\n\npeople:\n  ana:\n    name: Ana Dimitrova\n\n  chen:\n    name: Chen Wei\n",
  "plan.yaml": plan,
  "timeline.yaml": "gantry: 1\n\nmilestones:\n  pilot:\n    name: Pilot\n    date: 2027-02-05\n",
  "progress/ana.yaml": "gantry: 1\n\nprogress:\n  - {at: 2027-01-13T15:10:00Z, task: interviews, done: 40%}\n",
};
const settings = { "gantry.me": "ana" };

const opening = { files, settings };

async function openPlan(options: Parameters<typeof openWorkbench>[0] = opening): Promise<Workbench> {
  const workbench = await openWorkbench(options);
  await workbench.activityBar();
  await workbench.tree("Plan").rows();
  return workbench;
}

const labels = async (workbench: Workbench): Promise<readonly string[]> =>
  (await workbench.tree("Plan").rows()).map(({ label, level }) => `${"  ".repeat(level - 1)}${label}`);

async function waitForLabels(workbench: Workbench, wanted: readonly string[]): Promise<void> {
  await until(wanted.join(" | "), async () => (await labels(workbench)).join() === wanted.join());
}

const allLabels = [
  "Discovery",
  "  Interview ten merchants",
  "  Write up what we learned",
  "Build",
  "  New payments API",
  "Launch",
  "Milestones",
  "  Pilot",
];

const everything = async (workbench: Workbench): Promise<string> =>
  (await workbench.tree("Plan").rows()).map(({ label, description, level }) => [level, label, description]).join("\n");

/** Writes the files anew, past VS Code, and waits until each line of the view says again what it said at first. */
async function startAnew(workbench: Workbench, atFirst: string): Promise<void> {
  await until("the plan as it was", async () => {
    // On a busy machine a watcher of files may miss a write that comes right behind another one.
    for (const [name, text] of Object.entries(files)) workbench.writeFile(name, text);
    const isAsAtFirst = async (): Promise<boolean> => (await everything(workbench)) === atFirst;
    return until("it", isAsAtFirst, 6_000).catch(() => false);
  });
}

/** Gives a line the focus without opening its file, as the arrow keys do. */
async function focusOn(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  const tree = workbench.tree("Plan");
  const focused = async (): Promise<string> =>
    (await tree.list.locator(".monaco-list-row.focused .label-name").allTextContents()).join().trim();
  await until(`the focus on ${label}`, async () => {
    await tree.list.focus();
    await page.keyboard.press("Home");
    for (;;) {
      const now = await focused();
      if (now === label) return true;
      await page.keyboard.press("ArrowDown");
      const moved = await until("the next line", async () => (await focused()) !== now, 1000).catch(() => false);
      if (!moved) return false;
    }
  });
}

const saved = (workbench: Workbench, file: string, part: string): Promise<string> =>
  workbench.waitForFile(file, (text) => text.includes(part));

for (const kind of ["node", "web"] as const) {
  describe(`the Plan view in the ${kind} host`, () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openPlan(kind === "web" ? { ...opening, kind, developmentPath: process.cwd() } : opening);
    });
    after(() => workbench.close());

    it("shows stages and tasks with owner, size and progress", async () => {
      await waitForLabels(workbench, allLabels);
      const tree = workbench.tree("Plan");
      assert.equal(await tree.description("Interview ten merchants"), "9d float · 4 → 21 Jan · 40% · ana, chen 50%");
      assert.match(await tree.description("Discovery"), /29% · 0\/2$/);
      const spoken = (await tree.rows()).map((row) => row.spoken);
      assert.match(spoken[1] ?? "", /^Interview ten merchants, task, 40% done, 4 Jan to .*, ana, chen 50%, 5d/);
    });

    it("moves, renames and marks done by keyboard", async () => {
      const { page, quickInput } = workbench;
      await focusOn(workbench, "Launch");
      await page.keyboard.press("Alt+ArrowUp");
      await until("the move", async () => (await labels(workbench)).indexOf("Launch") === 3);
      await focusOn(workbench, "Launch");
      await page.keyboard.press("Alt+Shift+ArrowRight");
      await until("the move into the stage", async () => (await labels(workbench)).includes("  Launch"));
      await focusOn(workbench, "Launch");
      await page.keyboard.press("Alt+Shift+ArrowLeft");
      await until("the move out of it", async () => (await labels(workbench)).indexOf("Launch") === 3);
      await focusOn(workbench, "Launch");
      await page.keyboard.press("Alt+ArrowDown");
      await until("the move back", async () => (await labels(workbench)).indexOf("Launch") === 5);
      await until("the file as it was", () => workbench.readFile("plan.yaml") === plan);

      await focusOn(workbench, "Launch");
      await page.keyboard.press("F2");
      await quickInput.waitForTitle("Rename");
      await quickInput.type("Go live");
      await quickInput.accept();
      assert.equal(
        await saved(workbench, "plan.yaml", "Go live"),
        plan.replace("name: Launch", "name: Go live"),
        "nothing else has changed",
      );

      await focusOn(workbench, "Go live");
      await page.keyboard.press("Alt+Enter");
      const log = await saved(workbench, "progress/ana.yaml", "launch");
      assert.match(log, /task: launch, finish: 2027-01-20\}\n$/);
      await until("the tick", async () => (await workbench.tree("Plan").description("Go live")).startsWith("done"));
      assert.ok(!(await workbench.tabs()).some((tab) => tab.startsWith("●")), "no file is left unsaved");
    });
  });
}

describe("the Plan view", () => {
  let workbench: Workbench;
  let atFirst: string;
  before(async () => {
    workbench = await openPlan();
    await waitForLabels(workbench, allLabels);
    const tree = workbench.tree("Plan");
    await until("the dates", async () => (await tree.description("Interview ten merchants")).includes(" → "));
    atFirst = await everything(workbench);
  });
  after(() => workbench.close());
  beforeEach(() => startAnew(workbench, atFirst));

  it("adds a task where one is, and logs progress step by step", async () => {
    const { page, quickInput } = workbench;
    await focusOn(workbench, "Interview ten merchants");
    await page.keyboard.press("Insert");
    await quickInput.waitForTitle("Add Task");
    await quickInput.type("Thank them");
    await quickInput.accept();
    await quickInput.type("2h");
    await quickInput.accept();
    await quickInput.pick("Ana Dimitrova");
    await quickInput.accept();
    const text = await saved(workbench, "plan.yaml", "Thank them");
    const added = "      thank-them:\n        name: Thank them\n        effort: 2h\n        who: ana\n\n";
    assert.equal(text, plan.replace("      # What the sponsor reads.", `${added}      # What the sponsor reads.`));
    await until("the new line", async () => (await labels(workbench)).includes("  Thank them"));

    await workbench.tree("Plan").rowButton("Thank them", "Log Progress…");
    await quickInput.waitForTitle("Log Progress");
    await quickInput.type("140");
    await quickInput.accept({ stay: true });
    await until("what is wrong", async () => (await quickInput.message()).includes("0 to 100"));
    await quickInput.type("60");
    await quickInput.accept();
    await quickInput.type("1h");
    await quickInput.accept();
    await quickInput.accept();
    await quickInput.type("no stamps");
    await quickInput.accept();
    await quickInput.accept();
    const log = await saved(workbench, "progress/ana.yaml", "thank-them");
    assert.match(log, /task: thank-them, done: 60%, spent: 1h, blocked: no stamps\}\n$/);
    await until("the new progress", async () =>
      (await workbench.tree("Plan").description("Thank them")).startsWith("blocked, 60%"),
    );
  });

  it("assigns people with a share of their time", async () => {
    const { quickInput } = workbench;
    await workbench.tree("Plan").click("Write up what we learned");
    await workbench.waitForTab("plan.yaml");
    await workbench.runCommand("Gantry: Assign Task…");
    await quickInput.waitForTitle("Assign “Write up what we learned”");
    await quickInput.pick("Chen Wei");
    await quickInput.accept();
    await quickInput.waitForTitle("2/2");
    await quickInput.type("chen 50%");
    await quickInput.accept();
    assert.equal(
      await saved(workbench, "plan.yaml", "duration: 2d\n        who: chen 50%\n"),
      plan.replace("duration: 2d\n", "duration: 2d\n        who: chen 50%\n"),
    );
  });

  it("goes along with the cursor, and opens what is clicked with its name selected", async () => {
    const { page, editor } = workbench;
    const tree = workbench.tree("Plan");
    await tree.click("New payments API");
    await workbench.waitForTab("plan.yaml");
    await until("the name to be selected", async () =>
      ((await page.locator("#status\\.editor\\.selection").textContent()) ?? "").includes("16 selected"),
    );
    await page.locator(".editor-instance .view-lines").first().click();
    await editor.goTo(15, 5);
    await editor.press("ArrowDown", ({ line }) => line === 16);
    await until("the line of that task", async () =>
      ((await tree.list.locator(".monaco-list-row.selected").textContent()) ?? "").includes("Write up"),
    );
    // Letters go on going into the file.
    const before = workbench.readFile("plan.yaml");
    await editor.press("End", ({ column }, place) => column > place.column);
    await editor.type(" ");
    await page.keyboard.press("Control+s");
    await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== before);
    // What Gantry changes in a file with unsaved text stays unsaved as well.
    await until("nothing unsaved", async () => !(await workbench.tabs()).some((tab) => tab.startsWith("●")));
  });

  it("deletes after asking, and says what refers to it", async () => {
    const { page, dialog } = workbench;
    await focusOn(workbench, "New payments API");
    await page.keyboard.press("Delete");
    assert.match(await dialog.text(), /Delete “New payments API”\?.*“launch” refers to “api”/);
    await dialog.press("Delete with References");
    const text = await workbench.waitForFile("plan.yaml", (now) => now !== "" && !now.includes("api"));
    assert.doesNotMatch(text, /after: api/);
  });

  it("takes a task that is dragged onto a stage", async () => {
    const tree = workbench.tree("Plan");
    const isThere = async (): Promise<boolean> => (await labels(workbench))[3] === "  Launch";
    // A drag that begins while the tree is drawn anew is none.
    await until("the drop", async () => {
      if (await isThere()) return true;
      await (await tree.find("Launch")).dragTo(await tree.find("Discovery"));
      return until("the row", isThere, 5000).catch(() => false);
    });
  });
});

describe("the Plan view of an empty plan", () => {
  it("shows the way where there is no task", async () => {
    const workbench = await openWorkbench({ ...opening, files: { "gantry.yaml": files["gantry.yaml"] } });
    await workbench.activityBar();
    const { pane } = workbench.tree("Plan");
    await pane.getByText("The plan has no tasks yet.").waitFor();
    await pane.getByRole("button", { name: "Add Task" }).click();
    await workbench.quickInput.waitForTitle("Add Task");
    await workbench.quickInput.type("First things first");
    await workbench.quickInput.accept();
    await workbench.quickInput.accept();
    await workbench.page.keyboard.press("Enter");
    const text = await workbench.waitForFile("plan.yaml", (now) => now !== "");
    assert.equal(text, "gantry: 1\n\ntasks:\n  first-things-first:\n    name: First things first\n");
    await workbench.tree("Plan").find("First things first");
    await workbench.close();
  });
});
