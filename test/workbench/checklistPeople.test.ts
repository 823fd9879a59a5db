import assert from "node:assert/strict";
import { openWorkbench, until, type Workbench } from "../harness/workbench.mjs";

const planning = `# Planning checklist

- [ ] Every task has an owner <!-- pla-02 who:bo -->
- [ ] The dates are agreed <!-- pla-03 -->
`;

const files = {
  "people/gantry.yaml": `gantry: 1
name: Harbour

people:
  ana:
    name: Ana Dimitrova
    role: Project manager

  developer:
    name: Developer
    count: 2
`,
  "people/checklists/planning.md": planning,
};
const file = "people/checklists/planning.md";

describe("the people of a checklist", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ files });
  });
  after(() => workbench.close());

  it("are those of the project, found by name or role, before the names used in checklists", async () => {
    await workbench.runCommand("Gantry: Open Checklist");
    await workbench.waitForTab("Checklist: Harbour");
    const view = await workbench.webview("Checklist: Harbour");
    const row = view.locator('[role="row"]', { hasText: "The dates are agreed" }).first();
    await row.locator(".text").first().click({ button: "right" });
    await view.getByRole("menuitem", { name: "Assign…" }).click();
    await workbench.quickInput.waitForTitle("Assign");
    assert.deepEqual(await workbench.quickInput.labels(), ["ana", "developer", "bo"]);
    assert.match((await workbench.quickInput.rows.first().textContent()) ?? "", /Ana Dimitrova, Project manager/);
    await workbench.screenshot("checklist-people");
    await workbench.quickInput.type("manager");
    await until("the manager alone", async () => (await workbench.quickInput.labels()).at(-1) === "ana");
    await workbench.quickInput.type("dimitrova");
    await workbench.quickInput.rows.filter({ hasText: "Ana Dimitrova" }).first().click();
    const assigned = await workbench.waitForFile(file, (text: string) => text !== "" && text !== planning);
    assert.equal(assigned, planning.replace("<!-- pla-03 -->", "<!-- pla-03 who:ana -->"));
  });
});
