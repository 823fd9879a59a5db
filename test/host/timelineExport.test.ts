import assert from "node:assert/strict";
import { commands, FileSystemError, Uri, window, workspace } from "vscode";
import { schedule } from "../../src/core/schedule/index.ts";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { exportTimeline, exportWish } from "../../src/features/timeline/exportTimeline.ts";
import { MemoryFiles } from "./support/memoryFiles.ts";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const plan = `gantry: 1

name: Harbour
start: 2027-01-04

tasks:
  api: {name: API, duration: 9d}
  load: {name: Load tests, duration: 3d, after: api}
`;

/** Where nothing can be written: not because of where it is. */
class FullFiles extends MemoryFiles {
  override writeFile(): void {
    throw new FileSystemError("the disk is full");
  }
}

describe("the timeline as a file", () => {
  const folder = freshFolder("timeline-export");
  const project = {
    folder,
    schedule: schedule(unite([readSlice("gantry.yaml", plan)], "harbour"), { today: "2027-01-04" }),
  };
  const namesIn = async (where: Uri): Promise<readonly string[]> =>
    (await workspace.fs.readDirectory(where)).map(([name]) => name).sort();

  it("is written as a picture and as a page, with nothing left beside it", async () => {
    await workspace.fs.createDirectory(folder);
    const [svg, html] = [Uri.joinPath(folder, "timeline.svg"), Uri.joinPath(folder, "timeline.html")];
    await write(svg, "an older one");
    assert.equal(await exportTimeline(project, { form: "svg", palette: "paper", target: svg }), svg);
    assert.equal(await exportTimeline(project, { form: "html", palette: "dark", target: html }), html);
    assert.match(await read(svg), /^<svg [\s\S]*Load tests[\s\S]*<\/svg>\n$/);
    assert.match(await read(html), /^<!doctype html>[\s\S]*Load tests[\s\S]*<\/html>\n$/);
    assert.deepEqual(await namesIn(folder), ["timeline.html", "timeline.svg"]);
  });

  it("replaces a file by its own means where nothing can be put beside it", async () => {
    // This one can't rename.
    const files = new MemoryFiles();
    const registration = files.register("gantry-test-beside", false);
    try {
      const target = Uri.from({ scheme: "gantry-test-beside", path: "/timeline.svg" });
      await exportTimeline(project, { form: "svg", palette: "light", target });
      assert.deepEqual([...files.files.keys()], ["/timeline.svg"]);
    } finally {
      registration.dispose();
    }
  });

  it("leaves what was there when it can't be written, and says why", async () => {
    const files = new FullFiles();
    files.files.set("/timeline.svg", new TextEncoder().encode("an older one"));
    const registration = files.register("gantry-test-full", false);
    try {
      const target = Uri.from({ scheme: "gantry-test-full", path: "/timeline.svg" });
      await assert.rejects(exportTimeline(project, { form: "svg", palette: "light", target }), {
        name: "UserMessage",
        message: /^The timeline could not be written: .*the disk is full\.$/,
      });
      assert.deepEqual([...files.files.keys()], ["/timeline.svg"]);
      assert.equal(new TextDecoder().decode(files.files.get("/timeline.svg")), "an older one");
    } finally {
      registration.dispose();
    }
  });

  it("takes from its caller what it understands", () => {
    const target = Uri.joinPath(folder, "x.svg");
    assert.deepEqual(exportWish({ form: "svg", palette: "paper", target }), { form: "svg", palette: "paper", target });
    for (const wrong of [undefined, null, "svg", 3, target, { form: "pdf", palette: "pink", target: "x.svg" }]) {
      assert.deepEqual(exportWish(wrong), {});
    }
  });

  it("is a command, for the project of the text in front", async () => {
    const own = freshFolder("timeline-export-command");
    await write(Uri.joinPath(own, "gantry.yaml"), plan.replace("Harbour", "Harbour by command"));
    await window.showTextDocument(Uri.joinPath(own, "gantry.yaml"));
    const target = Uri.joinPath(own, "timeline.svg");
    await eventually(async () => {
      // VS Code finds the project a moment after its file.
      const wish = { form: "svg", palette: "light", target };
      const written = await commands.executeCommand<Uri | undefined>("gantry.timeline.export", wish);
      return written !== undefined && (await read(target)).includes("Harbour by command: timeline");
    });
    await commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("needs a project", async () => {
    await assert.rejects(exportTimeline(undefined), { name: "UserMessage" });
  });
});
