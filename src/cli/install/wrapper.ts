/**
 * The script that makes `gantry` a command. An update puts the extension into a new folder and takes the old one away, so the script
 * looks for the newest folder each time it runs: nothing has to be rewritten, and the editor need not have been started since. It runs
 * with the editor's own program, or with `node` where that has gone, as after an update of a remote server.
 */

/** What a script is written for. */
export interface WrapperTarget {
  readonly isWindows: boolean;
  /** The person's folder. */
  readonly home: string;
  /** The extension's folder, absolute. */
  readonly extension: string;
  /** The program that runs this code: VS Code's, or Node. */
  readonly runtime: string;
}

/** By this line a script is known as one that may be written again. */
const mark = "Gantry's command line. Written by “Gantry: Install Command Line”, which may write it again.";
const windowsMark = "Gantry's command line. Written by Gantry: Install Command Line, which may write it again.";

export function wrapperName(isWindows: boolean): string {
  return isWindows ? "gantry.cmd" : "gantry";
}

/** Whether a file is one of these scripts. */
export function isWrapper(text: string): boolean {
  const top = text.split(/\r?\n/, 6).join("\n");
  return top.includes(mark) || top.includes(windowsMark);
}

export function wrapperText(target: WrapperTarget): string {
  return target.isWindows ? windowsText(target) : shellText(target);
}

/** The extension's folder up to its version: `…/gantry.gantry-`; undefined where it has none, as in development. */
function versioned(extension: string): string | undefined {
  return /^(.*[/\\][^/\\]+?-)\d+\.\d+\.\d+[^/\\]*$/s.exec(extension)?.[1];
}

function shellText({ extension, runtime }: WrapperTarget): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const file = "dist/cli/gantry.cjs";
  const before = versioned(extension);
  const newest =
    before === undefined
      ? []
      : [
          `for candidate in ${quoted(before)}[0-9]*/${file}; do`,
          `  if [ -f "$candidate" ] && { [ ! -f "$cli" ] || [ "$candidate" -nt "$cli" ]; }; then cli=$candidate; fi`,
          "done",
        ];
  return [
    "#!/bin/sh",
    `# ${mark}`,
    `cli=${quoted(`${extension}/${file}`)}`,
    `runtime=${quoted(runtime)}`,
    ...newest,
    'if [ ! -f "$cli" ]; then',
    '  echo "gantry: the extension Gantry is no longer where it was. Run “Gantry: Install Command Line” again." >&2',
    "  exit 1",
    "fi",
    'if [ -x "$runtime" ]; then',
    "  ELECTRON_RUN_AS_NODE=1",
    "  export ELECTRON_RUN_AS_NODE",
    '  exec "$runtime" "$cli" "$@"',
    "fi",
    'if command -v node >/dev/null 2>&1; then exec node "$cli" "$@"; fi',
    'echo "gantry: there is nothing to run it with. Run “Gantry: Install Command Line” again." >&2',
    "exit 1",
    "",
  ].join("\n");
}

function windowsText({ extension, runtime, home }: WrapperTarget): string {
  // A batch file has no encoding of its own; the person's folder, where letters beyond ASCII are likeliest, is a variable.
  const written = (text: string): string => {
    const isBelowHome = home !== "" && text.toLowerCase().startsWith(`${home.toLowerCase()}\\`);
    return isBelowHome ? `%USERPROFILE%${text.slice(home.length).replaceAll("%", "%%")}` : text.replaceAll("%", "%%");
  };
  const file = "dist\\cli\\gantry.cjs";
  const before = versioned(extension);
  const newest: string[] = [];
  if (before !== undefined) {
    const above = written(before.slice(0, before.lastIndexOf("\\")));
    newest.push(
      `for /f "delims=" %%d in ('dir /b /ad /od "${written(before)}*" 2^>nul') do if exist "${above}\\%%d\\${file}" set "cli=${above}\\%%d\\${file}"`,
    );
  }
  return [
    "@echo off",
    `rem ${windowsMark}`,
    "setlocal",
    `set "cli=${written(`${extension}\\${file}`)}"`,
    `set "runtime=${written(runtime)}"`,
    ...newest,
    'if not exist "%cli%" goto gone',
    'if not exist "%runtime%" goto node',
    "set ELECTRON_RUN_AS_NODE=1",
    '"%runtime%" "%cli%" %*',
    "exit /b %errorlevel%",
    ":node",
    'node "%cli%" %*',
    "exit /b %errorlevel%",
    ":gone",
    "echo gantry: the extension Gantry is no longer where it was. Run Gantry: Install Command Line again. 1>&2",
    "exit /b 1",
    "",
  ].join("\r\n");
}
