import { readSlice, unite, updateSlice } from "../../src/core/text/reading/index.ts";
import { damage, hostileText } from "../unit/support/damagedTexts.ts";
import { below, oneOf, randomFrom } from "../unit/support/random.ts";

/** What one run over damaged files found; empty when all is well. */
export interface FuzzFailure {
  readonly seed: number;
  readonly what: string;
  readonly text: string;
}

/** A file of at most so many characters is read in less than this; more is a hang to whoever types. */
const longestMilliseconds = 3_000;
/** One file in so many is hostile by design; the others are damaged real ones. */
const hostileShare = 200;

export type Probe = (text: string, random: () => number) => string | undefined;

/** Reads a text whole, then once more after random edits, and says what is wrong with how that went. */
export const reading: Probe = (text, random) => {
  const slice = readSlice("plan.yaml", text);
  const { problems, index } = unite([readSlice("gantry.yaml", "gantry: 1\nname: Fuzz\n"), slice], "fuzz");
  for (const { start, end, message } of problems.get("plan.yaml") ?? []) {
    if (!(start >= 0 && start <= end && end <= text.length))
      return `a problem outside the text, ${start} to ${end}: ${message}`;
    if (message === "" || message.includes("undefined")) return `a problem that says nothing: ${message}`;
  }
  for (const { start, entry } of index.places) {
    if (start < 0 || start + entry.length > text.length) return "a record outside the text";
  }
  if (text.length > 50_000) return undefined;
  let edited = slice;
  for (let count = 0; count < 3; count += 1) {
    const start = below(random, edited.text.length + 1);
    const end = Math.min(edited.text.length, start + below(random, 4));
    edited = updateSlice(edited, [
      { start, end, text: oneOf(random, ["", "\n", " ", "x", ":", "- ", "  a: b\n", '"', "["]) },
    ]);
  }
  if (JSON.stringify(edited.tree) !== JSON.stringify(readSlice("plan.yaml", edited.text).tree)) {
    return "reading what was edited differs from reading it whole";
  }
  return undefined;
};

/**
 * Reads `count` damaged, random and hostile texts made of `originals`, the same ones for the same seed.
 * @param tell is called now and then with the number of texts done.
 * @param longest milliseconds after which a probe counts as hanging
 */
export function fuzz(
  originals: readonly string[],
  count: number,
  seed: number,
  probes: Readonly<Record<string, Probe>>,
  tell: (done: number) => void = () => undefined,
  longest = longestMilliseconds,
): readonly FuzzFailure[] {
  const failures: FuzzFailure[] = [];
  for (let run = 0; run < count && failures.length < 20; run += 1) {
    const own = seed + run;
    const random = randomFrom(own);
    const text = run % hostileShare === 0 ? hostileText(random) : damage(oneOf(random, originals), random);
    for (const [name, probe] of Object.entries(probes)) {
      const before = performance.now();
      let what: string | undefined;
      try {
        what = probe(text, random);
      } catch (error) {
        what = `an exception: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      }
      const took = performance.now() - before;
      if (what === undefined && took > longest) what = `it took ${Math.round(took)} ms`;
      if (what !== undefined) failures.push({ seed: own, what: `${name}: ${what}`, text });
    }
    if (run % 1_000 === 0) tell(run);
  }
  return failures;
}
