// @ts-check
/**
 * A real VS Code with Gantry in it, for tests that use it as a person does.
 *
 *   const workbench = await openWorkbench({ folder: "test/fixtures/small" });
 *   await workbench.runCommand("Gantry: New Project…");
 *   await workbench.quickInput.waitForTitle("New Project");
 *   await workbench.quickInput.accept();
 *   await workbench.close();
 *
 * VS Code's server is shared by all tests of a run; settings, state and a copy of the folder are made anew for each opening.
 * Nothing here waits for time to pass: it waits for what is on the screen or on the disk.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getBrowser, launchBrowser } from "./browser.mjs";
import { extensionId, packedExtension, root, scratchFolder } from "./paths.mjs";
import { getWebVSCode, installExtension, linkExtension, quietSettings, startWebServer } from "./vscodeWeb.mjs";
import { Workbench } from "./workbenchPage.mjs";

export { until } from "./workbenchParts.mjs";
export { Workbench };

/** The four themes people use, by VS Code's name and the class its window then has. */
export const themes = Object.freeze({
  dark: { name: "Dark 2026", windowClass: "vs-dark", scheme: /** @type {const} */ ("dark") },
  light: { name: "Light 2026", windowClass: "vs", scheme: /** @type {const} */ ("light") },
  "hc-dark": { name: "Default High Contrast", windowClass: "hc-black", scheme: /** @type {const} */ ("dark") },
  "hc-light": { name: "Default High Contrast Light", windowClass: "hc-light", scheme: /** @type {const} */ ("light") },
});

/** @typedef {keyof typeof themes} Theme */

/**
 * @typedef {object} Opening
 * @property {string} [folder] a folder, by its path from the repository's root, of which a copy is opened; an empty one when
 *   not given
 * @property {Record<string, string>} [files] files put into that copy, by relative path
 * @property {"node" | "web"} [kind] the extension host that runs Gantry; "node" when not given
 * @property {string} [vsix] a packed extension; Gantry's own when not given
 * @property {string} [developmentPath] an unpacked extension, in the place of a packed one
 * @property {boolean} [trust] false opens the folder in Restricted Mode; true when not given
 * @property {Theme} [theme] "dark" when not given
 * @property {Record<string, unknown>} [settings] user settings besides the usual ones
 * @property {{ width: number, height: number }} [size] of the window; 1280 × 800 when not given
 * @property {string} [ready] what stands in the activity bar once the extension is there; "Gantry" when not given
 */

/**
 * Opens a workbench and waits until Gantry stands in its activity bar.
 * @param {Opening} [opening]
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench(opening = {}) {
  const {
    kind = "node",
    trust = true,
    theme = "dark",
    size = { width: 1280, height: 800 },
    ready = "Gantry",
  } = opening;
  const extension = opening.developmentPath ?? opening.vsix ?? packedExtension;
  const server = await serverFor(extension);
  const folder = workspaceCopy(opening);
  const { name, windowClass, scheme } = themes[theme];
  server.writeSettings({
    ...quietSettings,
    "editor.accessibilitySupport": "off",
    "files.simpleDialog.enable": true,
    "security.workspace.trust.enabled": !trust,
    "security.workspace.trust.startupPrompt": "never",
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
    "workbench.colorTheme": name,
    "workbench.reduceMotion": "on",
    ...(kind === "web" ? { "remote.extensionKind": { [idOf(opening)]: ["web"] } } : {}),
    ...opening.settings,
  });
  const context = await (await sharedBrowser()).newContext({
    viewport: size,
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const workbench = new Workbench({ page, folder, theme, kind, windowClass, ready, address: server.address(folder) });
  opened.add(workbench);
  context.once("close", () => opened.delete(workbench));
  await workbench.load();
  return workbench;
}

/** @param {Opening} opening */
function idOf({ developmentPath }) {
  return developmentPath === undefined ? extensionId : idIn(developmentPath);
}

/** @param {string} folder */
function idIn(folder) {
  if (path.resolve(folder) === root) return extensionId;
  const { publisher, name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return `${publisher}.${name}`;
}

/** @param {Opening} opening */
function workspaceCopy({ folder, files = {} }) {
  const copy = path.join(scratchFolder("workspace"), folder === undefined ? "workspace" : path.basename(folder));
  mkdirSync(copy);
  if (folder !== undefined) cpSync(path.resolve(root, folder), copy, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
    writeFileSync(path.join(copy, name), text);
  }
  return copy;
}

/** @type {Set<Workbench>} */
const opened = new Set();

/** @type {Map<string, Promise<import("./vscodeWeb.mjs").WebServer>>} */
const servers = new Map();

/** @param {string} extension a .vsix or an unpacked folder */
function serverFor(extension) {
  let server = servers.get(extension);
  if (server === undefined) {
    server = startServer(extension);
    servers.set(extension, server);
  }
  return server;
}

/** @param {string} extension */
async function startServer(extension) {
  if (!existsSync(extension))
    throw new Error(`${path.relative(root, extension)} is missing; npm run package makes it.`);
  const vscode = await getWebVSCode();
  const dataFolder = scratchFolder("vscode");
  if (extension.endsWith(".vsix")) await installExtension(vscode, dataFolder, extension);
  else linkExtension(dataFolder, extension);
  return startWebServer(vscode, { dataFolder });
}

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

function sharedBrowser() {
  browser ??= getBrowser().then(launchBrowser);
  return browser;
}

/** Closes all that is open: windows, the browser, the servers. Mocha's run does it by itself at the end. */
export async function closeAll() {
  for (const workbench of [...opened]) await workbench.close();
  await (await browser)?.close();
  browser = undefined;
  for (const server of servers.values()) await (await server).stop();
  servers.clear();
}

// In a mocha run: a picture of each open window for a test that failed, and an orderly end.
if (typeof afterEach === "function" && typeof after === "function") {
  afterEach("take a picture of what failed", async function () {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest
      .titlePath()
      .join(" ")
      .replaceAll(/[^a-zA-Z0-9]+/g, "-")
      .slice(0, 100);
    for (const workbench of opened) await workbench.screenshot(`failed-${name}`).catch(() => {});
  });
  after("close VS Code", () => closeAll());
}
