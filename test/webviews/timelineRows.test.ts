import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { PreviewPage } from "./support/previewPage.ts";

/** What a row shows, whatever element it is drawn in; text of its cells alone, without what the pointer or the focus adds. */
type Shown = readonly string[];

describe("rows of the timeline, whose elements become others' rows", function () {
  this.timeout(60_000);
  const preview = new PreviewPage("timeline");

  async function open(state: string): Promise<Page> {
    await preview.open({ state });
    await preview.page.waitForSelector(".chart-bars .bar");
    return preview.page;
  }

  /** What is drawn now, by the row's key in the picture: its level, place and words, and for each cell its look and text. */
  async function drawnRows(page: Page): Promise<ReadonlyMap<string, Shown>> {
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll('.rows [role="row"][aria-rowindex]')].map((row) => [
        row.getAttribute("aria-label") ?? "",
        ...["aria-level", "aria-expanded", "aria-setsize", "aria-posinset"].map((name) => row.getAttribute(name) ?? ""),
        ...[...row.children].map((cell) =>
          [
            cell.className,
            cell.getAttribute("style") ?? "",
            cell.getAttribute("aria-colindex"),
            cell.getAttribute("data-column"),
            cell.getAttribute("tabindex"),
            cell.getAttribute("title"),
            cell.querySelectorAll("[data-folds]").length,
            cell.querySelector("[data-folds] > *")?.className ?? "",
            cell.textContent,
          ].join("|"),
        ),
      ]),
    );
    // The label begins with the row's name, which no two rows share here.
    return new Map(rows.map((row) => [(row[0] ?? "").split(",")[0] ?? "", row]));
  }

  const settle = (page: Page): Promise<void> =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
    });
  const scrollTo = (page: Page, top: number): Promise<unknown> =>
    page.evaluate((place) => document.querySelector(".rows")?.scrollTo(0, place), top);
  const menu = async (page: Page, item: string): Promise<void> => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };

  it("show the same however one came to them, and what the data says", async () => {
    const page = await open("2000");
    const known = new Map<string, Shown>();
    const remember = async (when: string): Promise<void> => {
      await settle(page);
      const rows = await drawnRows(page);
      assert.ok(rows.size > 20, when);
      for (const [name, row] of rows) {
        const before = known.get(name);
        if (before !== undefined) assert.deepEqual(row, before, `${name}: ${when}`);
        known.set(name, row);
        const [, , , , , nameCell = ""] = row;
        assert.ok(nameCell.endsWith(`|${name}`), `${row[0]} is named ${nameCell}`);
        const number = Number(name.split(" ")[1]);
        assert.equal(/\bis-stage\b/.test(nameCell), name.startsWith("Stage"), nameCell);
        if (name.startsWith("Stage")) continue;
        assert.equal(/\bis-milestone\b/.test(nameCell), number % 20 === 19, nameCell);
        assert.equal(/\bis-done\b/.test(nameCell), number < 250 && number % 3 === 0, nameCell);
      }
    };
    await remember("at first");
    const places = [900, 43_000, 0, 12_345, 966, 20_000, 43_000, 1_100, 12_000, 330, 0];
    for (const place of places) {
      await scrollTo(page, place);
      await remember(`scrolled to ${place}`);
    }
    for (const key of ["End", "PageUp", "Home", "PageDown"]) {
      await page.locator('.rows [role="row"][tabindex="0"]').focus();
      await page.keyboard.press(key);
      await remember(key);
    }
    assert.ok(known.size > 250, `${known.size}`);
    // As headings of people they have elements of another kind, and are something else than before.
    await menu(page, "Group by person");
    await page.locator(".is-heading").first().waitFor();
    const grouped = await drawnRows(page);
    assert.ok([...grouped.keys()].some((name) => !known.has(name)));
    await menu(page, "Group by stage");
    await page.locator(".is-heading").first().waitFor({ state: "detached" });
    for (const place of [500, 30_000, 0]) {
      await scrollTo(page, place);
      await remember(`after groups, at ${place}`);
    }
    assert.deepEqual(preview.complaints, []);
  });

  it("are drawn no more often than they are seen, and each once", async () => {
    const page = await open("2000");
    for (const place of [40_000, 5_000, 5_200, 22_000, 0]) {
      await scrollTo(page, place);
      for (let frame = 0; frame < 4; frame++) {
        const indices = await page.evaluate(async () => {
          await new Promise(requestAnimationFrame);
          return [...document.querySelectorAll('.rows [role="row"][aria-rowindex]')].map((row) =>
            Number(row.getAttribute("aria-rowindex")),
          );
        });
        assert.equal(new Set(indices).size, indices.length, "a row stands twice");
        assert.ok(indices.length < 100, `${indices.length} rows`);
      }
    }
  });

  it("fold and unfold by the arrow at their name, and keep the focus", async () => {
    const page = await open("sample");
    const stage = page.locator('.rows [role="row"][aria-expanded]').first();
    const name = (await stage.getAttribute("aria-label")) ?? "";
    const count = (): Promise<number> =>
      page.evaluate(() => Number(document.querySelector('.rows[role="treegrid"]')?.getAttribute("aria-rowcount")));
    const all = await count();
    for (const [expanded, fewer] of [
      ["false", true],
      ["true", false],
    ] as const) {
      await stage.locator("[data-folds]").click();
      await page.waitForFunction(
        (value) => document.querySelector('.rows [role="row"][aria-expanded]')?.getAttribute("aria-expanded") === value,
        expanded,
      );
      assert.equal((await count()) < all, fewer);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), name);
    }
  });

  it("take an editor and give it back, and no other row has it", async () => {
    const page = await open("2000");
    const row = page.locator('.rows [role="row"][aria-label^="Task 3,"]');
    const before = await row.locator(".name").textContent();
    const field = page.locator(".line-editor");
    await row.locator(".name").click();
    await page.keyboard.press("F2");
    await field.waitFor();
    assert.equal(await field.inputValue(), "Task 3");
    assert.equal(await row.locator(".name").evaluate((cell) => cell.textContent), "");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    assert.equal(await row.locator(".name").textContent(), before);
    await row.locator(".cell-size").dblclick();
    await field.waitFor();
    await scrollTo(page, 30_000);
    await settle(page);
    // It may have been closed by leaving it; if not, it stands in the row that it is of.
    const owners = await page.evaluate(() =>
      [...document.querySelectorAll(".line-editor")].map((editor) =>
        editor.closest('[role="row"]')?.getAttribute("aria-label"),
      ),
    );
    assert.ok(owners.length <= 1 && owners.every((owner) => owner?.startsWith("Task 3,")), owners.join());
    const wrong = await page.evaluate(
      () =>
        [...document.querySelectorAll('.rows [role="row"][aria-rowindex]')].filter((each) => {
          const [name] = (each.getAttribute("aria-label") ?? "").split(",");
          const cell = each.querySelector(".name");
          return cell?.querySelector(".line-editor") == null && cell?.textContent !== name;
        }).length,
    );
    assert.equal(wrong, 0);
  });

  it("say a whole text where it is cut, and only there", async () => {
    const page = await open("sample");
    await page.setViewportSize({ width: 560, height: 800 });
    await settle(page);
    const names = page.locator('.rows [role="row"][aria-rowindex] > .name');
    // Of those that no scrolling moves: the cut one that is whole again first, and one that is whole.
    const [cut, whole] = await names.evaluateAll((all) => {
      const cells = all.filter((cell) => cell.getBoundingClientRect().bottom < 450);
      const isCut = (cell: Element): boolean => cell.scrollWidth > cell.clientWidth;
      const length = (cell: Element): number => cell.textContent?.length ?? 0;
      const [shortest] = cells.filter(isCut).sort((a, b) => length(a) - length(b));
      const found = [shortest, cells.find((cell) => !isCut(cell))];
      return found.map((cell) => (cell === undefined ? -1 : all.indexOf(cell)));
    });
    assert.ok(cut !== undefined && cut >= 0 && whole !== undefined && whole >= 0, `${cut} ${whole}`);
    await names.nth(cut).hover();
    assert.equal(await names.nth(cut).getAttribute("title"), await names.nth(cut).textContent());
    await names.nth(whole).hover();
    assert.equal(await names.nth(whole).getAttribute("title"), null);
    // When it is no longer cut, there is no longer anything to say.
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Show as a table" }).click();
    await page.waitForFunction((at) => {
      const cell = document.querySelectorAll('.rows [role="row"][aria-rowindex] > .name')[at];
      return cell !== undefined && cell.scrollWidth <= cell.clientWidth;
    }, cut);
    await names.nth(whole).hover();
    await names.nth(cut).hover();
    assert.equal((await names.nth(cut).getAttribute("title")) ?? "", "");
  });

  it("do not say what was cut in the row before", async () => {
    const page = await open("sample");
    await page.setViewportSize({ width: 560, height: 420 });
    await settle(page);
    const names = page.locator('.rows [role="row"][aria-rowindex] > .name');
    for (let at = 0; at < 6; at++) await names.nth(at).hover();
    const titles = (): Promise<(string | null)[][]> =>
      page.evaluate(() =>
        [...document.querySelectorAll(".rows [data-text][title]")].map((cell) => [
          cell.getAttribute("title"),
          cell.textContent,
        ]),
      );
    assert.ok((await titles()).length > 0, "nothing is cut");
    await page.mouse.move(5, 5);
    for (const place of [400, 2000, 100]) {
      await scrollTo(page, place);
      await settle(page);
      for (const [title, text] of await titles()) assert.equal(title, text);
    }
  });

  it("keep the focus in its cell when other columns go, and in the row when its own goes", async () => {
    const page = await open("sample");
    await page.getByRole("button", { name: "Show as a table" }).click();
    const row = page.locator('.rows [role="row"][aria-label^="Pilot with five merchants"]');
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() =>
        document.activeElement?.matches('.rows [role="row"]')
          ? "row"
          : (document.activeElement?.getAttribute("data-column") ?? document.activeElement?.tagName),
      );
    for (const [column, then] of [
      ["finish", "finish"],
      ["done", "row"],
    ] as const) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await row.locator(`[data-column="${column}"]`).click();
      assert.equal(await focused(), column);
      await page.setViewportSize({ width: 460, height: 800 });
      await row.locator('[data-column="done"]').waitFor({ state: "detached" });
      await settle(page);
      assert.equal(await focused(), then);
    }
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "name");
  });

  it("keep the focus over a far jump in a browser that can't move elements with their focus", async () => {
    const page = await open("2000");
    await page.evaluate(() => Reflect.deleteProperty(Element.prototype, "moveBefore"));
    await page.locator('.rows [role="row"][aria-label^="Task 3,"] .name').click();
    for (const place of [300, 5_000, 40_000, 0]) {
      await scrollTo(page, place);
      await settle(page);
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "nothing");
      assert.match(label, /^Task 3,/, `at ${place}`);
    }
  });

  it("stand where they stood when a filter leaves no stage to fold", async () => {
    const page = await open("sample");
    const name = page.locator('.rows [role="row"][aria-label^="Build,"] .name');
    const place = (): Promise<number> =>
      name.evaluate((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell.lastChild ?? cell);
        return range.getBoundingClientRect().left;
      });
    const before = await place();
    await page.getByRole("textbox", { name: "Filter tasks" }).fill("build");
    await page.locator('.rows [role="row"][aria-expanded]').first().waitFor({ state: "detached" });
    assert.ok(Math.abs((await place()) - before) <= 2, `${before} and ${await place()}`);
  });

  it("have room for the year of a day, and cut no number", async () => {
    const page = await open("10000");
    await scrollTo(page, 150_000);
    await settle(page);
    const cells = await page.evaluate(() =>
      [...document.querySelectorAll('.rows [role="row"][aria-rowindex] > .num')].map((cell) => [
        cell.textContent ?? "",
        cell.scrollWidth - cell.clientWidth,
      ]),
    );
    assert.ok(cells.some(([text]) => /\b20[23]\d$/.test(`${text}`)));
    assert.deepEqual(
      cells.filter(([, over]) => Number(over) > 0),
      [],
    );
  });

  it("open their text by a double click, but not by one in a field or on the arrow", async () => {
    const page = await open("sample");
    const opened = async (): Promise<string[]> => (await preview.log()).filter((line) => line.startsWith("open "));
    const row = page.locator('.rows [role="row"][aria-label^="Pilot with five merchants"]');
    await row.locator(".name").click();
    await page.keyboard.press("F2");
    await page.locator(".line-editor").dblclick();
    await page.keyboard.press("Escape");
    await page.locator(".rows [data-folds]").first().dblclick();
    assert.deepEqual(await opened(), []);
    await row.locator(".name").dblclick();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes("open pilot"));
  });

  it("keep room for their names, however little the table is given", async () => {
    const page = await open("sample");
    const sound = (): Promise<readonly (number | boolean)[]> =>
      page.evaluate(() => {
        const names = [...document.querySelectorAll('.rows [role="row"][aria-rowindex] > .name')];
        const rows = [...document.querySelectorAll('.rows [role="row"][aria-rowindex]')];
        return [
          Math.min(...names.map((name) => name.getBoundingClientRect().width)),
          // Cells lie beside each other, and in their row.
          rows.every((row) => {
            const own = row.getBoundingClientRect();
            return [...row.children].every((cell, at) => {
              const { left, top, bottom } = cell.getBoundingClientRect();
              const before = row.children[at - 1]?.getBoundingClientRect();
              return top >= own.top - 1 && bottom <= own.bottom + 1 && left >= (before?.right ?? left) - 1;
            });
          }),
        ];
      });
    const splitter = page.getByRole("separator", { name: "Width of the table" });
    await splitter.focus();
    for (let step = 0; step < 40; step++) await page.keyboard.press("ArrowLeft");
    await settle(page);
    assert.deepEqual(await sound(), [130, true]);
    assert.equal(await splitter.getAttribute("aria-valuenow"), await splitter.getAttribute("aria-valuemin"));
    for (const column of ["Start", "Done", "Waits for", "Deadline"]) await menu(page, `Show column “${column}”`);
    for (const width of [1000, 800, 700, 650, 480]) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      const [name, isBeside] = await sound();
      assert.ok(Number(name) >= (width <= 640 ? 80 : 129) && isBeside, `${name} px at ${width}`);
    }
    await preview.open({ state: "sample", width: 700, size: 26 });
    await page.waitForSelector(".chart-bars .bar");
    await settle(page);
    const [name, isBeside] = await sound();
    assert.ok(Number(name) >= 250 && isBeside, `${name} px in large type`);
  });

  it("of a stage take a name where it stands", async () => {
    const page = await open("sample");
    await page.locator('.rows [role="row"][aria-label^="Build,"] .name').click();
    await page.keyboard.press("F2");
    const field = page.locator(".line-editor");
    await field.waitFor();
    const cell = await page.locator(".rows .name", { has: field }).boundingBox();
    const box = await field.boundingBox();
    assert.ok(cell && box, "the field");
    assert.ok(box.x + box.width <= cell.x + cell.width + 1, "it sticks out");
    assert.ok(box.width > 100 && box.x >= cell.x + 15, `${box.x - cell.x}`);
    await page.keyboard.press("Escape");
  });

  it("that are clicked while another one is typed into become the selected ones", async () => {
    const page = await open("sample");
    const row = (name: string) => page.locator(`.rows [role="row"][aria-label^="${name}"]`);
    await row("Pilot with five merchants").locator(".cell-size").dblclick();
    await page.locator(".line-editor").fill("9d");
    await row("Security review").locator(".name").click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"text":"9d"'));
    await settle(page);
    assert.equal(await row("Security review").getAttribute("aria-selected"), "true");
    assert.match(
      await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""),
      /^Security review/,
    );
  });

  it("keep what was typed and refused in its field, to be put right", async () => {
    const page = await open("sample");
    const row = page.locator('.rows [role="row"][aria-label^="Pilot with five merchants"]');
    await row.locator(".cell-size").dblclick();
    const field = page.locator(".line-editor");
    await field.fill("abc");
    await page.keyboard.press("Enter");
    await page.locator('[role="alert"]').first().waitFor();
    await field.waitFor();
    assert.equal(await field.inputValue(), "abc");
    await field.fill("9d");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"text":"9d"'));
    await field.waitFor({ state: "detached" });
  });

  it("show the whole finish that they would have, and a whole date in its field", async () => {
    const page = await open("sample");
    const row = page.locator('.rows [role="row"][aria-label^="Pilot with five merchants"]');
    await row.locator(".name").click();
    for (let step = 0; step < 3; step++) await page.keyboard.press(".");
    const moved = row.locator(".cell-finish.is-moved b");
    await moved.waitFor();
    assert.ok(
      await row.locator(".cell-finish").evaluate((cell) => {
        const [outer, inner] = [cell, cell.querySelector("b")].map((one) => one?.getBoundingClientRect());
        return inner !== undefined && outer !== undefined && inner.left >= outer.left && inner.right <= outer.right;
      }),
    );
    await page.keyboard.press("Escape");
    await row.locator(".cell-finish").dblclick();
    const field = page.locator(".line-editor");
    await field.waitFor();
    assert.ok(await field.evaluate((input) => input.scrollWidth <= input.clientWidth), "the date is cut");
    await page.keyboard.press("Escape");
  });

  it("are dragged behind another one, or into a stage", async () => {
    const page = await open("sample");
    const rows = page.locator('.rows [role="row"]');
    const moves = async (): Promise<unknown[]> =>
      (await preview.log())
        .filter((line) => line.startsWith("{") && line.includes('"reorder"'))
        .map((line) => JSON.parse(line));
    const row = (words: string) => rows.and(page.locator(`[aria-label^="${words}"]`));
    const labels = await rows.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute("aria-label")?.split(",")[0] ?? ""),
    );
    const stages = await rows.evaluateAll((elements) =>
      elements.flatMap((element) =>
        element.hasAttribute("aria-expanded") && element.getAttribute("aria-level") === "1"
          ? [element.getAttribute("aria-label")?.split(",")[0] ?? ""]
          : [],
      ),
    );
    const tasks = labels.filter((label) => label !== "" && !stages.includes(label));
    const [first = "", second = ""] = tasks;
    const target = { targetPosition: { x: 80, y: 10 } };
    await row(first).locator(".name").dragTo(row(second).locator(".name"), target);
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"reorder"'));
    assert.equal((await moves()).length, 1);
    assert.match(JSON.stringify((await moves())[0]), /"into":false/);
    await row(second)
      .locator(".name")
      .dragTo(row(stages.at(-1) ?? "").locator(".name"), target);
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").join().includes('"into":true'));
    assert.equal((await moves()).length, 2);
    await page.locator(".is-dragged, .drop-after, .drop-into").first().waitFor({ state: "detached" });
    // Rows that stand by person can't be reordered.
    await menu(page, "Group by person");
    await page.locator(".is-heading").first().waitFor();
    assert.equal(await page.locator('.rows [role="row"][draggable="true"]').count(), 0);
  });

  it("open their menu by the other button, also where nothing can be changed", async () => {
    const page = await open("read-only");
    const row = page.locator('.rows [role="row"][aria-label^="Pilot with five merchants"]');
    await row.locator(".cell-finish").click({ button: "right" });
    await page.getByRole("menu").waitFor();
    assert.equal(
      await page.evaluate(
        () =>
          document.querySelector('.rows [role="row"][aria-selected="true"]')?.getAttribute("aria-label")?.split(",")[0],
      ),
      "Pilot with five merchants",
    );
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
  });
});
