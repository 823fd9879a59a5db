import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { parse } from "yaml";
import { axeFaults } from "../harness/axe.mjs";
import { getBrowser, launchBrowser } from "../harness/browser.mjs";
import { fromRoot } from "../harness/paths.mjs";
import { buildPreview } from "../preview/build.mjs";
import { serveFolder } from "../preview/serve.mjs";

describe("the self-assessment outside VS Code", function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let server: { readonly address: string; close(): void };
  let complaints: string[] = [];

  before(async function () {
    this.timeout(120_000);
    browser = await launchBrowser(await getBrowser());
    server = await serveFolder(await buildPreview());
    page = await browser.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  beforeEach(() => {
    complaints = [];
  });

  async function open(state: string, { theme = "dark", width = 1280, keep = false } = {}): Promise<void> {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${server.address}views/assessment.css`);
    if (!keep) await page.evaluate(() => window.sessionStorage.clear());
    await page.goto(`${server.address}?view=assessment&theme=${theme}&state=${state}&size=13`);
    await page.waitForSelector(".question, .result");
  }

  const fileText = (): Promise<string> => page.evaluate(() => Reflect.get(globalThis, "previewText")() ?? "");

  for (const theme of ["dark", "light", "hc-dark", "hc-light"]) {
    it(`has no accessibility fault in ${theme}, as a question and as a result, wide and at 480 px`, async () => {
      for (const [state, width] of [
        ["empty", 1280],
        ["done", 1280],
        ["empty", 480],
        ["done", 480],
      ] as const) {
        await open(state, { theme, width });
        assert.deepEqual(await axeFaults(page), [], `${state} ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${wide} px wide`);
        await page.screenshot({ path: fromRoot("out", "screenshots", `assessment-${state}-${theme}-${width}.png`) });
      }
      assert.deepEqual(complaints, []);
    });
  }

  it("is answered by keyboard alone, from the first question to the result", async () => {
    await open("empty");
    for (let number = 1; number <= 32; number++) {
      await page.getByText(`question ${number} of 32`).waitFor();
      const level = 1 + (number % 4);
      await page.keyboard.press(String(level));
      await page.waitForFunction(
        (value) => document.querySelector<HTMLInputElement>("input:checked")?.value === value,
        String(level),
      );
      if (number === 2) {
        await page.keyboard.press("Tab");
        await page.keyboard.type("docs/plan.md: 3 Feb");
      }
      await page.keyboard.press("Enter");
    }
    await page.locator(".result").waitFor();
    const { answers } = parse(await fileText()) as { answers: Record<string, { level: number; evidence?: string }> };
    assert.equal(Object.keys(answers).length, 32);
    assert.deepEqual(answers.q02, { level: 3, evidence: "docs/plan.md: 3 Feb" });
    assert.deepEqual(
      Object.values(answers).map(({ level }) => level),
      Array.from({ length: 32 }, (_, at) => 1 + ((at + 1) % 4)),
    );
  });

  it("goes on where it was stopped", async () => {
    await open("empty");
    for (const level of ["2", "3"]) {
      await page.keyboard.press(level);
      await page.keyboard.press("Enter");
    }
    await page.getByText("question 3 of 32").waitFor();
    await open("empty", { keep: true });
    await page.getByText("question 3 of 32").waitFor();
  });

  it("keeps what was typed with its question, whichever way one leaves it", async () => {
    await open("empty");
    const field = page.locator("#evidence");
    for (const leave of ["Enter", "button"]) {
      await page.keyboard.press("3");
      await field.fill(`left by ${leave}`);
      if (leave === "Enter") await page.keyboard.press("Enter");
      else await page.getByRole("button", { name: "Next question" }).click();
      await page.getByText(`question ${leave === "Enter" ? 2 : 3} of 32`).waitFor();
    }
    await page.waitForFunction(() => String(Reflect.get(globalThis, "previewText")()).includes("left by button"));
    assert.deepEqual((parse(await fileText()) as { answers: unknown }).answers, {
      q01: { level: 3, evidence: "left by Enter" },
      q02: { level: 3, evidence: "left by button" },
    });
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.getByText("question 2 of 32").waitFor();
    assert.equal(await field.inputValue(), "left by button");
  });

  it("takes arrows as a group of choices does, and goes back", async () => {
    await open("empty");
    await page.keyboard.press("1");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>("input:checked")?.value === "2");
    await page.keyboard.press("Enter");
    await page.getByText("question 2 of 32").waitFor();
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.getByText("question 1 of 32").waitFor();
    assert.equal(await page.locator("input:checked").inputValue(), "2");
  });

  it("shows the scores of the practice's examples, what is missing, and what to do about it", async () => {
    await open("done");
    const rows = await page.locator(".scores tbody tr").allInnerTexts();
    assert.equal(rows.length, 8);
    assert.match(rows[0] ?? "", /^Technical\s+3\.75\s+69\s+3\s+met\s+\+0\.50$/);
    assert.match(rows[4] ?? "", /^Time management\s+2\.25\s+31\s+3\s+0\.75/);
    await page.getByText("5 of 8 skills reach the target. The widest gap is Time management, 0.75 short.").waitFor();
    await page.getByLabel("Target").selectOption("senior");
    await page.getByText("0 of 8 skills reach the target.").waitFor();
    await page.locator(".next").getByRole("button", { name: "Leadership" }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").includes("page skill-leadership"));
  });

  it("says what is wrong with a damaged file, and writes nothing into it", async () => {
    await open("damaged");
    const before = await fileText();
    await page.getByRole("button", { name: "Line 5" }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").includes("open 5"));
    await page.locator("legend").click();
    await page.keyboard.press("4");
    // The key was heard: the next one goes on.
    await page.keyboard.press("Enter");
    await page.getByText("question 3 of 32").waitFor();
    assert.equal(await fileText(), before);
  });
});
