// @ts-check
/** npm run pictures: the screenshots of README and docs, from the packed extension in the real workbench, in four themes, or those that are named. */
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { npm } from "./npm.mjs";
import { fromRoot, root } from "./paths.mjs";
import { runProcess } from "./processes.mjs";
import { closeAll, openWorkbench, themes, until } from "./workbench.mjs";

const target = fromRoot("docs", "pictures");
mkdirSync(target, { recursive: true });

/** What somebody who has led for a while has written down. */
const background = `background: 1
education: bachelor
experience:
  harbour-move: {project: Harbour move, from: 2024-10-01, leading: yes}
  payments: {project: Payments migration, from: 2024-06-03, to: 2025-01-31, leading: yes, agile: yes}
hours:
  fundamentals: {title: Fundamentals of project management, topic: project-management, hours: 20}
`;

/** Three programmes and a choice. */
const education = `education: 1
criteria:
  closes-my-gaps: {name: Closes my gaps, weight: 40}
  depth: {name: Technical depth, weight: 35}
  fits-my-week: {name: Fits my week, weight: 25}
programmes:
  certificate:
    name: Project leadership certificate
    kind: edu-grad-certificate
    provider: City University
    accreditation: gac
    cost: 4200 EUR
    months: 6
    hours-a-week: 8
    contact-hours: 45
    start: 2027-03-01
    ratings: {closes-my-gaps: 4, depth: 3, fits-my-week: 5}
  master:
    name: Master of project management
    kind: edu-ms-project-management
    provider: Open Institute
    cost: 14800 EUR
    months: 24
    hours-a-week: 12
    contact-hours: 135
    start: 2027-09-01
    ratings: {closes-my-gaps: 3, depth: 5, fits-my-week: 3}
  course:
    name: Exam preparation
    kind: edu-atp-course
    cost: 1900 EUR
    contact-hours: 35
    ratings: {closes-my-gaps: 2, depth: 1, fits-my-week: 5}
decision:
  programme: certificate
  reason: Closes the two widest gaps, and I can begin in March
  start: 2027-03-01
  budget: 4600 EUR
`;

/**
 * @param {import("./workbench.mjs").Workbench} workbench
 * @param {string} name
 */
async function keep(workbench, name) {
  await workbench.page.mouse.move(640, 790);
  const file = await workbench.screenshot(name);
  copyFileSync(file, fromRoot("docs", "pictures", `${name}-${workbench.theme}.png`));
}

/**
 * Puts the cursor on the id of a task in the plan, or on a line below it.
 * @param {import("./workbench.mjs").Workbench} workbench
 * @param {string} id
 * @param {number} column counted from 1
 * @param {number} [below]
 */
async function goTo(workbench, id, column, below = 0) {
  const line = workbench.readFile("plan.yaml").split("\n").indexOf(`      ${id}:`) + 1 + below;
  await workbench.page.keyboard.press("Control+g");
  await workbench.quickInput.input.fill(`:${line}:${column}`);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitForClosed();
}

await npm(["run", "package"], { cwd: root });
const drawn = path.join(target, "timeline-export.svg");
const drawing = await runProcess(
  process.execPath,
  ["dist/cli/gantry.cjs", "export", "svg", "templates/sample", "--out", drawn],
  {
    cwd: root,
  },
);
if (drawing.code !== 0) throw new Error(`The timeline was not drawn: ${drawing.output}`);
const wanted = process.argv.slice(2);
for (const theme of /** @type {(keyof typeof themes)[]} */ (Object.keys(themes))) {
  if (wanted.length > 0 && !wanted.includes(theme)) continue;
  // What is typed for a picture is taken back, so that nothing of it may be saved by itself.
  const settings = { "files.autoSave": "off" };
  const workbench = await openWorkbench({ folder: "templates/sample", theme, settings });
  await workbench.activityBar();
  await workbench.tree("Documents").find("Project plan");

  const plan = workbench.tree("Plan");
  await plan.click("Payments API, refunds and idempotency");
  await workbench.waitForTab("plan.yaml");
  await keep(workbench, "plan");
  await goTo(workbench, "pilot", 9);
  await workbench.page.keyboard.press("Control+k");
  await workbench.page.keyboard.press("Control+i");
  await workbench.page.locator(".monaco-hover:visible", { hasText: "Goes back to" }).first().waitFor();
  await keep(workbench, "why-here");
  await workbench.page.keyboard.press("Escape");
  // Five days more than the deadline leaves.
  const told = workbench.page.locator(".codelens-decoration", { hasText: "Unsaved" }).first();
  await until("what the edit does", async () => {
    if ((await told.count()) > 0) return true;
    await goTo(workbench, "pilot", 9, 2);
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.press("Shift+ArrowLeft");
    await workbench.page.keyboard.press("Shift+ArrowLeft");
    await workbench.page.keyboard.type("14d");
    await workbench.page.keyboard.press("Escape");
    return until("the line", async () => (await told.count()) > 0, 8000).catch(() => false);
  });
  await workbench.page.keyboard.press("Control+Home");
  await workbench.page.locator(".codelens-decoration", { hasText: "Unsaved" }).first().waitFor();
  await keep(workbench, "consequence");
  await workbench.runCommand("File: Revert File");
  await told.waitFor({ state: "detached" });
  // An empty value below a task is where completion offers people.
  await workbench.editor.goTo(44, 200);
  await workbench.editor.newLine();
  await workbench.editor.type("who: ");
  await workbench.press("Control+Space", "people to choose from", () =>
    workbench.editor.suggestions.nth(2).isVisible(),
  );
  await workbench.page.keyboard.press("ArrowDown");
  await keep(workbench, "completion");
  await workbench.page.keyboard.press("Escape");
  await workbench.runCommand("File: Revert File");
  await workbench.runCommand("View: Close All Editors");

  await workbench.runCommand("Gantry: Open Checklist");
  const checklist = await workbench.webview(/^Checklist/);
  await checklist.locator("[role=row].item").first().waitFor();
  await keep(workbench, "checklist");

  await workbench.tree("Documents").click("Project plan");
  await workbench.waitForTab("plan.yaml");
  await workbench.runCommand("View: Split Editor Right");
  await workbench.runCommand("Gantry: Open Checklist");
  await (await workbench.webview(/^Checklist/)).locator("[role=row].item").first().waitFor();
  await keep(workbench, "overview");
  await workbench.runCommand("View: Close All Editors");

  // The timeline beside its baseline.
  await workbench.runCommand("Gantry: Open Timeline");
  // It takes the focus when it is there, and the palette would close.
  await (await workbench.webview(/^Timeline/)).locator(".chart-bars .bar").first().waitFor();
  await workbench.runCommand("Gantry: Compare With…");
  await workbench.quickInput.pick("Plan approved with the scope");
  const timeline = await workbench.webview(/^Timeline/);
  await timeline.locator(".chart-bars .ghost").first().waitFor();
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  await keep(workbench, "timeline");
  // The same as a table, with the load in words and numbers.
  await timeline.getByRole("button", { name: "Show as a table" }).click();
  await timeline.locator(".load-rows [role=row]").nth(1).waitFor();
  await keep(workbench, "timeline-table");
  await timeline.getByRole("button", { name: "Show as a table" }).click();
  await timeline.locator(".chart-bars .bar").first().waitFor();
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  await workbench.runCommand("View: Close All Editors");

  await workbench.tree("Practice").expand("Skills");
  await workbench.runCommand("Gantry: Find Step or Skill…");
  await workbench.quickInput.type("Time management");
  await workbench.quickInput.pick("Time management");
  const page = await workbench.webview("Time management");
  await page.locator("h1").waitFor();
  await keep(workbench, "practice");
  await workbench.runCommand("View: Close All Editors");

  await workbench.runCommand("Gantry: Assess My Skills");
  await workbench.quickInput.waitForTitle("Who Are You?");
  await workbench.quickInput.pick("Ana Kovač");
  const question = await workbench.webview("Self-Assessment");
  await question.locator("legend").click();
  await workbench.page.keyboard.press("3");
  await question.getByRole("textbox", { name: "Evidence for a 3" }).fill("docs/context.md, January");
  await keep(workbench, "assessment");
  await workbench.runCommand("View: Close All Editors");

  workbench.writeFile(".gantry-private/background.yaml", background);
  workbench.writeFile(".gantry-private/education.yaml", education);
  await workbench.runCommand("Gantry: Compare Education");
  const programmes = await workbench.webview("Education");
  await programmes.getByText("is ahead with 3.90").waitFor();
  await keep(workbench, "education");
  await workbench.runCommand("View: Close All Editors");
  await workbench.tree("Practice").expand("Steps");
  await workbench.tree("Practice").click("Choose your education");
  const step = await workbench.webview("Choose your education");
  await step.getByRole("heading", { name: "Shown by your files" }).scrollIntoViewIfNeeded();
  await step.getByText("3 programmes, all rated.").waitFor();
  await keep(workbench, "step");
  await workbench.runCommand("View: Close All Editors");

  await workbench.runCommand("Gantry: Compare Certifications");
  const certifications = await workbench.webview("Certifications");
  await certifications.getByRole("combobox", { name: "Where do you come from?" }).selectOption("developer");
  await certifications.getByRole("button", { name: "Project Management Professional (PMP)" }).last().click();
  await certifications.getByText("60 PDUs in 3 years").waitFor();
  await keep(workbench, "certifications");
  await workbench.runCommand("Gantry: Check Eligibility");
  await certifications.getByText("Harbour move").first().waitFor();
  await keep(workbench, "eligibility");
  await workbench.close();

  const empty = await openWorkbench({ theme });
  await empty.activityBar();
  await empty.runCommand("Gantry: New Project…");
  await empty.quickInput.waitForTitle("(1/10)");
  await empty.quickInput.type("Payments migration");
  await empty.quickInput.accept();
  await empty.quickInput.waitForTitle("(2/10)");
  await keep(empty, "new-project");
  for (let step = 2; step < 10; step += 1) {
    await empty.quickInput.waitForTitle(`(${step}/10)`);
    await empty.quickInput.accept();
  }
  await empty.quickInput.waitForTitle("(10/10)");
  await keep(empty, "new-project-files");
  await empty.close();
  console.log(`Pictures in ${theme} are made.`);
}
await closeAll();
