import assert from "node:assert/strict";
import {
  deepestNesting,
  type Entry,
  problemsIn,
  readTree,
  type SyntaxProblemCode,
} from "../../src/core/text/tree/index.ts";
import { checkPlaces, type Meaning, meaningOf } from "./support/treeArbitraries.ts";

function meaning(text: string): Meaning {
  const tree = readTree(text);
  checkPlaces(tree, text);
  return meaningOf(tree.value);
}

/** What a text means when nothing is wrong with it. */
function clean(text: string): Meaning {
  assert.deepEqual(problemsIn(readTree(text)), [], JSON.stringify(text));
  return meaning(text);
}

function map(...entries: readonly (readonly [string, Meaning])[]): Meaning {
  return { map: entries };
}

/** Each problem's code with the text it stands at. */
function problems(text: string): readonly (readonly [SyntaxProblemCode, string])[] {
  return problemsIn(readTree(text)).map(({ code, start, end }) => [code, text.slice(start, end)] as const);
}

function child(entry: Entry, ...keys: readonly (string | number)[]): { readonly entry: Entry; readonly start: number } {
  let at = { entry, start: 0 };
  for (const key of keys) {
    const value = at.entry.value;
    assert.ok(value !== undefined && value.kind !== "scalar", `${key} has entries around it`);
    const index = typeof key === "number" ? key : value.entries.findIndex((other) => other.key?.text === key);
    const found = value.entries[index];
    assert.ok(found !== undefined, `${key} is there`);
    at = { entry: found, start: at.start + (value.starts[index] ?? 0) };
  }
  return at;
}

describe("reading the tree of a text", () => {
  it("reads maps, lists and texts in block style", () => {
    const text =
      "gantry: 1\n\n# The plan\ntasks:\n  api:\n    name: New API  # soon\n    after:\n      - a SS+1d\n      - b\n";
    assert.deepEqual(
      clean(text),
      map(["gantry", "1"], ["tasks", map(["api", map(["name", "New API"], ["after", ["a SS+1d", "b"]])])]),
    );
  });

  it("takes every value for a text, whatever YAML would make of it", () => {
    assert.deepEqual(
      clean("a: no\nb: 1e5\nc: null\nd: ~\ne: 0x10\nno: 1\n"),
      map(["a", "no"], ["b", "1e5"], ["c", "null"], ["d", "~"], ["e", "0x10"], ["no", "1"]),
    );
  });

  it("tells nothing from an empty text", () => {
    assert.deepEqual(clean("a:\nb: ''\nc: \"\"\nd: # note\n"), map(["a", null], ["b", ""], ["c", ""], ["d", null]));
    assert.equal(clean(""), null);
    assert.equal(clean("# only a note\n"), null);
    assert.deepEqual(clean("- \n-\n- a\n"), [null, null, "a"]);
  });

  it("reads a list at the column of its key", () => {
    assert.deepEqual(
      clean("a:\n- b\n- c: d\n  e: f\ng:\n"),
      map(["a", ["b", map(["c", "d"], ["e", "f"])]], ["g", null]),
    );
  });

  it("reads maps and lists behind a dash", () => {
    assert.deepEqual(clean("- a: b\n  c:\n  - d\n- - e\n  - f\n-   g: h\n    i: j\n"), [
      map(["a", "b"], ["c", ["d"]]),
      ["e", "f"],
      map(["g", "h"], ["i", "j"]),
    ]);
  });

  it("resolves quotes and escapes", () => {
    assert.deepEqual(
      clean(`a: 'it''s: # no note'\nb: "a\\tb\\u00e4\\x41\\U0001F3D7 \\"c\\" \\\\"\n"q: r": s\n'#': t\n`),
      map(["a", "it's: # no note"], ["b", 'a\tbäA🏗 "c" \\'], ["q: r", "s"], ["#", "t"]),
    );
  });

  it("reads lists and maps in brackets", () => {
    assert.deepEqual(
      clean("a: [b, 'c, d', [e], {f: g, h, i: }]\nj: {}\nk: [ ]\nl: [m: n]\n"),
      map(
        ["a", ["b", "c, d", ["e"], map(["f", "g"], ["h", null], ["i", null])]],
        ["j", map()],
        ["k", []],
        ["l", [map(["m", "n"])]],
      ),
    );
  });

  it("reads literal and folded blocks with every chomping", () => {
    assert.deepEqual(
      clean("a: |\n  b\n    c\n\nd: >-\n  e\n  f\n\n  g\nh: |+\n  i\n\nj: |2\n    k\nl: >\n\n  m\n   n\n  o\n"),
      map(["a", "b\n  c\n"], ["d", "e f\ng"], ["h", "i\n\n"], ["j", "  k\n"], ["l", "\nm\n n\no\n"]),
    );
    assert.deepEqual(clean("a: |\n  b"), map(["a", "b\n"]));
  });

  it("reads what goes on over several lines", () => {
    assert.deepEqual(
      clean("a: b\n  c\n\n  d\ne: 'f\n  g'\nh: \"i\\\n  j\"\nk: [l,\n  m # note\n]\nn:\n  o\n  p\nq: r\n"),
      map(["a", "b c\nd"], ["e", "f g"], ["h", "ij"], ["k", ["l", "m"]], ["n", "o p"], ["q", "r"]),
    );
  });

  it("reads keys behind question marks", () => {
    assert.deepEqual(clean("a:\n  ? b\n  : c\n  d: e\n"), map(["a", map(["b", "c"], ["d", "e"])]));
  });

  it("reads whatever YAML allows at the top: a text, a list in brackets, JSON", () => {
    assert.equal(clean("plain text\non lines\n"), "plain text on lines");
    assert.deepEqual(clean('{"a": {"b": [1, 2]},\n"c": "d"}\n'), map(["a", map(["b", ["1", "2"]])], ["c", "d"]));
  });

  it("takes no colon, dash, hash or quote for more than it is", () => {
    assert.deepEqual(
      clean('a: http://b.c/#d\ne:f: g#h\n-i: -j\nk: it\'s "l"\nm: n [o] {p}, q\nr: x | y > z & w * v ! u\n?s: ?t\n'),
      map(
        ["a", "http://b.c/#d"],
        ["e:f", "g#h"],
        ["-i", "-j"],
        ["k", 'it\'s "l"'],
        ["m", "n [o] {p}, q"],
        ["r", "x | y > z & w * v ! u"],
        ["?s", "?t"],
      ),
    );
  });

  it("reads the same with Windows line ends, a byte order mark, a first line of dashes, and no last line end", () => {
    const text = "a:\n  - b: |\n      c\n\n      d\n    e: f\n  - 'g'\nh: [i,\n  j]\n";
    const expected = clean(text);
    assert.deepEqual(clean(text.replaceAll("\n", "\r\n")), expected);
    assert.deepEqual(clean(`\uFEFF${text}`), expected);
    assert.deepEqual(clean(`---\n${text}`), expected);
    assert.deepEqual(clean(`# note\n--- # note\n${text}...\n`), expected);
    assert.deepEqual(clean(text.trimEnd()), expected);
  });

  it("keeps both of two equal keys", () => {
    assert.deepEqual(clean("a: 1\nb: 2\na: 3\n"), map(["a", "1"], ["b", "2"], ["a", "3"]));
  });
});

describe("the places in a tree", () => {
  it("give each entry its lines, with the comments and blank lines up to the next one", () => {
    const text = "# top\na:\n  b: c\n\n  # of d\n  d: e\n# of f\nf: g\n";
    const tree = readTree(text);
    const slice = (...keys: string[]): string => {
      const { entry, start } = child(tree, ...keys);
      return text.slice(start, start + entry.length);
    };
    assert.equal(slice("a"), "a:\n  b: c\n\n  # of d\n  d: e\n# of f\n");
    assert.equal(slice("a", "b"), "  b: c\n\n  # of d\n");
    assert.equal(slice("a", "d"), "  d: e\n# of f\n");
    assert.equal(slice("f"), "f: g\n");
  });

  it("let the first entry behind a dash begin at itself", () => {
    const text = "- a: b\n  c: d\n";
    const tree = readTree(text);
    assert.equal(child(tree, 0).start, 0);
    assert.equal(child(tree, 0, "a").start, 2);
    assert.equal(child(tree, 0, "c").start, 7);
  });

  it("give each value its source with quotes and header, and each map its column", () => {
    const text = "a:\n  b: 'c'  # note\n  d: |-\n    e\n\n  f: [g, {h: i}]\n";
    const tree = readTree(text);
    const source = (...keys: (string | number)[]): string => {
      const { entry, start } = child(tree, ...keys);
      return text.slice(start + (entry.value?.start ?? 0), start + (entry.value?.end ?? 0));
    };
    assert.equal(source("a", "b"), "'c'");
    assert.equal(source("a", "d"), "|-\n    e");
    assert.equal(source("a", "f"), "[g, {h: i}]");
    assert.equal(source("a", "f", 1), "{h: i}");
    assert.equal(source("a", "f", 1, "h"), "i");
    const { value } = child(tree, "a").entry;
    assert.ok(value?.kind === "map");
    assert.equal(value.indent, 2);
    const { value: flow } = child(tree, "a", "f").entry;
    assert.ok(flow?.kind === "list" && flow.flow);
    assert.equal(flow.indent, 5);
  });

  it("are the same whichever of the two readers found them", () => {
    const inBrackets = "a: [b,  {c: d, e}]\n";
    const overLines = inBrackets.replace("[b,  ", "[b,\n ");
    const own = JSON.stringify(readTree(inBrackets).value, (key, value) => (key === "indent" ? 0 : value));
    const foreign = JSON.stringify(readTree(overLines).value, (key, value) => (key === "indent" ? 0 : value));
    assert.equal(own, foreign);
  });
});

describe("a text with mistakes", () => {
  it("reads around a key half typed, and says that its colon is missing", () => {
    const text = "a: b\n  \nna\nc:\n  d: e\n  wor\n  f: g\n";
    assert.deepEqual(meaning(text), map(["a", "b"], ["na", null], ["c", map(["d", "e"], ["wor", null], ["f", "g"])]));
    assert.deepEqual(problems(text), [
      ["no-colon", "na"],
      ["no-colon", "wor"],
    ]);
  });

  it("reads around a key half typed on the first line, and around one that stands above its fields", () => {
    assert.deepEqual(meaning("gan\n\na: b\n"), map(["gan", null], ["a", "b"]));
    assert.deepEqual(meaning("gan\nother words\na: b\n"), map(["gan", null], ["other words", null], ["a", "b"]));
    assert.deepEqual(meaning('"gan\na: "b"\n'), map(['"gan', null], ["a", "b"]));
    assert.deepEqual(meaning("a: b\nap\n  name: c\n"), map(["a", "b"], ["ap", map(["name", "c"])]));
  });

  it("loses one line to a quote or a bracket that is not closed", () => {
    for (const [open, text] of [
      ["'x", "x"],
      ['"x', "x"],
      ["[x", "[x"],
      ["{x: y", "{x: y"],
      ['"', ""],
    ] as const) {
      const source = `a: b\nc: ${open}\nd:\n  e: ${open}\n  f: g\n`;
      assert.deepEqual(meaning(source), map(["a", "b"], ["c", text], ["d", map(["e", text], ["f", "g"])]));
      assert.deepEqual(problems(source), [
        ["unclosed", open],
        ["unclosed", open],
      ]);
    }
  });

  it("says what stands in the wrong column, and reads on", () => {
    const text = "a:\n    b: c\n  d: e\nf: g\n";
    assert.deepEqual(meaning(text), map(["a", map(["b", "c"], ["d", "e"])], ["f", "g"]));
    assert.deepEqual(problems(text), [["indentation", "d: e"]]);
    assert.deepEqual(
      problems("a: b\n  c: d\n").map(([code]) => code),
      ["indentation"],
    );
  });

  it("names tabs outside of texts", () => {
    assert.deepEqual(problems("a:\n\tb: c\n"), [["tab", "\t"]]);
    assert.deepEqual(problems("a:\tb\n"), [["tab", "\t"]]);
    assert.deepEqual(meaning("a:\tb\n"), map(["a", "b"]));
    assert.deepEqual(problems("a: 'b\tc'\n"), []);
  });

  it("refuses anchors, aliases, merge keys and tags, and reads their values", () => {
    const text = "a: &x b\nc: *x\nd: !t e\nf: &y\n  g: h\ni:\n  <<: *y\n";
    assert.deepEqual(
      meaning(text),
      map(["a", "b"], ["c", "*x"], ["d", "e"], ["f", map(["g", "h"])], ["i", map(["<<", "*y"])]),
    );
    assert.deepEqual(problems(text), [
      ["anchor", "&x"],
      ["alias", "*x"],
      ["tag", "!t"],
      ["anchor", "&y"],
      ["alias", "<<"],
      ["alias", "*y"],
    ]);
  });

  it("refuses directives and second documents, and reads the first one", () => {
    assert.deepEqual(meaning("a: b\n---\nc: d\n"), map(["a", "b"]));
    assert.deepEqual(
      problems("a: b\n---\nc: d\n").map(([code]) => code),
      ["second-document"],
    );
    assert.deepEqual(
      problems("%YAML 1.2\n---\na: b\n").map(([code]) => code),
      ["second-document"],
    );
    assert.deepEqual(meaning("%YAML 1.2\n---\na: b\n"), map(["a", "b"]));
  });

  it("refuses keys that are lists, maps or nothing", () => {
    for (const text of ["? [a]\n: b\n", "[a]: b\n", "{a: b}: c\n", ": a\n", "a: {: b}\n"]) {
      assert.ok(problemsIn(readTree(text)).length > 0, text);
    }
  });

  it("says so where a list stands below a key that has its colon still to come", () => {
    assert.deepEqual(problems("? a\n- b: c\n"), [["indentation", "- b: c"]]);
    assert.deepEqual(meaning("? a\n:\n- b\n"), map(["a", ["b"]]));
  });

  it("leaves out what is nested too deep, and reads what follows", () => {
    const depth = deepestNesting + 20;
    const deep = Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:\n`).join("");
    assert.deepEqual(
      problems(`${deep}z: b\n`).map(([code]) => code),
      ["too-deep"],
    );
    const tree = readTree(`${deep}z: b\n`);
    assert.ok(tree.value?.kind === "map");
    assert.deepEqual(meaningOf(tree.value.entries[1]?.value), "b");
    const text = `a: ${"[".repeat(depth)}${"]".repeat(depth)}\nz: b\n`;
    assert.deepEqual(
      problems(text).map(([code]) => code),
      ["too-deep"],
    );
  });

  it("says it in sentences of our own", () => {
    for (const text of [
      "a: 'b",
      "a: [b",
      "a: b: c\n",
      "a: @b\n",
      "a: - b\n",
      "a: [b]c\n",
      "a: [b,\n  'c]\n",
      "- a\nb\n",
      "]\n",
      'a: "\\q"\n',
    ]) {
      const found = problemsIn(readTree(text));
      assert.ok(found.length > 0, text);
      for (const { message } of found) {
        assert.match(message, /^[A-Z“].*\.$/s, text);
        assert.doesNotMatch(message, /flow|implicit|mapping|sequence|scalar|undefined|token/i, text);
      }
    }
  });
});
