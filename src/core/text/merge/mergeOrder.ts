/** What stands where when two sides have added, removed and moved things in the same row. */

/**
 * The merged order of what is kept. Ours is followed; what theirs has added, or moved while ours has not, stands behind what it
 * stands behind there. What both moved stands where ours has it. All names are different within a row.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  isKept: (name: string) => boolean,
): readonly string[] {
  const movedByOurs = moved(base, ours);
  const movedByTheirs = moved(base, theirs);
  const inOurs = new Set(ours);
  const inTheirs = new Set(theirs);
  const inBase = new Set(base);
  const staysOurs = (name: string): boolean =>
    inOurs.has(name) && !(movedByTheirs.has(name) && !movedByOurs.has(name) && inTheirs.has(name));
  /** Name → what follows it; the row begins behind the empty name, which nothing has. */
  const following = new Map<string | undefined, string>();
  let last: string | undefined;
  for (const name of ours) {
    if (!isKept(name) || !staysOurs(name)) continue;
    following.set(last, name);
    last = name;
  }
  const isOursAlone = (name: string): boolean =>
    inOurs.has(name) && (!inBase.has(name) || movedByOurs.has(name)) && staysOurs(name);
  const placed = new Set<string>();
  let anchor: string | undefined;
  for (const name of theirs) {
    if (!isKept(name)) continue;
    if (staysOurs(name)) {
      // What ours has moved says nothing about the places around it in theirs.
      if (!movedByOurs.has(name)) anchor = name;
      continue;
    }
    let before = anchor;
    for (
      let next = following.get(before);
      next !== undefined && isOursAlone(next) && !inTheirs.has(next);
      next = following.get(before)
    ) {
      before = next;
    }
    const after = following.get(before);
    following.set(before, name);
    if (after === undefined) following.delete(name);
    else following.set(name, after);
    placed.add(name);
    anchor = name;
  }
  const order: string[] = [];
  for (let name = following.get(undefined); name !== undefined; name = following.get(name)) order.push(name);
  return order;
}

/** The fewest names that have to be moved to get from one order to the other. */
function moved(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const position = new Map(before.map((name, index) => [name, index]));
  const common = after.filter((name) => position.has(name));
  const places = common.map((name) => position.get(name) as number);
  const kept = longestRise(places);
  return new Set(common.filter((_, index) => !kept.has(index)));
}

/** Indexes of a longest rising subsequence. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if ((values[tails[half] as number] as number) < value) low = half + 1;
      else high = half;
    }
    before.push(low > 0 ? (tails[low - 1] as number) : -1);
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] as number) kept.add(index);
  return kept;
}
