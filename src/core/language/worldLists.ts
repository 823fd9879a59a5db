/** What the world has names for; the engine knows them. */

/** Whether the engine has these lists is up to it; without them nothing is offered. */
interface Lists {
  readonly supportedValuesOf?: (key: "currency" | "timeZone") => readonly string[];
}

function listOf(key: "currency" | "timeZone"): readonly string[] {
  return (Intl as Lists).supportedValuesOf?.(key) ?? [];
}

const commonest = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK"];

export interface Currency {
  readonly code: string;
  readonly name: string;
}

/** All currencies with their English names, the given one first, then the commonest. */
export function currencies(first: string): readonly Currency[] {
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const codes = new Set([first, ...commonest, ...listOf("currency")]);
  return [...codes].map((code) => {
    const name = /^[A-Z]{3}$/.test(code) ? names.of(code) : undefined;
    return { code, name: name ?? code };
  });
}

/** The names of all time zones. */
export function timeZones(): readonly string[] {
  return ["UTC", ...listOf("timeZone").filter((name) => name !== "UTC")];
}
