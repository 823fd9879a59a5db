/** YAML as text: values into source, edits of single values that leave the rest of the text alone, and printing. */
import { type Document, isMap, isPair, isScalar, parseDocument, Scalar, visit, YAMLMap } from "yaml";

/** A parsed YAML document of any shape. */
export type YamlDocument = Document.Parsed;

/** Words that YAML 1.1 readers take for something else than text. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** Letters first, and nothing inside that any YAML reader gives a meaning to, in block or flow context. */
const plain = /^\p{L}[\p{L}\p{M}\p{N} _.()/&+'’–-]*$/u;

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** A value as it stands in YAML: as it is where no reader can misunderstand it, else in double quotes. One line. */
export function yamlText(value: string): string {
  if (isoDate.test(value)) return value;
  if (plain.test(value) && !reserved.test(value) && !value.endsWith(" ")) return value;
  // A JSON string is a YAML double-quoted scalar, but for characters that YAML wants escaped.
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const options = { logLevel: "silent", prettyErrors: false, strict: true, uniqueKeys: true } as const;

/** Lines of the plan language are at most a few levels deep; this is far beyond them and far from the end of the stack. */
const deepest = 200;

/** Parses without throwing; errors and warnings are on the document. Text nested beyond reason is an error too. */
export function parseYaml(text: string): YamlDocument {
  return parseDocument(nestsTooDeep(text) ? "[ # nested too deep" : text, options);
}

/** Whether brackets, indentation or leading dashes nest deeper than a walk through the document should follow. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open = Math.max(0, open - 1);
    if (open > deepest) return true;
  }
  return /^(?: {400}|(?: *[-?:] ){100})/m.test(text);
}

/** The document as text in the layout of the plan language: no folded lines, `[a, b]` and `{a: b}` without padding. */
export function printYaml(document: YamlDocument): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, doubleQuotedMinMultiLineLength: 1_000_000 });
}

/**
 * Changes single values of a YAML text and nothing else: comments, order, indentation and quotes elsewhere stay byte for byte.
 *
 * @param edit gets each value (never a key) as written, with the keys that lead to it, list positions left out. It returns the
 * new value, or undefined to keep the old one.
 * @returns the text; unchanged when it is no YAML that can be read.
 */
export function editValues(text: string, edit: (value: string, path: readonly string[]) => string | undefined): string {
  const document = parseYaml(text);
  if (document.errors.length > 0) return text;
  const changes: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === "key" || node.range === null || node.range === undefined) return;
      const [from, to] = node.range;
      const path = keysOf(ancestors);
      const source = text.slice(from, to);
      if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
        // Its lines stay lines: edited as they stand.
        const edited = edit(source, path);
        if (edited !== undefined && edited !== source) changes.push({ from, to, text: edited });
        return;
      }
      const value = valueText(node);
      const edited = edit(value, path);
      if (edited !== undefined && edited !== value) changes.push({ from, to, text: sameStyle(node, edited) });
    },
  });
  let result = "";
  let end = 0;
  for (const change of changes.sort((a, b) => a.from - b.from)) {
    result += text.slice(end, change.from) + change.text;
    end = change.to;
  }
  return result + text.slice(end);
}

/** A scalar's text: of a plain one exactly what stands there, so that `1e5` and `no` stay what the author wrote. */
export function valueText(node: Scalar): string {
  if (node.type === "PLAIN" && node.source !== undefined) return node.source;
  return node.value === null || node.value === undefined ? "" : String(node.value);
}

/** Dates, amounts and durations are plain scalars of the language; what a person typed is quoted where it has to be. */
function sameStyle(node: Scalar, value: string): string {
  const languageValue = /^[0-9][0-9A-Za-z .,:/%+-]*$/;
  if (node.type === "PLAIN" && languageValue.test(valueText(node)) && languageValue.test(value)) return value;
  return yamlText(value);
}

/** The keys of the maps that lead to a node, outermost first. */
function keysOf(ancestors: readonly unknown[]): readonly string[] {
  return ancestors.filter(isPair).map((pair) => (isScalar(pair.key) ? valueText(pair.key) : ""));
}

/** The map at the top of a document; an empty one for anything else. */
export function topMap(document: YamlDocument): YAMLMap {
  return isMap(document.contents) ? document.contents : new YAMLMap();
}

/** The value at `key` when it is a map, else undefined. */
export function mapAt(map: YAMLMap, key: string): YAMLMap | undefined {
  const value = map.get(key, true);
  return isMap(value) ? value : undefined;
}

/** The value at `key` as text when it is a single value that is not empty, else undefined. */
export function textAt(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key, true);
  if (!isScalar(value)) return undefined;
  const text = valueText(value);
  return text === "" ? undefined : text;
}

/** The records of a section: id and map of each, in the author's order. */
export function recordsOf(section: YAMLMap | undefined): readonly { readonly id: string; readonly record: YAMLMap }[] {
  const records: { id: string; record: YAMLMap }[] = [];
  for (const pair of section?.items ?? []) {
    if (isScalar(pair.key) && isMap(pair.value)) records.push({ id: valueText(pair.key), record: pair.value });
  }
  return records;
}

/** A value as a node for a block map, where commas need no quotes; else it prints as {@link yamlText} writes it. */
export function textNode(value: string): Scalar<string> {
  const node = new Scalar(value);
  const withoutCommas = value.replaceAll(", ", " ");
  node.type = yamlText(withoutCommas) === withoutCommas ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
  return node;
}
