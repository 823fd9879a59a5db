import { Lexer, type Token, type Tokens } from "marked";
import { commandLabel } from "./pageCommands.ts";
import { plainText } from "./plainText.ts";
import type { Block, CommandLink, ListItem, PracticeItem, Span, TableBlock } from "./practice.ts";

/** A heading of level 2 with what follows it. */
export interface ReadSection {
  readonly id: string;
  readonly title: string;
  readonly line: number;
  readonly blocks: Block[];
}

/** A link to another page, as its author wrote it. */
export interface ReadPageLink {
  readonly target: string;
  readonly line: number;
}

export interface ReadCommandLink {
  readonly command: string;
  readonly argument: string | undefined;
  readonly line: number;
}

/** A heading that carries an id of the practice. */
export interface ReadAnchor {
  readonly id: string;
  readonly title: string;
  readonly line: number;
}

/** The body of a page as data, with the places of what still has to be checked against the other pages. */
export interface ReadBody {
  readonly lead: Block[];
  readonly sections: ReadSection[];
  readonly items: (PracticeItem & { readonly line: number })[];
  readonly anchors: ReadAnchor[];
  readonly pageLinks: ReadPageLink[];
  readonly commandLinks: ReadCommandLink[];
}

type Report = (line: number, message: string) => void;

const idComment = /^<!--\s*([a-z0-9-]+)\s*-->$/;
/** A number with its unit; a column of them stands on the right where the author has not said otherwise. */
const figure = /^[-−+±]?\d[\d\s.,]*(%|[A-Z]{3}|[dhw]|EUR\/h)?$/;
const entity = /&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/i;

/** Makes a heading's id for a page out of its words. */
export function slug(title: string): string {
  const words = title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join("-") ?? "section";
}

/**
 * Reads the Markdown below the front matter.
 * @param firstLine number of the body's first line in its file.
 */
export function readBody(text: string, firstLine: number, report: Report): ReadBody {
  return new BodyReader(report).read(text, firstLine);
}

class BodyReader {
  readonly #report: Report;
  readonly #body: ReadBody = { lead: [], sections: [], items: [], anchors: [], pageLinks: [], commandLinks: [] };
  readonly #ids = new Set<string>();
  #section: ReadSection | undefined;

  constructor(report: Report) {
    this.#report = report;
  }

  read(text: string, firstLine: number): ReadBody {
    let line = firstLine;
    for (const token of new Lexer({ gfm: true }).lex(text)) {
      // Blank lines at the front belong to the token that follows.
      const blank = /^\n*/.exec(token.raw)?.[0].length ?? 0;
      this.#readTop(token, line + (token.type === "space" ? 0 : blank));
      line += newlines(token.raw);
    }
    return this.#body;
  }

  #readTop(token: Token, line: number): void {
    if (token.type === "heading") this.#readHeading(token as Tokens.Heading, line);
    else if (token.type === "list" && this.#section?.id === "checklist") this.#readItems(token as Tokens.List, line);
    else {
      const steps = this.#section?.id === "what-to-do-here";
      const block = this.#readBlock(token, line, steps);
      if (block !== undefined) (this.#section?.blocks ?? this.#body.lead).push(block);
    }
  }

  #readHeading(token: Tokens.Heading, line: number): void {
    if (token.depth !== 2 && token.depth !== 3) {
      this.#report(line, "Headings have level 2 or 3; the title stands in the front matter.");
      return;
    }
    const tokens = [...token.tokens];
    const id = idComment.exec(tokens.at(-1)?.raw.trim() ?? "")?.[1];
    if (id !== undefined) tokens.pop();
    const spans = trimmed(this.#readSpans(tokens, line));
    const title = plainText(spans);
    if (id !== undefined) this.#body.anchors.push({ id, title, line });
    const own = this.#uniqueId(id ?? slug(title));
    if (token.depth === 2) {
      if (spans.some((span) => typeof span !== "string")) this.#report(line, "A heading of level 2 is plain text.");
      this.#section = { id: own, title, line, blocks: [] };
      this.#body.sections.push(this.#section);
    } else if (this.#section === undefined) this.#report(line, "A heading of level 3 stands below one of level 2.");
    else this.#section.blocks.push({ kind: "heading", id: own, spans });
  }

  #uniqueId(wanted: string): string {
    let id = wanted;
    for (let number = 2; this.#ids.has(id); number += 1) id = `${wanted}-${number}`;
    this.#ids.add(id);
    return id;
  }

  #readItems(list: Tokens.List, firstLine: number): void {
    let line = firstLine;
    for (const item of list.items) {
      this.#readItem(item, line);
      line += newlines(item.raw);
    }
  }

  #readItem(item: Tokens.ListItem, line: number): void {
    const parts = /^[-*+]\s+\[([ xX])\]\s+([\s\S]*?)<!--\s*([^\s>]+)\s*-->[ \t]*(?:\n([\s\S]*))?$/.exec(
      item.raw.trim(),
    );
    if (parts === null) {
      this.#report(line, 'A checklist item is written "- [ ] text <!-- id -->", its reason on an indented line below.');
      return;
    }
    const [, box, text = "", id = "", why = ""] = parts;
    if (box !== " ") this.#report(line, "A tick is a person's own; items on a page stand open.");
    if (why.trim() === "") this.#report(line, `The item "${id}" needs a line below it that says why it counts.`);
    this.#body.items.push({ id, text: this.#readInline(text, line), why: this.#readInline(why, line), line });
  }

  #readInline(text: string, line: number): readonly Span[] {
    const words = text
      .split("\n")
      .map((part) => part.trim())
      .join(" ");
    return trimmed(this.#readSpans(Lexer.lexInline(words, { gfm: true }), line));
  }

  #readBlock(token: Token, line: number, steps: boolean): Block | undefined {
    switch (token.type) {
      case "space":
      case "checkbox":
        return undefined;
      case "paragraph":
      case "text": {
        const { tokens } = token as Tokens.Paragraph;
        return { kind: "paragraph", spans: trimmed(this.#readSpans(tokens ?? [], line)) };
      }
      case "list":
        return this.#readList(token as Tokens.List, line, steps);
      case "table":
        return this.#readTable(token as Tokens.Table, line);
      case "code": {
        const { lang, text } = token as Tokens.Code;
        return { kind: "code", ...(lang && { language: lang }), text };
      }
      case "html":
        this.#report(line, "Pages hold no HTML.");
        return undefined;
      default:
        this.#report(line, `Pages hold no ${blockNames[token.type] ?? token.type}.`);
        return undefined;
    }
  }

  #readList(list: Tokens.List, firstLine: number, steps: boolean): Block {
    let line = firstLine;
    const items = list.items.map((item): ListItem => {
      if (item.task) this.#report(line, 'Items with a box stand under "## Checklist".');
      const blocks = this.#readItemBlocks(item, line);
      line += newlines(item.raw);
      return steps && list.ordered ? withActions(blocks) : { blocks };
    });
    const start = typeof list.start === "number" && list.start !== 1 ? { start: list.start } : {};
    return { kind: "list", ordered: list.ordered, ...start, items };
  }

  #readItemBlocks(item: Tokens.ListItem, firstLine: number): readonly Block[] {
    let line = firstLine;
    return item.tokens.flatMap((token) => {
      const block = token.type === "heading" ? this.#refuseHeading(line) : this.#readBlock(token, line, false);
      line += newlines(token.raw);
      return block ?? [];
    });
  }

  #refuseHeading(line: number): undefined {
    this.#report(line, "A heading does not stand in a list.");
  }

  #readTable(table: Tokens.Table, line: number): TableBlock {
    const cells = (row: readonly Tokens.TableCell[], rowLine: number): readonly (readonly Span[])[] =>
      row.map((cell) => trimmed(this.#readSpans(cell.tokens, rowLine)));
    const rows = table.rows.map((row, index) => cells(row, line + 2 + index));
    const isFigures = (column: number): boolean => rows.every((row) => figure.test(plainText(row[column] ?? [])));
    return {
      kind: "table",
      alignments: table.align.map((given, column) => given ?? (isFigures(column) ? "right" : null)),
      head: cells(table.header, line),
      rows,
    };
  }

  #readSpans(tokens: readonly Token[], line: number): readonly Span[] {
    return merged(tokens.flatMap((token) => this.#readSpan(token, line) ?? []));
  }

  #readSpan(token: Token, line: number): Span | undefined {
    switch (token.type) {
      case "text":
      case "escape": {
        const { text, tokens } = token as Tokens.Text;
        if (tokens !== undefined) return plainText(this.#readSpans(tokens, line));
        if (entity.test(text)) this.#report(line, `Write the character itself instead of "${entity.exec(text)?.[0]}".`);
        return text.replaceAll(/\s*\n\s*/g, " ");
      }
      case "br":
        return " ";
      case "strong":
      case "em": {
        const { tokens } = token as Tokens.Strong;
        return { kind: token.type === "strong" ? "bold" : "italic", spans: this.#readSpans(tokens, line) };
      }
      case "codespan":
        return { kind: "code", text: (token as Tokens.Codespan).text };
      case "link":
        return this.#readLink(token as Tokens.Link, line);
      case "html":
        this.#report(
          line,
          idComment.test(token.raw.trim())
            ? "A comment with an id stands at the end of a heading or a checklist item."
            : "Pages hold no HTML.",
        );
        return undefined;
      case "image":
        this.#report(line, "Pages hold no images.");
        return undefined;
      default:
        this.#report(line, `Pages hold no ${blockNames[token.type] ?? token.type}.`);
        return undefined;
    }
  }

  #readLink(link: Tokens.Link, line: number): Span | undefined {
    const spans = this.#readSpans(link.tokens, line);
    const separator = link.href.indexOf(":");
    const [scheme, rest] = [link.href.slice(0, separator), link.href.slice(separator + 1)];
    if (plainText(spans).trim() === "") this.#report(line, "A link needs words.");
    if (scheme === "practice") {
      this.#body.pageLinks.push({ target: rest, line });
      return { kind: "page", page: rest, spans };
    }
    if (scheme === "command") {
      const mark = rest.indexOf("?");
      const command = mark < 0 ? rest : rest.slice(0, mark);
      const argument = mark < 0 ? undefined : rest.slice(mark + 1);
      this.#body.commandLinks.push({ command, argument, line });
      return { kind: "command", command, ...(argument !== undefined && { argument }), spans };
    }
    if (!/^https:\/\/[^\s/]+/.test(link.href)) {
      this.#report(line, `A link begins with practice:, command: or https://, not "${link.href.slice(0, 60)}".`);
      return undefined;
    }
    return { kind: "web", address: link.href, spans };
  }
}

const blockNames: Readonly<Record<string, string>> = {
  blockquote: "quotations",
  hr: "rules across the page",
  del: "struck-out words",
  def: "link definitions",
};

function newlines(text: string): number {
  return text.split("\n").length - 1;
}

/** Neighbouring strings become one. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (typeof span === "string" && typeof last === "string") result[result.length - 1] = last + span;
    else if (span !== "") result.push(span);
  }
  return result;
}

function trimmed(spans: readonly Span[]): readonly Span[] {
  return spans
    .map((span, index) => {
      if (typeof span !== "string") return span;
      const start = index === 0 ? span.trimStart() : span;
      return index === spans.length - 1 ? start.trimEnd() : start;
    })
    .filter((span) => span !== "");
}

/**
 * Takes the commands out of a step's words, so that they can be shown as its buttons. One that is a sentence of its own
 * goes and keeps its label; one inside a sentence leaves its words there, and the button bears the command's name.
 */
export function withActions(blocks: readonly Block[]): ListItem {
  const actions: CommandLink[] = [];
  const takeFrom = (block: Block): Block => {
    if (block.kind !== "paragraph") return block;
    let before: readonly Span[] = [];
    let after = block.spans;
    while (after[0] !== undefined) {
      const [span, ...rest] = after;
      after = rest;
      if (typeof span === "string" || span.kind !== "command") before = [...before, span];
      else if (standsAlone(before, rest)) {
        actions.push(span);
        before = trimmedEnd(before);
        if (before.length > 0 && rest.length > 0) before = [...before, " "];
        after = trimmed(rest);
      } else {
        actions.push({ ...span, spans: [commandLabel(span.command, span.argument)] });
        before = [...before, ...span.spans];
      }
    }
    return { kind: "paragraph", spans: trimmed(merged(before)) };
  };
  const kept = blocks.map(takeFrom).filter((block) => block.kind !== "paragraph" || block.spans.length > 0);
  return actions.length === 0 ? { blocks: kept } : { blocks: kept, actions: unique(actions) };
}

function standsAlone(before: readonly Span[], after: readonly Span[]): boolean {
  return /(^|[.!?:;]["”’)]?\s*)$/.test(plainText(before)) && /^($|\s+[^\p{Ll}\s])/u.test(plainText(after));
}

function trimmedEnd(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  return typeof last === "string" ? trimmed([...spans.slice(0, -1), last]) : spans;
}

function unique(links: readonly CommandLink[]): readonly CommandLink[] {
  const key = ({ command, argument }: CommandLink): string => `${command}?${argument ?? ""}`;
  return links.filter((link, index) => links.findIndex((other) => key(other) === key(link)) === index);
}
