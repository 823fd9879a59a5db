// @ts-check
/**
 * `npm start`: builds Gantry and opens a real VS Code with it in a sample project.
 *   --web        VS Code in the browser, even where a desktop VS Code could be had
 *   --desktop    the desktop VS Code or nothing
 *   --no-open    prints the address and opens no browser
 *   --port N     the port of the web VS Code (else that of the last start, else any free one)
 *   --fresh      makes the sample project anew; the old one is moved aside
 *   --smoke      starts it, looks for Gantry with a browser of its own, stops; the exit status says whether it was there
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { getBrowser, launchBrowser } from "./browser.mjs";
import { cacheFolder, remember, remembered } from "./cache.mjs";
import { desktopEnvironment, downloadDesktop, findDesktop, hasDisplay, profileArguments } from "./desktop.mjs";
import { fromRoot, root, scratchFolder } from "./paths.mjs";
import { runProcess, startProcess, whenInterrupted } from "./processes.mjs";
import { say, seconds } from "./progress.mjs";
import { sampleProject } from "./sampleProject.mjs";
import { getWebVSCode, linkExtension, NotAvailable, quietSettings, startWebServer } from "./vscodeWeb.mjs";

const usage = "npm start -- [--web | --desktop] [--no-open] [--port N] [--fresh] [--smoke]";

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        web: { type: "boolean" },
        desktop: { type: "boolean" },
        "no-open": { type: "boolean" },
        port: { type: "string" },
        fresh: { type: "boolean" },
        smoke: { type: "boolean" },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      throw new Error(`--port takes a number from 1 to 65535, not ${values.port}`);
    }
    return { ...values, port };
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n${usage}`);
    return process.exit(2);
  }
}

async function build() {
  const begun = performance.now();
  const { code, output } = await runProcess(process.execPath, [fromRoot("esbuild.js"), "--production"], { cwd: root });
  if (code !== 0) throw new NotAvailable(`Gantry could not be built:\n${output.trim()}`);
  say(`Gantry is built (${seconds(begun)}).`);
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether a window was opened
 */
async function openDesktop(folder) {
  const desktop = (await findDesktop()) ?? (await downloadDesktop());
  if (!desktop) return false;
  const args = [
    "--new-window",
    `--extensionDevelopmentPath=${root}`,
    ...profileArguments(desktop),
    ...(desktop.installed ? [] : ["--skip-welcome", "--skip-release-notes", "--disable-updates"]),
    folder,
  ];
  say(
    `Opening the desktop VS Code ${desktop.version} with Gantry. Its Gantry icon stands in the activity bar; F1 finds the commands.`,
  );
  if (desktop.installed) {
    // The person's own VS Code lives on when this ends; the window is closed as any other.
    const child = spawn(desktop.program, args, { env: desktopEnvironment(), stdio: "ignore", detached: true });
    await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    child.unref();
    return true;
  }
  say("Ctrl-C closes it.");
  const child = startProcess(desktop.program, args, { env: desktopEnvironment(), stdio: "ignore" });
  await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
  return true;
}

/**
 * @param {string} address
 * @returns {Promise<boolean>} whether a browser took it
 */
function openInBrowser(address) {
  const [command, args] =
    process.platform === "win32"
      ? ["rundll32", ["url.dll,FileProtocolHandler", address]]
      : process.platform === "darwin"
        ? ["open", [address]]
        : ["xdg-open", [address]];
  return new Promise((resolve) => {
    const child = spawn(/** @type {string} */ (command), /** @type {string[]} */ (args), {
      stdio: "ignore",
      detached: true,
    });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      child.once("exit", (code) => resolve(code === 0));
      setTimeout(() => resolve(true), 3000).unref();
    });
  });
}

/**
 * @param {string} folder
 * @param {string} dataFolder
 * @param {number | undefined} port
 */
async function startWeb(folder, dataFolder, port) {
  const vscode = await getWebVSCode();
  const known = remembered("start");
  const lastPort = typeof known === "number" ? known : 0;
  linkExtension(dataFolder, root);
  const server = await startWebServer(vscode, {
    dataFolder,
    port: port ?? lastPort,
    settings: { ...quietSettings, "security.workspace.trust.enabled": false },
  });
  // A browser keeps VS Code's state by address, so the next start should have the same port.
  const got = Number(new URL(server.origin).port);
  if (port !== undefined && got !== port) say(`Port ${port} is taken; ${got} serves instead.`);
  if (port === undefined) remember("start", got);
  return { server, address: server.address(folder) };
}

/** @param {string} address */
async function gantryAppears(address) {
  const browser = await launchBrowser(await getBrowser());
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.locator('.activitybar [aria-label^="Gantry"]').first().waitFor({ timeout: 60_000 });
    return true;
  } catch (error) {
    say(`Gantry did not appear: ${String(error instanceof Error ? error.message : error).split("\n")[0]}`);
    return false;
  } finally {
    await browser.close();
  }
}

async function main() {
  const options = readOptions();
  await build();
  if (options.smoke) {
    const place = scratchFolder("start");
    const { server, address } = await startWeb(sampleProject({ place }), path.join(place, "data"), options.port);
    const there = await gantryAppears(address);
    await server.stop();
    say(there ? "Gantry stands in the activity bar." : server.output().slice(-2000));
    return there ? 0 : 1;
  }
  const folder = sampleProject({ fresh: options.fresh ?? false });
  if (!options.web && (options.desktop || hasDisplay())) {
    if (await openDesktop(folder)) return 0;
    if (options.desktop)
      throw new NotAvailable("There is no desktop VS Code here. Install it, or leave --desktop out.");
  }
  const { server, address } = await startWeb(folder, path.join(cacheFolder(), "start"), options.port);
  let asked = false;
  whenInterrupted(async () => {
    asked = true;
    say("\nStopping VS Code.");
    await server.stop();
    process.exit(0);
  });
  say(`\nVS Code with Gantry, for this machine and this address only:\n\n  ${address}\n`);
  say("The Gantry icon stands in the activity bar; F1 finds the commands. Ctrl-C stops it.");
  if (!options["no-open"]) {
    if (!hasDisplay()) say("There is no display here, so no browser is opened; open the address in one.");
    else if (!(await openInBrowser(address))) say("No browser could be opened from here; open the address in one.");
  }
  await server.ended;
  if (asked) return await new Promise(() => {}); // the interruption ends the process
  throw new NotAvailable(`VS Code's server ended by itself.\n${server.output().slice(-2000)}`);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    say(
      error instanceof NotAvailable
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error),
    );
    process.exit(1);
  },
);
