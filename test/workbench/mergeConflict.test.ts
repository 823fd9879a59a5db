import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { openWorkbench, type Workbench } from "../harness/workbench.mjs";

const plan = `gantry: 1

tasks:
  api:
    name: API
    effort: 1d
    priority: 100

  refunds:
    name: Refunds
    effort: 4d
`;

/** Two branches of a real repository that git could not unite: its markers hold no base, which only the index has. */
function mergeByGit(workbench: Workbench, ours: string, theirs: string): string {
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=Ana", "-c", "user.email=ana@example.com", ...args], {
      cwd: workbench.folder,
      stdio: "ignore",
    });
  };
  const commit = (text: string): void => {
    workbench.writeFile("plan.yaml", text);
    git("add", "--all");
    git("commit", "--message", "plan");
  };
  git("init", "--initial-branch", "main");
  git("config", "merge.conflictStyle", "merge");
  commit(plan);
  git("checkout", "-b", "topic");
  commit(theirs);
  git("checkout", "main");
  commit(ours);
  assert.notEqual(spawnSync("git", ["merge", "topic"], { cwd: workbench.folder }).status, 0);
  return workbench.readFile("plan.yaml");
}

describe("resolving a conflict of git", () => {
  it("takes the base from git's index, and goes to what is left", async () => {
    const workbench = await openWorkbench({
      used: true,
      files: { "gantry.yaml": "gantry: 1\nname: Harbour\n", "plan.yaml": plan },
    });
    const { notifications, editor } = workbench;
    const ours = plan.replace("effort: 1d", "effort: 2d").replace("name: Refunds", "name: Refunds, ours");
    const theirs = plan.replace("priority: 100", "priority: 200").replace("name: Refunds", "name: Refunds, theirs");
    const conflicted = mergeByGit(workbench, ours, theirs);
    assert.match(conflicted, /^<<<<<<< /m);
    assert.doesNotMatch(conflicted, /^\|{7}/m, "the markers hold no base");

    await workbench.openFile("plan.yaml");
    await workbench.runCommand("Gantry: Resolve Plan Conflict");
    await notifications.waitFor("One contradiction is left in plan.yaml.");
    await workbench.screenshot("merge-conflict");
    const left = await workbench.waitForFile("plan.yaml", (text) => text !== "" && text !== conflicted);
    // Only against the base can it be seen that each side changed one of the two fields.
    assert.match(left, /\n {4}effort: 2d\n {4}priority: 200\n/);
    assert.equal(left.match(/^<<<<<<< /gm)?.length, 1);

    await editor.goTo(1, 1);
    await notifications.press("One contradiction is left", "Go to First");
    const line = left.slice(0, left.search(/^<<<<<<< /m)).split("\n").length;
    await editor.waitForLine(line);
    await workbench.close();
  });
});
