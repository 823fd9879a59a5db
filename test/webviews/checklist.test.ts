import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { axeFaults } from "../harness/axe.mjs";
import { fromRoot } from "../harness/paths.mjs";
import { type OpenWish, PreviewPage } from "./support/previewPage.ts";

/** The list itself in all themes; what stands in its place in one or two of them. */
const statesByTheme = {
  dark: ["project", "conflict", "gone"],
  light: ["project", "file", "empty"],
  "hc-dark": ["project", "read-only"],
  "hc-light": ["project", "conflict", "no-items"],
} as const;

describe("the checklist view outside VS Code", () => {
  const preview = new PreviewPage("checklist");

  async function open(wish: OpenWish): Promise<Page> {
    await preview.open({ width: 1000, height: 700, ...wish });
    const { page } = preview;
    await page.waitForSelector('[role="treegrid"], .empty');
    return page;
  }

  const read = (page: Page, path: string): Promise<string> =>
    page.evaluate((file) => Reflect.get(globalThis, "previewFiles").read(file), path);
  const write = (page: Page, path: string, text: string): Promise<void> =>
    page.evaluate(([file, words]) => Reflect.get(globalThis, "previewFiles").write(file, words), [path, text] as const);
  const selected = (page: Page): Promise<string> =>
    page.evaluate(() => document.querySelector('[role="row"][aria-selected="true"]')?.getAttribute("aria-label") ?? "");
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  const spoken = (page: Page): Promise<string> =>
    page.locator('[role="status"].sr').evaluate((region) => region.textContent ?? "");

  /** Waits until a reading is as expected, and says what it was when it never is. */
  async function eventually<T>(get: () => Promise<T>, expected: T): Promise<void> {
    const end = Date.now() + 5_000;
    for (;;) {
      const found = await get();
      if (found === expected || Date.now() > end) {
        assert.deepEqual(found, expected);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Gives the focus to the list with the keyboard alone. */
  async function enterList(page: Page): Promise<void> {
    await page.getByRole("textbox", { name: "Filter items" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
  }

  describe("has no accessibility fault that axe finds", () => {
    for (const [theme, states] of Object.entries(statesByTheme)) {
      for (const state of states) {
        it(`in ${theme}, ${state}`, async () => {
          const page = await open({ state, theme });
          assert.deepEqual(await axeFaults(page), []);
          assert.deepEqual(preview.complaints, []);
          if (state === "project" || state === "conflict") {
            await page.screenshot({ path: fromRoot("out", "screenshots", `checklist-alone-${state}-${theme}.png`) });
          }
        }).timeout(30_000);
      }
    }

    for (const [name, width, height] of [
      ["a narrow window", 480, 800],
      ["320 px", 320, 600],
      ["200 % zoom", 640, 400],
    ] as const) {
      it(`in ${name}, where nothing sticks out either`, async () => {
        const page = await open({ state: "project", theme: "light", width, height });
        assert.deepEqual(await axeFaults(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} px wide`);
      }).timeout(30_000);
    }

    it("with a menu open, while editing and with a message", async () => {
      const page = await open({ state: "project" });
      await enterList(page);
      await page.keyboard.press("End");
      await page.keyboard.press("Shift+F10");
      await page.getByRole("menu").waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.keyboard.press("Escape");
      await page.keyboard.press("F2");
      await page.getByRole("textbox", { name: "Text of the item" }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Delete");
      await page.getByRole("button", { name: "Undo" }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
    }).timeout(30_000);
  });

  describe("by keyboard alone", () => {
    const planning = "project/checklists/planning.md";

    it("ticks with Space: one character in the file, and the progress is spoken", async () => {
      const page = await open({ state: "project" });
      const before = await read(page, planning);
      await enterList(page);
      await page.keyboard.press("ArrowDown");
      for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
      assert.match(await selected(page), /^Every task has an estimate.*not ticked, chen/);
      await page.keyboard.press("Space");
      await eventually(() => spoken(page), "Ticked. Planning 15 of 18.");
      const after = await read(page, planning);
      assert.equal(after.length, before.length);
      assert.equal([...after].filter((letter, at) => letter !== before[at]).length, 1);
      assert.match(await selected(page), /^Every task has an estimate.*, ticked, chen/);
      assert.equal(await focused(page), await selected(page));
      await page.keyboard.press("Space");
      await eventually(() => read(page, planning), before);
    }).timeout(30_000);

    it("keeps up with ticks that come faster than the file is written", async () => {
      const page = await open({ state: "many" });
      await enterList(page);
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Space");
      }
      await page.waitForFunction(() => {
        const text: string = Reflect.get(globalThis, "previewFiles").read("many.md");
        return text.split("\n").filter((line) => /^- \[x\]/.test(line)).length === 1667 - 7 + 13;
      });
      assert.deepEqual(preview.complaints, []);
    }).timeout(30_000);

    it("moves by arrows, Home, End and letters, and folds by ← and →", async () => {
      const page = await open({ state: "project" });
      await enterList(page);
      assert.match(await selected(page), /^Initiating, 10 of 10/);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      assert.match(await selected(page), /^The idea brief/);
      await page.keyboard.press("ArrowLeft");
      assert.match(await selected(page), /^Initiating/);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowDown");
      assert.match(await selected(page), /^Planning/);
      await page.keyboard.press("End");
      await eventually(
        async () => (await focused(page)).endsWith("clo-08") || (await focused(page)).startsWith("The sponsor"),
        true,
      );
      await page.keyboard.press("Home");
      await eventually(async () => (await focused(page)).startsWith("Initiating"), true);
      await page.keyboard.type("mon");
      assert.match(await selected(page), /^Monitor and control/);
    }).timeout(30_000);

    it("edits, adds, moves, annotates, assigns and removes, each as the smallest change of the file", async () => {
      const page = await open({ state: "file" });
      const path = "docs/release-day.md";
      const source = await read(page, path);
      await enterList(page);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      assert.match(await selected(page), /^Freeze the branch/);

      await page.keyboard.press("F2");
      await page.keyboard.type("Freeze it");
      await page.keyboard.press("Enter");
      const edited = source.replace(/Freeze the .*/, "Freeze it");
      await eventually(() => read(page, path), edited);
      await eventually(() => focused(page), "Freeze it, not ticked");

      await page.keyboard.press("Insert");
      await page.keyboard.type("New one");
      await page.keyboard.press("Enter");
      const added = edited.replace("  - [x] Tag it\n", "  - [x] Tag it\n- [ ] New one\n");
      await eventually(() => read(page, path), added);
      await page.getByRole("textbox", { name: "New item" }).waitFor();
      await page.keyboard.press("Escape");
      await eventually(() => focused(page), "New one, not ticked");

      await page.keyboard.press("Shift+ArrowUp");
      const block = added.slice(added.indexOf("- [ ] Freeze it"), added.indexOf("- [ ] New one"));
      const moved = added.replace(`${block}- [ ] New one\n`, `- [ ] New one\n${block}`);
      await eventually(() => read(page, path), moved);
      await eventually(() => focused(page), "New one, not ticked");

      await page.keyboard.press("Shift+F10");
      await page.keyboard.type("a");
      await page.keyboard.press("Enter");
      await eventually(() => read(page, path), moved.replace("New one\n", "New one <!-- who:chen -->\n"));

      await page.keyboard.press("Delete");
      await eventually(() => read(page, path), edited);
      await page.getByRole("button", { name: "Undo" }).click();
      await eventually(() => read(page, path), moved.replace("New one\n", "New one <!-- who:chen -->\n"));
      assert.deepEqual(preview.complaints, []);
    }).timeout(30_000);

    it("keeps a menu open that was opened before the answer to a move came", async () => {
      const page = await open({ state: "file" });
      const path = "docs/release-day.md";
      const source = await read(page, path);
      await enterList(page);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.evaluate(() => {
        for (const key of ["ArrowUp", "F10"]) {
          document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true, bubbles: true }));
        }
      });
      await page.getByRole("menu").waitFor();
      await eventually(async () => (await read(page, path)) === source, false);
      await eventually(() => spoken(page), "Moved. Before 2 of 7.");
      await page.keyboard.press("ArrowDown");
      await eventually(() => page.evaluate(() => document.activeElement?.textContent ?? ""), "Edit textF2");
      await page.keyboard.press("Escape");
      await eventually(async () => (await focused(page)).startsWith("Freeze the branch"), true);
    }).timeout(30_000);

    it("moves an item over a phase's edge into the next file", async () => {
      const page = await open({ state: "project" });
      await enterList(page);
      await page.keyboard.type("planning");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Shift+ArrowUp");
      await eventually(async () => (await read(page, planning)).includes("pla-01"), false);
      assert.match(await read(page, "project/checklists/initiating.md"), /ini-10[\s\S]*\n- \[x\] .*pla-01/);
      await eventually(() => spoken(page), "Moved. Initiating 11 of 11.");
    }).timeout(30_000);

    it("reaches every control by Tab, the tool bars as one stop each", async () => {
      const page = await open({ state: "project" });
      const stops: string[] = [];
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press("Tab");
        stops.push(
          await page.evaluate(
            () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
          ),
        );
      }
      assert.deepEqual(stops.slice(0, 3), ["New checklist", "Filter items", "Open20"]);
      assert.match(stops[3] ?? "", /^Initiating/);
    }).timeout(30_000);
  });

  describe("follows the file", () => {
    it("shows a change made elsewhere and keeps the focus on the same item", async () => {
      const page = await open({ state: "file" });
      const path = "docs/release-day.md";
      await enterList(page);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const source = await read(page, path);
      await write(page, path, source.replace("- [x] Tell", "- [ ] A new first one\n- [ ] Tell"));
      await page.getByText("A new first one").waitFor();
      assert.match(await selected(page), /^Freeze the branch/);
      assert.match(await focused(page), /^Freeze the branch/);
    }).timeout(30_000);

    it("refuses to change a file with conflict markers, says where they are, and recovers", async () => {
      const page = await open({ state: "conflict" });
      const path = "project/checklists/planning.md";
      const source = await read(page, path);
      await page.getByText(/Lines \d+ to \d+ hold two versions/).waitFor();
      await enterList(page);
      await page.keyboard.type("planning");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      assert.equal(await read(page, path), source);
      await write(page, path, source.replace(/^(<<<<<<<|=======|>>>>>>>).*\n/gm, ""));
      await page.locator(".message-bar.error").waitFor({ state: "detached" });
      const settled = await read(page, path);
      await page.keyboard.press("Space");
      await eventually(async () => (await read(page, path)) === settled, false);
    }).timeout(30_000);

    it("comes back as it was after the view was taken down", async () => {
      const page = await open({ state: "project" });
      await page.getByRole("textbox", { name: "Filter items" }).fill("@chen");
      await page.getByRole("button", { name: "Open 20" }).click();
      await enterList(page);
      await page.keyboard.press("ArrowDown");
      const before = await selected(page);
      await page.reload();
      await page.waitForSelector('[role="treegrid"]');
      assert.equal(await page.getByRole("textbox", { name: "Filter items" }).inputValue(), "@chen");
      assert.equal(await page.getByRole("button", { name: "Open 20" }).getAttribute("aria-pressed"), "true");
      assert.equal(await selected(page), before);
    }).timeout(30_000);
  });

  describe("filters", () => {
    it("by open, person and words; a tick leaves the row where it is", async () => {
      const page = await open({ state: "project" });
      await page.getByRole("button", { name: "Open 20" }).click();
      await page.getByRole("textbox", { name: "Filter items" }).fill("@bo suppliers");
      const items = page.locator('[role="row"].item');
      await eventually(() => items.count(), 1);
      await items.first().getByRole("checkbox").click();
      await page.getByRole("button", { name: "Open 19" }).waitFor();
      assert.equal(await items.count(), 1);
      await page.getByRole("textbox", { name: "Filter items" }).fill("nothing like this");
      await page.getByText("Nothing matches").waitFor();
      await page.getByRole("button", { name: "Clear the filter" }).click();
      await page.getByText("Planning").first().waitFor();
    }).timeout(30_000);
  });

  describe("holds out against", () => {
    it("hostile text: shown as it stands, nothing runs", async () => {
      const page = await open({ state: "file" });
      await page.getByText('"><script>document.title = "broken"</script>').waitFor();
      await page.getByText(`<img src=x onerror="document.title='broken'">`).waitFor();
      assert.equal(await page.title(), "Gantry view");
      assert.equal(await page.locator("#app img, #app script").count(), 0);
      assert.deepEqual(preview.complaints, []);
    }).timeout(30_000);

    it("100,000 items: only those in sight exist, and the last one is a key away", async () => {
      const page = await open({ state: "huge" });
      await page.getByText("more stand in the file").waitFor();
      assert.ok((await page.locator('[role="row"]').count()) < 100);
      await enterList(page);
      await page.keyboard.press("End");
      await eventually(async () => /^Item \d+ of part 500, /.test(await focused(page)), true);
      assert.ok((await page.locator('[role="row"]').count()) < 100);
    }).timeout(60_000);

    it("an error of its own: it says so, reports it and comes back", async () => {
      const page = await open({ state: "project" });
      await page.evaluate(() => {
        const real = Number.prototype.toLocaleString;
        Number.prototype.toLocaleString = () => {
          throw new Error("sabotage");
        };
        Object.assign(globalThis, { repair: () => Object.assign(Number.prototype, { toLocaleString: real }) });
      });
      await page.locator('[role="row"].group').nth(1).click();
      await page.getByText("This view could not be drawn").waitFor();
      assert.ok((await page.evaluate(() => Reflect.get(globalThis, "previewLog").join())).includes("sabotage"));
      await page.evaluate(() => Reflect.get(globalThis, "repair")());
      await page.getByRole("button", { name: "Reload the view" }).click();
      await page.waitForSelector('[role="treegrid"]');
    }).timeout(30_000);
  });

  it("moves an item by dragging", async () => {
    const page = await open({ state: "file" });
    const rows = page.locator('[role="row"].item');
    await rows
      .filter({ hasText: "Thank them" })
      .dragTo(rows.filter({ hasText: "Tell" }), { targetPosition: { x: 200, y: 3 } });
    await eventually(
      async () => (await read(page, "docs/release-day.md")).includes("- [ ] Thank them\n  note: cake\n- [x] Tell"),
      true,
    );
    assert.deepEqual(preview.complaints, []);
  }).timeout(30_000);
});
