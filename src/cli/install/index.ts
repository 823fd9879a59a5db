/**
 * Makes `gantry` a command of the person's terminal, and git's merges use it. The extension loads this file when asked to, in hosts
 * that run on Node; it asks no questions and shows nothing, which is the editor's part.
 */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { nodeIo } from "../nodeIo.ts";
import { type DriverPlan, planIn, setUp } from "./driver.ts";
import { isWrapper, type WrapperTarget, wrapperName, wrapperText } from "./wrapper.ts";

/** A folder that could hold the command. */
export interface Place {
  readonly folder: string;
  /** As one shows it, with `~` for the person's own folder. */
  readonly shown: string;
  /** Whether a terminal finds commands in it. */
  readonly isOnPath: boolean;
}

const isWindows = process.platform === "win32";

/**
 * Folders that could hold the command, the best first: the usual one, even where no terminal looks there yet, then others that a
 * terminal looks at and that may be written. Hidden folders are other programs' own.
 */
export async function places(): Promise<readonly Place[]> {
  const home = os.homedir();
  const onPath = (process.env.PATH ?? process.env.Path ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.normalize(folder).replace(/(?<=.)[/\\]$/, ""));
  const usual = path.join(home, ".local", "bin");
  const isOwn = (folder: string): boolean => {
    const below = path.relative(home, folder);
    return below !== "" && !path.isAbsolute(below) && !/^\.|[/\\]\.|node_modules|[/\\]te?mp([/\\]|$)/i.test(below);
  };
  const shared = isWindows ? [] : ["/usr/local/bin", "/opt/homebrew/bin"].filter((folder) => onPath.includes(folder));
  const found = [place(usual, onPath.includes(usual))];
  for (const folder of new Set([path.join(home, "bin"), ...onPath.filter(isOwn), ...shared])) {
    if (onPath.includes(folder) && (await isWritable(folder))) found.push(place(folder, true));
  }
  return found;
}

function place(folder: string, isOnPath: boolean): Place {
  return { folder, shown: shownPath(folder), isOnPath };
}

function shownPath(folder: string): string {
  const home = os.homedir();
  return folder.startsWith(home + path.sep) ? `~${folder.slice(home.length)}` : folder;
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** What stands where the command would go. */
export type Present = "nothing" | "ours" | "something else";

/** The file that would be written into a folder, and what is there now. */
export async function look(folder: string): Promise<{ readonly file: string; readonly present: Present }> {
  const file = path.join(folder, wrapperName(isWindows));
  try {
    return { file, present: isWrapper(await readFile(file, "utf8")) ? "ours" : "something else" };
  } catch (error) {
    return { file, present: (error as NodeJS.ErrnoException).code === "ENOENT" ? "nothing" : "something else" };
  }
}

/**
 * Writes the command, whole or not at all; what is there is replaced.
 * @param extension the extension's folder
 * @throws Error of the file system
 */
export async function install(folder: string, extension: string): Promise<string> {
  const { file } = await look(folder);
  await mkdir(folder, { recursive: true });
  const beside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await writeFile(beside, wrapperText(target(extension)), { flag: "wx" });
    await chmod(beside, 0o755);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return file;
}

function target(extension: string): WrapperTarget {
  return { isWindows, home: os.homedir(), extension, runtime: process.execPath };
}

/**
 * What would have to be changed so that git merges plans with Gantry; undefined when the projects lie in no repository.
 * @param projects their folders; the first one says which repository is meant
 * @param command how a shell starts Gantry
 */
export function planDriver(projects: readonly string[], command: string): Promise<DriverPlan | undefined> {
  return planIn(nodeIo(""), projects, command);
}

/** Changes what the plan says. @throws Error that says what could not be changed */
export function setUpDriver(plan: DriverPlan): Promise<void> {
  return setUp(nodeIo(""), plan);
}
