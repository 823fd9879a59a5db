/** The same trials with real git: loaded at once, then merged commit by commit. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Files, Trial } from "./mergeSimulation.ts";

const run = promisify(execFile);
const largest = 50_000_000;
/** No setting of this machine's user takes part. */
const environment = { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_NOSYSTEM: "1" };

/** The version of git, or undefined where there is none. */
export function gitVersion(): string | undefined {
  try {
    return execFileSync("git", ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

/** A repository with a branch for each side of each trial. */
export class TrialRepository {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "gantry-merge-"));

  /** Loads the trials; all of them have the same base. */
  async load(trials: readonly Trial[]): Promise<void> {
    await this.#git("init", "-q");
    const lines: string[] = [];
    const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
    let mark = 0;
    const commit = (branch: string, from: number | undefined, before: Files, after: Files): number => {
      mark += 1;
      lines.push(
        `commit refs/heads/${branch}\nmark :${mark}\ncommitter x <x@example.com> 1700000000 +0000\n${data("c")}`,
      );
      if (from !== undefined) lines.push(`from :${from}\n`);
      for (const [file, text] of Object.entries(after)) {
        if (before[file] !== text) lines.push(`M 100644 inline project/${file}\n${data(text)}`);
      }
      return mark;
    };
    const base = trials[0]?.base ?? {};
    const root = commit("base", undefined, {}, base);
    trials.forEach((trial, index) => {
      commit(`ours-${index}`, root, base, trial.ours);
      commit(`theirs-${index}`, root, base, trial.theirs);
    });
    await this.#import(lines.join(""));
  }

  #import(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn("git", ["fast-import", "--quiet", "--force"], { cwd: this.folder, env: environment });
      let errors = "";
      child.stderr.on("data", (chunk) => {
        errors += String(chunk);
      });
      child.on("error", reject);
      child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(errors.slice(-500)))));
      child.stdin.end(text);
    });
  }

  async #git(...args: readonly string[]): Promise<string> {
    return (await run("git", args, { cwd: this.folder, env: environment, maxBuffer: largest })).stdout;
  }

  /** Merges as `git merge` does, without a working tree; undefined when there are conflicts. */
  async mergeTree(index: number, paths: readonly string[]): Promise<Files | undefined> {
    let tree: string;
    try {
      const told = await this.#git(
        "merge-tree",
        "--write-tree",
        "-z",
        "--no-messages",
        `ours-${index}`,
        `theirs-${index}`,
      );
      tree = told.split("\0", 1)[0]?.trim() ?? "";
    } catch (error) {
      if ((error as { readonly code?: unknown }).code === 1) return undefined;
      throw error;
    }
    return this.#texts(paths.map((file) => [file, `${tree}:project/${file}`]));
  }

  /** The texts of objects, by one process. */
  #texts(objects: readonly (readonly [file: string, object: string])[]): Promise<Files> {
    return new Promise((resolve, reject) => {
      const child = spawn("git", ["cat-file", "--batch"], { cwd: this.folder, env: environment });
      const chunks: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
      child.on("error", reject);
      child.on("close", () => {
        const all = Buffer.concat(chunks);
        let at = 0;
        const texts = objects.map(([file]) => {
          const line = all.indexOf("\n", at);
          const size = Number(all.toString("utf8", at, line).split(" ")[2]);
          at = line + 1 + size + 1;
          return [file, all.toString("utf8", line + 1, line + 1 + size)] as const;
        });
        resolve(Object.fromEntries(texts));
      });
      child.stdin.end(objects.map(([, object]) => `${object}\n`).join(""));
    });
  }

  /** Sets up a merge driver as *Install Command Line* does. */
  async setUp(
    settings: readonly { readonly key: string; readonly value: string }[],
    attributes: readonly string[],
  ): Promise<void> {
    for (const { key, value } of settings) await this.#git("config", "--local", key, value);
    mkdirSync(path.join(this.folder, ".git", "info"), { recursive: true });
    writeFileSync(path.join(this.folder, ".git", "info", "attributes"), `${attributes.join("\n")}\n`);
  }

  /** `git merge` in the working tree; undefined when there are conflicts. */
  async merge(index: number, paths: readonly string[]): Promise<Files | undefined> {
    await this.#git("-c", "advice.detachedHead=false", "checkout", "-q", "--force", "--detach", `ours-${index}`);
    try {
      await this.#git(
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.com",
        "merge",
        "-q",
        "--no-edit",
        `theirs-${index}`,
      );
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 1) throw error;
      await this.#git("merge", "--abort");
      return undefined;
    }
    return Object.fromEntries(
      paths.map((file) => [file, readFileSync(path.join(this.folder, "project", file), "utf8")]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
