/** What a new project starts from when nobody says otherwise. Data and small functions, without a parser. */
import { formatDate, nextMonday, parseDate } from "../model/date.ts";

/** A country whose public holidays, time zone and currency a new project can start from. */
export interface Region {
  /** ISO 3166 code, or `none`. */
  readonly id: string;
  readonly name: string;
  /** IANA name of the zone of its capital or largest city. */
  readonly timeZone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Further IANA zones by which the region is recognised. */
  readonly otherZones: readonly string[];
  /** What the list of holidays does not cover, where it matters. */
  readonly note?: string;
}

const regionalNote = "Nation-wide holidays; add those of your state or canton.";

/** The regions that can be chosen, in the order of their names; the last one has no holidays. */
export const regions: readonly Region[] = [
  {
    id: "AU",
    name: "Australia",
    timeZone: "Australia/Sydney",
    currency: "AUD",
    otherZones: [
      "Australia/Melbourne",
      "Australia/Brisbane",
      "Australia/Perth",
      "Australia/Adelaide",
      "Australia/Hobart",
      "Australia/Darwin",
      "Australia/Canberra",
    ],
    note: regionalNote,
  },
  { id: "AT", name: "Austria", timeZone: "Europe/Vienna", currency: "EUR", otherZones: [] },
  { id: "BE", name: "Belgium", timeZone: "Europe/Brussels", currency: "EUR", otherZones: [] },
  {
    id: "CA",
    name: "Canada",
    timeZone: "America/Toronto",
    currency: "CAD",
    otherZones: [
      "America/Vancouver",
      "America/Montreal",
      "America/Winnipeg",
      "America/Edmonton",
      "America/Calgary",
      "America/Halifax",
      "America/Regina",
      "America/St_Johns",
      "America/Moncton",
      "America/Whitehorse",
    ],
    note: "Nation-wide holidays; add those of your province.",
  },
  { id: "DK", name: "Denmark", timeZone: "Europe/Copenhagen", currency: "DKK", otherZones: [] },
  { id: "FI", name: "Finland", timeZone: "Europe/Helsinki", currency: "EUR", otherZones: ["Europe/Mariehamn"] },
  { id: "FR", name: "France", timeZone: "Europe/Paris", currency: "EUR", otherZones: [] },
  {
    id: "DE",
    name: "Germany",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    otherZones: ["Europe/Busingen"],
    note: regionalNote,
  },
  {
    id: "IN",
    name: "India",
    timeZone: "Asia/Kolkata",
    currency: "INR",
    otherZones: ["Asia/Calcutta"],
    note: "Nation-wide holidays; add those of your state.",
  },
  { id: "IE", name: "Ireland", timeZone: "Europe/Dublin", currency: "EUR", otherZones: [] },
  { id: "IT", name: "Italy", timeZone: "Europe/Rome", currency: "EUR", otherZones: [] },
  { id: "JP", name: "Japan", timeZone: "Asia/Tokyo", currency: "JPY", otherZones: [] },
  { id: "NL", name: "Netherlands", timeZone: "Europe/Amsterdam", currency: "EUR", otherZones: [] },
  { id: "NO", name: "Norway", timeZone: "Europe/Oslo", currency: "NOK", otherZones: [] },
  { id: "PL", name: "Poland", timeZone: "Europe/Warsaw", currency: "PLN", otherZones: [] },
  {
    id: "ES",
    name: "Spain",
    timeZone: "Europe/Madrid",
    currency: "EUR",
    otherZones: ["Atlantic/Canary", "Africa/Ceuta"],
    note: "Nation-wide holidays; add those of your region.",
  },
  { id: "SE", name: "Sweden", timeZone: "Europe/Stockholm", currency: "SEK", otherZones: [] },
  { id: "CH", name: "Switzerland", timeZone: "Europe/Zurich", currency: "CHF", otherZones: [], note: regionalNote },
  {
    id: "GB",
    name: "United Kingdom",
    timeZone: "Europe/London",
    currency: "GBP",
    otherZones: ["Europe/Belfast"],
    note: "Holidays of England and Wales.",
  },
  {
    id: "US",
    name: "United States",
    timeZone: "America/New_York",
    currency: "USD",
    otherZones: [
      "America/Chicago",
      "America/Denver",
      "America/Los_Angeles",
      "America/Phoenix",
      "America/Detroit",
      "America/Boise",
      "America/Anchorage",
      "America/Juneau",
      "America/Indiana/Indianapolis",
      "America/Indianapolis",
      "America/Kentucky/Louisville",
      "America/Louisville",
      "Pacific/Honolulu",
    ],
    note: "Federal holidays.",
  },
  { id: "none", name: "No public holidays", timeZone: "UTC", currency: "EUR", otherZones: ["Etc/UTC", "Etc/GMT"] },
];

/** The region with this id; the one without holidays when there is no such region. */
export function regionById(id: string): Region {
  return regions.find((region) => region.id === id) ?? withoutHolidays;
}

/**
 * The region that an IANA time zone such as `Europe/Vienna` points to; the one without holidays when it points to none.
 * The caller asks its platform for the zone.
 */
export function guessRegion(timeZone: string): Region {
  return (
    regions.find((region) => region.timeZone === timeZone || region.otherZones.includes(timeZone)) ?? withoutHolidays
  );
}

const withoutHolidays: Region = {
  id: "none",
  name: "No public holidays",
  timeZone: "UTC",
  currency: "EUR",
  otherZones: [],
};

/**
 * The first Monday after `today`, the start that a new project proposes.
 *
 * @returns an ISO date; `today` itself when it is none.
 */
export function defaultStart(today: string): string {
  const day = parseDate(today);
  return day === undefined ? today : formatDate(nextMonday(day));
}

/** What is wrong with a start date as typed, as a sentence, or undefined when it can be used. */
export function startProblem(text: string): string | undefined {
  const typed = text.trim();
  const day = parseDate(typed);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return "Write the date as year-month-day, for example 2027-01-04.";
  if (day === undefined) return `The calendar has no ${typed}.`;
  if (typed < "1970-01-01" || typed > "2199-12-31") return "The year lies outside 1970 to 2199.";
  return undefined;
}

/**
 * How many units of a currency buy about what one euro buys in project work. Rounded on purpose: it brings the figures of a
 * template to the right order of magnitude, it is no exchange rate.
 */
const priceLevels: Readonly<Record<string, number>> = {
  AUD: 1.5,
  BRL: 4,
  CAD: 1.5,
  CNY: 5,
  CZK: 20,
  DKK: 7.5,
  HUF: 250,
  ILS: 4,
  INR: 30,
  JPY: 150,
  KRW: 1200,
  MXN: 12,
  NOK: 10,
  NZD: 1.5,
  PLN: 4,
  RON: 4,
  SEK: 10,
  TRY: 25,
  ZAR: 10,
};

/** The factor for {@link priceLevels}; 1 for a currency that is not listed. */
export function priceLevel(currency: string): number {
  return Object.hasOwn(priceLevels, currency) ? (priceLevels[currency] ?? 1) : 1;
}

/** The person's own zone when it lies in the region (the United States have several), else the region's. */
export function zoneOf(regionId: string, ownZone: string): string {
  const region = regionById(regionId);
  const isOwn = region.timeZone === ownZone || region.otherZones.includes(ownZone);
  return isOwn || region.id === "none" ? ownZone : region.timeZone;
}

/** `payments-migration` → `Payments migration`; empty when the folder's name has no words in it. */
export function readableName(folderName: string): string {
  const words = folderName.replaceAll(/[-_.]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
