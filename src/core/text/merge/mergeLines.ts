/** Three texts merged line by line, as git does it: for comments, blocks of prose and whatever has no finer structure. */

/** A stretch where both sides differ from each other and from what they come from. */
export interface LineClash {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

export type LineHunk = readonly string[] | LineClash;

/** Above so many differing lines, finding the shortest difference costs more than it brings. */
const mostDifferences = 1500;

/** The lines of a text, each with its line end. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** Stretches that merge, and clashes, in order. */
export function mergeLines(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly LineHunk[] {
  const inOurs = matches(base, ours);
  const inTheirs = matches(base, theirs);
  const hunks: LineHunk[] = [];
  let [b, o, t] = [0, 0, 0];
  while (b < base.length || o < ours.length || t < theirs.length) {
    let same = 0;
    while (b + same < base.length && inOurs[b + same] === o + same && inTheirs[b + same] === t + same) same++;
    if (same > 0) {
      hunks.push(ours.slice(o, o + same));
      b += same;
      o += same;
      t += same;
      continue;
    }
    // Up to the next line that all three have.
    let next = b;
    while (next < base.length && ((inOurs[next] ?? -1) < o || (inTheirs[next] ?? -1) < t)) next++;
    const ourEnd = next < base.length ? (inOurs[next] as number) : ours.length;
    const theirEnd = next < base.length ? (inTheirs[next] as number) : theirs.length;
    hunks.push(mergeStretch(base.slice(b, next), ours.slice(o, ourEnd), theirs.slice(t, theirEnd)));
    b = next;
    o = ourEnd;
    t = theirEnd;
  }
  return hunks;
}

function mergeStretch(base: readonly string[], ours: readonly string[], theirs: readonly string[]): LineHunk {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(base, ours)) return theirs;
  return { base, ours, theirs };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** For each line of `a` where it is in `b`, or -1: a longest common subsequence (Myers, "An O(ND) Difference Algorithm", 1986). */
export function matches(a: readonly string[], b: readonly string[]): readonly number[] {
  const found: number[] = new Array(a.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    found[start] = start;
    start++;
  }
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
    found[endA] = endB;
  }
  const [n, m] = [endA - start, endB - start];
  if (n === 0 || m === 0) return found;
  const trace: Int32Array[] = [];
  const most = Math.min(n + m, mostDifferences);
  let reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  for (let differences = 0; differences <= most; differences++) {
    trace.push(reach.slice(middle - differences - 1, middle + differences + 2));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const left = reach[middle + diagonal - 1] as number;
      const right = reach[middle + diagonal + 1] as number;
      let x = diagonal === -differences || (diagonal !== differences && left < right) ? right : left + 1;
      while (x < n && x - diagonal < m && a[start + x] === b[start + x - diagonal]) x++;
      reach[middle + diagonal] = x;
      if (x < n || x - diagonal < m) continue;
      walkBack(trace, differences, diagonal, n, start, found);
      return found;
    }
  }
  reach = new Int32Array(0);
  return found;
}

function walkBack(
  trace: readonly Int32Array[],
  differences: number,
  last: number,
  n: number,
  start: number,
  found: number[],
): void {
  let diagonal = last;
  let x = n;
  for (let step = differences; step >= 0; step--) {
    const reach = trace[step] as Int32Array;
    const at = (wanted: number): number => reach[wanted + step + 1] as number;
    const isDown = step > 0 && (diagonal === -step || (diagonal !== step && at(diagonal - 1) < at(diagonal + 1)));
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const from = step === 0 ? 0 : isDown ? at(before) : at(before) + 1;
    while (x > from) {
      x--;
      found[start + x] = start + x - diagonal;
    }
    if (step === 0) break;
    x = at(before);
    diagonal = before;
  }
}
