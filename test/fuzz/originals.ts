import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The YAML files below some folders, to be damaged. */
export function originalTexts(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
      .sort(),
  );
}
