/**
 * The entry of the host suite: VS Code loads it inside the extension host and calls `run`. One source serves the Node
 * extension host, the web one and the desktop VS Code; mocha's browser build runs in all of them.
 *
 * What it says goes through the console, one line a message, marked so that it can be told from what VS Code says there.
 */
import { ConfigurationTarget, workspace } from "vscode";
import { hostLineMark, hostResultMark } from "./hostLines.mjs";

interface Failure {
  readonly title: string;
  readonly message: string;
}

/** Loads every `test/host/**\/*.test.ts`; the build puts their list in the place of this name. */
const loadSuites = (): unknown => require("host-suites");

/** An error as a person wants to read it: its stack without mocha's own part. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split("\n");
  return lines
    .filter((line) => !/^\s*at (callFn|next|Runn|Timeout|listOnTimeout|process\.|new Promise)/.test(line))
    .join("\n");
}

export function run(): Promise<void> {
  require("mocha/mocha.js"); // it makes the global `mocha` and, after setup, `describe` and `it`
  mocha.setup({ ui: "bdd", timeout: 20_000, reporter: class {} as unknown as Mocha.ReporterConstructor });
  // In a browser VS Code saves by itself, so that nothing a test leaves unsaved would stay so.
  before(() => workspace.getConfiguration("files").update("autoSave", "off", ConfigurationTarget.Global));
  loadSuites();
  const part = workspace.getConfiguration("gantryTests").get<string>("grep");
  if (part !== undefined) mocha.fgrep(part);

  return new Promise((resolve, reject) => {
    const failures: Failure[] = [];
    let passed = 0;
    let skipped = 0;
    const say = (text: string): void => {
      for (const line of text.split("\n")) console.log(`${hostLineMark}${line}`);
    };
    const indent = (test: Mocha.Test): string => "  ".repeat(test.titlePath().length);
    // The browser build's own `run` reads options from the page's address, which a Node host does not have.
    const runAll = (Object.getPrototypeOf(mocha) as Mocha).run;
    const runner = runAll.call(mocha, (failed) => {
      for (const { title, message } of failures) say(`\n  ✗ ${title}\n    ${message.replaceAll("\n", "\n    ")}`);
      console.log(`${hostResultMark}${JSON.stringify({ passed, failed: failures.length, skipped, failures })}`);
      if (failed > 0) reject(new Error(`${failed} host tests failed.`));
      else resolve();
    });
    runner.on("suite", (suite) => {
      if (!suite.root) say(`${"  ".repeat(suite.titlePath().length)}${suite.title}`);
    });
    runner.on("pass", (test) => {
      passed++;
      say(`${indent(test)}✓ ${test.title}${(test.duration ?? 0) > 500 ? ` (${test.duration} ms)` : ""}`);
    });
    runner.on("pending", (test) => {
      skipped++;
      say(`${indent(test)}- ${test.title}`);
    });
    runner.on("fail", (test, error: unknown) => {
      failures.push({ title: test.titlePath().join(" › "), message: messageOf(error) });
      say(`${indent(test)}✗ ${test.title}`);
    });
  });
}
