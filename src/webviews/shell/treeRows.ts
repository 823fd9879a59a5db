import { RowOffsets } from "./rowOffsets.ts";

/** A row as the tree grid needs it; views add what they draw. */
export interface TreeRow {
  /** Stays the same over refreshes: focus and measured heights are kept by it. */
  readonly key: string;
  /** 1 for the outermost rows. */
  readonly level: number;
  /** Left out where there is nothing to fold. */
  readonly expanded?: boolean | undefined;
  /** What typing letters looks for. */
  readonly name: string;
}

/** The rows of a tree grid. They are asked for one by one, so that a million need not exist; one that did not change is the same object. */
export interface TreeRows<Row extends TreeRow> {
  readonly length: number;
  /** All are one line high: nothing is measured. */
  readonly areUniform: boolean;
  at(index: number): Row | undefined;
  /** Where a row is; -1 for none. */
  indexOf(key: string): number;
}

/** Rows that exist as a list, as high as their content. */
export function listedRows<Row extends TreeRow>(rows: readonly Row[]): TreeRows<Row> {
  let places: Map<string, number> | undefined;
  return {
    length: rows.length,
    areUniform: false,
    at: (index) => rows[index],
    indexOf: (key) => {
      places ??= new Map(rows.map((row, index) => [row.key, index]));
      return places.get(key) ?? -1;
    },
  };
}

/** Where each row begins, in pixels from the first one's top. */
export interface Offsets {
  readonly total: number;
  heightOf(row: number): number;
  offsetOf(row: number): number;
  rowAt(offset: number): number;
  setHeight(row: number, height: number): number;
}

/** Of rows that are all alike. */
class UniformOffsets implements Offsets {
  readonly #count: number;
  readonly #height: number;

  constructor(count: number, height: number) {
    this.#count = count;
    this.#height = height;
  }

  get total(): number {
    return this.#count * this.#height;
  }

  heightOf(row: number): number {
    return row >= 0 && row < this.#count ? this.#height : 0;
  }

  offsetOf(row: number): number {
    return Math.min(row, this.#count) * this.#height;
  }

  rowAt(offset: number): number {
    return Math.max(0, Math.min(Math.floor(offset / this.#height), this.#count - 1));
  }

  setHeight(): number {
    return 0;
  }
}

export function offsetsOf({ length, areUniform }: TreeRows<TreeRow>, estimate: number): Offsets {
  return areUniform ? new UniformOffsets(length, estimate) : new RowOffsets(length, estimate);
}
