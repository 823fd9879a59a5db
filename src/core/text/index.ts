/**
 * Files into values and back: `tree/` reads YAML, `reading/` gives it meaning and puts a project together, `editing/` makes wishes into
 * minimal edits, `merge/` joins three versions. Here is what can be told of a file without any of them.
 */
export { isTemplateDescription, readSectionNames } from "./sections.ts";
