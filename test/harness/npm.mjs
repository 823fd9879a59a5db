// @ts-check
/** npm, run as the program it is, without a shell between. */
import { existsSync } from "node:fs";
import path from "node:path";
import { cleanEnvironment, runProcess } from "./processes.mjs";

/** @returns {{ command: string, args: string[], shell: boolean }} how npm is started here */
function npmProgram() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    path.join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  for (const candidate of candidates) {
    if (candidate && /npm-cli\.c?js$/.test(candidate) && existsSync(candidate)) {
      return { command: process.execPath, args: [candidate], shell: false };
    }
  }
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/**
 * Runs npm to its end.
 * @param {readonly string[]} args
 * @param {{ cwd: string, show?: boolean, limit?: number, firstOnPath?: string }} options `firstOnPath` is a folder put
 *   before all others on the PATH
 */
export function npm(args, { cwd, show, limit, firstOnPath }) {
  const program = npmProgram();
  /** @type {Record<string, string>} */
  const more = {};
  if (firstOnPath !== undefined) {
    const name = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
    more[name] = `${firstOnPath}${path.delimiter}${process.env[name] ?? ""}`;
  }
  return runProcess(program.command, [...program.args, ...args], {
    cwd,
    shell: program.shell,
    env: withoutOuterRun(cleanEnvironment(more)),
    ...(show === undefined ? {} : { show }),
    ...(limit === undefined ? {} : { limit }),
  });
}

/**
 * What an outer `npm start` or `npm test` tells its scripts about its own package is not meant for another folder.
 * @param {NodeJS.ProcessEnv} environment
 */
function withoutOuterRun(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|INIT_CWD$)/i.test(name),
    ),
  );
}

/**
 * The lines of npm's output that say what went wrong, at most four.
 * @param {string} output
 */
export function npmErrors(output) {
  const lines = output
    .split(/\r?\n/)
    .filter((line) => /^npm (error|ERR!)/.test(line) && !/A complete log|\.log$/.test(line));
  return (lines.length > 0 ? lines : output.trim().split(/\r?\n/)).slice(0, 4).join("\n");
}
