/**
 * The names of the top-level sections of a slice, in their order, read line by line: enough to know what a file is
 * about without reading it whole.
 */
export function readSectionNames(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(/^["']?([a-z][a-z0-9-]{0,39})["']?[ \t]*:(?=[ \t\r\n]|$)/gm)) {
    if (match[1] !== undefined && match[1] !== "gantry") names.add(match[1]);
  }
  return [...names];
}

/** Whether a YAML text says that its folder is a team's template. Other tools have files of that name too. */
export function isTemplateDescription(text: string): boolean {
  return /^(?:\uFEFF)?(?:[ \t]*(?:#.*)?\r?\n)*template[ \t]*:[ \t]*\d/.test(text);
}
