// @ts-check
/** Child processes that leave nothing behind: each has a process group of its own, and the group ends with this process. */
import { spawn, spawnSync } from "node:child_process";

const onWindows = process.platform === "win32";

/** @type {Set<import("node:child_process").ChildProcess>} */
const living = new Set();

process.on("exit", () => {
  for (const child of living) signalTree(child, "SIGKILL");
});

for (const [signal, code] of /** @type {const} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
])) {
  process.on(signal, () => void endAfterCleaning(code));
}

/** @type {Set<() => unknown>} */
const cleanings = new Set();
let ending = false;

/**
 * Has something done when the run is interrupted (Ctrl-C, a signal), before the process ends.
 * @param {() => unknown} work
 * @returns {() => void} takes it back
 */
export function whenInterrupted(work) {
  cleanings.add(work);
  return () => void cleanings.delete(work);
}

/** @param {number} code */
async function endAfterCleaning(code) {
  if (ending) process.exit(code); // a second Ctrl-C does not wait
  ending = true;
  for (const clean of [...cleanings].reverse()) {
    try {
      await clean();
    } catch {
      // What can't be ended politely is killed when the process exits.
    }
  }
  await stopEverything();
  process.exit(code);
}

/**
 * Ends all that was started, politely first: a process that is killed at once can't end those it started itself.
 * @returns {Promise<void>}
 */
export async function stopEverything() {
  await Promise.all([...living].map((child) => stopProcess(child)));
}

/**
 * The environment without what VS Code, Electron and npm leave in it, which would change how a child behaves.
 * @param {Record<string, string>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(more = {}) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|FORCE_COLOR$)/i.test(name)) environment[name] = value;
  }
  return { ...environment, ...more };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalTree(child, signal) {
  if (child.pid === undefined) return;
  if (onWindows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * Starts a process in a group of its own. It ends, with all it started, when this process does.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function startProcess(command, args, options = {}) {
  const child = spawn(command, [...args], { ...options, detached: !onWindows, windowsHide: true });
  living.add(child);
  child.once("exit", () => {
    living.delete(child);
    if (!onWindows) signalTree(child, "SIGKILL"); // whatever it started and left
  });
  child.once("error", () => living.delete(child));
  return child;
}

/**
 * Ends a process and all it started: politely first, by force after three seconds.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<void>} when it has ended
 */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  signalTree(child, "SIGTERM");
  const force = setTimeout(() => signalTree(child, "SIGKILL"), 3000);
  await ended;
  clearTimeout(force);
}

/**
 * @typedef {object} Outcome
 * @property {number} code the exit status; -1 when it could not be started, was killed or took too long
 * @property {string} output what it wrote, both streams
 * @property {boolean} timedOut
 */

/**
 * Runs a process to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.shell]
 * @param {number} [options.limit] milliseconds after which it is killed
 * @param {boolean} [options.show] whether its output is shown as it comes
 * @param {(message: unknown) => void} [options.onMessage] what it sends by `process.send`
 * @returns {Promise<Outcome>} never throws
 */
export function runProcess(command, args, { cwd, env, shell, limit, show = false, onMessage } = {}) {
  return new Promise((resolve) => {
    const streams = show ? "inherit" : "pipe";
    const child = startProcess(command, args, {
      cwd,
      env: env ?? cleanEnvironment(),
      shell: shell ?? false,
      stdio: onMessage ? ["ignore", streams, streams, "ipc"] : ["ignore", streams, streams],
    });
    let output = "";
    let timedOut = false;
    child.stdout?.on("data", (data) => {
      output += data;
    });
    child.stderr?.on("data", (data) => {
      output += data;
    });
    if (onMessage) child.on("message", onMessage);
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            void stopProcess(child);
          }, limit);
    child.once("error", (error) => {
      clearTimeout(timer);
      resolve({ code: -1, output: `${output}${error.message}`, timedOut });
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, output, timedOut });
    });
  });
}
