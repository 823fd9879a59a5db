/**
 * Where each of many rows begins when their heights differ: a tree of sums (Fenwick), so that a height can be changed
 * and a row found by its place in O(log n), also among 100,000 rows. All lengths are in pixels.
 */
export class RowOffsets {
  readonly #heights: Float64Array;
  readonly #sums: Float64Array;
  readonly #topBit: number;
  #total: number;

  /** @param estimate is each row's height until it is measured. */
  constructor(count: number, estimate: number) {
    this.#heights = new Float64Array(count).fill(estimate);
    this.#sums = new Float64Array(count + 1);
    for (let node = 1; node <= count; node += 1) this.#sums[node] = estimate * (node & -node);
    this.#total = count * estimate;
    this.#topBit = count === 0 ? 0 : 2 ** Math.floor(Math.log2(count));
  }

  get count(): number {
    return this.#heights.length;
  }

  /** The height of all rows together. */
  get total(): number {
    return this.#total;
  }

  heightOf(row: number): number {
    return this.#heights[row] ?? 0;
  }

  /** Where a row begins; for the row after the last one, where the last one ends. */
  offsetOf(row: number): number {
    let sum = 0;
    for (let node = Math.min(row, this.count); node > 0; node -= node & -node) sum += this.#sums[node] ?? 0;
    return sum;
  }

  /** The row that covers a place; the first or last one outside. */
  rowAt(offset: number): number {
    let row = 0;
    let rest = offset;
    for (let step = this.#topBit; step > 0; step = Math.floor(step / 2)) {
      const next = row + step;
      const sum = this.#sums[next];
      if (next <= this.count && sum !== undefined && sum <= rest) {
        row = next;
        rest -= sum;
      }
    }
    return Math.max(0, Math.min(row, this.count - 1));
  }

  /** Sets a measured height and returns by how much it differs from before. */
  setHeight(row: number, height: number): number {
    const difference = height - (this.#heights[row] ?? height);
    if (difference === 0 || row < 0 || row >= this.count) return 0;
    this.#heights[row] = height;
    this.#total += difference;
    for (let node = row + 1; node <= this.count; node += node & -node) {
      this.#sums[node] = (this.#sums[node] ?? 0) + difference;
    }
    return difference;
  }
}
