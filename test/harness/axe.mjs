// @ts-check
/** Accessibility faults of one page or webview, as axe-core finds them. */
import { readFileSync } from "node:fs";
import { fromRoot } from "./paths.mjs";

/** @type {string | undefined} */
let script;

/**
 * @typedef {object} Fault
 * @property {string} rule
 * @property {string} impact
 * @property {string} help
 * @property {string[]} places the elements, as selectors with what is wrong there
 */

/**
 * Looks for faults; the frame's content security policy is not in the way.
 * @param {import("playwright-core").Frame | import("playwright-core").Page} frame
 * @param {{ leaveOut?: readonly string[] }} [options] rules that do not fit: say why where it is called
 * @returns {Promise<Fault[]>} empty when there are none
 */
export async function axeFaults(frame, { leaveOut = [] } = {}) {
  script ??= readFileSync(fromRoot("node_modules", "axe-core", "axe.min.js"), "utf8");
  await frame.evaluate(script);
  return frame.evaluate(async (rules) => {
    /** @type {typeof import("axe-core")} */
    const axe = Reflect.get(globalThis, "axe");
    // A webview is transparent and lies on the editor's background, which contrast has to be measured against.
    const page = document.documentElement.style;
    const before = page.backgroundColor;
    if (page.getPropertyValue("--vscode-editor-background")) page.backgroundColor = "var(--vscode-editor-background)";
    const found = await axe.run(document, {
      iframes: false,
      resultTypes: ["violations"],
      rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
    });
    page.backgroundColor = before;
    return found.violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? "",
      help,
      places: nodes.slice(0, 10).map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
    }));
  }, leaveOut);
}
