import assert from "node:assert/strict";
import { PreviewPage } from "./support/previewPage.ts";

describe("education outside VS Code", function () {
  this.timeout(60_000);
  const preview = new PreviewPage("education");

  async function open(state: string, wish: { theme?: string; width?: number; size?: number } = {}): Promise<void> {
    await preview.open({ state, ...wish });
    await preview.page.waitForSelector(".matrix");
  }

  /** Waits until the file holds it. */
  const written = (text: string): Promise<unknown> =>
    preview.page.waitForFunction((part) => String(Reflect.get(globalThis, "previewText")()).includes(part), text);

  for (const [theme, width, size] of [
    ["dark", 1280, 13],
    ["light", 1280, 13],
    ["hc-dark", 1280, 13],
    ["hc-light", 1280, 13],
    ["light", 480, 13],
    // As at 200 %: half the width, twice the type.
    ["dark", 640, 26],
  ] as const) {
    it(`has no accessibility fault in ${theme}, ${width} px wide, type of ${size} px, in all parts`, async () => {
      const { page } = preview;
      await open("filled", { theme, width, size });
      await preview.isSound(`compare-${theme}-${width}`);
      await page.getByRole("button", { name: "Add a programme" }).click();
      await preview.isSound(`form-${theme}-${width}`);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Kinds" }).click();
      await preview.isSound(`kinds-${theme}-${width}`);
      await open("empty", { theme, width, size });
      await preview.isSound(`empty-${theme}-${width}`);
      assert.deepEqual(preview.complaints, []);
    });
  }

  it("is compared by keyboard alone: weights, programmes, ratings, and the choice", async () => {
    const { page } = preview;
    await open("empty");
    await page.getByText("Nothing to compare yet").waitFor();
    await page.getByRole("button", { name: "Change Price" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Weight").fill("20,5");
    await page.keyboard.press("Enter");
    await written("name: Price\n    weight: 20.5\n");
    await page.getByText("100").or(page.getByText("105.5 of 100")).first().waitFor();
    await page.locator('button[title="Change Price"]:focus').waitFor();

    for (const name of ["Evening course", "Certificate", "Master"]) {
      await page.getByRole("button", { name: "Add a programme" }).focus();
      await page.keyboard.press("Enter");
      await page.locator('input[name="name"]:focus').waitFor();
      await page.keyboard.type(name);
      await page.getByLabel("Full cost").fill(name === "Master" ? "14800 EUR" : "900");
      await page.keyboard.press("Enter");
      await page.getByRole("columnheader", { name }).waitFor();
    }
    await page.getByText("15 ratings are missing").waitFor();

    // A select takes the figure that is typed.
    for (const criterion of ["Closes my gaps", "Practice on real projects", "Fits my week", "Price"]) {
      for (const [name, rating] of [
        ["Evening course", "2"],
        ["Certificate", "4"],
        ["Master", "3"],
      ] as const) {
        await page.getByRole("combobox", { name: `${criterion}: ${name}` }).focus();
        await page.keyboard.type(rating);
      }
    }
    await page.getByText("3 ratings are missing.").waitFor();
    await page.getByText("No programme has all its ratings yet.").waitFor();
    for (const name of ["Evening course", "Certificate", "Master"]) {
      await page.getByRole("combobox", { name: `Recognised where I want to work: ${name}` }).selectOption("3");
    }
    await page.getByText(/^Certificate is ahead with 3\.9\d\.$/).waitFor();

    await page.getByRole("button", { name: "Edit the decision" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Programme" }).selectOption({ label: "Certificate" });
    await page.getByLabel("Reason").fill("Closes the gap");
    await page.keyboard.press("Enter");
    await page.getByText("The choice has no start date. The choice has no budget.").waitFor();
    await page.locator('button[title="Edit the decision"]:focus').waitFor();
    await written("decision:\n  programme: certificate\n  reason: Closes the gap\n");
    assert.deepEqual(preview.complaints, []);
  });

  it("says what the scores do not: one doubt that turns them, who could still lead, hours that are missing", async () => {
    const { page } = preview;
    await open("filled");
    await page.getByText("Project leadership certificate is ahead with 3.90.").waitFor();
    await page.getByText(/^One doubt turns it: were “Closes my gaps” of Project leadership certificate 3/).waitFor();
    await page.getByRole("cell", { name: "0.80 to 3.80" }).waitFor();
    await page.getByText("2 ratings are missing.").waitFor();
    await page.getByText("45, 65 with yours").waitFor();
    await page.getByText("15 missing").waitFor();
    await page.getByRole("combobox", { name: "Closes my gaps: Project leadership certificate" }).selectOption("3");
    await page.getByText(/^Master of project management is ahead with 3\.70\./).waitFor();
    await page.getByText("Exam preparation could still lead: ratings are missing.").waitFor();
    await page.getByRole("button", { name: "Write down your hours" }).click();
    assert.deepEqual(await preview.log(), ["hours"]);
  });

  it("says what can't be and keeps what was typed, and takes a choice back with its programme", async () => {
    const { page } = preview;
    await open("filled");
    const before = await preview.fileText();
    await page.getByRole("button", { name: "Change Exam preparation" }).click();
    await page.getByLabel("Full cost").fill("1,900 €");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("“1,900 €” is no amount").waitFor();
    assert.equal(await page.getByLabel("Full cost").inputValue(), "1,900 €");
    assert.equal(await preview.fileText(), before);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Remove Project leadership certificate" }).click();
    await page.getByText("Choose one of the programmes").waitFor();
    assert.ok(!/^ {2}programme:/m.test(await preview.fileText()));
  });

  it("says what a number is before anything is sent", async () => {
    const { page } = preview;
    await open("filled");
    const before = await preview.fileText();
    await page.getByRole("button", { name: "Change Exam preparation" }).click();
    await page.getByLabel("Months").fill("two");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Months are a number up to 240.").waitFor();
    await page.getByLabel("Months").fill("2");
    await page.locator('input[name="contactHours"]').fill("2h");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Contact hours are a number up to 10000.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Change Technical depth" }).click();
    await page.getByLabel("Weight").fill("a third");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("A weight is a number from 0 to 100.").waitFor();
    assert.equal(await preview.fileText(), before);
    assert.deepEqual(preview.complaints, []);
  });

  it("knows the kinds there are, with sources, and begins a comparison with one", async () => {
    const { page } = preview;
    await open("old");
    await page.getByRole("button", { name: "Kinds" }).click();
    await page.getByText("more than 180 days ago: ask the provider").first().waitFor();
    await page.getByRole("button", { name: "Wentworth Institute of Technology" }).click();
    assert.deepEqual(await preview.log(), ["source edu-bs-project-management 0"]);
    await page.getByRole("button", { name: /^Compare one: Preparation by a PMI/ }).click();
    await page.locator('input[name="name"]:focus').waitFor();
    assert.equal(await page.getByLabel("Kind").inputValue(), "edu-atp-course");
    // Its hours are not verified: they are for the provider to say.
    assert.equal(await page.locator('input[name="contactHours"]').inputValue(), "");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Kinds" }).click();
    await page.getByRole("button", { name: /^Compare one: Bachelor of Science in project management/ }).click();
    await page.locator('input[name="name"]:focus').waitFor();
    assert.equal(await page.locator('input[name="months"]').inputValue(), "48");
    await page.keyboard.type("Evenings");
    await page.keyboard.press("Enter");
    await page.getByRole("columnheader", { name: "Evenings" }).waitFor();
    await page.locator('input[name="name"]').waitFor({ state: "detached" });
    await written("    kind: edu-bs-project-management\n    months: 48\n");
  });

  it("shows a damaged file's line and writes nothing", async () => {
    const { page } = preview;
    await open("damaged");
    await page.getByRole("button", { name: "Line 3" }).click();
    assert.deepEqual(await preview.log(), ["open 3"]);
    assert.equal(await page.getByRole("button", { name: "Add a programme" }).isDisabled(), true);
  });
});
