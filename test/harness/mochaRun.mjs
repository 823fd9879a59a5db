// @ts-check
/**
 * Runs one compiled suite with mocha in a process of its own: `node mochaRun.mjs <file> <milliseconds for a test>`. Tells the
 * parent what came of it by a message; no message means that it crashed.
 */
import Mocha from "mocha";

const [file = "", timeout = "5000"] = process.argv.slice(2);

// A test alone is chosen by `--grep`; an `only` left in a file would silence all others.
const mocha = new Mocha({ ui: "bdd", reporter: "spec", timeout: Number(timeout), forbidOnly: true });
if (process.env.GANTRY_GREP) mocha.fgrep(process.env.GANTRY_GREP);
mocha.addFile(file);
await mocha.loadFilesAsync();
const runner = mocha.run(() => {
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  // What a test left open would keep the process alive; what it started ends with it.
  process.send?.({ passed: passes, failed: failures, skipped: pending }, () => process.exit(failures > 0 ? 1 : 0));
});
