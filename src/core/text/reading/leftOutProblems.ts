import { projectFileName } from "../../model/project.ts";
import type { LeftOut } from "../findFiles.ts";
import { deepestFolder, largestFile, mostFiles } from "../projectFiles.ts";
import type { Problem, Severity } from "./problem.ts";

/** Files of a project that its reading lacks. */
export interface MissingFiles extends LeftOut {
  /** Those among the files too deep that are slices: the plan lacks what they say. */
  readonly deepSlices: readonly string[];
  /** Files that are too large, by themselves or with all others. */
  readonly tooLarge: readonly string[];
}

/** What is told of files that are left out: on the first line of the project's own file, since the reading has no others. */
export function leftOutProblems(missing: MissingFiles, projectFile: string): readonly Problem[] {
  const { firstTooMany, tooDeep, deepSlices, tooLarge } = missing;
  const problems: Problem[] = [];
  const add = (severity: Severity, message: string): void => {
    const start = projectFile.startsWith("\uFEFF") ? 1 : 0;
    const end = start + (/^[^\r\n]*/.exec(projectFile.slice(start))?.[0].trimEnd().length ?? 0);
    problems.push({ code: "left-out", severity, message, path: projectFileName, start, end });
  };
  if (firstTooMany !== undefined) {
    const limit = mostFiles.toLocaleString("en");
    add(
      "error",
      `This project has more than ${limit} YAML and Markdown files. ${quoted(firstTooMany)} and all behind it are left out. Move what is no part of the project out of its folder, or give a folder in it a ${projectFileName} of its own.`,
    );
  }
  const deep = deepSlices.length > 0 ? deepSlices : tooDeep;
  if (deep.length > 0) {
    const lies = deep.length === 1 ? "lies" : "lie";
    const is = deep.length === 1 ? "is" : "are";
    add(
      deepSlices.length > 0 ? "error" : "information",
      `${counted(deep)} ${lies} more than ${deepestFolder} folders deep and ${is} left out. Move ${deep.length === 1 ? "it" : "them"} up if ${deep.length === 1 ? "it is" : "they are"} part of the project.`,
    );
  }
  if (tooLarge.length > 0) {
    const is = tooLarge.length === 1 ? "is" : "are";
    // It may be no part of the project at all.
    add(
      "warning",
      `${counted(tooLarge)} ${is} too large and left out: a file may have ${largestFile / 1_000_000} MB, all together ten times as much. Split what is one file into several, or move what is past into another folder.`,
    );
  }
  return problems;
}

/** The first file by its name, and how many others there are. */
function counted(paths: readonly string[]): string {
  const others = paths.length - 1;
  const first = quoted(paths[0] ?? "");
  if (others === 0) return first;
  return `${first} and ${others} other ${others === 1 ? "file" : "files"}`;
}

function quoted(path: string): string {
  return `“${path.replace(/[\p{Cc}\u2028\u2029]/gu, " ").slice(-120)}”`;
}
