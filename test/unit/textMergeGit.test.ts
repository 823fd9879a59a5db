import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { mergeDriverSetup } from "../../src/cli/mergeDriver.ts";
import { gitVersion, TrialRepository } from "../bench/mergeGit.ts";
import { judge, type Mixture, type Result, type Trial, trialOf } from "../bench/mergeSimulation.ts";

const program = path.join(process.cwd(), "dist", "cli", "gantry.cjs");
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const driver = `${quoted(process.execPath)} ${quoted(program)}`;
const mixture: Mixture = { tasks: 200, edits: 10, moves: "within their stage", clash: false };

/** Says so where a test can't run, since a check that is silent looks as if it had passed. */
function need(context: Mocha.Context): void {
  const missing = gitVersion() === undefined ? "git" : existsSync(program) ? undefined : "the built command line";
  if (missing === undefined) return;
  console.warn(`      Skipped: ${missing} is not there.`);
  context.skip();
}

describe("merges by git", function () {
  this.timeout(60_000);

  async function judged(trials: readonly Trial[], withDriver: boolean): Promise<readonly Result[]> {
    const repository = new TrialRepository();
    try {
      await repository.load(trials);
      if (withDriver) {
        const { settings, attributes } = mergeDriverSetup(["project"], "gantry");
        const own = settings.map(({ key, value }) => ({ key, value: value.replace(/^gantry /, `${driver} `) }));
        await repository.setUp(own, attributes);
      }
      const paths = Object.keys(trials[0]?.base ?? {});
      const results: Result[] = [];
      for (const [index, trial] of trials.entries()) results.push(judge(trial, await repository.merge(index, paths)));
      return results;
    } finally {
      repository.remove();
    }
  }

  const some = (count: number, different: Partial<Mixture> = {}): readonly Trial[] =>
    Array.from({ length: count }, (_, seed) => trialOf(seed, { ...mixture, ...different }));

  it("are never silently wrong without the driver", async function () {
    need(this);
    const results = await judged(some(25), false);
    assert.deepEqual(
      results.filter((result) => result === "wrong" || result === "clash untold"),
      [],
    );
    assert.ok(results.filter((result) => result === "right").length >= 15);
  });

  it("have neither conflicts nor mistakes with the driver", async function () {
    need(this);
    for (const trials of [some(5), some(4, { moves: "anywhere" })]) {
      const disjoint = trials.filter(({ clash }) => clash === undefined);
      assert.ok(disjoint.length >= 3);
      assert.deepEqual([...new Set(await judged(disjoint, true))], ["right"]);
    }
  });

  it("tell when both sides chose the same id, with and without the driver", async function () {
    need(this);
    assert.deepEqual([...new Set(await judged(some(5, { clash: true }), true))], ["clash told"]);
    assert.deepEqual([...new Set(await judged(some(5, { clash: true }), false))], ["clash told"]);
  });
});

describe("gantry merge", function () {
  this.timeout(30_000);
  const plan = (api: string, refunds = "effort: 4d"): string =>
    `gantry: 1\n\ntasks:\n${api === "" ? "" : `  api:\n    name: API\n    ${api}\n\n`}  refunds:\n    name: Refunds\n    ${refunds}\n`;

  /** Runs the program on three texts, as git does. */
  function run(
    base: string,
    ours: string,
    theirs: string,
    ...more: readonly string[]
  ): { code: number | null; text: string; errors: string } {
    const folder = mkdtempSync(path.join(os.tmpdir(), "gantry-merge-"));
    try {
      const files = { base, ours, theirs };
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
      const args = ["merge", ...Object.keys(files), "project/plan.yaml", ...more];
      const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      assert.equal(stdout, "");
      return { code: status, text: readFileSync(path.join(folder, "ours"), "utf8"), errors: stderr };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it("writes the result to our file, and says nothing when all is well", function () {
    need(this);
    const { code, text, errors } = run(plan("effort: 1d"), plan("effort: 2d"), plan("effort: 1d", "effort: 5d"));
    assert.deepEqual({ code, text, errors }, { code: 0, text: plan("effort: 2d", "effort: 5d"), errors: "" });
  });

  it("ends with 1 and names file, line and both values of a contradiction, between markers of the wanted length", function () {
    need(this);
    const { code, text, errors } = run(
      plan("effort: 1d"),
      plan("effort: 2d"),
      plan("effort: 3d"),
      "--marker-size",
      "9",
    );
    assert.equal(code, 1);
    assert.match(text, /^<{9} ours\n {4}effort: 2d\n={9}\n {4}effort: 3d\n>{9} theirs$/m);
    assert.equal(errors, "gantry: project/plan.yaml:6: Both sides changed “effort”: ours to 2d, theirs to 3d.\n");
  });

  it("leaves a record that is gone here and changed there to git, and says so", function () {
    need(this);
    const { code, text, errors } = run(plan("effort: 1d"), plan(""), plan("effort: 3d"));
    assert.equal(code, 1);
    assert.match(text, /^<{7} ours$/m);
    assert.match(
      errors,
      /Merged line by line, as git does it: .*can't see whether a record has moved to another one\..*“api” is gone.* There are conflicts left\.\n$/,
    );
  });

  it("leaves what does not read to git, and says so", function () {
    need(this);
    const gap = "\n\n\n\n# Far away.\n\n\n\n";
    const { code, text, errors } = run(
      `${plan("effort: [1d")}${gap}`,
      `${plan("effort: [1d")}${gap}# Ours.\n`,
      `# Theirs.\n${plan("effort: [1d")}${gap}`,
    );
    assert.equal(code, 0);
    assert.match(text, /^# Theirs\.[\s\S]*# Ours\.\n$/);
    assert.match(errors, /Merged line by line, as git does it: .*mistakes in its syntax/);
  });

  it("tells what nobody wrote but the merge made", function () {
    need(this);
    const base = plan("effort: 1d");
    const theirs = plan("effort: 1d", "effort: 4d\n    after: api");
    const { code, errors } = run(base, plan(""), theirs);
    assert.equal(code, 0);
    assert.match(errors, /After the merge: .*“api”/);
  });
});

describe("a circle that two files make only together", function () {
  this.timeout(60_000);
  const task = (id: string, lines: string): string =>
    `  ${id}:\n    name: ${id.toUpperCase()}\n    effort: 1d\n${lines}`;
  const slice = (...tasks: readonly string[]): string => `gantry: 1\n\ntasks:\n${tasks.join("\n")}`;
  const base = {
    "project/gantry.yaml": "gantry: 1\n\nname: P\n",
    "project/plan.yaml": slice(task("a", ""), task("b", "    after: a\n"), task("z", "")),
    "project/more.yaml": slice(task("c", "")),
  };
  // Ours lets c wait for b, theirs lets a wait for c. Both change the plan too, so that the driver is called for it.
  const ours = {
    ...base,
    "project/more.yaml": slice(task("c", "    after: b\n")),
    "project/plan.yaml": base["project/plan.yaml"].replace("name: Z", "name: Last"),
  };
  const theirs = {
    ...base,
    "project/plan.yaml": slice(task("a", "    after: c\n"), task("b", "    after: a\n"), task("z", "")),
  };

  it("is no conflict to git or the driver, and a problem of the merged project", function () {
    need(this);
    const folder = mkdtempSync(path.join(os.tmpdir(), "gantry-circle-"));
    try {
      const git = (...args: readonly string[]): void => {
        const who = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
        const { status, stderr } = spawnSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
        assert.equal(status, 0, stderr);
      };
      const commit = (files: Readonly<Record<string, string>>): void => {
        mkdirSync(path.join(folder, "project"), { recursive: true });
        for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
        git("add", "-A");
        git("commit", "-qm", "c");
      };
      const check = (): { readonly code: number | null; readonly output: string } => {
        const { status, stdout } = spawnSync(process.execPath, [program, "check", "project"], {
          cwd: folder,
          encoding: "utf8",
        });
        return { code: status, output: stdout };
      };
      git("init", "-q", "-b", "main");
      const { settings, attributes } = mergeDriverSetup(["project"], "gantry");
      for (const { key, value } of settings) git("config", key, value.replace(/^gantry /, `${driver} `));
      writeFileSync(path.join(folder, ".gitattributes"), `${attributes.join("\n")}\n`);
      commit(base);
      git("checkout", "-qb", "theirs");
      commit(theirs);
      assert.equal(check().code, 0);
      git("checkout", "-q", "main");
      commit(ours);
      assert.equal(check().code, 0);
      git("merge", "-q", "--no-edit", "theirs");
      const { code, output } = check();
      assert.equal(code, 1);
      assert.match(output, /wait for each other in a circle: .*\[dependency-circle\]/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("setting up the merge driver", () => {
  it("names the program, and the files of each project", () => {
    const { settings, attributes } = mergeDriverSetup(["project", "", "my plans/a[1]"], "/home/me/my bin/gantry");
    assert.deepEqual(
      settings.find(({ key }) => key === "merge.gantry.driver")?.value,
      "'/home/me/my bin/gantry' merge %O %A %B %P --marker-size %L",
    );
    assert.deepEqual(attributes, [
      "/project/**/*.yaml merge=gantry",
      "/**/*.yaml merge=gantry",
      '"/my plans/a\\\\[1\\\\]/**/*.yaml" merge=gantry',
    ]);
  });

  it("matches the files that git has to hand over", function () {
    need(this);
    const folder = mkdtempSync(path.join(os.tmpdir(), "gantry-attributes-"));
    try {
      const git = (...args: readonly string[]): string =>
        spawnSync("git", args, { cwd: folder, encoding: "utf8" }).stdout;
      git("init", "-q");
      writeFileSync(
        path.join(folder, ".gitattributes"),
        `${mergeDriverSetup(["my plans/a[1]"]).attributes.join("\n")}\n`,
      );
      for (const file of ["my plans/a[1]/plan.yaml", "my plans/a[1]/progress/ana.yaml"]) {
        assert.equal(git("check-attr", "merge", "--", file).trim(), `${file}: merge: gantry`);
      }
      assert.match(git("check-attr", "merge", "--", "other/plan.yaml"), /unspecified/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
