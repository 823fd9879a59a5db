import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CommandLine, quietEnvironment, runProgram, writeAll } from "./support/commandLine.ts";

const header = "gantry: 1\n\nname: Orchard\nstart: 2027-01-04\nstatus-date: 2027-01-04\n";
const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: New API
        effort: 5d
        who: ana
        links: {msproject: "12"}

      screens:
        name: Screens
        effort: 3d
        after: api

milestones:
  beta:
    name: Beta
    after: build
    deadline: 2027-01-15

people:
  ana:
    name: Ana Kovač

baselines:
  first:
    name: First
    date: 2027-01-04
    tasks:
      api: {start: 2027-01-04, finish: 2027-01-07}
      beta: {finish: 2027-01-12}
`;

interface TaskJson {
  readonly id: string;
  readonly start: string;
  readonly finish: string;
  readonly critical: boolean;
  readonly source: Readonly<Record<string, string>>;
  readonly totalFloatMinutes: number;
}

describe("dates on the command line", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());
  const files = { "gantry.yaml": header, "plan.yaml": plan };
  const orchard = (): string => gantry.project(files);

  async function git(folder: string, ...args: readonly string[]): Promise<string> {
    const own = ["-c", "user.name=Ana Kovač", "-c", "user.email=ana@example.com", ...args];
    const { code, output, errors } = await runProgram("git", own, { cwd: folder, env: quietEnvironment });
    assert.equal(code, 0, errors);
    return output.trim();
  }

  /** A project below the root of a repository, with a commit before its last change. */
  async function repository(): Promise<string> {
    const root = gantry.project({ "README.md": "Orchard\n" }, "repository");
    const folder = path.join(root, "project");
    mkdirSync(folder);
    writeAll(folder, { ...files, "inner/gantry.yaml": "gantry: 1\n\ntasks:\n  other: {name: Other, duration: 90d}\n" });
    await git(root, "init", "-q", "-b", "main");
    await git(root, "add", ".");
    await git(root, "commit", "-q", "-m", "The plan");
    writeFileSync(path.join(folder, "plan.yaml"), plan.replace("effort: 5d", "effort: 8d"));
    return folder;
  }

  it("are those of the schedule, with where a task is known elsewhere", async () => {
    const { code, output } = await gantry.run(["schedule", orchard(), "--format", "json"]);
    assert.equal(code, 0);
    const json = JSON.parse(output) as { readonly project: unknown; readonly tasks: readonly TaskJson[] };
    assert.deepEqual(json.project, {
      name: "Orchard",
      start: "2027-01-04T08:00:00",
      finish: "2027-01-13T17:00:00",
      today: "2027-01-04",
      isStatusDatePinned: true,
      critical: 3,
    });
    assert.deepEqual(
      json.tasks.map(({ id, start, finish, source }) => [id, start, finish, source]),
      [
        ["build", "2027-01-04T08:00:00", "2027-01-13T17:00:00", {}],
        ["api", "2027-01-04T08:00:00", "2027-01-08T17:00:00", { msproject: "12" }],
        ["screens", "2027-01-11T08:00:00", "2027-01-13T17:00:00", {}],
        ["beta", "2027-01-13T17:00:00", "2027-01-13T17:00:00", {}],
      ],
    );
  });

  it("end on the stated day, also where nobody works, and never say a day that does not come", async () => {
    const folder = gantry.project({
      "gantry.yaml": header,
      "plan.yaml": `gantry: 1

tasks:
  api: {name: New API, duration: 1d, deadline: 2027-01-13, links: {jira: PAY-12, msproject: "12"}}
  clock: {name: Clock, duration: 33eh}
  never: {name: Never, effort: 5d, who: ana}

milestones:
  fair: {name: Fair, date: 2027-01-09}

people:
  ana: {name: Ana, until: 2027-01-05}
`,
    });
    const { output } = await gantry.run(["schedule", folder]);
    assert.match(output, /^Orchard\n2027-01-04 08:00 – 2027-01-09 24:00/);
    assert.match(output, /fair +Fair +2027-01-09 24:00/);
    assert.match(output, /clock +Clock .* 4\.3ed/);
    assert.match(output, /never +Never +2027-01-04 08:00 +never +never ends/);
    const json = JSON.parse((await gantry.run(["schedule", folder, "--format", "json"])).output) as {
      readonly project: { readonly finish: string };
      readonly tasks: readonly (TaskJson & { readonly deadline?: string; readonly endless?: boolean })[];
    };
    const [api, , never, fair] = json.tasks;
    assert.equal(api?.deadline, "2027-01-13T23:59:59");
    assert.equal(fair?.finish, "2027-01-09T23:59:59");
    assert.equal(fair.start, fair.finish);
    assert.equal(json.project.finish, "2027-01-09T23:59:59");
    assert.deepEqual([never?.endless, never?.finish, never?.start], [true, undefined, "2027-01-04T08:00:00"]);
    for (const key of ["lateStart", "lateFinish", "totalFloatMinutes", "freeFloatMinutes", "durationMinutes"]) {
      assert.ok(never !== undefined && !(key in never), key);
    }
    const csv = (await gantry.run(["schedule", folder, "--format", "csv"])).output.split("\r\n");
    assert.match(csv[0] ?? "", /,critical,nearCritical,done,endless,deadline,source,file,line$/);
    assert.match(csv[1] ?? "", /,2027-01-13T23:59:59,jira: PAY-12; msproject: 12,plan\.yaml,4$/);
    for (const command of [
      ["explain", "never", "--project", folder],
      ["simulate", folder],
      ["diff", folder, folder],
    ]) {
      const run = await gantry.run(command);
      assert.doesNotMatch(run.output, /9999|10000/, command.join(" "));
    }
    assert.match((await gantry.run(["simulate", folder])).output, /“Never” never ends: nobody works/);
  });

  it("list what is asked for, on the day that is asked for", async () => {
    const folder = orchard();
    const some = await gantry.run([
      "schedule",
      folder,
      "--milestones",
      "--status-date",
      "2027-02-01",
      "--format",
      "json",
    ]);
    const { tasks } = JSON.parse(some.output) as { readonly tasks: readonly TaskJson[] };
    assert.deepEqual(
      tasks.map(({ id, finish, totalFloatMinutes }) => [id, finish, totalFloatMinutes]),
      [["beta", "2027-02-10T17:00:00", -18 * 480]],
    );
    const wrong = await gantry.run(["schedule", folder, "--status-date", "soon"]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.errors, /“soon” is not a date/);
  });

  it("come with their problems: exit code 1 for a circle, also in check", async () => {
    const folder = gantry.project({
      "gantry.yaml": header,
      "plan.yaml":
        "gantry: 1\n\ntasks:\n  a: {name: A, duration: 1d, after: b}\n  b: {name: B, duration: 1d, after: a}\n",
    });
    for (const command of ["schedule", "check"]) {
      const { code, output } = await gantry.run([command, folder]);
      assert.equal(code, 1, command);
      assert.match(output, /plan\.yaml:\d+:\d+: error: These wait for each other in a circle.*\[dependency-circle\]/);
    }
  });

  it("do nothing to a terminal or a spreadsheet, whatever names say", async () => {
    const folder = gantry.project({
      "gantry.yaml": header,
      "plan.yaml":
        'gantry: 1\n\ntasks:\n  a: {name: "\\e[31mred\\u202e", duration: 1d}\n  b: {name: "=1+2", duration: 1d, after: a}\n',
    });
    for (const args of [
      ["schedule", folder],
      ["explain", "b", "--project", folder],
    ]) {
      const { output } = await gantry.run(args);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      assert.doesNotMatch(output, /[\u001B\u202E]/);
    }
    const { output } = await gantry.run(["schedule", folder, "--format", "csv"]);
    assert.match(output, /^b,'=1\+2,task,/m);
    assert.match(output, /\r\n$/);
    const other = await gantry.run(["check", folder, "--format", "csv"]);
    assert.equal(other.code, 2);
  });

  it("are explained, with the chain and the ways forward", async () => {
    const folder = orchard();
    const { code, output } = await gantry.run(["explain", "beta", "--project", folder]);
    assert.equal(code, 0);
    assert.match(output, /Is reached on 13 Jan because “Build”, which it waits for, ends on 13 Jan\./);
    assert.match(output, /“Build” ends on 13 Jan with “Screens”\./);
    assert.match(output, /Let “Screens” go on without waiting for “New API”: 3 days earlier/);
    const json = await gantry.run(["explain", "screens", "--project", folder, "--format", "json"]);
    const { start } = JSON.parse(json.output) as { readonly start: { readonly reason: unknown } };
    assert.deepEqual(start.reason, {
      kind: "predecessor",
      predecessor: "api",
      dependency: "api",
      from: "finish",
      at: "2027-01-08T17:00:00",
      statedBy: "screens",
      file: "plan.yaml",
      line: 16,
      column: 9,
    });
    const missing = await gantry.run(["explain", "aip", "--project", folder]);
    assert.equal(missing.code, 1);
    assert.match(missing.errors, /no task or milestone “aip”\. Did you mean api\?/);
  });

  it("have a critical path to any of them", async () => {
    const folder = orchard();
    const { output } = await gantry.run(["explain", "screens", "--path", "--project", folder]);
    assert.match(
      output,
      /The path to it\n {2}api +New API +2027-01-04 08:00 +2027-01-08 17:00 +0d\n {2}screens +Screens/,
    );
    const json = JSON.parse(
      (await gantry.run(["explain", "screens", "--path", "--project", folder, "--format", "json"])).output,
    ) as { readonly path: { readonly driving: readonly string[]; readonly tasks: readonly object[] } };
    assert.deepEqual(json.path.driving, ["api", "screens"]);
    assert.deepEqual(json.path.tasks[0], { id: "api", floatMinutes: 0 });
  });

  it("are read from git at a revision, without projects inside and without touching a file", async () => {
    const folder = await repository();
    const before = readdirSync(folder).sort();
    const options = { cwd: folder, env: quietEnvironment };
    const then = await gantry.run(["schedule", "--at", "HEAD", "--format", "json"], options);
    const { project, commit, tasks } = JSON.parse(then.output) as {
      readonly project: { readonly finish: string };
      readonly commit: string;
      readonly tasks: readonly TaskJson[];
    };
    assert.equal(project.finish, "2027-01-13T17:00:00");
    assert.match(commit, /^[0-9a-f]{40}$/);
    assert.equal(
      tasks.some(({ id }) => id === "other"),
      false,
    );
    const now = await gantry.run(["schedule", "--format", "json"], options);
    assert.match(now.output, /"finish": "2027-01-18T17:00:00"/);
    assert.deepEqual(readdirSync(folder).sort(), before);
  });

  it("are compared with HEAD, between revisions and with a baseline", async () => {
    const folder = await repository();
    const options = { cwd: folder, env: quietEnvironment };
    const summary = "Finish 13 → 18 Jan (+3d); “Beta” misses its deadline by 1d.";
    const cause = (by: string): string => `Effort of “New API” 5d → 8d (${by}): moves it, 2 others and the finish.`;
    const open = await gantry.run(["diff"], options);
    assert.equal(open.code, 0, open.errors);
    assert.ok(open.output.startsWith(`${summary}\n\nWhy\n  ${cause("not committed yet")}\n`), open.output);
    await git(folder, "commit", "-q", "-a", "-m", "More work");
    const unchanged = await gantry.run(["diff"], options);
    assert.equal(unchanged.output, "Nothing moves.\n");
    const two = await gantry.run(["diff", "HEAD~1", "HEAD", "--format", "json"], options);
    const json = JSON.parse(two.output) as {
      readonly summary: string;
      readonly causes: readonly { readonly text: string }[];
    };
    assert.equal(json.summary, summary);
    assert.deepEqual(
      json.causes.map(({ text }) => text),
      [cause("Ana Kovač")],
    );
    const back = await gantry.run(["diff", "HEAD", "HEAD~1"], options);
    assert.match(back.output, /^Finish 18 → 13 Jan \(−3d\); “Beta” meets its deadline again\./);
    const frozen = await gantry.run(["diff", "baseline:first"], options);
    assert.match(frozen.output, /^Finish 12 → 18 Jan \(\+4d\); added “Screens”\./);
    assert.match(frozen.output, /api +New API +7 → 13 Jan \(\+4d\)/);
  });

  it("are compared between folders, without git", async () => {
    const other = gantry.project({ ...files, "plan.yaml": plan.replace("effort: 3d", "effort: 4d") });
    const { output, code } = await gantry.run(["diff", orchard(), other]);
    assert.equal(code, 0);
    assert.match(
      output,
      /^Finish 13 → 14 Jan \(\+1d\)\.\n\nWhy\n {2}Effort of “Screens” 3d → 4d: moves it, “Beta” and the finish\./,
    );
  });

  it("refuse what git does not have, in words", async () => {
    const folder = await repository();
    const options = { cwd: folder, env: quietEnvironment };
    const empty = gantry.project({ "notes.txt": "" });
    const cases: readonly [readonly string[], NodeJS.ProcessEnv, string, RegExp][] = [
      [["diff", "nowhere"], {}, folder, /Git knows no revision “nowhere” here/],
      [["schedule", "--at=--output=x"], {}, folder, /“--output=x” is no revision of git/],
      [["schedule", "--at", "HEAD\u001B[31m"], {}, folder, /is no revision of git/],
      [["diff", "baseline:other"], {}, folder, /no baseline “other”\. There is: first\./],
      [["diff", "HEAD", "baseline:first"], {}, folder, /can be the first side only/],
      [["diff"], { PATH: "/nowhere" }, folder, /Git can't be run/],
      [["diff"], {}, orchard(), /is in no git repository/],
      [["diff", folder, "nope"], {}, empty, /“nope” is neither a folder with a project nor a revision of one/],
      [["diff", "nope", folder], {}, empty, /“nope” is neither a folder with a project nor a revision of one/],
      [["diff", folder, "nope", "--project", folder], {}, empty, /Git knows no revision “nope” here/],
    ];
    for (const [args, env, cwd, message] of cases) {
      const { code, errors } = await gantry.run(args, { cwd, env: { ...options.env, ...env } });
      assert.equal(code, 1, args.join(" "));
      assert.match(errors, message);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      assert.doesNotMatch(errors, /\u001B/);
    }
    const root = path.dirname(folder);
    mkdirSync(path.join(root, "later"));
    writeAll(path.join(root, "later"), files);
    const { errors } = await gantry.run(["schedule", "later", "--at", "HEAD"], { ...options, cwd: root });
    assert.match(errors, /At HEAD, there was no gantry\.yaml in later/);
  });
});
