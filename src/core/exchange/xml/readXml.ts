import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Unreadable } from "../imported.ts";
import { XmlElement } from "./xmlElement.ts";

/** In characters. Larger files are not read. */
export const longestXml = 100_000_000;
const deepestXml = 40;
const mostElements = 3_000_000;

/** What the library gives for an element: its name with what stands in it, or text. */
type ParsedNode = Readonly<Record<string, unknown>>;

/**
 * Reads an XML document into elements. Comments, processing instructions and attributes are left out; namespaces are dropped from
 * names. A document type is refused, so that no entity of a file's own is ever expanded; sizes and depth are bounded.
 * @throws Unreadable with a sentence that says why, and the line where there is one
 */
export function readXml(text: string): XmlElement {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (source.length > longestXml) {
    throw new Unreadable(`The file is too large: more than ${longestXml / 1_000_000} million characters.`);
  }
  if (!/^\s*</.test(source)) throw new Unreadable("This is not XML: the file does not begin with “<”.", 1);
  const doctype = /<!DOCTYPE/i.exec(source);
  if (doctype !== null) {
    const line = source.slice(0, doctype.index).split("\n").length;
    throw new Unreadable(
      "The file has a document type (<!DOCTYPE …>), which can hold entities without end. Remove it, or save the file again.",
      line,
    );
  }
  boundDepth(source);
  // Entities are decoded here below, so the library meets none.
  const valid = XMLValidator.validate(source, { allowBooleanAttributes: true });
  if (valid !== true) {
    const { msg, line } = valid.err;
    throw new Unreadable(`This is not complete, well-formed XML: ${msg} The file may have been cut off.`, line);
  }
  let nodes: unknown;
  try {
    nodes = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: true,
      parseTagValue: false,
      trimValues: false,
      processEntities: false,
      removeNSPrefix: true,
      ignoreDeclaration: true,
      ignorePiTags: true,
      maxNestedTags: deepestXml + 10,
      jPath: false,
    }).parse(source);
  } catch (error) {
    throw new Unreadable(`This is not XML that can be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const root = (nodes as readonly ParsedNode[]).find((node) => !Object.hasOwn(node, "#text"));
  if (root === undefined) throw new Unreadable("The file holds no XML element.");
  return toElements(root);
}

/** What may stand between tags, with its end. */
const insertions = [
  ["<!--", "-->", "a comment"],
  ["<![CDATA[", "]]>", "a CDATA section"],
  ["<?", "?>", "a processing instruction"],
] as const;

/** One walk over the tags, since a deep document costs the readers behind it their stacks. */
function boundDepth(source: string): void {
  const fail = (what: string, at: number): never => {
    throw new Unreadable(what, source.slice(0, at).split("\n").length);
  };
  let depth = 0;
  let count = 0;
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    const insertion = insertions.find(([begin]) => source.startsWith(begin, at));
    const end = source.indexOf(insertion?.[1] ?? ">", at);
    if (end < 0) fail(`The file was cut off: ${insertion?.[2] ?? "a tag"} begins here and does not end.`, at);
    if (insertion !== undefined) {
      at = end + insertion[1].length;
      continue;
    }
    if (source[at + 1] === "/") depth--;
    else if (source[end - 1] !== "/") depth++;
    if (depth > deepestXml) fail(`The file holds elements within elements more than ${deepestXml} deep.`, at);
    if (++count > 2 * mostElements) fail("The file holds more elements than can be read.", at);
    at = end + 1;
  }
}

function nameOf(node: ParsedNode): string {
  for (const key in node) if (key !== ":@") return key;
  return "";
}

/** Without recursion. */
function toElements(root: ParsedNode): XmlElement {
  const result = new XmlElement(nameOf(root));
  const open: { readonly element: XmlElement; readonly nodes: readonly ParsedNode[] }[] = [
    { element: result, nodes: root[result.name] as readonly ParsedNode[] },
  ];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    let text = "";
    for (const node of level.nodes) {
      const name = nameOf(node);
      if (name === "#text") {
        text += String(node["#text"]);
        continue;
      }
      const child = new XmlElement(name);
      level.element.children.push(child);
      open.push({ element: child, nodes: node[name] as readonly ParsedNode[] });
    }
    if (level.element.children.length === 0) level.element.text = decoded(text).trim();
  }
  return result;
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** The five entities of XML and characters by their numbers; anything else stays as it stands. */
function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? "\uFFFD" : String.fromCodePoint(point);
  });
}
