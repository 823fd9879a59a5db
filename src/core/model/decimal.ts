/**
 * A decimal number exactly as written: `coefficient` × 10^-`decimals`. `1500.50` is 150050 with 2 decimals, so that it can be
 * written back as it was. The coefficient is a safe integer.
 */
export interface Decimal {
  readonly coefficient: number;
  readonly decimals: number;
}

const pattern = /^([+-]?)(\d{1,15})(?:\.(\d{1,9}))?$/;

/** Reads `1500`, `-3`, `0.125`. Undefined for anything else: exponents, separators, more than 15 digits in all. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? "";
  const digits = (match[2] ?? "") + fraction;
  const coefficient = Number(digits);
  if (!Number.isSafeInteger(coefficient)) return undefined;
  return { coefficient: match[1] === "-" && coefficient !== 0 ? -coefficient : coefficient, decimals: fraction.length };
}

/** The number as it is written in a file: `1500.50`. */
export function formatDecimal({ coefficient, decimals }: Decimal): string {
  const digits = String(Math.abs(coefficient)).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const sign = coefficient < 0 ? "-" : "";
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** The nearest floating-point number, for figures where a rounding error of 10^-16 does not matter. */
export function toNumber({ coefficient, decimals }: Decimal): number {
  return coefficient / 10 ** decimals;
}
