/** Money in templates: written for one euro's worth of work, brought to the order of magnitude of another currency. */
import { isScalar } from "yaml";
import { editValues, mapAt, recordsOf, textAt, topMap, valueText, type YamlDocument } from "./yamlText.ts";

const moneyFields: ReadonlySet<string> = new Set(["rate", "amount", "unit-cost", "cost"]);

/** Multiplies the amounts of a slice. Percentages and amounts with a currency code of their own stay. */
export function scaleAmounts(text: string, factor: number): string {
  if (factor === 1) return text;
  return editValues(text, (value, path) => {
    const match = /^(\d+(?:\.\d+)?)(\/[a-z]+)?$/.exec(value);
    if (match === null || !moneyFields.has(path.at(-1) ?? "")) return undefined;
    return `${Number((Number(match[1]) * factor).toFixed(2))}${match[2] ?? ""}`;
  });
}

/** The sum of all funding of a budget in the project's currency; undefined when none is stated so. */
export function totalFunding(budget: YamlDocument): number | undefined {
  const amounts = recordsOf(mapAt(topMap(budget), "funding")).map(({ record }) => Number(textAt(record, "amount")));
  if (amounts.length === 0 || amounts.some((amount) => !Number.isFinite(amount))) return undefined;
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** A contingency or reserve as written, for instance `12000` or `10%`. */
export function reserveText(budget: YamlDocument, section: "contingency" | "management-reserve"): string | undefined {
  const value = topMap(budget).get(section, true);
  if (isScalar(value)) return valueText(value);
  const record = mapAt(topMap(budget), section);
  return record === undefined ? undefined : textAt(record, "amount");
}

/** An amount for people to read, for instance `180,000 EUR`. */
export function amountText(amount: number | string, currency: string): string {
  const text = String(amount);
  return /^\d+(\.\d+)?$/.test(text) ? `${text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",")} ${currency}` : text;
}
