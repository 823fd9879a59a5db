import { accountLines, type Imported, systemOf, systems, writeProject } from "../../core/exchange/index.ts";
import { longestXml } from "../../core/exchange/xml/readXml.ts";
import { nearest } from "../../core/model/identifier.ts";
import type { Task } from "../../core/model/records.ts";
import type { Command } from "../command.ts";
import { Refusal, UsageProblem } from "../io.ts";
import { writeNewFiles } from "../newFiles.ts";
import { plain } from "../plainText.ts";

export const importPlan: Command = {
  name: "import",
  usage: "<system> <file> --into <folder> [options]",
  about: "Makes a project of another program's plan, and tells what was lost.",
  details: [
    `Systems: ${systems.map(({ id, name, files }) => `${id} (${name}: ${files})`).join(", ")}.`,
    "Nothing that exists is touched: when one of the files is there already, nothing is written and the exit code is 1.",
  ],
  examples: [
    "gantry import msproject plan.xml --into project",
    "gantry import msproject plan.xml --into project --format json",
  ],
  takes: [2, 2],
  options: {
    into: { value: "folder", about: "Where the project is made. Has to be said." },
  },
  run: async ({ positional: [name = "", file = ""], options }, io) => {
    const system = systemOf(name);
    if (system === undefined) {
      const known = systems.map(({ id }) => id);
      const near = nearest(name, known);
      const advice = near === undefined ? `Known are: ${known.join(", ")}.` : `Did you mean ${near}?`;
      throw new UsageProblem(`There is no import from “${plain(name)}”. ${advice}`);
    }
    if ((options.into ?? "") === "") throw new UsageProblem("Say where the project is made: --into <folder>.");
    const path = io.resolve(file);
    const imported = system.read(await io.readText(path, longestXml), path);
    if ("refusal" in imported) {
      const place = imported.line === undefined ? "" : `:${imported.line}`;
      throw new Refusal(`Nothing was written. ${plain(io.shown(path))}${place}: ${plain(imported.refusal)}`);
    }
    const folder = io.resolve(options.into ?? "");
    const files = writeProject(imported.project, imported).map(({ path: to, text }) => ({ path: to, contents: text }));
    await writeNewFiles(io, folder, files);
    const counts = countsOf(imported);
    const shown = plain(io.shown(folder));
    const lines = [
      ...files.map(({ path: to }) => `  ${to}`),
      ...accountLines(imported).map((line) => /^ */.exec(line)?.[0] + plain(line.trimStart())),
      `Made ${files.length} files in ${shown} from ${system.name}: ${counted(counts.tasks, "task", "tasks")}, ${counted(counts.people, "person", "people")}.`,
    ];
    return {
      exitCode: 0,
      text: `${lines.join("\n")}\n`,
      json: {
        folder: io.shown(folder),
        files: files.map(({ path: to }) => to),
        system: system.id,
        ...counts,
        mapped: imported.mapped,
        losses: imported.losses,
      },
    };
  },
};

function countsOf({ project }: Imported): Readonly<Record<"tasks" | "people", number>> {
  let tasks = 0;
  const open: Task[] = [...(project.tasks ?? [])];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    tasks++;
    open.push(...task.tasks);
  }
  return { tasks: tasks + (project.milestones?.length ?? 0), people: project.people?.length ?? 0 };
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
