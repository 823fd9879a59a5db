/**
 * Quantiles of the beta-PERT distribution: α = 1 + 4(M - O)/(P - O), β = 1 + 4(P - M)/(P - O), on O…P.
 *
 * Which beta it is depends on one number alone, where in the range the likely value lies (0…1). Quantiles are computed for 129 such
 * places and interpolated between them; so means are exact, and everything else is good to about 1e-4 of the range.
 */

/** A table holds quantiles at so many equal steps, and of its first and its last step, where the curve may be steep, as many again. */
export const tableSteps = 256;
export const tableSize = 3 * (tableSteps + 1);

const places = 128;
const grid: (Float64Array | undefined)[] = new Array(places + 1);

/** The table for a place of the likely value in the range, as parts of the range. */
export function betaPertTable(place: number): Float64Array {
  const at = Math.min(Math.max(place, 0), 1) * places;
  const index = Math.min(Math.floor(at), places - 1);
  const rest = at - index;
  const low = gridTable(index);
  if (rest === 0) return low;
  const high = gridTable(index + 1);
  return low.map((value, step) => value + (at - index) * ((high[step] as number) - value));
}

/** The quantile of a share of 2^32, out of a table that begins at an offset. */
export function quantileIn(table: ArrayLike<number>, offset: number, bits: number): number {
  let step = bits >>> 24;
  let rest = (bits & 0xff_ffff) / 0x100_0000;
  let at = offset + step;
  if (step === 0 || step === tableSteps - 1) {
    const inside = (bits & 0xff_ffff) >>> 16;
    at = offset + (step === 0 ? 1 : 2) * (tableSteps + 1) + inside;
    step = inside;
    rest = (bits & 0xffff) / 0x1_0000;
  }
  const low = table[at] as number;
  return low + rest * ((table[at + 1] as number) - low);
}

function gridTable(index: number): Float64Array {
  let table = grid[index];
  if (table === undefined) {
    // The mirror image has the mirrored quantiles.
    table = index > places / 2 ? mirrored(gridTable(places - index)) : computed(index / places);
    grid[index] = table;
  }
  return table;
}

function mirrored(table: Float64Array): Float64Array {
  const part = (number: number): Float64Array =>
    table
      .subarray(number * (tableSteps + 1), (number + 1) * (tableSteps + 1))
      .map((value) => 1 - value)
      .reverse();
  const result = new Float64Array(tableSize);
  for (const [to, from] of [0, 2, 1].entries()) result.set(part(from), to * (tableSteps + 1));
  return result;
}

/** So fine is the density summed up. */
const intervals = 1024;

/**
 * With x = sin²(πt/2) the density becomes s^(8m+1)·c^(9-8m), which has no steep ends. It is summed up by Simpson's rule, and quantiles are
 * read off by a cubic between the sums, whose slopes are known.
 */
function computed(place: number): Float64Array {
  const density = (t: number): number =>
    Math.sin((Math.PI * t) / 2) ** (8 * place + 1) * Math.cos((Math.PI * t) / 2) ** (9 - 8 * place);
  const width = 1 / intervals;
  const slopes = Float64Array.from({ length: intervals + 1 }, (_, index) => Math.max(0, density(index * width)));
  const sums = new Float64Array(intervals + 1);
  for (let index = 0; index < intervals; index++) {
    const middle = density((index + 0.5) * width);
    const ends = (slopes[index] as number) + (slopes[index + 1] as number);
    sums[index + 1] = (sums[index] as number) + ((ends + 4 * middle) * width) / 6;
  }
  const all = sums[intervals] as number;
  let cell = 0;
  const quantile = (share: number): number => {
    const sum = share * all;
    while (cell < intervals - 1 && (sums[cell + 1] as number) < sum) cell++;
    const t = (cell + solved(sums, slopes, cell, width, sum)) * width;
    return Math.sin((Math.PI * t) / 2) ** 2;
  };
  const table = new Float64Array(tableSize);
  const write = (part: number, from: number, to: number): void => {
    cell = 0;
    for (let step = 0; step <= tableSteps; step++) {
      table[part * (tableSteps + 1) + step] = quantile(from + ((to - from) * step) / tableSteps);
    }
  };
  write(0, 0, 1);
  write(1, 0, 1 / tableSteps);
  write(2, 1 - 1 / tableSteps, 1);
  // The ends themselves, whatever rounding says.
  for (const first of [0, tableSteps + 1]) table[first] = 0;
  for (const last of [tableSteps, 3 * tableSteps + 2]) table[last] = 1;
  return table;
}

/** Where in a cell the sum is reached, from 0 to 1. */
function solved(sums: Float64Array, slopes: Float64Array, cell: number, width: number, sum: number): number {
  const from = sums[cell] as number;
  const rise = (sums[cell + 1] as number) - from;
  const first = (slopes[cell] as number) * width;
  const last = (slopes[cell + 1] as number) * width;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const at = (low + high) / 2;
    const cubic = at * (first + at * (3 * rise - 2 * first - last + at * (first + last - 2 * rise)));
    if (from + cubic < sum) low = at;
    else high = at;
  }
  return (low + high) / 2;
}
