/**
 * Texts of files and names are somebody's; written to a terminal, control characters in them could move the cursor, colour what
 * follows or make a line read differently from what it says.
 */
const unseen = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text on one line that does nothing but stand there. Line ends and tabs become spaces. */
export function plain(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(unseen, "\uFFFD");
}

/** JSON as one reads it, with everything escaped that a terminal would obey. Ends with a line end. */
export function jsonText(value: unknown): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value, undefined, 2).replace(/[\u007F-\u009F\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, escaped)}\n`;
}

const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|^[\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const noWidth = /^[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns of a terminal a text takes, near enough for a table. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += noWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** The text with spaces behind it up to a width. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
