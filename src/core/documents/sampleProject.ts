import { type FilePlan, filesBelow, libraryFile, type TemplateLibrary } from "./templateLibrary.ts";

/** The folder of the library that holds the sample. */
const folder = "sample";

/**
 * The files of the sample project as they are: a payments migration halfway through, with a pinned status date, so that it
 * reads the same on every day. `gantry.yaml` comes first.
 */
export function planSampleProject(library: TemplateLibrary): FilePlan {
  const paths = filesBelow(library, folder);
  if (!paths.includes("gantry.yaml")) return { files: [], problems: [{ message: "The sample project is not there." }] };
  const ordered = ["gantry.yaml", ...paths.filter((path) => path !== "gantry.yaml")];
  return {
    files: ordered.map((path) => ({ path, contents: libraryFile(library, `${folder}/${path}`) ?? "" })),
    problems: [],
  };
}
