// @ts-check
/** A desktop VS Code: one that is installed, else one that @vscode/test-electron downloads. */
import { existsSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheFolder, remember, remembered } from "./cache.mjs";
import { manifest } from "./paths.mjs";
import { cleanEnvironment, runProcess } from "./processes.mjs";
import { megabytes, say, step } from "./progress.mjs";

const onWindows = process.platform === "win32";
const onMac = process.platform === "darwin";
const asRoot = process.getuid?.() === 0;

/**
 * @typedef {object} DesktopVSCode
 * @property {string} program VS Code's own program
 * @property {string} version
 * @property {boolean} installed whether it is the person's own, or was downloaded for this repository
 */

/** Whether windows can be shown here. */
export function hasDisplay() {
  if (onWindows || onMac) return !process.env.SSH_CONNECTION;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * The newest enough VS Code that is installed on this machine.
 * @returns {Promise<DesktopVSCode | undefined>}
 */
export async function findDesktop() {
  const needed = (/(\d+)\.(\d+)/.exec(manifest.engines.vscode) ?? []).slice(1).map(Number);
  for (const candidate of commandLines()) {
    // Inside a remote window, `code` is a messenger to that window and can't open a development window.
    if (!existsSync(candidate) || /remote-cli|code-server/.test(realpathSync(candidate))) continue;
    const program = programOf(realpathSync(candidate));
    if (program === undefined) continue;
    const version = await versionOf(realpathSync(candidate));
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const [neededMajor = 0, neededMinor = 0] = needed;
    if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) {
      return { program, version, installed: true };
    }
    say(`VS Code ${version} is installed; Gantry needs ${neededMajor}.${neededMinor} or newer.`);
  }
  return undefined;
}

/** The command-line programs of VS Code on the PATH and in the well-known places. */
function commandLines() {
  const names = onWindows ? ["code.cmd", "code-insiders.cmd", "codium.cmd"] : ["code", "code-insiders", "codium"];
  const onPath = (process.env.PATH ?? process.env.Path ?? "").split(path.delimiter).filter(Boolean);
  const found = names.flatMap((name) => onPath.map((folder) => path.join(folder, name)));
  if (onWindows) {
    const local = process.env.LOCALAPPDATA;
    if (local) found.push(path.join(local, "Programs", "Microsoft VS Code", "bin", "code.cmd"));
    const all = process.env.PROGRAMFILES;
    if (all) found.push(path.join(all, "Microsoft VS Code", "bin", "code.cmd"));
  } else if (onMac) {
    for (const place of ["/Applications", path.join(os.homedir(), "Applications")]) {
      found.push(path.join(place, "Visual Studio Code.app/Contents/Resources/app/bin/code"));
    }
  } else {
    found.push("/usr/share/code/bin/code", "/snap/bin/code");
  }
  return found;
}

/**
 * VS Code's own program, from the real path of its command line.
 * @param {string} commandLine
 * @returns {string | undefined}
 */
function programOf(commandLine) {
  const bin = path.dirname(commandLine);
  const candidates = onWindows
    ? ["Code.exe", "Code - Insiders.exe", "VSCodium.exe"].map((name) => path.join(bin, "..", name))
    : onMac
      ? ["Electron", "Code", "Code - Insiders", "VSCodium"].map((name) => path.join(bin, "../../../MacOS", name))
      : ["code", "code-insiders", "codium"].map((name) => path.join(bin, "..", name));
  return candidates.find((candidate) => existsSync(candidate));
}

/**
 * @param {string} commandLine
 * @returns {Promise<string | undefined>}
 */
async function versionOf(commandLine) {
  const command = onWindows ? `"${commandLine}"` : commandLine;
  const { code, output } = await runProcess(command, ["--version", ...profileArguments({ installed: true })], {
    shell: onWindows,
    limit: 20_000,
  });
  return code === 0 ? /^(\d+\.\d+\.\d+)/m.exec(output)?.[1] : undefined;
}

/**
 * What VS Code is told about its profile: nothing for the person's own, folders of their own for a downloaded one. As root
 * it refuses to start without both.
 * @param {{ installed: boolean }} desktop
 * @returns {string[]}
 */
export function profileArguments({ installed }) {
  if (installed && !asRoot) return [];
  const folder = path.join(cacheFolder(), "desktop-profile");
  return [
    `--user-data-dir=${path.join(folder, "user")}`,
    `--extensions-dir=${path.join(folder, "extensions")}`,
    ...(asRoot ? ["--no-sandbox"] : []),
  ];
}

/**
 * A desktop VS Code from its maker's download service, kept in the cache. With one in the cache no network is needed.
 * @returns {Promise<DesktopVSCode | undefined>} nothing when it can't be had; why is said
 */
export async function downloadDesktop() {
  const before = /** @type {DesktopVSCode | undefined} */ (remembered("desktop"));
  if (before && existsSync(before.program)) return before;
  const services = "https://update.code.visualstudio.com/api/releases/stable";
  /** @type {unknown} */
  let releases;
  try {
    const answer = await fetch(services, { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    releases = await answer.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    say(
      `A desktop VS Code can't be downloaded: no answer from its download service (${cause instanceof Error ? cause.message : cause}).`,
    );
    return undefined;
  }
  const version = Array.isArray(releases) && typeof releases[0] === "string" ? releases[0] : "stable";
  const folder = path.join(cacheFolder(), "desktop");
  let said = 0;
  try {
    const program = await step(`Fetching the desktop VS Code ${version}`, { folder }, () =>
      downloadAndUnzipVSCode({
        version,
        cachePath: folder,
        timeout: 15_000,
        reporter: {
          report: (progress) => {
            if (!("bytesSoFar" in progress) || performance.now() - said < 5000) return;
            said = performance.now();
            say(`  ${megabytes(progress.bytesSoFar)} of ${megabytes(progress.totalBytes)}`);
          },
          error: () => {},
        },
      }),
    );
    const desktop = { program, version, installed: false };
    remember("desktop", desktop);
    return desktop;
  } catch (error) {
    say(`A desktop VS Code can't be downloaded: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** The environment for VS Code's program, free of what another VS Code leaves in it. */
export const desktopEnvironment = () => cleanEnvironment();
