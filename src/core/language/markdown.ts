/** Markdown for hovers and documentation. What files say is text in it, never markup: it could hold links or images. */

/** Signs that mean something in Markdown, and letters that would make a bare address a link. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&$^]/g, "\\$&")
    .replace(/:\/\//g, ":\u200B//");
}

/** A text as code in a line. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** Lines of YAML, coloured as such. */
export function codeBlock(text: string): string {
  return `\`\`\`yaml\n${text.replaceAll("```", "` ` `")}\n\`\`\``;
}

/** The beginning of a text, cut at a word. */
export function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most - 20)).trimEnd()}…`;
}

export function capitalised(text: string): string {
  return text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

/** `write-up-findings` as one would call it: `Write up findings`. */
export function spoken(id: string): string {
  return capitalised(id.replaceAll("-", " ").trim());
}
