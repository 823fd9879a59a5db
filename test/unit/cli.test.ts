import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { commands, nodeIo, runGantry } from "../../src/cli/index.ts";
import { documentCatalogue, kindChoices, methodChoices } from "../../src/core/documents/index.ts";
import { CommandLine, quietEnvironment, readAll, writeAll } from "./support/commandLine.ts";

const header = "gantry: 1\n\nname: Orchard\nstatus-date: 2027-02-10\n";
const plan = `gantry: 1

tasks:
  build:
    name: Build
    tasks:
      api:
        name: New API
        effort: 5d
        who: ana

      screens:
        name: Screens
        effort: 3d
        after: api

people:
  ana:
    name: Ana Kovač
    email: ana@example.com

costs:
  licences:
    name: Licences
    amount: 900
`;

describe("the command line", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());
  const orchard = (): string => gantry.project({ "gantry.yaml": header, "plan.yaml": plan });

  describe("in general", () => {
    it("says what it can do, by itself and for each command", async () => {
      const { code, output } = await gantry.run(["help"]);
      assert.equal(code, 0);
      for (const { name, about } of commands) {
        assert.ok(output.includes(name) && output.includes(about), name);
        for (const args of [
          ["help", name],
          [name, "--help"],
        ]) {
          const help = await gantry.run(args);
          assert.equal(help.code, 0, args.join(" "));
          assert.match(help.output, new RegExp(`^Usage: gantry ${name} `, "m"));
        }
      }
    });

    it("names its version", async () => {
      const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
      for (const args of [["--version"], ["version"]]) {
        assert.deepEqual(await gantry.run(args), { code: 0, output: `gantry ${version}\n`, errors: "" });
      }
    });

    it("exits with 2 when it can't be understood, and says what was probably meant", async () => {
      const cases: readonly [readonly string[], RegExp][] = [
        [[], /^Gantry: /],
        [["chekc"], /There is no command “chekc”\. Did you mean check\?/],
        [["frobnicate"], /All commands: gantry help/],
        [["check", "--severty", "error"], /There is no option --severty\. Did you mean --severity\?/],
        [["check", "--severity", "eror"], /not “eror”\. Did you mean error\?/],
        [["check", "--severity"], /--severity needs a value/],
        [["check", "--format", "yaml"], /--format is one of text, json/],
        [["check", "a", "b"], /“b” is one argument too many/],
        [["log"], /Something is missing\. Usage: gantry log <task>/],
        [["log", "api", "--done", "1%", "--done", "2%"], /--done stands twice/],
        [["show", "--help=yes"], /--help takes no value/],
        [["new", ""], /The folder has no name/],
        [["new", " "], /The folder has no name/],
        [["new", "x", "--kind", "sofware"], /Did you mean software\?/],
        [["new", "x", "--start", "2027-02-30"], /The calendar has no 2027-02-30/],
        [["new", "x", "--documents", "plan,budgt"], /Did you mean budget\?/],
        [["new", "x", "--currency", "euro"], /code of three letters/],
        [["new", "x", "--time-zone", "Europe/Wien"], /no time zone “Europe\/Wien”/],
      ];
      for (const [args, message] of cases) {
        const { exitCode, output, errors } = await runGantry(args, nodeIo(path.resolve("dist")));
        assert.equal(exitCode, 2, args.join(" "));
        assert.equal(output, "", args.join(" "));
        assert.match(errors, message);
      }
    });

    it("ends with the exit code and speaks on the right stream", async () => {
      const { code, output, errors } = await gantry.run(["chekc"]);
      assert.deepEqual({ code, output }, { code: 2, output: "" });
      assert.match(errors, /^gantry: There is no command “chekc”\. Did you mean check\?\n$/);
    });

    it("tells programs about problems in their form", async () => {
      const { code, output, errors } = await gantry.run(["show", "nowhere", "--format", "json"]);
      assert.equal(code, 1);
      assert.equal(errors, "");
      assert.deepEqual(JSON.parse(output), { error: { code: "refused", message: "There is no nowhere." } });
    });

    it("does not mind when nobody reads to the end", async () => {
      const { errors } = await gantry.run(["show", gantry.sample(), "--format", "json"], { closeOutput: true });
      assert.equal(errors, "");
    });

    it("lets no control characters out of files into a terminal", async () => {
      const folder = gantry.project({
        "gantry.yaml": 'gantry: 1\nname: "Or\\e[31mchard \\u202Egnorw"\nsponsor: "\\e]0;title\\a"\n',
      });
      for (const command of ["show", "check"]) {
        for (const format of ["text", "json"]) {
          const { output, errors } = await gantry.run([command, folder, "--format", format]);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
          assert.doesNotMatch(output + errors, /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/);
        }
      }
    });
  });

  describe("finding the project", () => {
    it("looks in the folder, in its project folder, and above up to the repository", async () => {
      const folder = orchard();
      const root = path.dirname(folder);
      mkdirSync(path.join(folder, "notes", "deep"), { recursive: true });
      mkdirSync(path.join(root, "src", "deep"), { recursive: true });
      for (const cwd of [folder, root, path.join(folder, "notes", "deep"), path.join(root, "src", "deep")]) {
        assert.match((await gantry.run(["show"], { cwd })).output, /^Orchard\n/, cwd);
      }
      mkdirSync(path.join(root, "src", ".git"));
      const beyond = await gantry.run(["show"], { cwd: path.join(root, "src", "deep") });
      assert.equal(beyond.code, 1);
      assert.match(beyond.errors, /There is no project here/);
    });

    it("does not take a team's template for a project", async () => {
      const folder = gantry.project({ "gantry.yaml": header, "template.yaml": "template: 1\nname: Ours\n" });
      const { code, errors } = await gantry.run(["check", folder]);
      assert.equal(code, 1);
      assert.match(errors, /holds no project/);
    });

    it("says what it leaves out of a project that is too large or too deep", async () => {
      const deep = "a/b/c/d/e/f/g";
      const folder = gantry.project({
        "gantry.yaml": header,
        [`${deep}/plan.yaml`]: "gantry: 1\nrisks:\n  r:\n    name: R\n",
      });
      const before = await gantry.run(["check", folder]);
      assert.equal(before.code, 1);
      assert.match(
        before.output,
        /gantry\.yaml:1:1: error: “a\/b\/c\/d\/e\/f\/g\/plan\.yaml” lies more than 6 folders deep .*\[left-out\]/,
      );
      writeAll(folder, Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`notes/${index}.md`, "x\n"])));
      rmSync(path.join(folder, "a"), { recursive: true });
      const { code, output } = await gantry.run(["check", folder]);
      assert.equal(code, 1);
      assert.match(
        output,
        /gantry\.yaml:1:1: error: This project has more than 5,000 .* “notes\/\d+\.md” and all behind it .*\[left-out\]/,
      );
    });

    it("leaves out other projects, foreign YAML and what a link brings in from outside", async () => {
      const folder = orchard();
      const outside = path.join(path.dirname(folder), "outside.yaml");
      writeFileSync(outside, "gantry: 1\ntasks:\n  secret:\n    name: Secret\n");
      symlinkSync(outside, path.join(folder, "linked.yaml"));
      symlinkSync("plan.yaml", path.join(folder, "inside.yaml"));
      symlinkSync(path.dirname(outside), path.join(folder, "loop"));
      writeAll(folder, {
        "inner/gantry.yaml": "gantry: 1\nname: Inner\n",
        "inner/plan.yaml": "gantry: 1\ntasks:\n  inner:\n    name: Inner\n",
        "compose.yaml": "services: {web: {image: nginx}}\n",
        "node_modules/x/plan.yaml": "gantry: 1\ntasks:\n  dependency:\n    name: Dependency\n",
      });
      const { output } = await gantry.run(["check", folder, "--format", "json"]);
      const { problems, files } = JSON.parse(output) as { files: number; problems: { file: string; code: string }[] };
      // The link within the project is a file of it, and says everything a second time.
      assert.equal(files, 3);
      assert.deepEqual([...new Set(problems.map(({ file, code }) => `${file} ${code}`))].sort(), [
        "linked.yaml unreadable-file",
        "plan.yaml duplicate-id",
      ]);
      assert.ok(!output.includes("Secret"));
    });
  });

  describe("gantry import", () => {
    const plan = path.resolve("test/fixtures/msproject/synthetic-gaps.xml");

    it("makes a project without problems, and says what became of every field", async () => {
      const folder = gantry.fresh("project");
      const { code, output, errors } = await gantry.run([
        "import",
        "msproject",
        plan,
        "--into",
        folder,
        "--format",
        "json",
      ]);
      assert.equal(code, 0, errors);
      const { files, tasks, losses } = JSON.parse(output) as { files: string[]; tasks: number; losses: unknown[] };
      assert.deepEqual(files, ["gantry.yaml", "plan.yaml", "timeline.yaml"]);
      assert.equal(tasks, 22);
      assert.ok(losses.length > 0);
      assert.match((await gantry.run(["check", folder])).output, /^No problems/m);
    });

    it("writes nothing when one of the files is there, or the plan can't be read", async () => {
      const folder = gantry.fresh("project");
      writeAll(folder, { "plan.yaml": "mine" });
      const existing = await gantry.run(["import", "msproject", plan, "--into", folder]);
      assert.equal(existing.code, 1);
      assert.match(existing.errors, /Nothing was written\. Already there: .*plan\.yaml\./);
      writeAll(folder, { "broken.xml": '<!DOCTYPE a [<!ENTITY b "c">]><Project><Name>&b;</Name></Project>' });
      const broken = await gantry.run([
        "import",
        "msproject",
        path.join(folder, "broken.xml"),
        "--into",
        path.join(folder, "new"),
      ]);
      assert.equal(broken.code, 1);
      assert.match(broken.errors, /Nothing was written\. .*broken\.xml:1: The file has a document type/);
      assert.deepEqual(readdirSync(folder).sort(), ["broken.xml", "plan.yaml"]);
    });

    it("wants to be told from which system, and where to", async () => {
      const system = await gantry.run(["import", "msprojekt", plan, "--into", "x"]);
      assert.deepEqual([system.code, /Did you mean msproject/.test(system.errors)], [2, true]);
      const into = await gantry.run(["import", "msproject", plan]);
      assert.deepEqual([into.code, /--into <folder>/.test(into.errors)], [2, true]);
    });
  });

  describe("gantry new", () => {
    // The templates are read for every kind and method elsewhere; here each kind and each method passes through the program once.
    kindChoices.forEach(({ id: kind }, index) => {
      const { id: method } = methodChoices[index % methodChoices.length] ?? { id: "scrum" };
      it(`makes a ${kind} project, ${method}, that has no errors`, async () => {
        const folder = gantry.fresh(`${kind}-${method}`);
        const made = await gantry.run(["new", folder, "--kind", kind, "--method", method, "--documents", "all"]);
        assert.equal(made.code, 0, made.errors);
        const { code, output } = await gantry.run(["check", folder]);
        assert.equal(code, 0, output);
        assert.match(output, /^No problems/m);
      });
    });

    it("uses what it is told", async () => {
      const folder = gantry.fresh("project");
      const args = "--kind migration --method waterfall --start 2027-01-04 --region AT --documents plan,timeline".split(
        " ",
      );
      const names = ["--name", "Zahlungen: Umzug", "--manager", "Ana Kovač", "--currency", "usd"];
      const { code, output } = await gantry.run(["new", folder, ...args, ...names, "--format", "json"]);
      assert.equal(code, 0);
      assert.deepEqual((JSON.parse(output) as { files: string[] }).files, [
        "gantry.yaml",
        "plan.yaml",
        "timeline.yaml",
      ]);
      const shown = JSON.parse((await gantry.run(["show", folder, "--format", "json"])).output) as ShownProject;
      const { name, kind, method, start, currency, "time-zone": zone } = shown.project;
      assert.deepEqual(
        { name, kind, method, start, currency, zone },
        {
          name: "Zahlungen: Umzug",
          kind: "migration",
          method: "waterfall",
          start: "2027-01-04",
          currency: "USD",
          zone: "Europe/Vienna",
        },
      );
      assert.ok(readAll(folder)["timeline.yaml"]?.includes("2027-01-06: Epiphany"));
    });

    it("proposes what the palette proposes", async () => {
      const folder = gantry.fresh("payments-migration");
      await gantry.run(["new", folder]);
      const { project } = JSON.parse((await gantry.run(["show", folder, "--format", "json"])).output) as ShownProject;
      const { name, kind, method, currency, "time-zone": zone, start } = project;
      assert.deepEqual(
        { name, kind, method, currency, zone },
        { name: "Payments migration", kind: "software", method: "hybrid", currency: "EUR", zone: "Europe/Vienna" },
      );
      assert.equal(new Date(`${start}T00:00:00Z`).getUTCDay(), 1);
    });

    it("touches nothing when a file is there already, and names it", async () => {
      const folder = gantry.project({ "budget.yaml": "mine\n", "checklists/closing.md": "mine too\n" });
      const before = readAll(folder);
      const { code, output, errors } = await gantry.run(["new", folder, "--method", "waterfall"]);
      assert.equal(code, 1);
      assert.equal(output, "");
      assert.match(errors, /Nothing was written\. Already there: .*budget\.yaml, .*closing\.md\./);
      assert.deepEqual(readAll(folder), before);
    });

    it("leaves nothing behind when it can't write", async () => {
      const folder = gantry.fresh("project");
      writeAll(folder, { checklists: "a file where a folder is needed" });
      const { code, errors } = await gantry.run(["new", folder]);
      assert.equal(code, 1);
      assert.match(errors, /Nothing was written/);
      assert.deepEqual(Object.keys(readAll(folder)), ["checklists"]);
    });

    it("does not write through a link that leads out of the project", async () => {
      const folder = gantry.fresh("project");
      const outside = `${folder}-outside`;
      mkdirSync(folder, { recursive: true });
      mkdirSync(outside);
      symlinkSync(outside, path.join(folder, "checklists"));
      const { code, errors } = await gantry.run(["new", folder]);
      assert.equal(code, 1);
      assert.match(errors, /leads out of the project/);
      assert.deepEqual(readAll(folder), {});
      assert.deepEqual(readAll(outside), {});
    });

    it("knows all documents of the catalogue", async () => {
      const { output } = await gantry.run(["new", "--help"]);
      for (const { id } of documentCatalogue) assert.ok(output.includes(id), id);
    });
  });

  describe("gantry check", () => {
    it("finds nothing in the sample project", async () => {
      const { code, output } = await gantry.run(["check", gantry.sample()]);
      assert.equal(code, 0, output);
    });

    it("names file, line and column as editors count them", async () => {
      const folder = gantry.project({
        "gantry.yaml": header,
        "plan.yaml":
          "gantry: 1\r\n\r\ntasks:\r\n  api:\r\n    name: API\r\n    effort: 5 apples\r\n    after: scren\r\n",
        "more.yaml": "gantry: 1\ntasks:\n  screen:\n    name: Ž 🍏\n  api:\n    name: Again\n",
      });
      const { code, output } = await gantry.run(["check"], { cwd: folder });
      assert.equal(code, 1);
      assert.match(output, /^plan\.yaml:6:13: error: “5 apples” is not a duration\..* \[wrong-value\]$/m);
      assert.match(output, /^plan\.yaml:7:12: error: .*Did you mean “screen”\? \[unknown-reference\]$/m);
      assert.match(output, /^(plan|more)\.yaml:\d:3: error: .*\[duplicate-id\]\n {4}(plan|more)\.yaml:\d:3: /m);
      assert.match(output, /^3 errors in 3 files\.\n$/m);
    });

    it("lists what is asked for and still counts everything", async () => {
      const folder = gantry.project({ "gantry.yaml": `${header}colour: red\nphase: plannning\n` });
      const { code, output } = await gantry.run(["check", folder, "--severity", "error", "--format", "json"]);
      const report = JSON.parse(output) as { errors: number; information: number; problems: unknown[] };
      assert.equal(code, 1);
      assert.deepEqual([report.errors, report.information, report.problems.length], [1, 1, 1]);
      const fine = gantry.project({ "gantry.yaml": `${header}colour: red\n` });
      assert.equal((await gantry.run(["check", fine])).code, 0);
    });

    it("reads what is broken as far as it can", async () => {
      const cases: Readonly<Record<string, string>> = {
        empty: "",
        half: "gantry: 1\ntasks:\n  api:\n    na",
        brackets: "gantry: 1\nname: [[[[[[{{{{{",
        binary: "gantry: 1\n\u0000\u0001\u0002",
        tabs: "gantry: 1\n\ttasks:\n\t\tapi: x\n",
        newer: "gantry: 2\nfuture: yes\n",
        deep: `gantry: 1\nx: ${"[".repeat(5000)}`,
      };
      for (const [name, text] of Object.entries(cases)) {
        const folder = gantry.project({ "gantry.yaml": text, "plan.yaml": plan });
        const { code, output, errors } = await gantry.run(["check", folder]);
        assert.equal(code, 1, `${name}: ${output}`);
        assert.equal(errors, "", name);
        assert.match(output, /gantry\.yaml:\d+:\d+: error: /, name);
      }
    });

    it("tells of files it can't read", async () => {
      const folder = orchard();
      writeFileSync(path.join(folder, "latin.yaml"), Buffer.from("gantry: 1\nname: Caf\xE9\n", "latin1"));
      symlinkSync("nowhere.yaml", path.join(folder, "gone.yaml"));
      const { code, output } = await gantry.run(["check"], { cwd: folder });
      assert.equal(code, 1);
      assert.match(output, /^latin\.yaml:1:1: error: This file is not a text in UTF-8\. \[unreadable-file\]$/m);
      assert.match(output, /^gone\.yaml:1:1: error: This file is a link to nowhere\. \[unreadable-file\]$/m);
    });

    it("looks at documents and checklists too", async () => {
      const folder = gantry.project({
        "gantry.yaml": header,
        "plan.yaml": plan,
        "charter.md": "---\ntitle: Charter\ndocument: charter\nowner: anna\n---\n\n[API](plan.yaml#apii)\n",
      });
      const { output } = await gantry.run(["check"], { cwd: folder });
      assert.match(output, /^charter\.md:4:8: error: .*Did you mean “ana”\?/m);
      assert.match(output, /^charter\.md:7:17: warning: .*Did you mean “api”\?/m);
    });
  });

  describe("gantry show", () => {
    it("says the sample project in JSON as its files state it", async () => {
      const { code, output } = await gantry.run(["show", gantry.sample(), "--format", "json"]);
      assert.equal(code, 0);
      const shown = JSON.parse(output) as ShownProject;
      assert.equal(shown.project.name, "Payments migration");
      assert.deepEqual(
        shown.people.map(({ id }) => id),
        ["ana", "chen", "bo", "mara", "vess", "ida"],
      );
      const { file, line, ...ana } = shown.people[0] ?? { file: "", line: 0 };
      assert.equal(readAll("templates/sample")[file]?.split("\n")[line - 1], "  ana:");
      assert.deepEqual(ana, {
        id: "ana",
        name: "Ana Kovač",
        role: "Project manager, data",
        rate: "90/h",
        email: "ana@example.com",
      });
      const entries = readAll("templates/sample")["progress/ana.yaml"]?.match(/- \{/g)?.length ?? 0;
      const { id, progress } = shown.tasks[0]?.tasks?.[0] ?? {};
      assert.equal(id, "interviews");
      assert.deepEqual(progress, {
        state: "done",
        done: "100%",
        start: "2027-01-04",
        finish: "2027-01-12",
        spent: "9d",
        note: "Nine of ten want refunds without calling us",
        last: { at: "2027-01-12T15:40:00Z", log: "progress/ana.yaml" },
      });
      assert.equal(shown.progress.filter(({ log }) => log === "progress/ana.yaml").length, entries);
    });

    it("keeps amounts and durations as they are written", async () => {
      const folder = gantry.project({
        "gantry.yaml": `${header}exchange:\n  USD:\n    2027-01-01: 0.920\n`,
        "plan.yaml": [
          "gantry: 1",
          "tasks:",
          "  a: {name: A, effort: 1.50d / 2d / 4d, who: [ana 50%, 2 developer], cost: 1500.50 EUR, milestone: no}",
          "  b: {name: B, duration: 3ed, after: [a SS+1d, a FS+50%], priority: 10}",
          "people:",
          "  ana: {name: Ana, capacity: 60%, leave: [2027-02-15, 2027-04-05 / 2027-04-09]}",
          "  developer: {name: Developer, count: 2}",
          "calendars:",
          '  c: {name: C, hours: {monday: "09:00-13:00, 14:00-18:00"}, holidays: {2027-01-06: Epiphany}}',
        ].join("\n"),
      });
      const { output } = await gantry.run(["show", folder, "--format", "json"]);
      const shown = JSON.parse(output) as ShownProject;
      const without = (record: ShownRecord | undefined): unknown => ({
        ...record,
        file: undefined,
        line: undefined,
        progress: undefined,
      });
      const nothing = { file: undefined, line: undefined, progress: undefined };
      assert.deepEqual(without(shown.tasks[0]), {
        id: "a",
        name: "A",
        effort: "1.50d / 2d / 4d",
        who: ["ana 50%", "2 developer"],
        milestone: false,
        cost: "1500.50 EUR",
        ...nothing,
      });
      assert.deepEqual(without(shown.tasks[1]), {
        id: "b",
        name: "B",
        duration: "3ed",
        after: ["a SS+1d", "a FS+50%"],
        priority: 10,
        ...nothing,
      });
      assert.deepEqual(without(shown.people[0]), {
        id: "ana",
        name: "Ana",
        capacity: "60%",
        leave: ["2027-02-15", "2027-04-05 / 2027-04-09"],
        ...nothing,
      });
      assert.deepEqual(without(shown.calendars[0]), {
        id: "c",
        name: "C",
        hours: { monday: "09:00-13:00, 14:00-18:00" },
        holidays: { "2027-01-06": "Epiphany" },
        ...nothing,
      });
      assert.deepEqual(shown.project.exchange, { USD: { "2027-01-01": "0.920" } });
    });

    it("says the same each time", async () => {
      const folder = gantry.sample();
      const first = await gantry.run(["show", folder, "--format", "json"]);
      assert.deepEqual(await gantry.run(["show", folder, "--format", "json"]), first);
    });

    it("shows people, tasks and progress as an outline", async () => {
      const { code, output } = await gantry.run(["show", gantry.sample()]);
      assert.equal(code, 0);
      assert.match(output, /^Payments migration\n/);
      assert.match(output, /^ {2}ana +Ana Kovač +Project manager, data +90\/h$/m);
      assert.match(output, /^ {4}interviews +Interview ten merchants +9d +ana, chen 50% +done$/m);
      assert.match(output, /^ {4}api-refunds +.* chen +50%$/m);
      assert.match(output, /^ {2}build +Build +\d\d%$/m);
      assert.ok(!output.includes("\u001B"), "colours are for terminals");
    });

    it("shows half a project", async () => {
      const folder = gantry.project({ "gantry.yaml": "gantry: 1\npeople:\n  ana:\n    na" });
      const { code, output } = await gantry.run(["show", folder]);
      assert.equal(code, 0);
      assert.match(output, /^project\n/);
      assert.match(output, /gantry check lists them/);
    });
  });

  describe("gantry log", () => {
    it("appends one line to the writer's own log and leaves everything else alone", async () => {
      const folder = gantry.sample();
      const before = readAll(folder);
      const args = [
        "log",
        "api-refunds",
        "--done",
        "70%",
        "--spent",
        "4d",
        "--left",
        "2d",
        "--note",
        'He said: "soon", #1',
      ];
      const { code, output, errors } = await gantry.run([...args, "--as", "chen", "--at", "2027-02-11T15:10:00Z"], {
        cwd: folder,
      });
      assert.equal(code, 0, errors);
      assert.match(output, /^Logged as chen \(by --as\) in progress\/chen\.yaml: api-refunds done 70%, spent 4d/);
      const after = readAll(folder);
      const { "progress/chen.yaml": log = "", ...others } = after;
      const { "progress/chen.yaml": earlier = "", ...othersBefore } = before;
      assert.deepEqual(others, othersBefore);
      assert.ok(log.startsWith(earlier));
      assert.equal(log.slice(earlier.length).trimEnd().split("\n").length, 1);
      const shown = JSON.parse((await gantry.run(["show", folder, "--format", "json"])).output) as ShownProject;
      assert.deepEqual(shown.progress.at(-1), {
        at: "2027-02-11T15:10:00Z",
        task: "api-refunds",
        done: "70%",
        spent: "4d",
        left: "2d",
        note: 'He said: "soon", #1',
        log: "progress/chen.yaml",
      });
    });

    it("makes the log where there is none, and counts a pinned status date as today", async () => {
      const folder = orchard();
      const { code } = await gantry.run(["log", "api", "--start", "--at", "2027-02-10T08:00:00Z", "--as", "ana"], {
        cwd: folder,
      });
      assert.equal(code, 0);
      assert.equal((await gantry.run(["check"], { cwd: folder })).code, 0);
      assert.match(readAll(folder)["progress/ana.yaml"] ?? "", /^gantry: 1\n[\s\S]*task: api, start: 2027-02-10\}\n$/);
    });

    it("keeps the line ends of the log", async () => {
      const folder = orchard();
      writeAll(folder, {
        "progress/ana.yaml": "gantry: 1\r\n\r\nprogress:\r\n  - {at: 2027-02-09T08:00:00Z, task: api, done: 10%}\r\n",
      });
      await gantry.run(["log", "api", "--done", "20", "--as", "ana", "--project", folder]);
      const text = readAll(folder)["progress/ana.yaml"] ?? "";
      assert.match(text, /done: 20%\}\r\n$/);
      assert.doesNotMatch(text, /[^\r]\n/);
    });

    it("knows who writes: --as, GANTRY_ME, git, the account", async () => {
      const folder = orchard();
      const who = async (env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<string> => {
        const options = { cwd: folder, env: { ...quietEnvironment, ...env } };
        const { output } = await gantry.run(["log", "api", "--done", "1%", ...args, "--format", "json"], options);
        const { writer, by } = JSON.parse(output) as { writer: string; by: string };
        return `${writer} by ${by}`;
      };
      const git = (name: string, email: string): NodeJS.ProcessEnv => ({
        GIT_CONFIG_COUNT: "2",
        GIT_CONFIG_KEY_0: "user.name",
        GIT_CONFIG_VALUE_0: name,
        GIT_CONFIG_KEY_1: "user.email",
        GIT_CONFIG_VALUE_1: email,
      });
      assert.equal(await who({ GANTRY_ME: "bo" }, "--as", "mara"), "mara by --as");
      assert.equal(await who({ GANTRY_ME: "bo", ...git("Ana Kovač", "") }), "bo by GANTRY_ME");
      assert.equal(await who(git("Ana Kovač", "x@example.com")), "ana by git");
      assert.equal(await who(git("A. K.", "Ana@Example.com")), "ana by git");
      assert.equal(await who(git("Žofie Nováková", "z@example.com")), "zofie-novakova by git user.name");
      assert.match(await who({}), /^[a-z][a-z0-9-]* by the account's name$/);
    });

    it("refuses what would say nothing or something wrong", async () => {
      const folder = orchard();
      const before = readAll(folder);
      const cases: readonly [readonly string[], number, RegExp][] = [
        [["api"], 2, /Say what there is to log/],
        [["api", "--done", "half"], 2, /--done: “half” is not a percentage/],
        [["api", "--done", "150%"], 2, /at most 100%/],
        [["api", "--spent", "2 days"], 2, /--spent: “2 days” is not a duration/],
        [["api", "--at", "yesterday", "--done", "1%"], 2, /--at: “yesterday” is not a point in time/],
        [["api", "--done", "1%", "--as", "../ana"], 2, /can't name a log/],
        [["api", "--done", "1%", "--as", "Ana K"], 2, /Write ana-k, for example/],
        [["apii", "--done", "1%"], 1, /no task or milestone “apii”\. Did you mean api\?/],
        [["build", "--done", "1%"], 1, /“build” is a stage.*api, screens/],
        [["people/ana", "--done", "1%"], 1, /Progress is logged on tasks/],
        [["tsks/api", "--done", "1%"], 2, /no section “tsks”\. Did you mean tasks\?/],
      ];
      for (const [args, code, message] of cases) {
        const ran = await runGantry(["log", ...args, "--project", folder], nodeIo(path.resolve("dist")));
        assert.equal(ran.exitCode, code, args.join(" "));
        assert.match(ran.errors, message);
      }
      assert.deepEqual(readAll(folder), before);
    });

    it("logs what was paid for a cost", async () => {
      const folder = orchard();
      const { code, errors } = await gantry.run(["log", "costs/licences", "--paid", "880 EUR", "--as", "ana"], {
        cwd: folder,
      });
      assert.equal(code, 0, errors);
      assert.match(readAll(folder)["progress/ana.yaml"] ?? "", /cost: licences, paid: 880 EUR\}/);
    });

    it("warns when a later entry hides what was logged", async () => {
      const folder = orchard();
      const log = (done: string, at: string) =>
        gantry.run(["log", "api", "--done", done, "--at", at, "--as", "ana"], { cwd: folder });
      await log("50%", "2027-03-01T08:00:00Z");
      assert.match(
        (await log("60%", "2027-02-01T08:00:00Z")).output,
        /2027-03-01T08:00:00Z .* is later and counts for done/,
      );
    });

    it("loses nothing when several write at once", async () => {
      const folder = orchard();
      const runs = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          gantry.run(["log", "api", "--done", `${index}%`, "--as", "ana"], { cwd: folder }),
        ),
      );
      assert.deepEqual(
        runs.map(({ code, errors }) => ({ code, errors })),
        runs.map(() => ({ code: 0, errors: "" })),
      );
      const found = [...(readAll(folder)["progress/ana.yaml"] ?? "").matchAll(/done: (\d)%/g)].map(([, done]) =>
        Number(done),
      );
      assert.deepEqual(found.sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
      assert.deepEqual(Object.keys(readAll(folder)), ["gantry.yaml", "plan.yaml", "progress/ana.yaml"]);
    });

    it("does not edit what a newer Gantry made", async () => {
      const folder = gantry.project({ "gantry.yaml": header, "plan.yaml": plan.replace("gantry: 1", "gantry: 2") });
      const before = readAll(folder);
      const { code, errors } = await gantry.run(["log", "api", "--done", "1%", "--as", "ana"], { cwd: folder });
      assert.equal(code, 1);
      assert.match(errors, /newer/i);
      assert.deepEqual(readAll(folder), before);
    });

    it("does not write over a file that is no log", async () => {
      const folder = orchard();
      writeAll(folder, { "progress/ana.yaml": "something: else\n" });
      const { code, errors } = await gantry.run(["log", "api", "--done", "1%", "--as", "ana"], { cwd: folder });
      assert.equal(code, 1);
      assert.match(errors, /is there already, but it is no file of the project/);
      assert.equal(readAll(folder)["progress/ana.yaml"], "something: else\n");
    });
  });

  describe("gantry rename", () => {
    it("renames a record in slices, documents and checklists, not in logs", async () => {
      const folder = gantry.sample();
      const before = readAll(folder);
      const { code, output, errors } = await gantry.run(["rename", "chen", "chen-wei", "--format", "json"], {
        cwd: folder,
      });
      assert.equal(code, 0, errors);
      const { files, ...rest } = JSON.parse(output) as { files: string[] };
      assert.deepEqual(rest, {
        folder: ".",
        section: "people",
        before: "chen",
        after: "chen-wei",
        notLookedThrough: [],
      });
      const after = readAll(folder);
      assert.deepEqual(
        Object.keys(after).filter((file) => after[file] !== before[file]),
        [...files].sort(),
      );
      assert.ok(files.includes("gantry.yaml") && files.includes("plan.yaml"));
      assert.equal(after["progress/chen.yaml"], before["progress/chen.yaml"]);
      const checked = await gantry.run(["check"], { cwd: folder });
      assert.equal(checked.code, 0, checked.output);
      assert.match(checked.output, /^No problems/);
      assert.match(after["gantry.yaml"] ?? "", /was: \[chen\]/);
    });

    it("asks which one is meant, and looks where it is told to", async () => {
      const folder = orchard();
      writeAll(folder, { "risks.yaml": "gantry: 1\nrisks:\n  api:\n    name: The API is late\n" });
      const both = await gantry.run(["rename", "api", "service"], { cwd: folder });
      assert.equal(both.code, 1);
      assert.match(both.errors, /several of that id: tasks\/api, risks\/api/);
      assert.equal((await gantry.run(["rename", "api", "service", "--section", "risks"], { cwd: folder })).code, 0);
      assert.match(readAll(folder)["risks.yaml"] ?? "", /^ {2}service:/m);
      assert.match(readAll(folder)["plan.yaml"] ?? "", /^ {6}api:/m);
    });

    it("refuses ids that are taken or are none, and unknown records", async () => {
      const folder = orchard();
      const before = readAll(folder);
      for (const args of [
        ["api", "screens"],
        ["api", "New API"],
        ["apii", "service"],
      ]) {
        const { code, errors } = await gantry.run(["rename", ...args], { cwd: folder });
        assert.equal(code, 1, args.join(" "));
        assert.match(errors, /^gantry: /);
      }
      assert.deepEqual(readAll(folder), before);
    });
  });

  describe("on this machine", () => {
    it("works in folders with any name", async () => {
      const folder = gantry.fresh("Проект “Ünïcode” 项目 🍏");
      assert.equal((await gantry.run(["new", folder])).code, 0);
      assert.equal((await gantry.run(["check", folder])).code, 0);
      const logged = await gantry.run(["log", "kick-off", "--done", "10%", "--as", "ana", "--project", folder]);
      assert.equal(logged.code, 0, logged.errors);
      assert.ok(existsSync(path.join(folder, "progress", "ana.yaml")));
    });

    it("says it when a folder can't be written", async function () {
      // Only someone else than root is refused anything.
      const asRoot = process.getuid?.() === 0;
      const folder = orchard();
      const { chmodSync } = await import("node:fs");
      chmodSync(gantry.folder, 0o755);
      for (const part of [path.dirname(folder), folder]) chmodSync(part, 0o555);
      const user = asRoot ? { uid: 65_534, gid: 65_534 } : {};
      try {
        const first = await gantry.run(["check", folder], user).catch(() => undefined);
        if (first === undefined || (first.code !== 0 && first.output === "")) return this.skip();
        assert.equal(first.code, 0, first.output + first.errors);
        const log = await gantry.run(["log", "api", "--done", "1%", "--as", "ana", "--project", folder], user);
        assert.equal(log.code, 1);
        assert.match(log.errors, /^gantry: Nothing was written: .*progress may not be read or written by you\.\n$/);
        const rename = await gantry.run(["rename", "api", "service", "--project", folder], user);
        assert.equal(rename.code, 1);
        assert.match(rename.errors, /Nothing was written: .*plan\.yaml may not be/);
      } finally {
        for (const part of [folder, path.dirname(folder)]) chmodSync(part, 0o755);
      }
    });

    it("uses colours in a terminal, and none where they are not wanted", async () => {
      const folder = orchard();
      const io = nodeIo(path.resolve("dist"));
      const looks = async (isTerminal: boolean, environment: NodeJS.ProcessEnv): Promise<boolean> =>
        (await runGantry(["check", folder], { ...io, isTerminal, environment })).output.includes("\u001B[");
      assert.equal(await looks(true, {}), true);
      assert.equal(await looks(true, { NO_COLOR: "1" }), false);
      assert.equal(await looks(true, { TERM: "dumb" }), false);
      assert.equal(await looks(false, {}), false);
    });

    it("writes all files of a change or none", async () => {
      const folder = gantry.project({ "a.yaml": "a\n", "b.yaml": "changed since\n" });
      const { writeFiles } = nodeIo(path.resolve("dist"));
      const a = { path: "a.yaml", before: "a\n", after: "A\n" };
      for (const second of [
        { path: "b.yaml", before: "b\n", after: "B\n" },
        { path: "b.yaml", before: undefined, after: "B\n" },
        { path: "new/../../outside.yaml", before: undefined, after: "B\n" },
        { path: "a.yaml/c.yaml", before: undefined, after: "B\n" },
      ]) {
        await assert.rejects(writeFiles(folder, [a, { path: "made/d.yaml", before: undefined, after: "D\n" }, second]));
        assert.deepEqual(readdirSync(folder).sort(), ["a.yaml", "b.yaml"]);
        assert.deepEqual(readAll(folder), { "a.yaml": "a\n", "b.yaml": "changed since\n" });
      }
      assert.ok(!existsSync(path.join(path.dirname(folder), "outside.yaml")));
    });

    it("keeps the permissions of a file it changes", async () => {
      const folder = orchard();
      const { chmodSync } = await import("node:fs");
      chmodSync(path.join(folder, "plan.yaml"), 0o640);
      assert.equal((await gantry.run(["rename", "api", "service"], { cwd: folder })).code, 0);
      assert.equal(statSync(path.join(folder, "plan.yaml")).mode & 0o777, 0o640);
    });

    it("reads a project of 10,000 tasks", async function () {
      this.timeout(60_000);
      const stages = Array.from({ length: 100 }, (_, stage) => {
        const tasks = Array.from({ length: 100 }, (_, index) => {
          const after = index === 0 ? "" : `        after: task-${stage}-${index - 1}\n`;
          return `      task-${stage}-${index}:\n        name: Task ${index} of stage ${stage}\n        effort: 3d\n        who: ana\n${after}`;
        });
        return `  stage-${stage}:\n    name: Stage ${stage}\n    tasks:\n${tasks.join("\n")}`;
      });
      const folder = gantry.project({
        "gantry.yaml": `${header}people:\n  ana:\n    name: Ana\n`,
        "plan.yaml": `gantry: 1\n\ntasks:\n${stages.join("\n")}`,
      });
      for (const args of [
        ["check"],
        ["show"],
        ["show", "--format", "json"],
        ["log", "task-5-5", "--done", "5%", "--as", "ana"],
      ]) {
        const begun = performance.now();
        const { code, output, errors } = await gantry.run(args, { cwd: folder });
        console.log(`        gantry ${args.slice(0, 3).join(" ")}: ${Math.round(performance.now() - begun)} ms`);
        assert.equal(code, 0, errors);
        assert.ok(output.length > 0);
      }
    });
  });
});

interface ShownRecord {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly progress?: unknown;
  readonly tasks?: readonly ShownRecord[];
}

interface ShownProject {
  readonly project: Readonly<Record<string, unknown>>;
  readonly people: readonly ShownRecord[];
  readonly tasks: readonly ShownRecord[];
  readonly calendars: readonly ShownRecord[];
  readonly progress: readonly { readonly log: string }[];
}
