import { type Decimal, formatDecimal, parseDecimal } from "./decimal.ts";
import type { DurationUnit } from "./duration.ts";

/** An amount of money, in the project's currency unless it names one. */
export interface Money {
  readonly amount: Decimal;
  /** ISO 4217 code. */
  readonly currency?: string;
}

/** What an hour, a day, a week or a month of someone's work costs. */
export interface Rate extends Money {
  readonly per: DurationUnit;
}

const moneyPattern = /^([+-]?\d+(?:\.\d+)?)(?:[ \t]+([A-Z]{3}))?$/;
const ratePattern = /^(\d+(?:\.\d+)?)(?:[ \t]+([A-Z]{3}))?[ \t]*\/[ \t]*(h|d|w|mo)$/;
const currencyPattern = /^[A-Z]{3}$/;

/** Whether `text` has the form of an ISO 4217 code, such as `EUR`. */
export function isCurrency(text: string): boolean {
  return currencyPattern.test(text);
}

/** Reads `1200`, `1200.50 EUR`. Undefined for anything else. */
export function parseMoney(text: string): Money | undefined {
  const match = moneyPattern.exec(text);
  const amount = match === null ? undefined : parseDecimal(match[1] ?? "");
  if (amount === undefined) return undefined;
  return match?.[2] === undefined ? { amount } : { amount, currency: match[2] };
}

export function formatMoney({ amount, currency }: Money): string {
  return currency === undefined ? formatDecimal(amount) : `${formatDecimal(amount)} ${currency}`;
}

/** Reads `85/h`, `700 EUR/d`. Undefined for anything else. */
export function parseRate(text: string): Rate | undefined {
  const match = ratePattern.exec(text);
  const amount = match === null ? undefined : parseDecimal(match[1] ?? "");
  if (match === null || amount === undefined) return undefined;
  const per = match[3] as DurationUnit;
  return match[2] === undefined ? { amount, per } : { amount, per, currency: match[2] };
}

export function formatRate(rate: Rate): string {
  return `${formatMoney(rate)}/${rate.per}`;
}
