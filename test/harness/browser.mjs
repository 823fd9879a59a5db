// @ts-check
/** A Chromium to drive: one that is installed, else Playwright's own, else the distribution's package. */
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { cacheFolder } from "./cache.mjs";
import { fromRoot } from "./paths.mjs";
import { cleanEnvironment, runProcess } from "./processes.mjs";
import { say, step } from "./progress.mjs";
import { NotAvailable } from "./vscodeWeb.mjs";

const asRoot = process.getuid?.() === 0;

/** What a browser that serves tests only is told: nothing of its own on the network, and no sandbox where root has none. */
const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(asRoot ? ["--no-sandbox"] : []),
];

/**
 * Starts a browser without a window.
 * @param {string} executable
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launchBrowser(executable) {
  return chromium.launch({ executablePath: executable, args: flags, headless: true, timeout: 30_000 });
}

/** @type {Promise<string> | undefined} */
let found;

/**
 * Gives the program of a Chromium, Chrome or Edge that starts on this machine; gets one if there is none. Asked again, it
 * gives the same answer.
 * @returns {Promise<string>}
 * @throws {NotAvailable} when none can be had; the message says what was tried and what to do
 */
export function getBrowser() {
  found ??= findBrowser();
  return found;
}

async function findBrowser() {
  const wish = process.env.GANTRY_BROWSER;
  if (wish) {
    const fault = await faultOf(wish);
    if (fault === undefined) return wish;
    throw new NotAvailable(`GANTRY_BROWSER names ${wish}, which does not start: ${fault}`);
  }
  for (const candidate of [...installedBrowsers(), ...playwrightsBrowser()]) {
    if (existsSync(candidate) && (await faultOf(candidate)) === undefined) return candidate;
  }
  say("No Chrome, Edge or Chromium starts on this machine.");
  const tried = ["an installed browser"];
  for (const [what, get] of /** @type {const} */ ([
    ["Playwright's own Chromium", downloadBrowser],
    ["the distribution's package chromium", installPackage],
  ])) {
    const candidates = await get();
    if (candidates === undefined) continue;
    tried.push(what);
    for (const candidate of candidates) {
      if (!existsSync(candidate)) continue;
      const fault = await faultOf(candidate);
      if (fault === undefined) return candidate;
      say(`  ${candidate} does not start: ${fault}`);
    }
  }
  throw new NotAvailable(
    `No browser could be had (tried ${tried.join(", ")}). ` +
      "Install Chrome, Edge or Chromium, or name one in the environment variable GANTRY_BROWSER, then run this again.",
  );
}

/**
 * @param {string} executable
 * @returns {Promise<string | undefined>} why it does not start, in one line
 */
async function faultOf(executable) {
  try {
    const browser = await launchBrowser(executable);
    await browser.close();
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0];
  }
}

/** Where browsers lie on each platform, the commonest first. */
function installedBrowsers() {
  if (process.platform === "win32") {
    const places = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    const programs = [
      "Google/Chrome/Application/chrome.exe",
      "Microsoft/Edge/Application/msedge.exe",
      "Chromium/Application/chrome.exe",
    ];
    return programs.flatMap((program) => places.flatMap((place) => (place ? [path.join(place, program)] : [])));
  }
  if (process.platform === "darwin") {
    const programs = ["Google Chrome", "Microsoft Edge", "Chromium"].map(
      (name) => `${name}.app/Contents/MacOS/${name}`,
    );
    return ["/Applications", path.join(os.homedir(), "Applications")].flatMap((place) =>
      programs.map((program) => path.join(place, program)),
    );
  }
  const names = [
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
  ];
  const places = [
    ...(process.env.PATH ?? "").split(path.delimiter),
    "/usr/bin",
    "/usr/local/bin",
    "/snap/bin",
    "/opt/google/chrome",
  ];
  return names.flatMap((name) => [...new Set(places)].filter(Boolean).map((place) => path.join(place, name)));
}

/** The Chromium that Playwright may have fetched, for all projects of this person or into the cache of this one. */
function playwrightsBrowser() {
  const own = path.join(cacheFolder(), "browsers");
  const before = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const usual = chromium.executablePath();
  process.env.PLAYWRIGHT_BROWSERS_PATH = own;
  const cached = chromium.executablePath();
  if (before === undefined) delete process.env.PLAYWRIGHT_BROWSERS_PATH;
  else process.env.PLAYWRIGHT_BROWSERS_PATH = before;
  return [usual, cached];
}

/** @returns {Promise<string[] | undefined>} programs to try; undefined when there was nothing to do */
async function downloadBrowser() {
  const folder = path.join(cacheFolder(), "browsers");
  try {
    await step("Fetching Playwright's Chromium", { folder, expected: 620e6 }, async () => {
      const { code, output } = await runProcess(
        process.execPath,
        [fromRoot("node_modules", "playwright-core", "cli.js"), "install", "chromium"],
        { env: cleanEnvironment({ PLAYWRIGHT_BROWSERS_PATH: folder }), limit: 300_000 },
      );
      const reasons = output.split(/\r?\n/).filter((line) => /error|ENOTFOUND|ETIMEDOUT|ECONN|failed/i.test(line));
      if (code !== 0) throw new Error((reasons[0] ?? output).trim());
    });
    return playwrightsBrowser();
  } catch (error) {
    say(`  ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

/** @returns {Promise<string[] | undefined>} */
async function installPackage() {
  if (!asRoot || !isDebianOrUbuntu()) return undefined;
  say("Installing the package chromium on this system with apt-get, as root.");
  for (const args of [["update"], ["install", "-y", "chromium"]]) {
    try {
      await step(`apt-get ${args.join(" ")}`, {}, async () => {
        const env = cleanEnvironment({ DEBIAN_FRONTEND: "noninteractive" });
        const { code, output } = await runProcess("apt-get", args, { env, limit: 600_000 });
        if (code !== 0) throw new Error(output.trim().split("\n").slice(-2).join("\n  "));
      });
    } catch (error) {
      say(`  ${error instanceof Error ? error.message : error}`);
      return [];
    }
  }
  return installedBrowsers();
}

function isDebianOrUbuntu() {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false;
  }
}
