import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { axeFaults } from "../harness/axe.mjs";
import { fromRoot } from "../harness/paths.mjs";
import { type OpenWish, PreviewPage } from "./support/previewPage.ts";

describe("the timeline outside VS Code", function () {
  this.timeout(60_000);
  const preview = new PreviewPage("timeline");

  async function open(wish: Partial<OpenWish> = {}): Promise<Page> {
    const { state = "sample" } = wish;
    await preview.open({ ...wish, state });
    const { page } = preview;
    await page.waitForSelector(state === "empty" ? ".empty" : ".chart-bars .bar");
    return page;
  }

  const selected = (page: Page): Promise<string> =>
    page.evaluate(() => document.querySelector('[role="row"][aria-selected="true"]')?.getAttribute("aria-label") ?? "");
  const log = (page: Page): Promise<string[]> => page.evaluate(() => Reflect.get(globalThis, "previewLog"));
  const rowCount = async (page: Page): Promise<number> =>
    Number(await page.locator('[role="treegrid"]').getAttribute("aria-rowcount"));

  /** Gives the focus to a row with the keyboard alone. */
  async function enterRows(page: Page): Promise<void> {
    await page.getByRole("textbox", { name: "Filter tasks" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
  }

  /** Goes down until a row is selected whose words begin so. */
  async function goTo(page: Page, words: string): Promise<void> {
    await enterRows(page);
    for (let step = 0; step < 60 && !(await selected(page)).startsWith(words); step++) {
      await page.keyboard.press("ArrowDown");
    }
    assert.ok((await selected(page)).startsWith(words), words);
  }

  describe("has no accessibility fault, and nothing sticks out", () => {
    for (const [name, wish] of [
      ["480 px", { width: 480, height: 800, theme: "light" }],
      ["320 px", { width: 320, height: 640 }],
      ["200 % zoom", { width: 640, height: 400, theme: "hc-light" }],
      ["large type", { size: 26, theme: "hc-dark" }],
      ["an empty plan", { state: "empty" }],
      ["a project that is read-only", { state: "read-only", theme: "light" }],
    ] as const) {
      it(`in ${name}`, async () => {
        const page = await open(wish);
        assert.deepEqual(await axeFaults(page), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= (page.viewportSize()?.width ?? 0), `${wide} px wide`);
        const cut = await page.evaluate(() =>
          [
            ...document.querySelectorAll(
              ".toolbar, .filters, .heads, .tg-head, .iteration-row, .load-row, .legend, .button, .field",
            ),
          ]
            .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
            .map((element) => element.className),
        );
        assert.deepEqual(cut, [], "cut off below");
        assert.deepEqual(preview.complaints, []);
        await page.screenshot({
          path: fromRoot("out", "screenshots", `timeline-alone-${name.replaceAll(/\W+/g, "-")}.png`),
        });
      });
    }
  });

  it("shows the real day beside the status date", async () => {
    const page = await open({ state: "pinned" });
    const flags = page.locator(".axis :is(.today-text, .now-text)");
    assert.deepEqual(await flags.allTextContents(), ["Today 1 Mar", "Status 10 Feb"]);
    assert.ok((await page.locator(".chart .now").count()) > 0);
  });

  describe("by keyboard alone", () => {
    it("shows what a move would do, drops it, and makes it", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press(".");
      await page.locator(".tip", { hasText: /to (?:choose how|write plan\.yaml:\d+)/ }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".tip").waitFor({ state: "detached" });
      assert.ok(!(await log(page)).some((line) => line.includes('"move"')));
      await page.keyboard.press(".");
      await page.keyboard.press(".");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"kind":"move"'));
      const moves = (await log(page)).filter((line) => line.includes('"move"')).map((line) => JSON.parse(line));
      // From Monday, two working days on.
      assert.deepEqual(
        moves.map(({ key, start }) => [key, new Date(start * 1000).toISOString().slice(0, 10)]),
        [["pilot", "2027-02-17"]],
      );
    });

    it("goes into cells, edits one and comes back to the row", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      for (const column of ["name", "who", "size"]) {
        await page.keyboard.press("ArrowRight");
        await page.waitForFunction((name) => document.activeElement?.getAttribute("data-column") === name, column);
      }
      await page.keyboard.press("Enter");
      const field = page.locator(".line-editor");
      await field.waitFor();
      assert.equal(await field.inputValue(), "8d");
      await field.fill("9d");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"text":"9d"'));
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
    });

    it("links rows by any type, and says what each would mean", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press("+");
      const choice = page.getByRole("combobox", { name: "How it waits" });
      assert.equal(await choice.inputValue(), "FS");
      for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
      assert.match(await selected(page), /^Runbook/);
      await page.locator(".tip .link-type", { hasText: "(FS)" }).waitFor();
      await page.keyboard.press("+");
      await page.keyboard.press("+");
      await page.locator(".tip .link-type", { hasText: "(FF)" }).waitFor();
      assert.equal(await choice.inputValue(), "FF");
      await choice.selectOption("SS");
      await page.locator(".tip .link-type", { hasText: "(SS)" }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
      assert.ok(!(await log(page)).some((line) => line.includes('"link"')));
      await page.locator('.rows [role="row"][aria-selected="true"]').focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"type":"SS"'));
    });

    it("opens the menu of a row, which says the keys", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press("Shift+F10");
      const item = page.getByRole("menuitem", { name: /^Link to another row/ });
      await item.waitFor();
      assert.match((await item.textContent()) ?? "", /\+$/);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
    });
  });

  describe("while the host writes", () => {
    it("keeps what is typed, and says it of the picture that came of it", async () => {
      const page = await open({ state: "slow" });
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press(" ");
      await page.keyboard.press("F2");
      await page.locator(".line-editor").waitFor();
      await page.keyboard.type("Pilot with six merchants");
      await page.keyboard.press("Enter");
      await page.locator(".line-editor").waitFor({ state: "detached" });
      assert.deepEqual(
        (await log(page)).filter((line) => line.includes('"cell"')),
        [],
      );
      await page.evaluate(() => Reflect.get(globalThis, "previewRelease")());
      await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes("six merchants"));
      await page.evaluate(() => Reflect.get(globalThis, "previewRelease")());
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
      assert.equal(await page.getByText("It changed since.").count(), 0);
    });
  });

  describe("while others change the plan", () => {
    const change = (page: Page, ...args: readonly string[]): Promise<void> =>
      page.evaluate((given) => Reflect.get(globalThis, "previewChange")(...given), [...args]);

    it("writes nothing over it that was not typed", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press("F2");
      await page.locator(".line-editor").waitFor();
      await change(page, "pilot", "Pilot with six merchants");
      await page.getByRole("row", { name: /Pilot with six/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".line-editor").waitFor({ state: "detached" });
      assert.ok(!(await log(page)).some((line) => line.includes('"cell"')));
    });

    it("drops a move that is shown, and goes to the neighbour of a row that went", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press(".");
      await page.locator(".preview.is-held").waitFor();
      await change(page, "load", "Load test", "pilot");
      await page.locator(".preview.is-held").waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
      assert.notEqual(await selected(page), "");
      assert.ok(!(await log(page)).some((line) => line.includes('"move"')));
    });
  });

  describe("by pointer", () => {
    const bar = async (page: Page, key: string) => {
      const grip = page.locator(`.grip[data-row="${key}"]`);
      await grip.scrollIntoViewIfNeeded();
      const box = await grip.boundingBox();
      assert.ok(box !== null, key);
      return { ...box, middle: [box.x + box.width / 2, box.y + box.height / 2] as const };
    };

    it("says the finish that a moved row would have, not the one that the pointer wishes", async () => {
      const page = await open();
      const [x, y] = (await bar(page, "pilot")).middle;
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 40, y, { steps: 5 });
      await page.locator(".tip table").waitFor();
      const shown = await page.locator('[role="row"][aria-selected="true"] .cell-finish b').innerText();
      await page.mouse.up();
      await page.locator(".preview.is-held").waitFor({ state: "detached" });
      const written = await page.locator('[role="row"][aria-selected="true"] .cell-finish').innerText();
      assert.equal(shown, written);
    });

    it("shows what a link would do before it is made", async () => {
      const page = await open();
      await bar(page, "pilot");
      const to = await bar(page, "runbook");
      await page.mouse.move(...(await bar(page, "pilot")).middle);
      const handle = await page.locator('.link-handle[data-end="F"]').boundingBox();
      assert.ok(handle !== null);
      await page.mouse.move(handle.x + 8, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(...to.middle, { steps: 5 });
      await page.locator(".tip", { hasText: "waits for Pilot with five merchants" }).waitFor();
      assert.ok(!(await log(page)).some((line) => line.includes('"link"')));
      await page.keyboard.press("Escape");
      await page.locator(".tip").waitFor({ state: "detached" });
      await page.mouse.up();
      assert.ok(!(await log(page)).some((line) => line.includes('"link"')));
    });

    for (const [type, end, part] of [
      ["FS", "F", 0.1],
      ["SS", "S", 0.1],
      ["FF", "F", 0.9],
      ["SF", "S", 0.9],
    ] as const) {
      it(`makes a link of the type ${type} from the ${end === "S" ? "start" : "end"} to the ${part < 0.5 ? "first" : "second"} half`, async () => {
        const page = await open();
        await bar(page, "pilot");
        const to = await bar(page, "runbook");
        await page.mouse.move(...(await bar(page, "pilot")).middle);
        const handle = await page.locator(`.link-handle[data-end="${end}"]`).boundingBox();
        assert.ok(handle !== null);
        await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
        await page.mouse.down();
        // Over its other half first: what counts is where it is let go.
        await page.mouse.move(to.x + to.width * (1 - part), to.middle[1], { steps: 3 });
        await page.mouse.move(to.x + to.width * part, to.middle[1], { steps: 3 });
        const item = type === "FS" ? "- pilot" : `- pilot ${type}`;
        await page.locator(".tip .link-type", { hasText: `(${type})` }).waitFor();
        await page.locator(".tip .hover-foot code").getByText(item, { exact: true }).waitFor();
        assert.equal(await page.locator("path.link-drawn-end").count(), 1);
        assert.ok(!(await log(page)).some((line) => line.includes('"link"')), "nothing is written before the drop");
        await page.mouse.up();
        await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"link"'));
        const made = (await log(page)).filter((line) => line.includes('"link"')).map((line) => JSON.parse(line));
        assert.deepEqual(made, [{ kind: "link", from: "pilot", to: "runbook", type }]);
      });
    }

    it("makes the cell that was clicked the one that keys mean", async () => {
      const page = await open();
      await page
        .getByRole("row", { name: /^Pilot with five/ })
        .locator(".cell-finish")
        .click();
      await page.keyboard.press("F2");
      await page.locator(".cell-finish .line-editor").waitFor();
      await page.keyboard.press("Escape");
      await page
        .getByRole("row", { name: /^Pilot with five/ })
        .locator(".name")
        .click();
      await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "row");
    });
  });

  describe("with its second script", () => {
    const script = "**/timeline-later.js";
    afterEach(() => preview.page.unroute(script));

    it("shows what somebody asked for before it was there, as soon as it comes", async () => {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await preview.page.route(script, async (route) => {
        await held;
        await route.continue();
      });
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press("Shift+F10");
      await page.keyboard.press("?");
      assert.equal(await page.locator('[role="menu"], .explain').count(), 0);
      release();
      await page.getByRole("menuitem", { name: /^Link to another row/ }).waitFor();
      await page.getByRole("complementary", { name: "Why here?" }).waitFor();
      assert.deepEqual(preview.complaints, []);
    });

    it("says when it can't be had, shows the plan all the same, and tries again", async () => {
      await preview.page.route(script, (route) => route.abort());
      const page = await open();
      await page.getByText("A part of this view could not be loaded.").waitFor();
      await preview.page.unroute(script);
      await goTo(page, "Pilot with five merchants");
      await page.keyboard.press("Shift+F10");
      await page.getByRole("menuitem", { name: /^Link to another row/ }).waitFor();
    });
  });

  describe("as a table", () => {
    async function openTable(wish: Partial<OpenWish> = {}): Promise<Page> {
      const page = await open(wish);
      await page.getByRole("button", { name: "Show as a table" }).click();
      await page.getByRole("treegrid", { name: "Load as a table" }).waitFor();
      await page.locator(".load-cell").first().waitFor();
      return page;
    }
    const focusedColumn = (page: Page): Promise<string> =>
      page.evaluate(() => document.activeElement?.getAttribute("data-column") ?? "");
    const cellOf = (page: Page, name: string, column: number) =>
      page.locator(".load-rows").getByRole("row", { name }).locator(`[data-column="${column}"]`);

    for (const [theme, width, size] of [
      ["dark", 1280, 13],
      ["light", 480, 13],
      ["hc-dark", 1280, 26],
      ["hc-light", 320, 13],
    ] as const) {
      it(`has the load too, without an accessibility fault, in ${theme} at ${width} px`, async () => {
        const page = await openTable({ theme, width, size });
        assert.deepEqual(await axeFaults(page), []);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll(".rows .cells > *, .load-rows .cells > *")].some(
            (cell) => cell.getBoundingClientRect().right > window.innerWidth + 1,
          ),
        );
        assert.ok(!cut, "nothing sticks out");
        assert.deepEqual(preview.complaints, []);
        await page.screenshot({ path: fromRoot("out", "screenshots", `timeline-load-table-${theme}.png`) });
      });
    }

    it("says in words what is asked, what there is and what is too much", async () => {
      const page = await openTable();
      assert.equal(await cellOf(page, "Bo Lindqvist", 0).innerText(), "150 % over\n, 36 h of 24 h, 12 h too much");
      assert.equal(await cellOf(page, "Chen Wei", 0).innerText(), "100 %\n, 24 h of 24 h");
      const heads = page.locator(".load-rows [role=columnheader]");
      assert.deepEqual((await heads.allTextContents()).slice(0, 4), ["Who", "Too much", "8 Feb", "15 Feb"]);
      await page.getByRole("group", { name: "Load by" }).getByRole("button", { name: "Month" }).click();
      await page.waitForFunction(
        () => document.querySelectorAll(".load-rows [role=columnheader]")[2]?.textContent === "Feb",
      );
    });

    it("is gone through by keyboard, and goes to the tasks that ask", async () => {
      const page = await openTable();
      await page.locator('.load-rows [role="row"][tabindex="0"]').focus();
      for (let step = 0; step < 2; step++) await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(() => document.activeElement?.getAttribute("data-column") === "0");
      await page.keyboard.press("ArrowUp");
      await page.waitForFunction(
        () => document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex") === "2",
      );
      assert.equal(await focusedColumn(page), "0");
      await page.keyboard.press("ArrowDown");
      await page.waitForFunction(
        () => document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex") === "3",
      );
      await page.getByText("Bo Lindqvist, 8 Feb: 36 h of 24 h, 12 h too much").waitFor();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.closest(".rows") !== null);
      assert.match(await selected(page), /Bo/);
    });

    it("comes back from a cell to its row, and shows other weeks", async () => {
      const page = await openTable({ width: 480 });
      await page.locator('.load-rows [role="row"][tabindex="0"]').focus();
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(() => document.activeElement?.getAttribute("data-column") === "0");
      const first = () => page.locator(".load-rows [role=columnheader]").nth(1).textContent();
      const last = (await page.locator(".load-rows [role=columnheader]").count()) - 2;
      for (let step = 0; step < last; step++) await page.keyboard.press("ArrowRight");
      assert.equal(await focusedColumn(page), String(last));
      // Behind the last one lies the week after.
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(
        () => document.querySelectorAll(".load-rows [role=columnheader]")[1]?.textContent === "15 Feb",
      );
      await page.getByRole("button", { name: "Earlier" }).click();
      await page.waitForFunction(
        () => document.querySelectorAll(".load-rows [role=columnheader]")[1]?.textContent !== "15 Feb",
      );
      assert.match((await first()) ?? "", /Jan$/);
      await page.locator('.load-rows [data-column="0"]').first().click();
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.matches('.load-rows [role="row"]') === true);
    });
  });

  describe("whatever state the files are in", () => {
    it("says what is wrong with files that read to nothing when it opens", async () => {
      await preview.open({ state: "unreadable" });
      const { page } = preview;
      await page.getByText("A tab can't indent here. Use spaces.").waitFor();
      assert.equal(await page.getByText("Add the first task").count(), 0);
      await page.getByRole("button", { name: "Open plan.yaml:12" }).click();
      await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes("open plan.yaml:12"));
    });

    it("keeps the picture of before as one to look at", async () => {
      const page = await open();
      await goTo(page, "Pilot with five merchants");
      await page.evaluate(() => Reflect.get(globalThis, "previewBreak")());
      await page.getByText("What you see is from before.").waitFor();
      await page.keyboard.press("Delete");
      await page.getByText("Nothing can be changed while the files can't be read.").waitFor();
      assert.ok(!(await log(page)).some((line) => line.includes('"remove"')));
      assert.equal(await page.locator(".chart-bars.can-edit").count(), 0);
    });
  });

  describe("shows", () => {
    it("a stage that a filter finds with what it holds", async () => {
      const page = await open();
      await page.getByRole("textbox", { name: "Filter tasks" }).fill("build");
      await page.waitForFunction(
        () => Number(document.querySelector('[role="treegrid"]')?.getAttribute("aria-rowcount")) < 40,
      );
      assert.ok((await rowCount(page)) > 3);
    });

    it("what is critical alone, one person's work, and rows by person", async () => {
      const page = await open();
      const all = await rowCount(page);
      await page.getByRole("button", { name: "Critical" }).click();
      await page.waitForFunction((count) => document.querySelectorAll('.rows [role="row"]').length < count, 30);
      assert.ok((await rowCount(page)) < all);
      await page.getByRole("button", { name: "Critical" }).click();
      await page.getByRole("combobox").selectOption("Vess");
      await page.getByText(/^1 of /).waitFor();
      await page.getByRole("combobox").selectOption("");
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Group by person" }).click();
      await page.locator(".is-heading", { hasText: "Ana" }).waitFor();
      assert.deepEqual(await axeFaults(page), []);
    });

    it("time from hours to years, today and all of it, and keeps it over a reload", async () => {
      const page = await open();
      const axis = (): Promise<string> => page.locator(".axis").evaluate((element) => element.textContent ?? "");
      const before = await axis();
      await page.getByRole("button", { name: "Day", exact: true }).click();
      const days = await axis();
      assert.notEqual(days, before);
      const box = await page.locator(".panes").boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + 900, box.y + 200);
      await page.keyboard.down("Control");
      for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -300);
      await page.keyboard.up("Control");
      await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector(".axis")?.textContent ?? ""));
      const hours = await axis();
      await page.reload();
      await page.waitForSelector(".axis");
      assert.equal(await axis(), hours);
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Show all of it" }).click();
      await page.waitForFunction((text) => document.querySelector(".axis")?.textContent === text, before);
    });
  });

  it("shows all of the plan as long as nobody has chosen otherwise, however the window changes", async () => {
    const page = await open();
    const kept = (): Promise<string> => page.evaluate(() => document.querySelector(".axis")?.textContent ?? "");
    const before = await kept();
    // The bar of time grows before the view hears of it: the browser itself scrolls it back.
    const places = await page.evaluate(async () => {
      const bar = document.querySelector<HTMLElement>(".time-scroll");
      if (bar === null) return [];
      const seen = [bar.scrollLeft];
      bar.style.width = "5000px";
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      seen.push(bar.scrollLeft);
      bar.style.width = "";
      return seen;
    });
    assert.ok((places[0] ?? 0) > 0 && places[1] === 0, places.join());
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.waitForFunction((text) => document.querySelector(".axis")?.textContent !== text, before);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForFunction((text) => document.querySelector(".axis")?.textContent === text, before);
  });

  describe("holds out against", () => {
    it("hostile names: shown as they stand, nothing runs", async () => {
      const page = await open({ state: "hostile" });
      await page.getByText(`<img src=x onerror="document.title='broken'">`).first().waitFor();
      assert.equal(await page.title(), "Gantry view");
      assert.equal(await page.locator("#app img, #app script").count(), 0);
      assert.deepEqual(preview.complaints, []);
    });

    it("an error in one part: the others stay", async () => {
      const page = await open({ state: "broken-load" });
      await page.getByRole("heading", { name: "The load could not be drawn" }).waitFor();
      assert.ok((await page.locator(".chart-bars .bar").count()) > 10);
    });

    it("a million rows: only those in sight exist, and the last one is a key away", async () => {
      const page = await open({ state: "1000000" });
      assert.ok((await page.locator('[role="row"]').count()) < 100);
      await enterRows(page);
      await page.keyboard.press("End");
      await page.waitForFunction(() => document.activeElement?.getAttribute("aria-rowindex") === "1000000");
      assert.ok((await page.locator('[role="row"]').count()) < 100);
    });
  });
});
