// @ts-check
/** What VS Code itself says of Gantry's activation, from its own list of running extensions. */
import { openWorkbench, until } from "../harness/workbench.mjs";

/**
 * @param {number} runs windows opened one after the other
 * @param {string} [developmentPath] an unpacked extension; the packed one when not given
 * @returns {Promise<number[]>} milliseconds VS Code needed to load and activate, one figure a window
 */
export async function activationTimes(runs, developmentPath) {
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const workbench = await openWorkbench({
      ...(developmentPath === undefined ? {} : { developmentPath }),
      size: { width: 1280, height: 2000 }, // the list draws only the rows in sight
      files: { "project/gantry.yaml": "gantry: 1\nname: Bench\nmethod: hybrid\nphase: planning\n" },
    });
    await workbench.activityBar();
    await workbench.tree("Documents").find("Project");
    await workbench.runCommand("Developer: Show Running Extensions");
    const row = workbench.page.locator(".monaco-list-row", { hasText: /Gantry: .*ms/ });
    const text = await until("Gantry among the running extensions", async () => {
      if ((await row.count()) === 0) return undefined;
      const words = (await row.first().textContent()) ?? "";
      return /\d+\s*ms/.test(words) ? words : undefined;
    });
    times.push(Number(/(\d+)\s*ms/.exec(text)?.[1]));
    await workbench.close();
  }
  return times;
}
