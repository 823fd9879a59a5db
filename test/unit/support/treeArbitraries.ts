/**
 * YAML texts and edits to try the tree's reader with, and what the `yaml` package makes of the same texts. Texts are made of lines,
 * so that a text that fails shrinks to a few of them; edits come from a seeded generator, so that a run of them can be repeated.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { isAlias, isCollection, isMap, isPair, isScalar, type Node, parseDocument, visit } from "yaml";
import { type Entry, problemsIn, type TextChange, type Value } from "../../../src/core/text/tree/index.ts";
import { below, oneOf } from "./random.ts";

type Lines = readonly string[];

const words = fc.constantFrom(
  "a",
  "api",
  "task-1",
  "Two words",
  "x1",
  "no",
  "null",
  "~",
  "1e5",
  "2027-01-04",
  "ünï",
  "🏗",
  "true",
);
const oddPlain = fc.constantFrom(
  "a:b",
  "a#b",
  "-5",
  "--",
  "-a",
  "?a",
  ":a",
  "a - b",
  "it's",
  'say "x"',
  "a, b",
  "a [b] {c}",
  "50%",
  "8d / 12d / 20d",
  "http://x.y/#z",
  "a & b * c ! d",
  "x | y > z",
  "<-",
  "...",
  "---",
  "=",
  "\\n",
  "a\u00a0b",
);
const singleQuoted = fc.constantFrom("''", "'a'", "'it''s'", "'a: b # c'", "'- a'", "' '", "'\"'", "'[a]'", "'a\\'");
const doubleQuoted = fc.constantFrom(
  '""',
  '"a"',
  '"a\\"b"',
  '"a: b # c"',
  '"\\u00e4\\x41\\U0001F3D7"',
  '"\\t\\n\\\\"',
  '"it\'s"',
  '"- a"',
  '"\\/ \\_ \\N"',
);
const anyScalar = fc.oneof({ weight: 4, arbitrary: words }, oddPlain, singleQuoted, doubleQuoted);

const flowScalar = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "ana", "chen 50%", "1", "a:b", "a#b", "it's", "x y", "-1", "~") },
  singleQuoted,
  doubleQuoted,
);
const flowSpace = fc.constantFrom("", "", " ", "  ");

/** A list or a map in brackets on one line. */
export const flowText: fc.Arbitrary<string> = fc.letrec<{ flow: string; value: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, flowScalar, tie("flow")),
  flow: fc.oneof(
    fc
      .tuple(fc.array(tie("value"), { maxLength: 3 }), flowSpace, flowSpace, fc.constantFrom("", "", ","))
      .map(([items, a, b, last]) => (items.length === 0 ? `[${a}]` : `[${a}${items.join(`${b},${a}`)}${last}${b}]`)),
    fc
      .tuple(
        fc.array(
          fc.tuple(
            flowScalar,
            fc.oneof(
              tie("value").map((value) => `: ${value}`),
              fc.constantFrom("", ":", ": "),
            ),
          ),
          { maxLength: 3 },
        ),
        flowSpace,
        flowSpace,
      )
      .map(([pairs, a, b]) => `{${a}${pairs.map(([key, value]) => `${key}${value}`).join(`${b},${a}`)}${b}}`),
    fc.tuple(flowScalar, tie("value")).map(([key, value]) => `[${key}: ${value}]`),
  ),
})).flow;

const keyText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "name", "tasks", "task-1", "start-no-earlier", "x-own") },
  fc.constantFrom(
    "two words",
    "a:b",
    "a#b",
    "'q'",
    '"q"',
    "'it''s'",
    "no",
    "~",
    "-a",
    "?a",
    "it's",
    "ä",
    "<",
    "50%",
    "a b:c",
  ),
);
const colonText = fc.constantFrom(":", ":", ":", ": ", " :", ":  ");
const comment = fc.constantFrom("", "", "", "", " # note", "  # a: b", " #", " # 'x", "   ");
const between: fc.Arbitrary<Lines> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  fc.constantFrom([""], ["# note"], ["", "# a: b", ""], ["  # further right"], ["   "], ["#"], ["# - a"]),
);

const blockLines: fc.Arbitrary<Lines> = fc
  .tuple(
    fc.constantFrom<Lines>(["text"], ["text"], ["", "text"], [], ["# no comment"], ["a: b"], ["  more", "text"]),
    fc.array(
      fc.constantFrom(
        "text",
        "",
        "  more",
        "a: b",
        "- c",
        "# no comment",
        "'",
        "[",
        "last ",
        " ",
        "x # y",
        "---",
        "    ",
      ),
      { maxLength: 4 },
    ),
  )
  .map(([first, more]) => (first.length === 0 ? more.filter((line) => line === "") : [...first, ...more]));
const blockHeader = fc.constantFrom("|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", "|+1", "| # note", ">-  ");

function indented(lines: Lines, by: number): Lines {
  const pad = " ".repeat(by);
  return lines.map((line) => (line === "" || line.startsWith("#") ? line : pad + line));
}

/** All lines further right, comments too: within a text they are none. */
function padded(lines: Lines, by: number): Lines {
  return lines.map((line) => (line === "" ? line : " ".repeat(by) + line));
}

const width = fc.constantFrom(2, 2, 2, 1, 4, 3);

/** What stands behind a colon or a dash: the rest of its line, and lines below it, relative to the column of the key. */
interface Written {
  readonly rest: string;
  readonly below: Lines;
}

const simpleValue: fc.Arbitrary<Written> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: anyScalar }, flowText, fc.constant("")), comment)
  .map(([value, note]) => ({ rest: ` ${value}${note}`, below: [] }));
const blockText: fc.Arbitrary<Written> = fc.tuple(blockHeader, blockLines, width).map(([header, lines, by]) => ({
  rest: ` ${header}`,
  below: padded(lines, by),
}));
/** Legal YAML that is left to the full parser. */
const foreignText: fc.Arbitrary<Written> = fc
  .tuple(
    fc.constantFrom<Lines>(
      ["a", "b"],
      ["a", "", "b c"],
      ["'a", "b'"],
      ['"a', "", "b\\", 'c"'],
      ["[a,", "b]"],
      ["[a, # note", "b,", "]"],
      ["{a: b,", "c: [d,", "e]}"],
      ["{", "a: b", "}"],
      ["{a: 'x", "y'}"],
      ["", "plain text", "on lines"],
      ["", "[a]"],
      ["", '"a"'],
      ["", "|", " text"],
    ),
    width,
  )
  .map(([[first = "", ...more], by]) => ({ rest: first === "" ? "" : ` ${first}`, below: padded(more, by) }));

interface Blocks {
  readonly map: Lines;
  readonly list: Lines;
  readonly value: Written;
  readonly block: Lines;
}

/** One question mark among so many maps. */
const explicitKeys = 12;

function writeMap(entries: readonly (readonly [Lines, string, string, Written])[], isExplicit: boolean): Lines {
  return entries.flatMap(([before, key, colon, { rest, below }], index) =>
    isExplicit && index === 0
      ? [...before, `? ${key}`, `:${rest}`, ...below.map((line) => line.replace(/^-/, " -"))]
      : [...before, `${key}${colon}${rest}`, ...below],
  );
}

function blocks(foreign: boolean): fc.Arbitrary<Lines> {
  const depthIdentifier = fc.createDepthIdentifier();
  const nested = { depthSize: "small", maxDepth: 4, withCrossShrink: true, depthIdentifier } as const;
  return fc.letrec<Blocks>((tie: fc.LetrecTypedTie<Blocks>) => {
    const list: fc.Arbitrary<Written> = tie("list").map((below) => ({ rest: "", below }));
    const below: fc.Arbitrary<Written> = fc
      .tuple(tie("block"), width, comment)
      .map(([lines, by, note]) => ({ rest: note, below: indented(lines, by) }));
    const behindDash: fc.Arbitrary<Lines> = fc
      .tuple(tie("block"), width)
      .map(([[first = "", ...more], by]) =>
        /^\s*(#|$)/.test(first)
          ? ["-", ...padded([first, ...more], 1 + by)]
          : [`-${" ".repeat(by)}${first}`, ...padded(more, 1 + by)],
      );
    const value = fc.oneof<fc.MaybeWeightedArbitrary<Written>[]>(
      nested,
      { weight: 5, arbitrary: simpleValue },
      { weight: 1, arbitrary: blockText },
      { weight: foreign ? 1 : 0, arbitrary: foreignText },
      { weight: 4, arbitrary: below },
    );
    const map: fc.Arbitrary<Lines> = fc
      .tuple(
        fc.array(fc.tuple(between, keyText, colonText, fc.oneof(nested, tie("value"), list)), {
          minLength: 1,
          maxLength: 4,
        }),
        foreign ? fc.nat(explicitKeys).map((dice) => dice === 1) : fc.constant(false),
      )
      .map(([entries, isExplicit]) => writeMap(entries, isExplicit));
    const item: fc.Arbitrary<Lines> = fc.oneof(
      nested,
      tie("value").map(({ rest, below: lines }) => [`-${rest}`, ...lines]),
      behindDash,
    );
    return {
      value,
      map,
      list: fc
        .array(fc.tuple(between, item), { minLength: 1, maxLength: 4 })
        .map((items) => items.flatMap(([before, lines]) => [...before, ...lines])),
      block: fc.oneof({ weight: 3, arbitrary: tie("map") }, { weight: 1, arbitrary: tie("list") }),
    };
  }).block;
}

const frame = fc.record({
  eol: fc.constantFrom("\n", "\n", "\r\n"),
  top: fc.constantFrom("", "", "", "---\n", "# note\n", "\uFEFF", "# x\n--- # y\n", "\n"),
  end: fc.constantFrom("\n", "\n", "", "\n\n# end\n", "\n  \n", "\n# end"),
});

function framed(lines: fc.Arbitrary<Lines>): fc.Arbitrary<string> {
  return fc.tuple(lines, frame).map(([body, { eol, top, end }]) => (top + body.join("\n") + end).replaceAll("\n", eol));
}

/** Files in the block style that people write, as odd as it is allowed. */
export const blockStyleText: fc.Arbitrary<string> = framed(blocks(false));
/** The same, with texts and brackets over several lines and keys behind question marks among it. */
export const anyStyleText: fc.Arbitrary<string> = framed(blocks(true));
/** Lines that fit together by chance only. */
export const looseText: fc.Arbitrary<string> = framed(
  fc.array(
    fc
      .tuple(
        fc.constantFrom(0, 0, 1, 2, 2, 4, 6),
        fc.constantFrom(
          "a:",
          "b: c",
          "- a",
          "-",
          "- b: c",
          "- - a",
          "word",
          "two words",
          "'q': x",
          "'open",
          '"open',
          "a: 'open",
          'a: "open',
          "a: [b",
          "]",
          "}",
          "a: {b: c",
          "- [a,",
          "a: |",
          "a: >-",
          "- |",
          "? a",
          ": b",
          "# note",
          "",
          "a: b: c",
          "a: - b",
          "a: 'b' c",
          "a: [b] c",
          "a: @x",
          "% x",
          ", a",
          "[a, b]",
          "{a: b}",
          "'quoted'",
          '"quoted"',
          "a: b#c",
          "a: #",
          ":",
          ": a",
          "a : b",
        ),
      )
      .map(([by, line]) => " ".repeat(by) + line),
    { maxLength: 8 },
  ),
);

/** What a text says: texts, null for nothing, arrays for lists, and arrays of pairs in an object for maps. */
export type Meaning = string | null | readonly Meaning[] | { readonly map: readonly (readonly [string, Meaning])[] };

export function meaningOf(value: Value | undefined): Meaning {
  if (value === undefined) return null;
  if (value.kind === "scalar") return value.text;
  if (value.kind === "list") return value.entries.map((entry) => meaningOf(entry.value));
  return { map: value.entries.map((entry) => [entry.key?.text ?? "<no key>", meaningOf(entry.value)] as const) };
}

/**
 * What the `yaml` package reads, or which errors it finds. Undefined when the text uses what the plan language refuses, or a carriage
 * return that ends no line, which the package takes for a letter and we for a space, or a byte order mark inside.
 */
export function meaningByPackage(
  text: string,
): { readonly meaning: Meaning } | { readonly errors: readonly string[] } | undefined {
  const body = text.replace(/^\uFEFF/, "");
  if (/\r(?!\n)|\uFEFF/.test(body) || /^%/m.test(body)) return undefined;
  if (/^(---|\.\.\.)/m.test(body.replace(/^(#.*\r?\n|\s)*---(?=\s)/, ""))) return undefined;
  // The package leaves out a list below a key with a question mark, without a word; we report it.
  if (/^[ -]*\? [^\n]*\n(?:\s*(?:#[^\n]*)?\n)*\s*-(?=\s)/m.test(body)) return undefined;
  const document = parseDocument(body, {
    schema: "failsafe",
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  if (document.errors.length > 0) return { errors: document.errors.map(({ code, message }) => `${code}: ${message}`) };
  let refused = false;
  visit(document, {
    Node: (_key, node) => {
      refused ||= isAlias(node) || node.tag !== undefined || ("anchor" in node && node.anchor !== undefined);
    },
    Pair: (_key, { key }) => {
      refused ||= !isScalar(key) || (key.type === "PLAIN" && (key.source === "<<" || key.source === ""));
    },
  });
  return refused ? undefined : { meaning: meaningOfNode(document.contents as Node | null) };
}

function meaningOfNode(node: unknown): Meaning {
  if (node === null || node === undefined) return null;
  if (isScalar(node)) return node.type === "PLAIN" && node.source === "" ? null : String(node.value);
  if (isMap(node))
    return {
      map: node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", meaningOfNode(value)] as const),
    };
  if (isCollection(node)) return node.items.map((item) => (isPair(item) ? null : meaningOfNode(item)));
  return null;
}

/** Fails unless all places of a tree are within their text and what stands there is what it says. */
export function checkPlaces(tree: Entry, text: string): void {
  assert.equal(tree.length, text.length, "the document is as long as its text");
  checkEntry(tree, 0, text);
  for (const { start, end, message } of problemsIn(tree)) {
    assert.ok(start >= 0 && start <= end && end <= text.length, `a problem outside the text: ${message}`);
  }
}

function checkEntry(entry: Entry, start: number, text: string): void {
  const { key, value, length } = entry;
  let problems = entry.problems.length;
  for (const scalar of [key, value]) {
    if (scalar === undefined) continue;
    assert.ok(0 <= scalar.start && scalar.start <= scalar.end && scalar.end <= length, "a value lies within its entry");
    if (scalar.kind !== "scalar") continue;
    const source = text.slice(start + scalar.start, start + scalar.end);
    assert.doesNotMatch(source, /^[ \t]/, "a value begins with what it says");
    if (scalar.style === "plain" && !/[\r\n]/.test(source)) {
      // Where the text is no YAML, a value may be cut off where its entry ends.
      assert.equal(entry.problemCount > 0 ? scalar.text.slice(0, source.length) : scalar.text, source);
    }
    if (scalar.style === "literal" || scalar.style === "folded") assert.match(source, /^[|>]/);
  }
  if (value !== undefined && value.kind !== "scalar") {
    const { entries, starts, flow } = value;
    assert.equal(entries.length, starts.length);
    let before = flow ? value.start : Math.min(value.start, starts[0] ?? 0);
    for (const [index, child] of entries.entries()) {
      const from = starts[index] as number;
      if (flow) assert.ok(from >= before, "entries in brackets don't overlap");
      else if (index > 0) assert.equal(from, before, "an entry reaches to its next sibling");
      const beginsLine = flow || index === 0 || text[start + from - 1] === "\n";
      assert.ok(beginsLine || entry.problemCount > 0, "an entry begins at the start of its line");
      assert.ok((child.key === undefined) === (value.kind === "list"), "entries of maps have keys, items have none");
      before = from + child.length;
      assert.ok(before <= value.end, "an entry lies within its map or list");
      checkEntry(child, start + from, text);
      problems += child.problemCount;
    }
    if (!flow) assert.equal(before, value.end, "the last entry reaches to the end");
  }
  assert.equal(entry.problemCount, problems, "problems are counted");
}

/** Whether two trees are equal in everything; an `assert.deepEqual` that is fast enough for thousands of them. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isSame(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

const typed = [
  "a",
  "x",
  " ",
  "  ",
  ":",
  ": ",
  "- ",
  "-",
  "#",
  " # n",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  ",",
  "|",
  ">",
  "?",
  "\n",
  "\r\n",
  "\t",
] as const;
const pasted = [
  "\n  a: b\n",
  "  c:\n    d: e\n",
  "- a\n- b\n",
  "a: [b,\n  c]\n",
  "a: 'b\n",
  "    text\n",
  "a: |\n  text\n",
  "---\n",
  "...\n",
  "\n\n",
  "tasks:\n",
  "? a\n: b\n",
  "\uFEFF",
  "&a ",
  "*a",
  "!t ",
  "%x\n",
  "]\n",
  "\r",
  "\u0000",
  "@",
  "`",
] as const;

/** One edit of those that people make: typing, deleting, indenting lines, copying and moving them, undoing half of it. */
export function randomEdit(text: string, random: () => number): TextChange {
  const at = below(random, text.length + 1);
  const lineStart = text.lastIndexOf("\n", at - 1) + 1;
  const lineBreak = text.indexOf("\n", at);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1;
  switch (below(random, 12)) {
    case 0:
      return { start: at, end: Math.min(text.length, at + 1), text: "" };
    case 1:
      return { start: lineStart, end: lineEnd, text: "" };
    case 2:
      return { start: lineStart, end: lineStart, text: oneOf(random, ["  ", " ", "    ", "\t"]) };
    case 3: {
      const spaces = /^ */.exec(text.slice(lineStart, lineStart + 8))?.[0].length ?? 0;
      return { start: lineStart, end: lineStart + Math.min(spaces, oneOf(random, [1, 2, 4])), text: "" };
    }
    case 4: {
      const more = Math.min(text.length, lineEnd + below(random, 60));
      const lines = text.slice(lineStart, more);
      return { start: lineStart, end: more, text: lines.replaceAll(/^/gm, oneOf(random, ["  ", " ", "- "])) };
    }
    case 5: {
      const more = Math.min(text.length, lineEnd + below(random, 60));
      return { start: lineStart, end: more, text: text.slice(lineStart, more).replaceAll(/^ {1,2}/gm, "") };
    }
    case 6: {
      const from = text.lastIndexOf("\n", below(random, text.length + 1)) + 1;
      return { start: lineStart, end: lineStart, text: text.slice(from, from + below(random, 80)) };
    }
    case 7:
      return { start: at, end: Math.min(text.length, at + below(random, 40)), text: oneOf(random, pasted) };
    case 8:
      return { start: lineEnd, end: lineEnd, text: oneOf(random, pasted) };
    case 9:
      return {
        start: lineStart,
        end: lineEnd,
        text: text.slice(lineStart, lineEnd).replace(/\r?\n/, oneOf(random, ["\n", "\r\n", ""])),
      };
    default:
      return { start: at, end: at, text: oneOf(random, typed) };
  }
}

export function applyChange(text: string, { start, end, text: inserted }: TextChange): string {
  return text.slice(0, start) + inserted + text.slice(end);
}
