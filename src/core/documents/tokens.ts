/** `{{name}}` and the like: what a template leaves open. */
import { joinFrontMatter, markdownText, splitFrontMatter } from "./markdownText.ts";
import { editValues } from "./yamlText.ts";

/** Token name → its value as typed. */
export type TokenValues = Readonly<Record<string, string>>;

const tokenPattern = /\{\{([a-z][a-z0-9-]*)\}\}/g;

/**
 * Puts values in place of tokens in one pass, so that a value that looks like a token stays as it was typed.
 *
 * @param write how a value is written at that place.
 * @param unknown is told of each token without a value; it stays in the text.
 */
export function fillText(
  text: string,
  values: TokenValues,
  write: (value: string) => string,
  unknown?: (token: string) => void,
): string {
  return text.replace(tokenPattern, (whole, token: string) => {
    if (Object.hasOwn(values, token)) return write(values[token] ?? "");
    unknown?.(token);
    return whole;
  });
}

/** Fills the values of a YAML text, quoted where YAML needs it. Keys and comments are left alone. */
export function fillYaml(text: string, values: TokenValues, unknown?: (token: string) => void): string {
  if (!text.includes("{{")) return text;
  return editValues(text, (value) => {
    if (!value.includes("{{")) return undefined;
    return fillText(value, values, (filled) => filled, unknown);
  });
}

/**
 * Fills a Markdown text: front matter as YAML, the rest escaped, fenced code as it is.
 *
 * @param blocks token name → Markdown that is put in as it stands, a table for instance.
 */
export function fillMarkdown(
  text: string,
  values: TokenValues,
  blocks: TokenValues = {},
  unknown?: (token: string) => void,
): string {
  const { frontMatter, body } = splitFrontMatter(text);
  let fence: string | undefined;
  const lines = body.split("\n").map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
    }
    const code = fence !== undefined;
    return line.replace(tokenPattern, (whole, token: string) => {
      if (Object.hasOwn(blocks, token)) return blocks[token] ?? "";
      if (Object.hasOwn(values, token)) return code ? (values[token] ?? "") : markdownText(values[token] ?? "");
      unknown?.(token);
      return whole;
    });
  });
  return joinFrontMatter(
    frontMatter === undefined ? undefined : withoutEmptyFields(fillYaml(frontMatter, values, unknown)),
    lines.join("\n"),
  );
}

/** A field whose token has no value says nothing, so it is left out. */
function withoutEmptyFields(frontMatter: string): string {
  return frontMatter.replace(/^[a-z][a-z-]*:[ \t]*(?:""|'')?[ \t]*\n(?![ \t-])/gm, "");
}
