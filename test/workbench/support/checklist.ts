import type { Frame } from "playwright-core";
import { until } from "../../harness/workbench.mjs";

export const planning = `# Planning checklist

- [x] Kick-off held <!-- pla-01 who:ana -->
  Who met once asks the other.
  evidence: [Minutes](../kick-off.md)
- [ ] Every task has an owner <!-- pla-02 who:bo -->
  What is in nobody's hands is done by nobody.
- [ ] "><script>document.title = "broken"</script>
`;

/** A project with two checklists. */
export const checklistFiles = {
  "project/gantry.yaml": "gantry: 1\nname: Harbour\nmethod: scrum\nphase: planning\nstart: 2027-01-04\n",
  "project/kick-off.md": "# Kick-off\n",
  "project/checklists/planning.md": planning,
  "project/checklists/closing.md": "# Closing\n\n- [ ] Accepted <!-- clo-01 -->\n",
};

/** The first of them, which holds `planning`. */
export const checklistFile = "project/checklists/planning.md";

export const selected = (view: Frame): Promise<string> =>
  view.evaluate(() => document.querySelector('[role="row"][aria-selected="true"]')?.getAttribute("aria-label") ?? "");

/** Puts the keyboard focus on a row, as a click on its words does. */
export async function chooseRow(view: Frame, words: string): Promise<void> {
  await view.locator('[role="row"]', { hasText: words }).first().locator(".text, .name").first().click();
  await until(`the row "${words}" to be chosen`, async () => (await selected(view)).startsWith(words));
}
