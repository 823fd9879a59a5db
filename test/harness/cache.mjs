// @ts-check
/**
 * The git-ignored cache: what had to be fetched once. An install is made beside its place, marked complete and then moved
 * there in one step, so that one that was interrupted is never taken for a good one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import path from "node:path";
import { fromRoot } from "./paths.mjs";

const markerName = ".complete.json";

/** The cache folder: `GANTRY_CACHE`, else `.vscode-test` in the repository. */
export function cacheFolder() {
  const folder = path.resolve(process.env.GANTRY_CACHE || fromRoot(".vscode-test"));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} folder */
const isComplete = (folder) => existsSync(path.join(folder, markerName));

/**
 * The folder of a thing that was installed to the end, if there is one.
 * @param {string} name
 * @returns {string | undefined}
 */
export function installed(name) {
  const folder = path.join(cacheFolder(), name);
  return isComplete(folder) ? folder : undefined;
}

/**
 * Gives the folder of an installed thing, and installs it first if it is not there or was left half done.
 * @param {string} name the folder's name in the cache; say the version in it
 * @param {(folder: string) => Promise<void>} install fills an empty folder; throws when it can't
 * @returns {Promise<string>}
 */
export async function ensureInstalled(name, install) {
  const place = path.join(cacheFolder(), name);
  if (isComplete(place)) return place;
  removeLeftovers(name);
  rmSync(place, { recursive: true, force: true });
  const beside = `${place}.partial-${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    await install(beside);
    writeFileSync(path.join(beside, markerName), `${JSON.stringify({ name, completed: new Date().toISOString() })}\n`);
    await moveInPlace(beside, place);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return place;
}

/** @param {string} name */
function removeLeftovers(name) {
  for (const entry of readdirSync(cacheFolder())) {
    const owner = entry.startsWith(`${name}.partial-`) ? Number(entry.slice(`${name}.partial-`.length)) : undefined;
    if (owner === undefined || isRunning(owner)) continue;
    rmSync(path.join(cacheFolder(), entry), { recursive: true, force: true });
  }
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
async function moveInPlace(from, to) {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (isComplete(to)) return; // another run was faster
      // A virus scanner may hold a fresh file for a moment (Windows).
      if (attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

/**
 * Reads one remembered value, such as the port of the last start.
 * @param {string} name
 * @returns {unknown} undefined when nothing is remembered
 */
export function remembered(name) {
  try {
    return JSON.parse(readFileSync(path.join(cacheFolder(), `${name}.json`), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
export function remember(name, value) {
  writeFileSync(path.join(cacheFolder(), `${name}.json`), `${JSON.stringify(value)}\n`);
}
