/** npm run fuzz [count] [seed]: reads damaged, random and hostile files. Fails on an exception, a hang, or a reading that is wrong. */

import { originalTexts } from "./originals.ts";
import { probes } from "./probes.ts";
import { fuzz } from "./readDamaged.ts";

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const before = performance.now();
const failures = fuzz(originalTexts(["templates", "test/fixtures"]), count, seed, probes, (done) => {
  if (done > 0 && done % 10_000 === 0) console.log(`${done.toLocaleString("en")} files`);
});
for (const { seed: own, what, text } of failures.slice(0, 5)) {
  console.error(`seed ${own}: ${what}\n--- the text, at most 2,000 characters\n${text.slice(0, 2_000)}\n---`);
}
const seconds = Math.round((performance.now() - before) / 1000);
console.log(`${count.toLocaleString("en")} files from seed ${seed} in ${seconds} s: ${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;
