/** What a block scalar's header says besides its style: `-` takes the line breaks at its end away, `+` keeps them all. */
export type Chomping = "clip" | "strip" | "keep";

/**
 * The text of a block scalar, as YAML 1.2.2 (8.1) says: folded blocks join lines at the same depth with a space.
 * @param lines with their indentation, without line breaks; an empty one at the end if the last line has a line break
 * @param indent how many spaces stand before the text itself; 0 where all lines are blank
 */
export function joinBlock(
  lines: readonly string[],
  style: "literal" | "folded",
  chomping: Chomping,
  indent: number,
): string {
  let last = lines.length;
  while (last > 0 && isBlankLine(lines[last - 1])) last -= 1;
  if (last === 0) return chomping === "keep" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
  // Blank lines at the end that reach further right than the text are part of it.
  for (let index = lines.length - 1; index >= last; index--) {
    if ((lines[index] ?? "").length > indent) last = index + 1;
  }
  let result = style === "literal" ? joinLiteral(lines, last, indent) : joinFolded(lines, last, indent);
  if (chomping === "strip") return result;
  if (chomping === "keep") {
    for (let index = last; index < lines.length; index++) result += `\n${(lines[index] ?? "").slice(indent)}`;
    return result.endsWith("\n") ? result : `${result}\n`;
  }
  return `${result}\n`;
}

function isBlankLine(line: string | undefined): boolean {
  for (let index = 0; index < (line?.length ?? 0); index++) if (line?.charCodeAt(index) !== 32) return false;
  return true;
}

function joinLiteral(lines: readonly string[], last: number, indent: number): string {
  let result = "";
  for (let index = 0; index < last; index++) result += (index === 0 ? "" : "\n") + (lines[index] ?? "").slice(indent);
  return result;
}

function joinFolded(lines: readonly string[], last: number, indent: number): string {
  let result = "";
  let index = 0;
  for (; index < last && isBlankLine(lines[index]); index++) result += `${(lines[index] ?? "").slice(indent)}\n`;
  let separator = "";
  let wasFurther = false;
  for (; index < last; index++) {
    const line = (lines[index] ?? "").slice(indent);
    const first = line.charCodeAt(0);
    if (first === 32 || first === 9) {
      // Lines further right keep their line breaks.
      if (separator === " ") separator = "\n";
      else if (!wasFurther && separator === "\n") separator = "\n\n";
      result += separator + line;
      separator = "\n";
      wasFurther = true;
    } else if (line === "") {
      if (separator === "\n") result += "\n";
      else separator = "\n";
    } else {
      result += separator + line;
      separator = " ";
      wasFurther = false;
    }
  }
  return result;
}
