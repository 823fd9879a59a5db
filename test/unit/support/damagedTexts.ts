import { below, oneOf } from "./random.ts";

/** What people and programs put where it does not belong. */
const pieces = [
  "\n",
  "\r\n",
  "\r",
  "\t",
  " ",
  "  ",
  "    ",
  ":",
  ": ",
  "- ",
  "-",
  "#",
  " # note",
  "?",
  "? ",
  "|",
  ">",
  "|2-",
  ">+",
  "&a",
  "*a",
  "<<: *a",
  "!!str ",
  "!x",
  "---\n",
  "...\n",
  "%YAML 1.2\n",
  "[",
  "]",
  "{",
  "}",
  ",",
  "'",
  '"',
  "\\",
  "\u0000",
  "\uFEFF",
  "\uD800",
  "\u2028",
  "ä",
  "🏗",
  "gantry: 1\n",
  "gantry: 2\n",
  "tasks:\n",
  "  tasks:\n",
  "after: api\n",
  "who: [ana, chen 50%]",
  "effort: 8d / 12d / 20d",
  "done: 40%",
  "effort: 99999999999d",
  "start: 9999-12-31",
  "start: 0001-01-01",
  "__proto__: x\n",
  "constructor: x\n",
  "toString: {a: b}\n",
  "null",
  "~",
  "1e5",
  "after: FS+50%",
  "- {at: 2027-01-13T15:10:00Z, task: api, done: 40%}",
  "was: [a, a]",
  "<<<<<<< ours\n",
  "=======\n",
  ">>>>>>> theirs\n",
] as const;

const hostile: readonly ((random: () => number) => string)[] = [
  () => "[".repeat(20_000),
  () => "{a: ".repeat(20_000),
  () => `a: ${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  () => Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
  () => "- ".repeat(20_000),
  () => `a: &a [x]\n${"b: [*a, *a, *a, *a]\n".repeat(500)}`,
  () => Array.from({ length: 30 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`).join("\n"),
  () => "\t".repeat(50_000),
  () => `a: ${"x".repeat(300_000)}`,
  () => "a: 'x\n".repeat(5_000),
  () => 'a: "\\u\n'.repeat(5_000),
  () => "? ".repeat(5_000),
  () => `tasks:\n${"  a:\n    name: x\n".repeat(5_000)}`,
  () => `tasks:\n${"  a:\n  tasks:\n".repeat(3_000)}`,
  () => "\r".repeat(20_000),
  () => "a:\n".repeat(20_000),
  () => `${"#".repeat(100_000)}\n`,
  () => ": ".repeat(20_000),
  (random) => String.fromCharCode(...Array.from({ length: 5_000 }, () => below(random, 65_536))),
  (random) => Array.from({ length: 2_000 }, () => oneOf(random, pieces)).join(""),
];

/** A hostile text: what an attacker or an accident would write. */
export function hostileText(random: () => number): string {
  return oneOf(random, hostile)(random);
}

/** A text somebody, or something, damaged: cut off, with pieces lost, doubled, moved, or strange ones put in. */
export function damage(text: string, random: () => number): string {
  let result = text;
  for (let rounds = 1 + below(random, 6); rounds > 0; rounds -= 1) {
    const at = below(random, result.length + 1);
    const until = Math.min(result.length, at + below(random, oneOf(random, [2, 12, 80, 1_000])));
    switch (below(random, 7)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(until);
        break;
      case 2:
        result = result.slice(0, until) + result.slice(at);
        break;
      case 3:
        result = result.slice(until) + result.slice(0, at);
        break;
      case 4:
        result = result.slice(0, at) + String.fromCharCode(below(random, 256)) + result.slice(at + 1);
        break;
      default:
        result = result.slice(0, at) + oneOf(random, pieces) + result.slice(at);
    }
  }
  return result;
}
