/** The machine as Node shows it. The commands know Node from here alone. */
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ChangedMeanwhile, type EntryKind, type FileChange, FileProblem, type Io } from "./io.ts";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const run = promisify(execFile);

/** @param data the folder of the files that ship with the program. */
export function nodeIo(data: string): Io {
  return {
    folder: process.cwd(),
    environment: process.env,
    isTerminal: process.stdout.isTTY === true,
    now: new Date(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    account: accountName(),

    resolve: (...parts) => path.resolve(...parts),
    parent: path.dirname,
    nameOf: path.basename,
    shown(target) {
      const relative = path.relative(process.cwd(), target);
      const isBelow = relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
      return relative === "" ? "." : isBelow ? relative : target;
    },
    kindOf: async (target) => {
      try {
        const found = await stat(target);
        return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
      } catch (error) {
        if (codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR") return undefined;
        // A link to nowhere is something, too: nothing may be written over it.
        return (await lstat(target).catch(() => undefined)) === undefined ? undefined : "other";
      }
    },
    realPath: (target) => explained(target, () => realpath(target)),
    isBelow: (folder, target) => isBelow(folder, target),
    list: (folder) =>
      explained(folder, async () =>
        (await readdir(folder, { withFileTypes: true })).map((entry) => ({
          name: entry.name,
          kind: kindOfEntry(entry),
        })),
      ),
    readText: (target, limit) => explained(target, async () => (await readWhole(target, limit)).text),
    writeFiles: (folder, changes) => new FileSet(folder).write(changes),
    bundled: async (name) => JSON.parse(await readFile(path.join(data, name), "utf8")),
    git: async (folder, ...args) => {
      try {
        const { stdout } = await run("git", args, { ...gitOptions(folder), timeout: 10_000, maxBuffer: longestAnswer });
        return stdout.replace(/\r?\n$/, "");
      } catch {
        return undefined;
      }
    },
    gitTexts,
    version: async () => {
      const manifest = JSON.parse(await readFile(path.join(data, "..", "package.json"), "utf8"));
      return String((manifest as { version?: unknown }).version ?? "unknown");
    },
  };
}

/** In bytes. */
const longestAnswer = 64_000_000;

/** Git answers out of what is here: it takes no lock, asks nobody and fetches nothing. */
function gitOptions(folder: string): { cwd: string; env: NodeJS.ProcessEnv; windowsHide: true } {
  // Windows would take a program called git that lies in the folder, which may be anybody's.
  process.env.NoDefaultCurrentDirectoryInExePath ??= "1";
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0" };
  return { cwd: folder, env, windowsHide: true };
}

/** Reads objects in one run of git: their names go in, each comes out behind a line with its size. */
async function gitTexts(
  folder: string,
  objects: readonly string[],
  limit: number,
): Promise<readonly (string | undefined)[]> {
  if (objects.length === 0) return [];
  // Each object has a line of its own before it and a line end behind it.
  const most = limit + 200 * objects.length;
  const bytes = await new Promise<Buffer>((resolve) => {
    const child = spawn("git", ["cat-file", "--batch"], { ...gitOptions(folder), stdio: ["pipe", "pipe", "ignore"] });
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => child.kill(), 60_000);
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) child.kill();
      else chunks.push(chunk);
    });
    const finish = (): void => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    };
    child.on("error", finish);
    child.on("close", finish);
    child.stdin.on("error", () => {});
    child.stdin.end(`${objects.join("\n")}\n`);
  });
  const texts: (string | undefined)[] = [];
  let at = 0;
  for (let index = 0; index < objects.length; index++) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString("latin1", at, end))?.[1];
    at = end + 1;
    if (size === undefined) {
      texts.push(undefined);
      continue;
    }
    const content = bytes.subarray(at, at + Number(size));
    at += Number(size) + 1;
    texts.push(content.length === Number(size) ? decoded(content) : undefined);
  }
  return objects.map((_, index) => texts[index]);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function accountName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // An account without a name, as in some containers.
    return "";
  }
}

function kindOfEntry(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): EntryKind {
  if (entry.isSymbolicLink()) return "link";
  return entry.isDirectory() ? "folder" : entry.isFile() ? "file" : "other";
}

function isBelow(folder: string, target: string): boolean {
  const relative = path.relative(folder, target);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function readWhole(target: string, limit: number): Promise<{ readonly text: string; readonly mode: number }> {
  const file = await open(target, "r");
  try {
    const { size, mode } = await file.stat();
    if (size > limit) throw new FileProblem(target, `is too large (${Math.round(size / 1e6)} MB)`);
    const bytes = await file.readFile();
    try {
      return { text: decoder.decode(bytes), mode };
    } catch {
      throw new FileProblem(target, "is not a text in UTF-8");
    }
  } finally {
    await file.close();
  }
}

/** Writes several files as if they were one. */
class FileSet {
  readonly #folder: string;
  /** Finished texts that wait beside their places. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #madeFolders: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(changes: readonly FileChange[]): Promise<void> {
    try {
      for (const change of changes) await this.#prepare(change);
    } catch (error) {
      await this.#discard();
      throw error;
    }
    await this.#putInPlace();
  }

  /**
   * Writes the new text beside its place. The name is always the same and the file must not be there: whoever has it is the one
   * that may change the file. Then what is there is compared with what the change was made for.
   */
  async #prepare({ path: below, before, after }: FileChange): Promise<void> {
    const place = path.join(this.#folder, ...below.split("/"));
    await this.#makeFolder(path.dirname(place));
    const target = before === undefined ? place : await explained(place, () => realpath(place));
    await this.#refuseOutside(path.dirname(target), place);
    const beside = path.join(path.dirname(target), `.${path.basename(target)}.gantry`);
    await takeTurn(beside, target);
    this.#waiting.set(target, { beside, before, after });
    await explained(target, async () => {
      let mode: number | undefined;
      if (before !== undefined) {
        const present = await readWhole(target, Number.MAX_SAFE_INTEGER);
        if (present.text !== before) throw new ChangedMeanwhile(target);
        mode = present.mode;
      } else if ((await lstat(target).catch(() => undefined)) !== undefined) {
        throw new ChangedMeanwhile(target);
      }
      const file = await open(beside, "r+");
      try {
        await file.writeFile(after);
        await file.sync();
      } finally {
        await file.close();
      }
      if (mode !== undefined) await chmod(beside, mode & 0o7777);
      // Where the file itself may not be written, putting another one in its place would go round that.
      if (before !== undefined) await (await open(target, "r+")).close();
    });
  }

  async #makeFolder(folder: string): Promise<void> {
    const missing: string[] = [];
    for (let at = folder; (await lstat(at).catch(() => undefined)) === undefined; at = path.dirname(at)) {
      if (path.dirname(at) === at) break;
      missing.push(at);
    }
    for (const at of missing.reverse()) {
      const isMade = await explained(at, () => makeFolder(at));
      if (isMade) this.#madeFolders.push(at);
    }
  }

  async #refuseOutside(folder: string, place: string): Promise<void> {
    const [root, real] = await Promise.all([
      explained(this.#folder, () => realpath(this.#folder)),
      explained(folder, () => realpath(folder)),
    ]);
    if (!isBelow(root, real)) throw new FileProblem(place, "lies behind a link that leads out of the project");
  }

  async #putInPlace(): Promise<void> {
    const done: [string, Waiting][] = [];
    try {
      for (const [target, waiting] of this.#waiting) {
        await explained(target, () => put(waiting, target));
        done.push([target, waiting]);
      }
    } catch (error) {
      const kept: string[] = [];
      for (const [target, { before }] of done.reverse()) {
        const back = before === undefined ? rm(target) : putBack(target, before);
        await back.catch(() => kept.push(target));
      }
      await this.#discard();
      if (kept.length > 0 && error instanceof FileProblem) {
        throw new FileProblem(error.path, `${error.what}, and these are changed already: ${kept.join(", ")}`);
      }
      throw error;
    }
  }

  async #discard(): Promise<void> {
    for (const { beside } of this.#waiting.values()) await rm(beside, { force: true }).catch(() => {});
    for (const folder of this.#madeFolders.reverse()) await rmdir(folder).catch(() => {});
  }
}

/** Whether it was made here; someone else may have made it a moment ago. */
async function makeFolder(at: string): Promise<boolean> {
  try {
    await mkdir(at);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

interface Waiting {
  readonly beside: string;
  readonly before: string | undefined;
  readonly after: string;
}

async function put({ beside, before }: Waiting, target: string): Promise<void> {
  if (before === undefined) {
    try {
      // A link is refused where something is there already; renaming would put it out of the way.
      await link(beside, target);
      await rm(beside);
      return;
    } catch (error) {
      if (codeOf(error) === "EEXIST") throw new ChangedMeanwhile(target);
      // A file system without links.
      if ((await lstat(target).catch(() => undefined)) !== undefined) throw new ChangedMeanwhile(target);
    }
  }
  await rename(beside, target);
}

async function putBack(target: string, text: string): Promise<void> {
  const beside = `${target}.${randomBytes(4).toString("hex")}`;
  const file = await open(beside, "wx");
  await file.writeFile(text).finally(() => file.close());
  await rename(beside, target);
}

const patience = 5_000;
const pause = 20;

/** Makes the file that says whose turn it is, as soon as nobody else has it. */
async function takeTurn(beside: string, target: string): Promise<void> {
  for (let waited = 0; ; waited += pause) {
    try {
      await (await open(beside, "wx")).close();
      return;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw new FileProblem(target, explainCode(error));
      if (waited >= patience) {
        const advice = "is being changed by another gantry; if none is running, one was interrupted: remove";
        throw new FileProblem(target, `${advice} ${beside}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function explained<T>(target: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(target, explainCode(error));
  }
}

const words: Readonly<Record<string, string>> = {
  EACCES: "may not be read or written by you",
  EPERM: "may not be changed by you",
  EROFS: "lies on a file system that is read-only",
  ENOENT: "is not there",
  ENOTDIR: "lies in something that is no folder",
  EISDIR: "is a folder",
  EEXIST: "is there already",
  ENOSPC: "does not fit: the disk is full",
  EDQUOT: "does not fit: your share of the disk is used up",
  ELOOP: "is a link that leads in a circle",
  ENAMETOOLONG: "has too long a name",
  EMFILE: "can't be opened: too many files are open",
  EBUSY: "is in use",
};

function explainCode(error: unknown): string {
  const code = codeOf(error);
  return words[code] ?? `can't be used (${code === "" ? String(error) : code})`;
}

function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}
