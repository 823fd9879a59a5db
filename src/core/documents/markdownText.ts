import { resolvePath } from "../model/relativePath.ts";
/** Markdown as text: safe insertion of typed values, and links that lead nowhere. */

/**
 * A typed value as Markdown shows it: what would be markup, a table's border, a link or HTML is escaped. For use inside a line, a
 * heading or a table cell; the value has to be on one line.
 */
export function markdownText(value: string): string {
  return (
    value
      .replace(/[\\`*_[\]<>#|~&$]/g, "\\$&")
      // Bare addresses become links by themselves, up to the next space.
      .replace(/:(?=\/\/)|(?<=\bwww)\.|@/gi, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2")
      .replace(/^[-+=]/, "\\$&")
  );
}

/** Splits a Markdown text into its YAML front matter (without the lines of dashes) and the rest. */
export function splitFrontMatter(text: string): { readonly frontMatter: string | undefined; readonly body: string } {
  const match = /^---\n([\s\S]*?\n)---\n/.exec(text);
  return match === null
    ? { frontMatter: undefined, body: text }
    : { frontMatter: match[1] ?? "", body: text.slice(match[0].length) };
}

/** The reverse of {@link splitFrontMatter}. */
export function joinFrontMatter(frontMatter: string | undefined, body: string): string {
  return frontMatter === undefined ? body : `---\n${frontMatter}---\n${body}`;
}

/**
 * Replaces links to files that do not exist by their text. Links to the web and to headings stay.
 *
 * @param path where the text stands, relative to the project folder.
 * @param exists whether a path relative to the project folder will be there; one that leaves the folder counts as missing.
 */
export function withoutDeadLinks(markdown: string, path: string, exists: (path: string) => boolean): string {
  // Bounded, so that a line of brackets costs no more than its length.
  const link = /(?<!\\)!?\[((?:\\.|[^\]\\\n]){0,200})\]\(([^()\s]{1,500})\)/g;
  return markdown.replace(link, (whole, text: string, target: string) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|#|\/)/i.test(target)) return whole;
    const resolved = resolvePath(path, target.replace(/[#?].*$/, ""));
    return resolved !== undefined && exists(resolved) ? whole : text;
  });
}
