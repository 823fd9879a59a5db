/** Files into values and back. So far: the head of a project file. */
export { type ProjectHeaderReading, readProjectHeader, type TextProblem } from "./projectHeader.ts";
export { isSlice, readSectionNames } from "./sections.ts";
