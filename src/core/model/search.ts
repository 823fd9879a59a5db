/** Binary search among rising numbers. */

/** The index of the last of some rising numbers that is not above `limit`; -1 when all are. */
export function lastAtOrBefore(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the last of some rising numbers that is below `limit`; -1 when none is. */
export function lastBefore(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
