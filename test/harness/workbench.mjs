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
 * VS Code's server is shared by all tests of a run; settings and a copy of the folder are made anew for each opening. A new window
 * takes seconds, so a test may have one that another test has closed (`used`): with nothing open in it, and first with no project.
 * What VS Code and Gantry remember, such as opened nodes of a tree, is there in a used window; it is not in a new one. VS Code also
 * keeps texts for minutes: a file that an earlier test had may be seen as it was, so files with other texts get other names.
 * Nothing here waits for time to pass: it waits for what is on the screen or on the disk.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getBrowser, launchBrowser } from "./browser.mjs";
import { extensionId, packedExtension, root, scratchFolder } from "./paths.mjs";
import { getWebVSCode, installExtension, linkExtension, quietSettings, startWebServer } from "./vscodeWeb.mjs";
import { Workbench } from "./workbenchPage.mjs";

export { until } from "./workbenchParts.mjs";
export { Workbench };

/** The four themes people use: VS Code's names in settings and in its list, and the class its window then has. */
export const themes = Object.freeze({
  dark: { name: "Dark 2026", label: "Dark 2026", windowClass: "vs-dark", scheme: /** @type {const} */ ("dark") },
  light: { name: "Light 2026", label: "Light 2026", windowClass: "vs", scheme: /** @type {const} */ ("light") },
  "hc-dark": {
    name: "Default High Contrast",
    label: "Dark High Contrast",
    windowClass: "hc-black",
    scheme: /** @type {const} */ ("dark"),
  },
  "hc-light": {
    name: "Default High Contrast Light",
    label: "Light High Contrast",
    windowClass: "hc-light",
    scheme: /** @type {const} */ ("light"),
  },
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
 * @property {boolean} [used] whether a window that another test has closed will do, and may be left to the next one; false when not
 *   given
 * @property {Workbench} [beside] a window whose folder this one opens as well, as it is there
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
  const key = JSON.stringify([extension, kind, trust, ready, opening.settings]);
  const left = opening.used ? idle.get(key) : undefined;
  if (left === undefined) await closeIdle(extension);
  const settings = {
    ...quietSettings,
    "workbench.colorTheme": themes[theme].name,
    "editor.accessibilitySupport": "off",
    "files.simpleDialog.enable": true,
    "security.workspace.trust.enabled": !trust,
    "security.workspace.trust.startupPrompt": "never",
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
    "workbench.reduceMotion": "on",
    ...(kind === "web" ? { "remote.extensionKind": { [idOf(opening)]: ["web"] } } : {}),
    ...opening.settings,
  };
  if (left !== undefined) {
    idle.delete(key);
    await left.page.setViewportSize(size);
    await left.startAnew(theme, () => {
      for (const name of readdirSync(left.folder)) {
        rmSync(path.join(left.folder, name), { recursive: true, force: true, maxRetries: 5 });
      }
    });
    server.writeSettings(settings);
    fill(left.folder, opening);
    // A new window has read the workspace before it takes a command; this one hears of it from the watcher of files.
    const folders = ["", ...Object.keys(opening.files ?? {}).map((file) => path.dirname(file))];
    const isOpen = folders.some(
      (folder) => !folder.startsWith(".gantry") && left.exists(path.join(folder, "gantry.yaml")),
    );
    if (isOpen) await left.waitForProject();
    return left;
  }
  const { beside } = opening;
  const folder = beside?.folder ?? path.join(scratchFolder("workspace"), "workspace");
  if (beside === undefined) {
    server.writeSettings(settings);
    mkdirSync(folder);
    fill(folder, opening);
  }
  const page = await newPage(server.origin, kind);
  page.setDefaultTimeout(30_000);
  await page.setViewportSize(size);
  /** @param {Workbench} closing */
  const keep = (closing) => {
    if (!opening.used || spoiled.has(closing)) return false;
    idle.set(key, closing);
    return true;
  };
  const workbench = new Workbench({ page, folder, kind, ready, address: server.address(folder), themes, keep });
  opened.add(workbench);
  page.once("close", () => opened.delete(workbench));
  await workbench.load(theme);
  return workbench;
}

/**
 * Windows that tests have closed and that others may use, by what they were opened with.
 * @type {Map<string, Workbench>}
 */
const idle = new Map();

/**
 * Windows in which a test has failed: nobody knows what is open there.
 * @type {WeakSet<Workbench>}
 */
const spoiled = new WeakSet();

/**
 * Windows of one server share its settings, and a page of a known context begins with clearing what that keeps.
 * @param {string} extension
 */
async function closeIdle(extension) {
  for (const [key, workbench] of idle) {
    if (JSON.parse(key)[0] !== extension) continue;
    idle.delete(key);
    await workbench.dispose();
  }
}

/** What the browser keeps of a window; what it keeps of VS Code's own files is left to it, since they take seconds to read. */
const stateOfWindows = "cookies,file_systems,indexeddb,local_storage,websql";

/** @type {Map<string, Promise<import("playwright-core").BrowserContext>>} */
const usualContexts = new Map();

/**
 * A page that knows nothing of the windows before it. One that is opened beside another of its kind has a context of its own.
 * @param {string} origin
 * @param {string} kind
 */
async function newPage(origin, kind) {
  const running = await sharedBrowser();
  const usual = usualContexts.get(kind) ?? running.newContext();
  usualContexts.set(kind, usual);
  const context = await usual;
  if (context.pages().length > 0) {
    const own = await running.newContext();
    const page = await own.newPage();
    page.once("close", () => void own.close());
    return page;
  }
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: stateOfWindows });
  await session.detach();
  return page;
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

/**
 * @param {string} target
 * @param {Opening} opening
 */
function fill(target, { folder, files = {} }) {
  if (folder !== undefined) cpSync(path.resolve(root, folder), target, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    writeFileSync(path.join(target, name), text);
  }
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
  return startWebServer(vscode, { dataFolder, isLean: true });
}

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

function sharedBrowser() {
  browser ??= getBrowser().then(launchBrowser);
  return browser;
}

/** Closes all that is open: windows, the browser, the servers. Mocha's run does it by itself at the end. */
export async function closeAll() {
  for (const workbench of [...opened]) await workbench.dispose();
  idle.clear();
  await (await browser)?.close();
  browser = undefined;
  usualContexts.clear();
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
    const idleOnes = new Set(idle.values());
    for (const workbench of [...opened].filter((candidate) => !idleOnes.has(candidate))) {
      spoiled.add(workbench);
      await workbench.screenshot(`failed-${name}`).catch(() => {});
    }
  });
  after("close VS Code", () => closeAll());
}
