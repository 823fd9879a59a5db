import path from "node:path";
import { FileProblem, type Io } from "../io.ts";
import { mergeDriverSetup } from "../mergeDriver.ts";

/** What would be changed so that git merges plans with Gantry. What is there already is left out. */
export interface DriverPlan {
  /** The root of the repository. */
  readonly repository: string;
  /** Settings of the repository. */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  /** Lines for its `.gitattributes`. */
  readonly attributes: readonly string[];
}

const attributesFile = ".gitattributes";
const largestFile = 5_000_000;

export async function planIn(io: Io, projects: readonly string[], command: string): Promise<DriverPlan | undefined> {
  const [first] = projects;
  const root = first === undefined ? undefined : await io.git(first, "rev-parse", "--show-toplevel");
  if (root === undefined || root === "") return undefined;
  const repository = await io.realPath(io.resolve(root));
  const folders: string[] = [];
  for (const project of projects) {
    const real = await io.realPath(project);
    if (io.isBelow(repository, real)) folders.push(path.relative(repository, real).split(path.sep).join("/"));
  }
  const wanted = mergeDriverSetup(folders, command.split(path.sep).join("/"));
  const settings: { key: string; value: string }[] = [];
  for (const { key, value } of wanted.settings) {
    if ((await io.git(repository, "config", "--local", "--get", key)) !== value) settings.push({ key, value });
  }
  const present = new Set((await attributesOf(io, repository)).split(/\r?\n/).map((line) => line.trim()));
  return { repository, settings, attributes: wanted.attributes.filter((line) => !present.has(line)) };
}

export async function setUp(io: Io, { repository, settings, attributes }: DriverPlan): Promise<void> {
  if (attributes.length > 0) {
    const isThere = (await io.kindOf(io.resolve(repository, attributesFile))) !== undefined;
    const before = await attributesOf(io, repository);
    const lineEnd = before.includes("\r\n") ? "\r\n" : "\n";
    const start = before === "" || before.endsWith("\n") ? before : before + lineEnd;
    const after = start + attributes.map((line) => line + lineEnd).join("");
    await io.writeFiles(repository, [{ path: attributesFile, before: isThere ? before : undefined, after }]);
  }
  for (const { key, value } of settings) {
    if ((await io.git(repository, "config", "--local", key, value)) === undefined) {
      throw new Error(`git did not take ${key} = ${value}`);
    }
  }
}

async function attributesOf(io: Io, repository: string): Promise<string> {
  const file = io.resolve(repository, attributesFile);
  if ((await io.kindOf(file)) === undefined) return "";
  try {
    return await io.readText(file, largestFile);
  } catch (error) {
    throw error instanceof FileProblem ? new Error(`${attributesFile} ${error.what}`) : error;
  }
}
