import assert from "node:assert/strict";
import { problemsIn, readTree, updateTree } from "../../src/core/text/tree/index.ts";
import { hostileText } from "./support/damagedTexts.ts";
import { randomFrom } from "./support/random.ts";
import { applyChange, checkPlaces, randomEdit } from "./support/treeArbitraries.ts";

/** What an attacker writes, of about so many characters. */
const attacks: Readonly<Record<string, (size: number) => string>> = {
  "open brackets": (size) => "[".repeat(size),
  "brackets in brackets": (size) => `a: ${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
  "open braces": (size) => "{a: ".repeat(size / 4),
  "open brackets on lines": (size) => "a: [\n".repeat(size / 5),
  "closed brackets on lines": (size) => `a: [b\n${"]\n".repeat(size / 2)}`,
  tabs: (size) => "\t".repeat(size),
  "tabs in a value": (size) => `a: ${"x\t".repeat(size / 2)}`,
  "deep indentation": (size) => {
    const depth = Math.floor(Math.sqrt(size * 2));
    return Array.from({ length: depth }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
  },
  "dashes behind dashes": (size) => "- ".repeat(size / 2),
  "question marks": (size) => "? ".repeat(size / 2),
  colons: (size) => ": ".repeat(size / 2),
  "one long line": (size) => `a: ${"x".repeat(size)}`,
  "hashes in a line": (size) => `a: ${"x#".repeat(size / 2)}`,
  "unclosed single quotes": (size) => "a: 'x\n".repeat(size / 6),
  "unclosed double quotes": (size) => 'a: "x\n'.repeat(size / 6),
  "unclosed keys": (size) => `a:\n${' "x\n'.repeat(size / 4)}`,
  quotes: (size) => `a: ${"'".repeat(size)}`,
  backslashes: (size) => `a: "${"\\".repeat(size)}`,
  "carriage returns": (size) => "\r".repeat(size),
  zeros: (size) => "\0".repeat(size),
  "half characters": (size) => "\uD800".repeat(size),
  "byte order marks": (size) => "\uFEFF".repeat(size),
  words: (size) => "word\n".repeat(size / 5),
  "words below a key": (size) => `a:\n${"  word\n\n".repeat(size / 8)}`,
  "a deep text": (size) => {
    const keys = Array.from({ length: 95 }, (_, level) => `${" ".repeat(level)}a:\n`).join("");
    return keys + `${" ".repeat(95)}word\n`.repeat(size / 100);
  },
  "lines left of their siblings": (size) => "a:\n    b: c\n  d: e\n".repeat(size / 20),
  "blank lines in a block": (size) => `a: |\n${"\n".repeat(size)}`,
  documents: (size) => "---\n".repeat(size / 4),
  "aliases of aliases": (size) => {
    const lines = Array.from({ length: 40 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`);
    return `${lines.join("\n")}\n${"b: *a39\n".repeat(size / 100)}`;
  },
};

describe("a hostile text", () => {
  for (const [name, write] of Object.entries(attacks)) {
    it(`is read, whatever its length: ${name}`, () => {
      const small = write(2_000);
      checkPlaces(readTree(small), small);
      const text = write(100_000);
      const before = performance.now();
      const tree = readTree(text);
      const took = performance.now() - before;
      checkPlaces(tree, text);
      const change = { start: text.length >> 1, end: text.length >> 1, text: "x" };
      const after = applyChange(text, change);
      checkPlaces(updateTree(tree, change, after), after);
      // Anything that grows with the square of the length takes minutes.
      assert.ok(took < 5_000, `${Math.round(took)} ms`);
    });
  }

  it("gives the same tree after an edit as when it is read whole", () => {
    const random = randomFrom(9);
    for (let count = 0; count < 40; count += 1) {
      const text = hostileText(random).slice(0, 3_000);
      const change = randomEdit(text, random);
      const after = applyChange(text, change);
      assert.deepEqual(updateTree(readTree(text), change, after), readTree(after));
    }
  });

  it("has no more problems than can be read", () => {
    assert.ok(problemsIn(readTree(`a: ${"x\t".repeat(50_000)}`)).length < 1_000);
    assert.ok(problemsIn(readTree(`a: [${"b c: d,".repeat(5_000)}\n  e]\n`)).length < 1_000);
  });
});
