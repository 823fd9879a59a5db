// @ts-check
/** What the harness says while it works: plain lines, and for long steps how far they are. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** @param {number} since a moment of `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Bytes of all files in and below a folder; what vanishes while it is counted is left out.
 * @param {string} folder
 * @returns {Promise<number>}
 */
export async function folderSize(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) sum += await folderSize(full);
    else if (entry.isFile()) sum += (await stat(full).catch(() => ({ size: 0 }))).size;
  }
  return sum;
}

/**
 * Does one long step and shows its name, the time it takes and, if told a folder that grows, how far it is.
 * @template T
 * @param {string} name such as "Fetching VS Code"
 * @param {{ folder?: string, expected?: number }} growing the folder and the bytes it will have in the end
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, { folder, expected }, work) {
  const begun = performance.now();
  const onTerminal = process.stdout.isTTY === true;
  let counting = false;
  let finished = false;
  let lastLine = 0;
  const show = async () => {
    if (counting) return;
    counting = true;
    const size = folder === undefined ? 0 : await folderSize(folder);
    counting = false;
    if (finished) return;
    const far = size > 0 ? `, ${megabytes(size)}${expected ? ` of about ${megabytes(expected)}` : ""}` : "";
    const line = `  ${name} … ${seconds(begun)}${far}`;
    if (onTerminal) process.stdout.write(`\r${line}\u001b[K`);
    else if (performance.now() - lastLine > 5000) {
      lastLine = performance.now();
      say(line);
    }
  };
  if (onTerminal) void show();
  else say(`  ${name} …`);
  lastLine = performance.now();
  const timer = setInterval(() => void show(), 1500);
  /** @param {string} how */
  const finish = (how) => {
    finished = true;
    clearInterval(timer);
    say(`${onTerminal ? "\r" : ""}  ${name}: ${how} ${seconds(begun)}${onTerminal ? "\u001b[K" : ""}`);
  };
  try {
    const result = await work();
    finish("done in");
    return result;
  } catch (error) {
    finish("failed after");
    throw error;
  }
}
