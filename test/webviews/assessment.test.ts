import assert from "node:assert/strict";
import { parse } from "yaml";
import { PreviewPage } from "./support/previewPage.ts";

describe("the self-assessment outside VS Code", function () {
  this.timeout(60_000);
  const preview = new PreviewPage("assessment");
  const fileText = () => preview.fileText();

  async function open(state: string, wish: { theme?: string; width?: number; keep?: boolean } = {}): Promise<void> {
    await preview.open({ state, ...wish });
    await preview.page.waitForSelector(".question, .result");
  }

  async function goTo(part: string, width: number): Promise<void> {
    const { page } = preview;
    if (width < 640) {
      await page.getByLabel("Part", { exact: true }).selectOption({ label: part });
      return;
    }
    const back = page.getByRole("button", { name: "Back to the questions" });
    if (await back.isVisible()) await back.click();
    await page.locator("nav").getByRole("button", { name: part }).click();
  }

  for (const theme of ["dark", "light", "hc-dark", "hc-light"]) {
    it(`has no accessibility fault in ${theme}, as a question and as a result, wide and at 480 px`, async () => {
      for (const [state, width] of [
        ["empty", 1280],
        ["done", 1280],
        ["empty", 480],
        ["done", 480],
      ] as const) {
        await open(state, { theme, width });
        await preview.isSound(`${state}-${theme}-${width}`);
      }
      assert.deepEqual(preview.complaints, []);
    });
  }

  // Colours are the theme's, and what stands where is the width's: each once.
  for (const [theme, width] of [
    ["dark", 1280],
    ["light", 1280],
    ["hc-dark", 1280],
    ["hc-light", 1280],
    ["light", 480],
  ] as const) {
    it(`has no accessibility fault in ${theme}, ${width} px wide, in the parts beside the questions, nor beside a colleague`, async () => {
      const { page } = preview;
      await open("done", { theme, width });
      await page.getByLabel("Beside").selectOption({ label: "Chen, 8 Feb 2027" });
      await page.locator(".differences summary").click();
      await preview.isSound(`colleague-${theme}-${width}`);
      for (const part of ["Would I want to?", "My project", "What I aim at"]) {
        await goTo(part, width);
        for (const radio of await page.locator(".part fieldset input[type=radio]:nth-of-type(1)").all()) {
          if (!(await radio.isChecked())) await radio.check();
        }
        await preview.isSound(`${part.replaceAll(/\W+/g, "-").toLowerCase()}-${theme}-${width}`);
      }
      assert.deepEqual(preview.complaints, []);
    });
  }

  it("asks whether one would want the work by keyboard alone, and makes talking points, no score", async () => {
    const { page } = preview;
    await open("empty");
    await goTo("Would I want to?", 1280);
    await page.locator("input[name=fit-coordinating]").first().focus();
    await page.keyboard.press("Space");
    await page.locator("input[name=fit-coordinating]:checked").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator("input[name=fit-coordinating][value=no]:checked").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.type("1: I like building things");
    // Digits belong to what is typed here.
    await page.keyboard.press("Tab");
    await page.getByText("You noted: 1: I like building things").waitFor();
    assert.deepEqual(await page.locator(".talks > li").count(), 1);
    await page.waitForFunction(() => String(Reflect.get(globalThis, "previewText")()).includes("building things"));
    const { fit, answers } = parse(await fileText()) as { fit: unknown; answers: unknown };
    assert.deepEqual(fit, { "fit-coordinating": { answer: "no", note: "1: I like building things" } });
    assert.equal(answers, null);
    await goTo("What it comes to", 1280);
    await page.getByText("Nothing to tell yet").waitFor();
  });

  it("adds up a project's complexity, says what it means, and doubts higher ratings gently", async () => {
    const { page } = preview;
    await open("done");
    const before = (parse(await fileText()) as { answers: unknown }).answers;
    await goTo("My project", 1280);
    const items = page.locator(".part fieldset");
    assert.equal(await items.count(), 7);
    for (let at = 0; at < 7; at++)
      await items
        .nth(at)
        .locator("input")
        .nth(at < 4 ? 1 : 0)
        .check();
    await page.getByText("11 of 28: below Global 1.").waitFor();
    await page.getByText("can show level 3 at most").waitFor();
    await goTo("What it comes to", 1280);
    await page.getByText("evidence shows level 3 at most; 4 ratings are higher").waitFor();
    await goTo("My project", 1280);
    await items.nth(6).locator("input").nth(1).check();
    await page.getByText("12 of 28: Global 1.").waitFor();
    assert.deepEqual((parse(await fileText()) as { answers: unknown }).answers, before);
  });

  it("takes other levels and the responsibilities one wants, which change what comes next", async () => {
    const { page } = preview;
    await open("done");
    const next = page.locator(".next > li > .link-button");
    assert.deepEqual(await next.allInnerTexts(), ["Time management", "Communication", "Mentoring"]);
    await goTo("What I aim at", 1280);
    await page.getByLabel("Level of Leadership").selectOption("5");
    await page.getByText("instead of 2").waitFor();
    await page.getByRole("checkbox", { name: "Financial management" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("A gap counts by the share").waitFor();
    assert.deepEqual(parse(await page.evaluate(() => Reflect.get(globalThis, "previewTargets")())), {
      targets: 1,
      person: "Ana",
      levels: { "skill-leadership": 5 },
      wants: { "resp-financial-management": "wanted" },
    });
    await page.getByRole("button", { name: "What it comes to" }).last().click();
    // Of the gaps, those that are about money: neither leadership's nor mentoring's questions are.
    await page.getByText("Next, by gap and by what you want to do").waitFor();
    assert.deepEqual(await next.allInnerTexts(), ["Time management", "Communication"]);
    await page.getByRole("button", { name: "New Document: status report" }).first().click();
    await page.waitForFunction(() =>
      Reflect.get(globalThis, "previewLog").includes("run gantry.scaffold.newDocument status-report"),
    );
    await goTo("What I aim at", 1280);
    await page.getByLabel("Level of Leadership").selectOption("2");
    await page.getByText("instead of 2").waitFor({ state: "detached" });
  });

  it("shows self against a colleague by skill and by question", async () => {
    const { page } = preview;
    await open("done");
    await page.getByLabel("Beside").selectOption({ label: "Chen, 8 Feb 2027" });
    const rows = await page.getByRole("table", { name: "Scores", exact: true }).locator("tbody tr").allInnerTexts();
    assert.match(rows[0] ?? "", /^Technical\s+3\.75\s+69\s+3\s+met\s+2\.75\s+\+1\.00/);
    assert.match(rows[1] ?? "", /^Leadership\s+2\.50\s+38\s+2\s+met\s+3\.50\s+−1\.00/);
    assert.equal(await page.locator(".radar .other").count(), 1);
    await page.getByText("Question by question with Chen").click();
    const questions = page.getByRole("table", { name: "Question by question with Chen" }).locator("tbody tr");
    assert.equal(await questions.count(), 32);
    assert.match(await questions.nth(16).innerText(), /\s2\s+5\s+−3$/);
    await page.getByRole("button", { name: "Make a Copy…" }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").includes("copy"));
    await page.getByLabel("Beside").selectOption({ label: "nothing" });
    await page.waitForFunction(() => document.querySelector(".radar .other, .radar .before") === null);
  });

  it("shows a colleague's answers once they are read, and no comparison before", async () => {
    const { page } = preview;
    await open("alone");
    assert.equal(await page.getByLabel("Beside").count(), 0);
    await page.getByRole("button", { name: "Read Their Answers…" }).click();
    await page
      .getByText("Chen sees Technical 1.00 lower, Leadership 1.00 higher, Time management 0.75 higher.")
      .waitFor();
    assert.equal(await page.locator(".radar .other").count(), 1);
  });

  it("says what the files show beside a question, and doubts a high rating without changing it", async () => {
    const { page } = preview;
    await open("empty");
    await page.getByText("In this workspace").waitFor();
    const shown = (await page.locator(".shown li").allInnerTexts()).map((text) => text.trim());
    assert.deepEqual(shown, ["The project's files read without an error", "Progress was last logged 23 days ago"]);
    await open("done");
    await page.getByText("Technical is rated 4 or more, while this project's files say").waitFor();
    await page.getByText("None of this changes a rating.").waitFor();
  });

  it("shows answers to other questions, which can be read and not changed", async () => {
    const { page } = preview;
    await open("old");
    await page.getByText("These answers were given to other questions").waitFor();
    const rows = await page.locator(".scores tbody tr").allInnerTexts();
    assert.match(rows[0] ?? "", /^Technical\s+3\.00\s+50/);
    await page.getByText("More than 90 days have passed since 12 Oct 2026").waitFor();
    await page.getByRole("button", { name: "Answer again today" }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").includes("again"));
  });

  it("is answered by keyboard alone, from the first question to the result", async () => {
    const { page } = preview;
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
    const { page } = preview;
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
    const { page } = preview;
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
    const { page } = preview;
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
    const { page } = preview;
    await open("done");
    const rows = await page.locator(".scores tbody tr").allInnerTexts();
    assert.equal(rows.length, 8);
    assert.match(rows[0] ?? "", /^Technical\s+3\.75\s+69\s+3\s+met\s+\+0\.50\s+3 of 4$/);
    assert.match(rows[4] ?? "", /^Time management\s+2\.25\s+31\s+3\s+0\.75/);
    await page.getByText("5 of 8 skills reach the target. The widest gap is Time management, 0.75 short.").waitFor();
    await page
      .getByText("Real changes since 12 Oct 2026: Technical +0.50, Communication +0.50, Mentoring +0.50.")
      .waitFor();
    await page.getByRole("combobox", { name: "Target" }).selectOption("senior");
    await page.getByText("0 of 8 skills reach the target.").waitFor();
    await page.locator(".next").getByRole("button", { name: "Leadership" }).click();
    await page.waitForFunction(() => Reflect.get(globalThis, "previewLog").includes("page skill-leadership"));
  });

  it("says what is wrong with a damaged file, and writes nothing into it", async () => {
    const { page } = preview;
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
