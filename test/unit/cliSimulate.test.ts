import assert from "node:assert/strict";
import { CommandLine } from "./support/commandLine.ts";

const plan = `gantry: 1

name: Orchard
start: 2027-01-04
status-date: 2027-01-04

tasks:
  api: {name: New API, duration: 4d / 9d / 20d}
  screens: {name: Screens, duration: 10d}
  launch: {name: Launch, duration: 2d / 3d / 5d, after: [api, screens], deadline: 2027-01-25}
`;

interface Simulated {
  readonly finish: Readonly<Record<string, string | number>>;
  readonly targets: readonly { readonly id: string; readonly deadlineShare: number }[];
  readonly tasks: readonly { readonly id: string; readonly criticality: number; readonly correlation?: number }[];
  readonly histogram: readonly { readonly runs: number }[];
  readonly notes: readonly string[];
}

describe("gantry simulate", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());
  const project = (text = plan): string => gantry.project({ "gantry.yaml": text });
  const json = async (folder: string, ...more: readonly string[]): Promise<Simulated> => {
    const { code, output, errors } = await gantry.run(["simulate", folder, "--format", "json", ...more]);
    assert.equal(code, 0, output + errors);
    return JSON.parse(output) as Simulated;
  };

  it("says the same each time, and something else with another seed", async () => {
    const folder = project();
    const [one, two, other] = await Promise.all([
      json(folder),
      json(folder),
      json(folder, "--seed", "2", "--runs", "5000"),
    ]);
    assert.deepEqual(one, two);
    assert.notDeepEqual(one.finish, other.finish);
    assert.equal(
      other.histogram.reduce((sum, { runs }) => sum + runs, 0),
      5_000,
    );
    const [api, screens, launch] = one.tasks;
    assert.ok(api && screens && launch && one.targets[0]);
    assert.ok(Math.abs(api.criticality + screens.criticality - 1) < 0.01);
    assert.equal(launch.criticality, 1);
    assert.equal(screens.correlation, undefined);
    assert.equal(one.targets[0].id, "launch");
    assert.ok(one.targets[0].deadlineShare > 0.5 && one.targets[0].deadlineShare < 1);
  });

  it("says aloud what was assumed", async () => {
    const folder = project(plan.replaceAll(/\d+d \/ (\d+d) \/ \d+d/g, "$1"));
    const fixed = await json(folder);
    assert.match(fixed.notes.join(" "), /every run is the same/);
    const assumed = await json(folder, "--spread", "20%");
    assert.match(assumed.notes.join(" "), /±20%/);
    assert.notEqual(assumed.finish.p10, assumed.finish.p90);
  });

  it("starts from another status date", async () => {
    const folder = project();
    const [now, later] = [await json(folder), await json(folder, "--status-date", "2027-02-01")];
    assert.ok(String(later.finish.earliest) > String(now.finish.latest));
  });

  it("takes an empty plan, and refuses what it can't understand", async () => {
    const empty = await gantry.run(["simulate", project("gantry: 1\n\nname: Orchard\n")]);
    assert.deepEqual([empty.code, empty.output], [0, "Orchard\nNothing is planned yet.\n"]);
    for (const [option, value] of [
      ["runs", "0"],
      ["runs", "1e9"],
      ["runs", "9999999999"],
      ["seed", "x"],
      ["spread", "200%"],
      ["spread", "0.2"],
      ["distribution", "normal"],
      ["status-date", "2027-02-31"],
    ] as const) {
      const { code, errors } = await gantry.run(["simulate", project(), `--${option}`, value]);
      assert.equal(code, 2, option);
      assert.ok(errors.includes(`--${option}`), errors);
    }
  });
});
