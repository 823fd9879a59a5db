import {
  Composer,
  type CST,
  isCollection,
  isMap,
  isPair,
  isScalar,
  Lexer,
  type Node,
  type Pair,
  Parser,
  Schema,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { lastAtOrBefore } from "../../model/search.ts";
import {
  deepestNesting,
  type Entry,
  type Scalar,
  type ScalarStyle,
  type SyntaxProblem,
  type SyntaxProblemCode,
  type Value,
} from "./node.ts";

/**
 * Everything that is YAML but not written in the plain block style people's files have: texts and brackets over several lines, keys
 * with a question mark, and what the plan language refuses. The `yaml` package reads it, and its result becomes our entries. Some
 * thirty times as slow as our own reader, so it is given single entries, not files.
 */

/** Scalars are texts, whatever they look like. Made once: it takes longer to make than a short text to read. */
const schema = new Schema({ schema: "failsafe", resolveKnownTags: false, merge: false });
const byteOrderMark = 0xfeff;
const noProblems: readonly SyntaxProblem[] = [];
/** More say nothing new. */
const mostProblems = 100;
/** Characters; the package needs about a second for so many. */
const longestForeign = 2_000_000;

/**
 * A whole YAML text as a document's entry, whatever its style. Its block entries stand as {@link Entry} says. An entry in brackets
 * ends where its value ends, or its colon, or its key, so the comma behind it belongs to nobody. Anchors, aliases, tags, directives
 * and further documents are reported; an alias reads as its own source, `*a`, and is never replaced by what it stands for.
 * Never throws: what can't be read is an entry without a value and with a problem.
 */
export function readForeign(text: string): Entry {
  return text.charCodeAt(0) === byteOrderMark ? movedByMark(readBody(text.slice(1))) : readBody(text);
}

function readBody(text: string): Entry {
  const refusal = findDanger(text);
  if (refusal !== undefined) return failure(text, refusal);
  try {
    return new Converter(text).document();
  } catch {
    return failure(text, { code: "syntax", message: unreadable, start: 0, end: firstLineEnd(text, 0) });
  }
}

/** The same document behind a byte order mark, which the package takes for a column. */
function movedByMark({ key, value, length, problems, problemCount }: Entry): Entry {
  const moved = problems.map((problem) => ({ ...problem, start: problem.start + 1, end: problem.end + 1 }));
  return { key, value: movedValue(value, 1), length: length + 1, problems: moved, problemCount };
}

/** A value whose holder begins `shift` characters earlier. */
export function movedValue(value: Value | undefined, shift: number): Value | undefined {
  if (value === undefined || shift === 0) return value;
  const place = { start: value.start + shift, end: value.end + shift };
  if (value.kind === "scalar") return { ...value, ...place };
  return { ...value, ...place, starts: value.starts.map((start) => start + shift) };
}

const unreadable = "This is not YAML that can be read. Check its quotes, brackets, colons and indentation.";

function failure(text: string, problem: SyntaxProblem): Entry {
  return { key: undefined, value: undefined, length: text.length, problems: [problem], problemCount: 1 };
}

function findDanger(text: string): SyntaxProblem | undefined {
  if (text.length > longestForeign) {
    const message =
      "This part is too large to be read (over 2 million characters). Write it in block style, one fact a line.";
    return { code: "too-large", message, start: 0, end: firstLineEnd(text, 0) };
  }
  const place = findDeep(text);
  if (place < 0) return undefined;
  const message = `Nested more than ${deepestNesting} levels deep. What stands here is not read.`;
  return { code: "too-deep", message, start: place, end: firstLineEnd(text, place) };
}

/** Where a text is nested too deep, by its indentation, the dashes at the beginning of a line, or its brackets; -1 if nowhere. */
function findDeep(text: string): number {
  const columns: number[] = [];
  let brackets = 0;
  let hasDeepBrackets = false;
  let isLineStart = true;
  let column = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) {
      isLineStart = true;
      column = 0;
      continue;
    }
    if (isLineStart && code !== 32 && code !== 9 && code !== 13) {
      while (columns.length > 0 && (columns[columns.length - 1] ?? 0) >= column) columns.pop();
      columns.push(column);
      if (columns.length > deepestNesting) return index;
      const next = text.charCodeAt(index + 1);
      const isIndicator = code === 45 || code === 63 || code === 58;
      isLineStart = isIndicator && (next === 32 || next === 9);
    }
    column += 1;
    if (code === 91 || code === 123) {
      brackets += 1;
      hasDeepBrackets ||= brackets > deepestNesting;
    } else if ((code === 93 || code === 125) && brackets > 0) brackets -= 1;
  }
  return hasDeepBrackets ? findDeepBrackets(text) : -1;
}

/** The same of brackets alone, and exactly: brackets in texts and comments don't count. */
function findDeepBrackets(text: string): number {
  let offset = 0;
  let depth = 0;
  for (const source of new Lexer().lex(text)) {
    if (source === "\x02" || source === "\x18" || source === "\x1f") {
      if (source === "\x18") depth = 0;
      continue;
    }
    if (source === "[" || source === "{") depth += 1;
    else if ((source === "]" || source === "}") && depth > 0) depth -= 1;
    if (depth > deepestNesting) return offset;
    offset += source.length;
  }
  return -1;
}

function firstLineEnd(text: string, from: number): number {
  const found = text.indexOf("\n", from);
  const end = found < 0 ? text.length : found;
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

type Item = CST.BlockMap["items"][number] | CST.BlockSequence["items"][number] | CST.FlowCollection["items"][number];

class Converter {
  readonly #text: string;
  /** Sorted, with absolute places; each is given to the innermost entry it begins in. */
  #problems: SyntaxProblem[] = [];
  #next = 0;
  readonly #lines: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const lines = [0];
    for (let found = text.indexOf("\n"); found >= 0; found = text.indexOf("\n", found + 1)) lines.push(found + 1);
    this.#lines = lines;
  }

  document(): Entry {
    const text = this.#text;
    const tokens = [...new Parser().parse(text)];
    const composer = new Composer({
      schema,
      uniqueKeys: false,
      strict: true,
      keepSourceTokens: true,
      logLevel: "silent",
    });
    const [document] = [...composer.compose(tokens, true, text.length)];
    for (const problem of new TokenProblems(text).of(tokens)) this.#problems.push(problem);
    const contents = (document?.contents ?? undefined) as Node | undefined;
    this.#findRefusedKeys(contents);
    this.#addErrors(document?.errors ?? []);
    this.#sortProblems();
    const root = this.#entry(undefined, contents, 0, text.length);
    const rest = this.#problems.slice(this.#next);
    if (rest.length === 0) return root;
    return { ...root, problems: [...root.problems, ...rest], problemCount: root.problemCount + rest.length };
  }

  #findRefusedKeys(root: Node | undefined): void {
    const waiting: unknown[] = [root];
    for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
      if (!isCollection(node)) continue;
      for (const item of node.items) {
        if (!isPair(item)) {
          waiting.push(item);
          continue;
        }
        if (isCollection(item.key)) {
          const [start, end] = item.key.range ?? [0, 0];
          const message =
            "A key is a single word or text, not a list or a map. Put it in quotes, or remove the brackets.";
          this.#problems.push({ code: "syntax", message, start, end });
        } else if (isScalar(item.key) && item.key.type === "PLAIN" && item.key.source === "<<") {
          const [start, end] = item.key.range ?? [0, 0];
          this.#problems.push({ code: "alias", message: mergeKeyMessage, start, end });
        } else if (isScalar(item.key) && item.key.type === "PLAIN" && item.key.source === "") {
          const start = item.key.range?.[0] ?? 0;
          this.#problems.push({ code: "syntax", message: keylessMessage, start, end: start + 1 });
        }
        if (item.value !== null) waiting.push(item.value);
      }
    }
  }

  /** What the package found wrong, unless it is known already from the tokens, where the place is more exact. */
  #addErrors(errors: readonly YAMLError[]): void {
    const known = new Set(this.#problems.map(({ code }) => code));
    for (const error of errors) {
      if (this.#problems.length >= mostProblems) return;
      const { code, message } = describe(error);
      if (code === "unclosed" && known.has("unclosed")) continue;
      if (code === "tab" && known.has("tab")) continue;
      const isOfRefused = code === "anchor" || code === "alias" || code === "tag" || code === "second-document";
      if (
        isOfRefused &&
        (known.has("anchor") || known.has("alias") || known.has("tag") || known.has("second-document"))
      )
        continue;
      this.#problems.push({ code, message, start: error.pos[0], end: error.pos[1] });
    }
  }

  #sortProblems(): void {
    const length = this.#text.length;
    const inText = (offset: number): number => Math.min(length, Math.max(0, offset));
    const seen = new Set<string>();
    const result: SyntaxProblem[] = [];
    for (const { code, message, start, end } of this.#problems) {
      const from = inText(start);
      const problem = { code, message, start: from, end: Math.max(from, inText(end)) };
      const place = `${code} ${problem.start}`;
      if (!seen.has(place)) result.push(problem);
      seen.add(place);
    }
    this.#problems = result.sort((a, b) => a.start - b.start).slice(0, mostProblems);
  }

  /** Takes the problems before a place, as those of the entry that begins at `start`. */
  #takeProblems(own: SyntaxProblem[], start: number, before: number): void {
    for (;;) {
      const problem = this.#problems[this.#next];
      if (problem === undefined || problem.start >= before) return;
      own.push({ ...problem, start: problem.start - start, end: problem.end - start });
      this.#next += 1;
    }
  }

  #entry(key: Node | undefined, value: Node | undefined, start: number, end: number): Entry {
    const problems: SyntaxProblem[] = [];
    const ownKey = key === undefined ? undefined : within(this.#key(key, start), end - start);
    const ownValue = this.#value(value, start, end, problems);
    this.#takeProblems(problems, start, end);
    let problemCount = problems.length;
    if (ownValue !== undefined && ownValue.kind !== "scalar") {
      for (const entry of ownValue.entries) problemCount += entry.problemCount;
    }
    return {
      key: ownKey,
      value: ownValue,
      length: end - start,
      problems: problems.length === 0 ? noProblems : problems,
      problemCount,
    };
  }

  #key(node: Node, holder: number): Scalar {
    const scalar = this.#scalar(node, holder);
    if (scalar !== undefined) return scalar;
    const [start, end] = node.range ?? [holder, holder];
    const isEmpty = isScalar(node);
    return {
      kind: "scalar",
      text: isEmpty ? "" : this.#text.slice(start, end),
      style: "plain",
      start: Math.max(0, start - holder),
      end: Math.max(0, end - holder),
    };
  }

  #scalar(node: Node, holder: number): Scalar | undefined {
    const [start, end] = node.range ?? [holder, holder];
    if (isScalar(node)) {
      if (node.type === "PLAIN" && start === end) return undefined;
      const text = node.source ?? String(node.value);
      const style = styles[node.type ?? "PLAIN"] ?? "plain";
      const isBlock = style === "literal" || style === "folded";
      return {
        kind: "scalar",
        text,
        style,
        start: start - holder,
        end: (isBlock ? this.#lastLineEnd(start, end) : end) - holder,
      };
    }
    if (isCollection(node)) return undefined;
    return {
      kind: "scalar",
      text: this.#text.slice(start, end),
      style: "plain",
      start: start - holder,
      end: end - holder,
    };
  }

  /** The end of the last line of a block that is not blank. */
  #lastLineEnd(start: number, end: number): number {
    const text = this.#text;
    let last = end;
    for (let index = end - 1; index >= start; index--) {
      const code = text.charCodeAt(index);
      if (code === 10) last = index > start && text.charCodeAt(index - 1) === 13 ? index - 1 : index;
      else if (code !== 32 && code !== 13) break;
    }
    return last;
  }

  #value(node: Node | undefined, holder: number, end: number, problems: SyntaxProblem[]): Value | undefined {
    if (node === undefined) return undefined;
    if (!isCollection(node)) return within(this.#scalar(node, holder), end - holder);
    const isFlow = node.flow === true;
    const place = isFlow ? (node.range?.[0] ?? holder) : (this.#itemStarts(node)[0] ?? holder);
    const first = Math.min(end, Math.max(holder, place));
    const last = isFlow ? Math.min(end, Math.max(first, node.range?.[1] ?? end)) : end;
    const entries: Entry[] = [];
    const starts: number[] = [];
    if (isFlow) this.#readFlow(node, holder, first, last, problems, entries, starts);
    else this.#readBlock(node, holder, end, problems, entries, starts);
    const own = {
      entries,
      starts,
      start: first - holder,
      end: last - holder,
      indent: first - this.#lineStart(first),
    };
    return isMap(node) ? { kind: "map", flow: isFlow, ...own } : { kind: "list", flow: isFlow, ...own };
  }

  #readBlock(
    node: YAMLMap | YAMLSeq,
    holder: number,
    end: number,
    problems: SyntaxProblem[],
    entries: Entry[],
    starts: number[],
  ): void {
    const places = this.#itemStarts(node);
    // Where the text is no YAML, entries may seem to stand within one another.
    let last = holder;
    const begins = places.map((place) => {
      const lineStart = this.#lineStart(place);
      last = Math.min(end, Math.max(last, this.#isBlank(lineStart, place) && lineStart >= holder ? lineStart : place));
      return last;
    });
    for (const [index, item] of node.items.entries()) {
      const start = begins[index] ?? holder;
      const until = begins[index + 1] ?? end;
      this.#takeProblems(problems, holder, start);
      starts.push(start - holder);
      entries.push(this.#itemEntry(item, start, until));
    }
  }

  #readFlow(
    node: YAMLMap | YAMLSeq,
    holder: number,
    first: number,
    last: number,
    problems: SyntaxProblem[],
    entries: Entry[],
    starts: number[],
  ): void {
    const places = this.#itemStarts(node);
    let before = first;
    for (const [index, item] of node.items.entries()) {
      const start = Math.min(last, Math.max(before, places[index] ?? before));
      before = Math.min(last, Math.max(start, this.#flowEnd(item)));
      this.#takeProblems(problems, holder, start);
      starts.push(start - holder);
      entries.push(this.#itemEntry(item, start, before));
    }
  }

  #itemEntry(item: unknown, start: number, end: number): Entry {
    if (!isPair(item)) return this.#entry(undefined, item as Node, start, end);
    return this.#entry(item.key as Node, (item.value as Node | null) ?? undefined, start, end);
  }

  /** Where an entry in brackets ends: with its value, else its colon, else its key. */
  #flowEnd(item: unknown): number {
    if (!isPair(item)) {
      const node = item as Node;
      const [only] = isMap(node) && node.srcToken === undefined ? node.items : [];
      return only === undefined ? (node.range?.[1] ?? 0) : this.#flowEnd(only);
    }
    const key = (item.key as Node).range?.[1] ?? 0;
    const value = item.value as Node | null;
    if (value?.range != null && value.range[1] > value.range[0]) return value.range[1];
    const sep = (item as Pair & { srcToken?: CST.CollectionItem }).srcToken?.sep ?? [];
    const colon = sep.find(({ type }) => type === "map-value-ind");
    return Math.max(key, colon === undefined ? 0 : colon.offset + 1);
  }

  /** Where the items of a collection begin: their first characters that say something. */
  #itemStarts(node: YAMLMap | YAMLSeq): readonly number[] {
    const token = node.srcToken;
    if (isMap(node)) {
      return node.items.map((pair) => {
        const item = (pair as Pair & { srcToken?: CST.CollectionItem }).srcToken;
        return item === undefined
          ? ((pair.key as Node).range?.[0] ?? 0)
          : itemStart(item, (pair.key as Node).range?.[0] ?? 0);
      });
    }
    const items = token !== undefined && "items" in token ? (token.items as readonly Item[]).filter(saysSomething) : [];
    return node.items.map((item, index) => {
      const range = (item as Node).range?.[0] ?? 0;
      const own = items.length === node.items.length ? items[index] : undefined;
      return own === undefined ? range : itemStart(own, range);
    });
  }

  /** Where the line of a place begins. */
  #lineStart(place: number): number {
    const lines = this.#lines;
    return lines[lastAtOrBefore(lines, place)] ?? 0;
  }

  #isBlank(from: number, to: number): boolean {
    for (let index = from; index < to; index++) {
      const code = this.#text.charCodeAt(index);
      if (code !== 32 && code !== 9) return false;
    }
    return true;
  }
}

/** A scalar that ends with its entry at the latest: where the text is no YAML, it may seem to reach further. */
function within<T extends Scalar | undefined>(scalar: T, length: number): T {
  if (scalar === undefined || (scalar.start >= 0 && scalar.end <= length)) return scalar;
  const start = Math.min(length, Math.max(0, scalar.start));
  return { ...scalar, start, end: Math.min(length, Math.max(start, scalar.end)) };
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single-quoted",
  QUOTE_DOUBLE: "double-quoted",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

const layout: ReadonlySet<string> = new Set(["space", "newline", "comment", "comma"]);
const properties: ReadonlySet<string> = new Set(["seq-item-ind", "explicit-key-ind", "anchor", "tag"]);

/** Whether an item of a list is one, and not only the comments behind the last one. */
function saysSomething(item: Item): boolean {
  const hasColon = item.sep !== undefined && item.sep !== null;
  return (
    hasColon || (item.value !== undefined && item.value !== null) || item.start.some(({ type }) => properties.has(type))
  );
}

function itemStart({ start, key, sep }: Item, otherwise: number): number {
  const token = start.find(({ type }) => !layout.has(type)) ?? key ?? sep?.find(({ type }) => !layout.has(type));
  return token == null ? otherwise : token.offset;
}

/** What the tokens alone show: what the plan language refuses, and what is not closed. */
class TokenProblems {
  readonly #text: string;
  readonly #found: SyntaxProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  of(tokens: readonly CST.Token[]): readonly SyntaxProblem[] {
    let documents = 0;
    for (const token of tokens) {
      if (token.type === "directive") {
        const message = "Directives are not part of the plan language. Remove this line.";
        this.#add("second-document", message, token.offset, token.offset + token.source.length);
      } else if (token.type === "document") {
        documents += 1;
        if (documents > 1) {
          const message =
            "Only one document may stand in a file. Move what follows into a file of its own, or remove this line.";
          this.#add("second-document", message, token.offset, firstLineEnd(this.#text, token.offset));
          return this.#found;
        }
        this.#sources(token.start, true);
        if (token.value !== undefined) this.#token(token.value);
      }
    }
    return this.#found;
  }

  #add(code: SyntaxProblemCode, message: string, start: number, end: number): void {
    if (this.#found.length < mostProblems) this.#found.push({ code, message, start, end });
  }

  #token(token: CST.Token): void {
    switch (token.type) {
      case "alias":
        this.#source(token, false);
        return;
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        if (!isClosed(token.source)) {
          const message = "This quote is not closed. Close it, or remove it.";
          this.#add("unclosed", message, token.offset, firstLineEnd(this.#text, token.offset));
        }
        return;
      case "flow-collection":
        this.#items(token.items);
        if (token.end[0]?.source !== (token.start.source === "{" ? "}" : "]")) {
          const message = "This bracket is not closed. Close it, or remove it.";
          this.#add("unclosed", message, token.offset, firstLineEnd(this.#text, token.offset));
        }
        return;
      case "block-map":
      case "block-seq":
        this.#items(token.items);
        return;
    }
  }

  #items(items: readonly Item[]): void {
    for (const { start, key, sep, value } of items) {
      this.#sources(start, true);
      if (key != null) this.#token(key);
      if (sep != null) this.#sources(sep, true);
      if (value != null) this.#token(value);
    }
  }

  #sources(tokens: readonly CST.SourceToken[], canBeTab: boolean): void {
    for (const token of tokens) this.#source(token, canBeTab);
  }

  #source(token: { readonly type: string; readonly offset: number; readonly source: string }, canBeTab: boolean): void {
    const end = token.offset + token.source.length;
    if (token.type === "anchor") this.#add("anchor", anchorMessage, token.offset, end);
    else if (token.type === "tag") this.#add("tag", tagMessage, token.offset, end);
    else if (token.type === "alias") this.#add("alias", aliasMessage, token.offset, end);
    else if (token.type === "space" && canBeTab && token.source.includes("\t")) {
      const first = token.offset + token.source.indexOf("\t");
      this.#add("tab", tabMessage, first, first + 1);
    }
  }
}

/** Whether a quoted text ends with its quote. The package takes `"a\\"` at the end of a file for closed. */
function isClosed(source: string): boolean {
  const quote = source.charAt(0);
  if (source.length < 2 || source.at(-1) !== quote) return false;
  if (quote === "'") return true;
  let backslashes = 0;
  while (source.charCodeAt(source.length - 2 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 0;
}

const anchorMessage = "Anchors are not part of the plan language. Remove this, and write the value where it is needed.";
const aliasMessage = "Aliases are not part of the plan language. Write the value itself.";
const tagMessage = "Tags are not part of the plan language. Remove this.";
const mergeKeyMessage = "Merge keys are not part of the plan language. Write the fields themselves.";
export const keylessMessage = "Before a colon stands a key. Write one, or remove the colon.";
const tabMessage = "A tab stands here. Write spaces instead.";
const indentationMessage = "This line does not stand below the others of its kind. Indent it as far as they are.";

/** An error of the package in our words. */
function describe({ code, message }: YAMLError): { readonly code: SyntaxProblemCode; readonly message: string } {
  switch (code) {
    case "ALIAS_PROPS":
    case "BAD_ALIAS":
      return { code: "alias", message: aliasMessage };
    case "MULTIPLE_ANCHORS":
      return { code: "anchor", message: anchorMessage };
    case "BAD_PROP_ORDER":
    case "MULTIPLE_TAGS":
    case "TAG_RESOLVE_FAILED":
    case "BAD_COLLECTION_TYPE":
      return { code: "tag", message: tagMessage };
    case "BAD_DIRECTIVE":
    case "MULTIPLE_DOCS":
      return {
        code: "second-document",
        message: "Only one document may stand in a file, without directives. Remove this line.",
      };
    case "TAB_AS_INDENT":
      return { code: "tab", message: tabMessage };
    case "RESOURCE_EXHAUSTION":
      return { code: "too-deep", message: "This is nested too deep to be read." };
    case "BAD_DQ_ESCAPE":
      return {
        code: "syntax",
        message:
          "In double quotes a backslash begins an escape, and this is none. Write two of them, or use single quotes.",
      };
    case "BAD_SCALAR_START":
      return { code: "syntax", message: "A text can't begin with this character. Put it in quotes." };
    case "BLOCK_AS_IMPLICIT_KEY":
      return message.includes("sequence")
        ? { code: "syntax", message: "A list begins on a line of its own. Move it below, or put the text in quotes." }
        : {
            code: "syntax",
            message: "A colon with a space begins a new value. Put the text in quotes, or remove the colon.",
          };
    case "BLOCK_IN_FLOW":
      return {
        code: "syntax",
        message: "Within brackets, values stand behind one another with commas. Write them so.",
      };
    case "KEY_OVER_1024_CHARS":
      return { code: "syntax", message: "A key can have at most 1,024 characters. Shorten it." };
    case "MULTILINE_IMPLICIT_KEY":
      return {
        code: "syntax",
        message: "A key and its colon stand on one line. Write them so, or add the colon that is missing.",
      };
    case "BAD_INDENT":
      return message.includes("must be sufficiently indented")
        ? { code: "unclosed", message: "This bracket is not closed. Close it, or remove it." }
        : { code: "indentation", message: indentationMessage };
    case "MISSING_CHAR":
      return describeMissing(message);
    case "UNEXPECTED_TOKEN":
      return message.startsWith("Unexpected ,") || message.startsWith("Unexpected empty item")
        ? { code: "syntax", message: "A comma stands here without a value. Remove it." }
        : { code: "syntax", message: "This can't stand here. Remove it, or put the text in quotes." };
    default:
      return { code: "syntax", message: unreadable };
  }
}

/** @param message of the package: its only word on what is missing */
function describeMissing(message: string): { readonly code: SyntaxProblemCode; readonly message: string } {
  if (message.startsWith("Missing closing")) {
    return { code: "unclosed", message: "This quote is not closed. Close it, or remove it." };
  }
  if (message.includes("must end with")) {
    return { code: "unclosed", message: "This bracket is not closed. Close it, or remove it." };
  }
  if (message.startsWith("Implicit map keys")) {
    return { code: "no-colon", message: "A key needs a colon behind it, and its value." };
  }
  if (message.startsWith("Sequence item")) {
    return {
      code: "indentation",
      message: "An item of a list begins with a dash and a space. Add them, or move this line to the left.",
    };
  }
  if (message.startsWith("Comments must")) {
    return { code: "syntax", message: "A comment needs a space before its #. Add it, or put the text in quotes." };
  }
  if (message.startsWith("Tags and anchors")) return { code: "tag", message: tagMessage };
  if (message.startsWith("Missing ,")) {
    return { code: "syntax", message: "A comma is missing here. Add it, or put the text in quotes." };
  }
  if (message.startsWith("Missing space after :")) {
    return { code: "syntax", message: "A colon needs a space behind it. Add it." };
  }
  if (message.startsWith("Block scalars with")) return { code: "indentation", message: indentationMessage };
  if (message.includes("directives-end")) {
    return {
      code: "second-document",
      message: "Nothing may stand behind the dashes. Move it below them, or remove the line.",
    };
  }
  return { code: "syntax", message: unreadable };
}
