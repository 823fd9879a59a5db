import { type SpawnOptions, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

/** What came of a run. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * The built command line, alone in a folder with what ships beside it: it has to run without the rest of the repository. Each has a
 * folder for its projects, outside of any repository.
 */
export class CommandLine {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "gantry-cli-")));
  readonly program = path.join(this.folder, "program", "dist", "cli", "gantry.cjs");
  /** Where commands are run. */
  readonly work = path.join(this.folder, "work");

  constructor() {
    for (const part of ["dist/cli", "dist/chunks", "dist/templates.json", "dist/holidays.json", "package.json"]) {
      cpSync(path.resolve(part), path.join(this.folder, "program", part), { recursive: true });
    }
    mkdirSync(this.work);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A folder that does not exist yet. */
  fresh(name: string): string {
    return path.join(mkdtempSync(path.join(this.work, "run-")), name);
  }

  /** A project of the given files. */
  project(files: Readonly<Record<string, string>>, name = "project"): string {
    const folder = this.fresh(name);
    writeAll(folder, files);
    return folder;
  }

  /** A copy of the sample project. */
  sample(): string {
    const folder = this.fresh("project");
    cpSync(path.resolve("templates", "sample"), folder, { recursive: true });
    return folder;
  }

  run(args: readonly string[], options: SpawnOptions & { readonly closeOutput?: boolean } = {}): Promise<Ran> {
    const { closeOutput, ...rest } = options;
    return runProgram(process.execPath, [this.program, ...args], { cwd: this.work, ...rest }, closeOutput);
  }
}

/** Nothing of this machine's settings gets into a run. */
export const quietEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  TZ: "Europe/Vienna",
  HOME: os.tmpdir(),
  GIT_CONFIG_GLOBAL: os.devNull,
  GIT_CONFIG_NOSYSTEM: "1",
};

export function runProgram(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
  closeOutput = false,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: quietEnvironment, stdio: ["ignore", "pipe", "pipe"], ...options });
    const read = { output: "", errors: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      read.output += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      read.errors += text;
    });
    if (closeOutput) child.stdout?.destroy();
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...read }));
  });
}

export function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

/** Every file below a folder with its text. */
export function readAll(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join("/"), readFileSync(file, "utf8")] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
