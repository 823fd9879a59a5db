import type { ValueType } from "../../model/fields/index.ts";
import type { ScalarStyle } from "../tree/node.ts";

/** What a scalar is written for. */
export interface ScalarPlace {
  /** Between brackets, where commas and brackets have a meaning. */
  readonly inFlow: boolean;
  /** A text that people write freely: it is quoted where another reader of YAML would take it for a number, a date or a truth value. */
  readonly isFree: boolean;
  /** How the value before was written. */
  readonly style?: ScalarStyle | undefined;
}

/** Whether values of a type are people's own words rather than the language's. */
export function isFreeText(type: ValueType | undefined): boolean {
  if (type === undefined) return true;
  if (type.kind === "list") return isFreeText(type.of);
  return type.kind === "text" || type.kind === "prose" || type.kind === "address";
}

const typed = [
  /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<)$/i,
  /^[-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o[0-7_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?)$/i,
  /^[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:e[-+]?[0-9]+)?$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?$/,
];

/** Control characters, and what YAML wants escaped or takes for a line break. */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]/u;

function canBePlain(text: string, { inFlow, isFree }: ScalarPlace): boolean {
  if (text === "" || text !== text.trim() || unprintable.test(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/^-\d/.test(text)) return false;
  if (/:(?:[\s,[\]{}]|$)|\s#|^---|^\.\.\./.test(text)) return false;
  if (inFlow && /[,[\]{}]/.test(text)) return false;
  return !isFree || !typed.some((pattern) => pattern.test(text));
}

/** A text as it stands on one line of YAML: in the style before where that can hold it, else plain, else in double quotes. */
export function scalarText(text: string, place: ScalarPlace): string {
  if (place.style === "double-quoted") return doubleQuoted(text);
  if (place.style === "single-quoted" && !unprintable.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return canBePlain(text, place) ? text : doubleQuoted(text);
}

/** A JSON string is a double-quoted scalar of YAML, but for characters that YAML wants escaped. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A text of several lines as a block: what stands behind the colon, and its lines. */
export interface BlockText {
  readonly header: string;
  readonly lines: readonly string[];
}

/** The block that says `text`, or undefined when a block can't hold it: then quotes do. */
export function blockText(text: string, mark: "|" | ">" = "|"): BlockText | undefined {
  if (!text.includes("\n") && mark === "|") return undefined;
  const body = text.replace(/\n+$/, "");
  if (body === "" || /^[\s]/.test(body)) return undefined;
  const lines = body.split("\n");
  if (lines.some((line) => unprintable.test(line.replaceAll("\t", "")) || /[ \t]$/.test(line))) return undefined;
  // Blank lines at its end would be those of the layout too.
  const breaks = text.length - body.length;
  if (breaks > 1) return undefined;
  // A folded block joins its lines.
  const kind = mark === ">" && lines.length > 1 ? "|" : mark;
  return { header: `${kind}${breaks === 0 ? "-" : ""}`, lines };
}
