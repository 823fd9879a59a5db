/** Files into values and back. So far: the head of a project file. */
export { type ProjectHeaderReading, readProjectHeader, type TextProblem } from "./projectHeader.ts";
export { isSlice, isTemplateDescription, readSectionNames } from "./sections.ts";
