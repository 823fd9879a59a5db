import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  documentProblems,
  isSlice,
  type Problem,
  type ProjectReading,
  readDocument,
  readSlice,
  unite,
} from "../../../src/core/text/reading/index.ts";

/** Path → text, below a project folder. */
export type Files = Readonly<Record<string, string>>;

/** All files below a folder of the repository. */
export function filesBelow(folder: string): Files {
  const root = path.join(process.cwd(), folder);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const at = path.join(entry.parentPath, entry.name);
      return [path.relative(root, at).split(path.sep).join("/"), readFileSync(at, "utf8")];
    }),
  );
}

/** The project that the slices among the files state. */
export function readProject(files: Files): ProjectReading {
  const slices = Object.entries(files).filter(([at, text]) => at.endsWith(".yaml") && isSlice(text));
  return unite(
    slices.map(([at, text]) => readSlice(at, text)),
    "Unnamed",
  );
}

/** What is wrong with a project's slices and Markdown files, one line each: `plan.yaml:12:5 wrong-value …`. */
export function problemLines(files: Files): readonly string[] {
  const reading = readProject(files);
  const found: Problem[] = [...reading.problems.values()].flat();
  for (const [at, text] of Object.entries(files)) {
    if (at.endsWith(".md")) found.push(...documentProblems(reading, readDocument(at, text)));
  }
  return found.map(({ code, message, path: at, start }) => {
    const before = (files[at] ?? "").slice(0, start).split("\n");
    return `${at}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${code} ${message}`;
  });
}
