import assert from "node:assert/strict";
import { withSecondAttempt } from "../harness/secondAttempt.mjs";

const group = (passed: number, failed = 0, skipped = 0) => ({ passed, failed, skipped });
const failure = (name: string, title: string) => ({ title: `${name} › ${title}`, message: "late", group: name });

/** What comes of a run that fails as given, and what was asked to run once more. */
async function outcome(
  failures: readonly ReturnType<typeof failure>[],
  byGroup: Readonly<Record<string, ReturnType<typeof group>>>,
  again: Parameters<typeof withSecondAttempt>[0] = () => assert.fail("nothing runs again"),
) {
  const sum = (what: "passed" | "failed" | "skipped"): number =>
    Object.values(byGroup).reduce((all, one) => all + one[what], 0);
  const first = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped"), failures, byGroup };
  return withSecondAttempt(async (groups) => (groups === undefined ? first : again(groups)));
}

describe("tests in windows that fail", () => {
  it("run once more with their group, and what passes counts as passed and is told", async () => {
    const counts = await outcome(
      [failure("list", "scrolls")],
      { list: group(4, 1, 1), other: group(10) },
      async (groups) => {
        assert.deepEqual(groups, ["list"]);
        return { ...group(5, 0, 1), failures: [] };
      },
    );
    const { passed, failed, skipped, secondAttempts } = counts;
    assert.deepEqual([passed, failed, skipped, secondAttempts], [15, 0, 1, ["list › scrolls"]]);
  });

  it("have failed when they fail twice", async () => {
    const twice = [failure("list", "scrolls")];
    const counts = await outcome(
      [...twice, failure("list", "opens")],
      { list: group(3, 2), other: group(10) },
      async () => ({ ...group(4, 1), failures: twice }),
    );
    assert.deepEqual([counts.passed, counts.failed, counts.secondAttempts], [14, 1, ["list › opens"]]);
    assert.deepEqual(counts.failures, twice);
  });

  it("have failed at once where many groups do, or where it is not known which", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const many = await outcome(
      names.map((name) => failure(name, "x")),
      Object.fromEntries(names.map((name) => [name, group(1, 1)])),
    );
    assert.deepEqual([many.passed, many.failed], [5, 5]);
    const unknown = await outcome([{ title: "hook", message: "late", group: "hook" }], { a: group(1, 1) });
    assert.equal(unknown.failed, 1);
    const unnamed = await outcome([failure("a", "x")], { a: group(1, 2) });
    assert.equal(unnamed.failed, 2);
  });

  it("are none where nothing failed", async () => {
    assert.equal((await outcome([], { a: group(3) })).passed, 3);
  });
});
