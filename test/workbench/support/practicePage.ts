import type { Frame } from "playwright-core";
import type { Workbench } from "../../harness/workbench.mjs";

/** The page that tests read. */
export const page = "Time management";

/** Opens it from the sidebar. */
export async function openPage(workbench: Workbench): Promise<Frame> {
  await workbench.activityBar();
  await workbench.tree("Practice").expand("Skills");
  await workbench.tree("Practice").click(page);
  const frame = await workbench.webview(page);
  await frame.locator("h1", { hasText: page }).waitFor();
  return frame;
}
