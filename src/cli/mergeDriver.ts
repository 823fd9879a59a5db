/** What git has to be told so that it merges the files of a project with `gantry merge`. */

export interface MergeDriverSetup {
  /** Settings of the repository (`git config --local`). */
  readonly settings: readonly { readonly key: string; readonly value: string }[];
  /** Lines of the `.gitattributes` at the root of the repository. They are committed; clones without the settings merge as ever. */
  readonly attributes: readonly string[];
}

/**
 * @param projects folders of projects below the root of the repository, with forward slashes; empty for the root itself
 * @param program how a shell starts Gantry: its name where it is on the path, else an absolute path
 */
export function mergeDriverSetup(projects: readonly string[], program = "gantry"): MergeDriverSetup {
  // Git hands the line to a shell, and puts the path of the file into quotes itself.
  const start = /^[\w./:-]+$/.test(program) ? program : `'${program.replaceAll("'", "'\\''")}'`;
  return {
    settings: [
      { key: "merge.gantry.name", value: "Gantry: merges plans by records and fields" },
      { key: "merge.gantry.driver", value: `${start} merge %O %A %B %P --marker-size %L` },
    ],
    attributes: projects.map((folder) => `${pattern(folder)} merge=gantry`),
  };
}

/** All YAML files in and below a folder; those that are none of a project's are merged as git does it. */
function pattern(folder: string): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== ".");
  const escaped = parts.map((part) => part.replace(/[*?[\]\\]/g, "\\$&"));
  const path = `/${[...escaped, "**", "*.yaml"].join("/")}`;
  return /[\s"]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
}
