// @ts-check
/** Where things lie: the repository, the git-ignored cache, what a build and a run write. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The repository's root. It is looked for upwards from this file, because the tests bundle this file into `out/test`.
 * @returns {string}
 */
function findRoot() {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest) && existsSync(path.join(folder, "esbuild.js"))) return folder;
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("The harness stands outside the Gantry repository.");
    folder = parent;
  }
}

export const root = findRoot();

/** @param {...string} parts */
export const fromRoot = (...parts) => path.join(root, ...parts);

/** What Gantry's own manifest says; read once. */
export const manifest =
  /** @type {{ name: string, publisher: string, version: string, engines: { vscode: string }, scripts: Record<string, string> }} */ (
    JSON.parse(readFileSync(fromRoot("package.json"), "utf8"))
  );

/** The extension's id, `publisher.name`. */
export const extensionId = `${manifest.publisher}.${manifest.name}`;

/** The packed extension, as `npm run package` leaves it. */
export const packedExtension = fromRoot(`${manifest.name}.vsix`);

/** @type {Set<string>} */
const scratchFolders = new Set();

process.on("exit", () => {
  for (const folder of scratchFolders) removeScratchFolder(folder);
});

/**
 * A new empty folder outside the repository that is gone when this process ends.
 * @param {string} what a word that says what it is for
 * @returns {string} its real path
 */
export function scratchFolder(what) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `gantry-${what}-`)));
  scratchFolders.add(folder);
  return folder;
}

/** @param {string} folder */
export function removeScratchFolder(folder) {
  scratchFolders.delete(folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // A file that a dying process still holds (Windows) stays in the system's own folder for such things.
  }
}
