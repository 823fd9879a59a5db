import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { install, look, places, planDriver, setUpDriver } from "../../src/cli/install/index.ts";
import { isWrapper, wrapperText } from "../../src/cli/install/wrapper.ts";
import type { Installer } from "../../src/features/commandLine/installer.ts";
import { CommandLine, quietEnvironment, type Ran, runProgram } from "./support/commandLine.ts";

describe("installing the command line", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());

  /** An extension's folder of a version, as VS Code unpacks it. */
  function extension(extensions: string, version: string, age: number): string {
    const folder = path.join(extensions, `gantry.gantry-${version}`);
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(gantry.folder, "program"), folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ version }));
    const time = Date.UTC(2027, 0, 20) / 1000 - age;
    utimesSync(path.join(folder, "dist", "cli", "gantry.cjs"), time, time);
    return folder;
  }

  async function run(file: string, environment: NodeJS.ProcessEnv = {}): Promise<Ran> {
    return runProgram(file, ["--version"], { cwd: gantry.work, env: { ...quietEnvironment, ...environment } });
  }

  if (process.platform !== "win32") {
    it("writes a script that runs, whatever the folders are called", async () => {
      const extensions = gantry.fresh("it's $HOME `here` “é 项目”");
      const folder = extension(extensions, "1.2.3", 0);
      const file = await install(path.join(extensions, "bin"), folder);
      assert.equal(statSync(file).mode & 0o777, 0o755);
      assert.deepEqual(await run(file), { code: 0, output: "gantry 1.2.3\n", errors: "" });
    });

    it("hands arguments on as they are", async () => {
      const extensions = gantry.fresh("extensions");
      const file = await install(path.join(extensions, "bin"), extension(extensions, "1.0.0", 0));
      const args = ["check", "a b", "--severity", "it's $HOME *"];
      const { errors } = await runProgram(file, args, { cwd: gantry.work, env: quietEnvironment });
      assert.match(errors, /not “it's \$HOME \*”/);
    });

    it("runs the newest extension after an update, and what is left when the old one has gone", async () => {
      const extensions = gantry.fresh("extensions");
      const old = extension(extensions, "0.9.0", 100);
      const file = await install(path.join(extensions, "bin"), old);
      assert.equal((await run(file)).output, "gantry 0.9.0\n");
      extension(extensions, "0.10.0", 50);
      assert.equal((await run(file)).output, "gantry 0.10.0\n");
      rmSync(old, { recursive: true });
      assert.equal((await run(file)).output, "gantry 0.10.0\n");
      rmSync(path.join(extensions, "gantry.gantry-0.10.0"), { recursive: true });
      const { code, errors } = await run(file);
      assert.equal(code, 1);
      assert.match(errors, /no longer where it was/);
    });

    it("is not led astray by other extensions", async () => {
      const extensions = gantry.fresh("extensions");
      const file = await install(path.join(extensions, "bin"), extension(extensions, "1.0.0", 100));
      const other = extension(extensions, "9.9.9", 0);
      cpSync(other, path.join(extensions, "gantry.gantry-tools-2.0.0"), { recursive: true });
      rmSync(other, { recursive: true });
      assert.equal((await run(file)).output, "gantry 1.0.0\n");
    });

    it("runs with node where the editor's program has gone", async () => {
      const extensions = gantry.fresh("extensions");
      const folder = extension(extensions, "1.0.0", 0);
      const file = path.join(extensions, "gantry");
      const text = wrapperText({ isWindows: false, home: "/home/ana", extension: folder, runtime: "/gone/code" });
      writeFileSync(file, text, { mode: 0o755 });
      const bin = path.join(extensions, "bin");
      mkdirSync(bin);
      const without = await run(file, { PATH: bin });
      assert.equal(without.code, 1);
      assert.match(without.errors, /nothing to run it with/);
      symlinkSync(process.execPath, path.join(bin, "node"));
      assert.deepEqual(await run(file, { PATH: bin }), { code: 0, output: "gantry 1.0.0\n", errors: "" });
    });

    it("proposes the usual folder, and those on the path that can be written", async () => {
      const before = { HOME: process.env.HOME, PATH: process.env.PATH };
      const home = gantry.fresh("home");
      const own = path.join(home, "tools");
      mkdirSync(own, { recursive: true });
      mkdirSync(path.join(home, ".tool", "bin"), { recursive: true });
      try {
        process.env.HOME = home;
        process.env.PATH = [
          own,
          path.join(home, ".tool", "bin"),
          path.join(home, "missing"),
          "relative",
          "/usr/bin",
        ].join(path.delimiter);
        assert.deepEqual(await places(), [
          { folder: path.join(home, ".local/bin"), shown: "~/.local/bin", isOnPath: false },
          { folder: own, shown: "~/tools", isOnPath: true },
        ]);
        mkdirSync(path.join(home, ".local/bin"), { recursive: true });
        process.env.PATH += `${path.delimiter}${path.join(home, ".local/bin")}/`;
        assert.deepEqual(
          (await places()).map(({ shown, isOnPath }) => [shown, isOnPath]),
          [
            ["~/.local/bin", true],
            ["~/tools", true],
          ],
        );
      } finally {
        process.env.HOME = before.HOME;
        process.env.PATH = before.PATH;
      }
    });
  }

  it("knows its own script from something else", async () => {
    const folder = gantry.fresh("bin");
    mkdirSync(folder);
    assert.equal((await look(folder)).present, "nothing");
    const file = await install(folder, path.join(gantry.folder, "program"));
    assert.deepEqual(await look(folder), { file, present: "ours" });
    await install(folder, path.join(gantry.folder, "program"));
    writeFileSync(file, "#!/bin/sh\necho mine\n");
    assert.equal((await look(folder)).present, "something else");
  });

  it("leaves nothing behind when it can't write", async () => {
    const folder = gantry.fresh("bin");
    writeFileSync(folder, "a file");
    await assert.rejects(install(folder, "/extension"));
    assert.equal(readFileSync(folder, "utf8"), "a file");
  });

  it("writes a batch file for Windows", () => {
    const home = "C:\\Users\\Žofie";
    const text = wrapperText({
      isWindows: true,
      home,
      extension: `${home}\\.vscode\\extensions\\gantry.gantry-0.1.0`,
      runtime: "C:\\Program Files (x86)\\100%\\Code.exe",
    });
    assert.ok(isWrapper(text));
    assert.ok(!/[^\r]\n/.test(text));
    assert.ok(/^[\r\n\x20-\x7E]*$/.test(text), "letters beyond ASCII depend on the code page");
    assert.ok(
      text.includes('set "cli=%USERPROFILE%\\.vscode\\extensions\\gantry.gantry-0.1.0\\dist\\cli\\gantry.cjs"'),
    );
    assert.ok(text.includes('set "runtime=C:\\Program Files (x86)\\100%%\\Code.exe"'));
    assert.ok(text.includes('dir /b /ad /od "%USERPROFILE%\\.vscode\\extensions\\gantry.gantry-*"'));
  });

  describe("for git's merges", () => {
    const people = "gantry: 1\n\npeople:\n  ana:\n    name: Ana\n";
    const files = {
      "the plan/gantry.yaml": people,
      "README.md": "Hello\n",
      ".gitattributes": "* text=auto\r\n*.png binary",
    };

    before(async function () {
      if (!(await runProgram("git", ["--version"], {}).catch(() => undefined))) {
        console.log("      there is no git here");
        this.skip();
      }
    });

    async function repository(): Promise<{ folder: string; git: (...args: readonly string[]) => Promise<Ran> }> {
      const folder = gantry.project(files, "repository");
      const env = {
        ...quietEnvironment,
        GIT_AUTHOR_NAME: "Ana",
        GIT_AUTHOR_EMAIL: "ana@example.com",
        GIT_COMMITTER_NAME: "Ana",
        GIT_COMMITTER_EMAIL: "ana@example.com",
      };
      const git = (...args: readonly string[]): Promise<Ran> => runProgram("git", args, { cwd: folder, env });
      assert.equal((await git("init", "-q", "-b", "main")).code, 0);
      return { folder, git };
    }

    it("says what has to change, changes that alone, and then has nothing to say", async () => {
      const { folder, git } = await repository();
      const project = path.join(folder, "the plan");
      const plan = await planDriver([project, gantry.project({ "gantry.yaml": people })], "/opt/it's here/gantry");
      assert.ok(plan !== undefined);
      assert.deepEqual(plan.attributes, ['"/the plan/**/*.yaml" merge=gantry']);
      assert.deepEqual(
        plan.settings.map(({ key }) => key),
        ["merge.gantry.name", "merge.gantry.driver"],
      );
      await setUpDriver(plan);
      const attributes = readFileSync(path.join(folder, ".gitattributes"), "utf8");
      assert.equal(attributes, `${files[".gitattributes"]}\r\n${plan.attributes[0]}\r\n`);
      const { output } = await git("config", "--local", "--get", "merge.gantry.driver");
      assert.equal(output.trim(), plan.settings[1]?.value);
      const again = await planDriver([project], "/opt/it's here/gantry");
      assert.deepEqual([again?.attributes, again?.settings], [[], []]);
    });

    it("has nothing to say outside of a repository", async () => {
      assert.equal(await planDriver([gantry.project({ "gantry.yaml": people })], "gantry"), undefined);
      assert.equal(await planDriver([], "gantry"), undefined);
    });

    it("lets git merge what its own merge can't", async () => {
      const { folder, git } = await repository();
      const extensions = gantry.fresh("it's an “extension” folder");
      const command = await install(path.join(extensions, "bin"), extension(extensions, "1.0.0", 0));
      const plan = await planDriver([path.join(folder, "the plan")], command);
      assert.ok(plan !== undefined);
      await setUpDriver(plan);
      const commit = async (branch: string, text: string): Promise<void> => {
        await git("checkout", "-q", "-b", branch);
        writeFileSync(path.join(folder, "the plan", "gantry.yaml"), text);
        await git("add", "-A");
        assert.equal((await git("commit", "-q", "-m", branch)).code, 0);
      };
      await commit("base", people);
      await commit("rates", people.replace("name: Ana\n", "name: Ana\n    rate: 90/h\n"));
      await git("checkout", "-q", "base");
      await commit("roles", people.replace("name: Ana\n", "name: Ana\n    role: Manager\n"));
      const merged = await git("merge", "-q", "-m", "both", "rates");
      assert.equal(merged.code, 0, merged.output + merged.errors);
      const text = readFileSync(path.join(folder, "the plan", "gantry.yaml"), "utf8");
      assert.ok(text.includes("    rate: 90/h\n") && text.includes("    role: Manager\n"), text);
    });
  });

  it("is what the extension loads", () => {
    const require = createRequire(import.meta.url);
    const built = require(path.resolve("dist/cli/install.cjs")) as Installer;
    const wanted: Readonly<Record<keyof Installer, true>> = {
      places: true,
      look: true,
      install: true,
      planDriver: true,
      setUpDriver: true,
    };
    for (const name of Object.keys(wanted) as (keyof Installer)[]) assert.equal(typeof built[name], "function", name);
  });
});
