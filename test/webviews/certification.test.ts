import assert from "node:assert/strict";
import { PreviewPage } from "./support/previewPage.ts";

describe("certifications outside VS Code", function () {
  this.timeout(60_000);
  const preview = new PreviewPage("certification");
  const fileText = () => preview.fileText();
  const log = () => preview.log();

  async function open(state: string, wish: { theme?: string; width?: number; size?: number } = {}): Promise<void> {
    await preview.open({ state, ...wish });
    const shown = { eligibility: ".results", empty: ".results", pdus: ".kept" }[state] ?? ".records";
    await preview.page.waitForSelector(shown);
  }

  const names = (): Promise<string[]> => preview.page.locator(".records .open").allTextContents();

  const states = ["old", "eligibility", "pdus"] as const;
  for (const [theme, width] of [
    ["dark", 1280],
    ["light", 1280],
    ["hc-dark", 1280],
    ["hc-light", 1280],
    ["light", 480],
    // As at 200 %: half the width, twice the type.
    ["dark", 640],
  ] as const) {
    it(`has no accessibility fault in ${theme}, ${width} px wide, in all parts`, async () => {
      const { page } = preview;
      for (const state of states) {
        await open(state, { theme, width, size: width === 640 ? 26 : 13 });
        if (state !== "pdus")
          await page.getByRole("button", { name: /Project Management Professional \(PMP\)/ }).click();
        if (state === "eligibility") await page.getByRole("button", { name: "Add a project" }).click();
        await preview.isSound(`${state}-${theme}-${width}`);
      }
      assert.deepEqual(preview.complaints, []);
    });
  }

  it("are found, sorted and opened, with what is old and what sources differ in", async () => {
    const { page } = preview;
    await open("old");
    const all = (await names()).length;
    await page.getByRole("textbox", { name: "Find certifications" }).fill("scrum master");
    await page
      .getByText(`3 of ${all}`)
      .or(page.getByText(`4 of ${all}`))
      .waitFor();
    await page.getByRole("textbox", { name: "Find certifications" }).fill("");
    await page.getByRole("button", { name: "No experience asked" }).click();
    assert.ok(!(await names()).some((name) => /PMP|PgMP|PfMP|IPMA Levels C/.test(name)));
    await page.getByRole("button", { name: "No experience asked" }).click();
    const row = (name: string) => page.locator(".records tr").filter({ hasText: name });
    assert.deepEqual(await row("(PgMP)").locator("td.num").allTextContents(), ["not known", "not known", "not stated"]);
    assert.equal(await row("Agile Hybrid Project Pro").locator("td").nth(1).textContent(), "not known");
    assert.deepEqual((await row("(CSM)").locator("td.num").allTextContents()).slice(0, 2), ["none", "16"]);
    await page.getByRole("textbox", { name: "USD up to" }).fill("200");
    assert.ok(!(await names()).some((name) => name.includes("PMP")));
    await page.getByRole("textbox", { name: "USD up to" }).fill("");
    await page.getByRole("button", { name: "Months asked" }).click();
    await page.getByRole("button", { name: "Months asked" }).click();
    assert.match((await names())[0] ?? "", /PMI-CP/);
    assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);

    await page.getByRole("button", { name: "Project Management Professional (PMP)" }).focus();
    await page.keyboard.press("Enter");
    const facts = page.locator(".facts");
    await facts.getByText("more than 180 days ago: check at the issuer").waitFor();
    await facts.getByText(/555 USD, or 575 USD, or 675 USD\. Check at the issuer\./).waitFor();
    await facts.getByRole("button", { name: "PMI chapter Netherlands" }).click();
    await page.getByRole("combobox", { name: "Beside" }).selectOption({ label: "PRINCE2 7 Foundation" });
    const [own, other] = [page.locator(".pair section").first(), page.locator(".pair section").last()];
    await own.getByText("60 PDUs in 3 years").waitFor();
    await other.getByRole("heading", { name: "PRINCE2 7 Foundation" }).waitFor();
    await preview.isSound("beside");
    await page.getByRole("combobox", { name: "Beside" }).selectOption({ label: "nothing" });
    await page.getByRole("button", { name: "Plan the study…" }).click();
    assert.deepEqual(await log(), ["source pmp 0", "plan pmp"]);

    await page.getByRole("combobox", { name: "Where do you come from?" }).selectOption("developer");
    assert.deepEqual(await page.locator(".steps li").allTextContents(), [
      "Professional Scrum Master I (PSM I)",
      "CompTIA Project+ (PK0-005)",
      "Project Management Professional (PMP)",
    ]);
    await page.getByText("All of it: 884 to 1244 USD in fees.").waitFor();
    await page.getByRole("combobox", { name: "Where do you come from?" }).selectOption("specialist");
    assert.deepEqual(await page.locator(".steps li").allTextContents(), [
      "PMI Risk Management Professional (PMI-RMP) or PMI Construction Professional (PMI-CP)",
    ]);
    await page.getByText("One of each: 499 to 670 USD in fees.").waitFor();
  });

  it("are met by what is written down, by keyboard alone", async () => {
    const { page } = preview;
    await open("empty");
    const result = page.getByRole("button", { name: /Certified Associate in Project Management/ });
    assert.match((await result.textContent()) ?? "", /a secondary degree missing/);
    await result.click();
    await page.locator(".explanation").getByText("The degree is missing.").waitFor();
    const unknown = page.getByRole("button", { name: /Program Management Professional/ }).first();
    assert.match((await unknown.textContent()) ?? "", /not known: see the issuer/);
    await unknown.click();
    await page.locator(".explanation").getByText("can't be told from here: see the issuer").waitFor();
    await unknown.click();
    await page.getByRole("combobox", { name: "Highest degree" }).focus();
    await page.keyboard.type("Bach");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /education: bachelor/.test(Reflect.get(globalThis, "previewText")() ?? ""));

    await page.getByRole("button", { name: "Add a project" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('input[name="project"]:focus').waitFor();
    await page.keyboard.type("Harbour move");
    await page.getByLabel("First day").fill("2024-01-01");
    await page.keyboard.press("Enter");
    await page.getByText("1 Jan 2024 – now, leading projects").waitFor();

    await page.getByRole("button", { name: "Add a course" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('input[name="title"]:focus').waitFor();
    await page.keyboard.type("Fundamentals");
    await page.getByLabel("Hours", { exact: true }).fill("23");
    await page.keyboard.press("Enter");
    await page.getByText("23 hours, project management").waitFor();
    assert.match((await result.textContent()) ?? "", /met/);

    const pmp = page.getByRole("button", { name: /Project Management Professional/ }).first();
    await pmp.focus();
    await page.keyboard.press("Enter");
    const explanation = page.locator(".explanation");
    await explanation.getByText("37 of 36 months of experience").waitFor();
    await explanation.getByText("Harbour move: 37 months").waitFor();
    await explanation.getByText("23 of 35 hours in project management, 12 missing").waitFor();
    assert.match(
      await fileText(),
      /^ {2}harbour-move:\n {4}project: Harbour move\n {4}from: 2024-01-01\n {4}leading: yes$/m,
    );
    assert.deepEqual(preview.complaints, []);
  });

  it("says what can't be, keeps what was typed, and leaves an entry as it was on Escape", async () => {
    const { page } = preview;
    await open("eligibility");
    const before = await fileText();
    await page.getByTitle("Change Payments migration").click();
    await page.getByLabel("Last day").fill("2023-01-01");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The project ends before it begins.").waitFor();
    assert.equal(await page.getByLabel("Last day").inputValue(), "2023-01-01");
    await page.keyboard.press("Escape");
    await page.getByText("3 Jun 2024 – 31 Jan 2025").waitFor();
    assert.equal(await fileText(), before);
    await page.locator('button[title="Change Payments migration"]:focus').waitFor();

    // What stands in a field is what the entry says: saved as it is, it changes nothing.
    await page.getByRole("button", { name: "Change Scrum course" }).click();
    assert.equal(await page.getByLabel("About").inputValue(), "agile");
    await page.keyboard.press("Enter");
    await page.locator('button[title="Change Scrum course"]:focus').waitFor();
    assert.equal(await fileText(), before);
  });

  it("say what a number is before anything is sent", async () => {
    const { page } = preview;
    await open("eligibility");
    const before = await fileText();
    await page.getByRole("button", { name: "Change Scrum course" }).click();
    for (const typed of ["2h", "abc", "20000"]) {
      await page.getByLabel("Hours", { exact: true }).fill(typed);
      await page.keyboard.press("Enter");
      await page.getByRole("alert").getByText("Hours are a number up to 10000.").waitFor();
      assert.equal(await page.getByLabel("Hours", { exact: true }).inputValue(), typed);
    }
    assert.equal(await fileText(), before);
    await page.getByLabel("Hours", { exact: true }).fill("16,5");
    await page.keyboard.press("Enter");
    await page.getByText("16.5 hours, agile methods").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);

    await open("pdus");
    await page.getByRole("button", { name: "Add PDUs" }).click();
    await page.locator('input[name="title"]').fill("Reading");
    await page.getByLabel("When").fill("2027-01-20");
    await page.getByLabel("Hours", { exact: true }).fill("2h");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("PDUs are a number up to 1000.").waitFor();
    assert.deepEqual(preview.complaints, []);
  });

  it("count PDUs by the rule, and what is added by keyboard", async () => {
    const { page } = preview;
    await open("pdus");
    const kept = page.locator(".kept");
    // 26 of education in time, 4 given back, 8 of the 10 in the role.
    await kept.getByText("38 of 60 count. 22 more by 29 Feb 2028, 394 days from now.").waitFor();
    await kept.getByText("Two years in the role: 2 of 10, beyond what working may count").waitFor();
    await kept.getByText("Course of the year before: 6 of 6, outside the three years").waitFor();
    await kept.getByText(/^The rule is from .*Reliability medium, checked 23 Nov/).waitFor();
    await kept.getByRole("button", { name: "PMI, Talent Triangle" }).click();
    assert.deepEqual(await log(), ["source pdus-60 2"]);
    await page.getByRole("button", { name: "Add PDUs" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('input[name="title"]:focus').waitFor();
    await page.keyboard.type("Money for managers");
    await page.getByLabel("When").fill("2027-01-20");
    await page.getByLabel("Counts as").selectOption("business-acumen");
    await page.getByLabel("Hours", { exact: true }).fill("8.5");
    await page.keyboard.press("Enter");
    await kept.getByText("46.5 of 60 count. 13.5 more by 29 Feb 2028").waitFor();
    const text = await page.evaluate(() => String(Reflect.get(globalThis, "previewPdus")()));
    // What is still to come is planned, not earned.
    await page.getByRole("button", { name: "Add PDUs" }).click();
    await page.locator('input[name="title"]').fill("Course in spring");
    await page.getByLabel("When").fill("2027-04-20");
    await page.getByLabel("Counts as").selectOption("business-acumen");
    await page.getByLabel("Hours", { exact: true }).fill("13.5");
    await page.keyboard.press("Enter");
    await kept.getByText("13.5 more are planned. Once that is done, it is enough to renew it.").waitFor();
    await kept.getByText("46.5 of 60 count. 13.5 more by 29 Feb 2028").waitFor();
    await page.locator(".entry").filter({ hasText: "Course in spring" }).getByText(", planned").waitFor();
    assert.match(text, /\n {2}money-for-managers:\n {4}title: Money for managers\n {4}date: 2027-01-20\n/);
    assert.deepEqual(preview.complaints, []);
  });

  it("shows a damaged file's line and writes nothing", async () => {
    const { page } = preview;
    await open("damaged");
    await page.getByRole("button", { name: "Line 3" }).click();
    assert.deepEqual(await log(), ["open background 3"]);
    await page.getByRole("button", { name: "Eligibility" }).click();
    assert.equal(await page.getByRole("button", { name: "Add a project" }).isDisabled(), true);
    assert.equal(await page.getByRole("combobox", { name: "Highest degree" }).isDisabled(), true);
  });
});
