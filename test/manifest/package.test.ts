import assert from "node:assert/strict";
import { listFiles, PackageManager } from "@vscode/vsce";

describe("the package", () => {
  it("holds what users need and nothing else", async () => {
    const files = await listFiles({ packageManager: PackageManager.None, cwd: process.cwd() });
    const allowed = [
      /^package(\.nls)?\.json$/,
      /^(README|CHANGELOG|THIRD_PARTY_NOTICES)\.md$/,
      /^LICENSE$/,
      /^l10n\/.+\.json$/,
      /^schemas\/[a-z]+\.schema\.json$/,
      /^media\/(icon\.png|gantry\.svg)$/,
      /^media\/walkthrough\/.+\.md$/,
      /^dist\/(extension\.cjs|cli\/(gantry|install)\.cjs|chunks\/.+\.cjs|web\/extension\.cjs|workers\/[a-z]+\.js|[a-z]+\.json|webviews\/[a-z]+(-later)?\.(js|css))$/,
    ];
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
    );
    for (const needed of [
      "dist/extension.cjs",
      "dist/web/extension.cjs",
      "dist/cli/gantry.cjs",
      "dist/cli/install.cjs",
      "dist/practice.json",
      "dist/templates.json",
    ]) {
      assert.ok(files.includes(needed), needed);
    }
  });
});
