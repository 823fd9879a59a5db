/**
 * Public holidays of the regions a project can be scaffolded for, extracted at build time from the date-holidays package
 * (data under CC BY-SA 3.0), so that the extension carries a short table and no calendar code.
 */
import Holidays from "date-holidays";

const firstYear = 2026;
const lastYear = 2030;

/** Region → how date-holidays names it. The United Kingdom has no list of its own there: England and Wales stand for it. */
const regions = {
  US: ["US"],
  GB: ["GB", "ENG"],
  DE: ["DE"],
  FR: ["FR"],
  ES: ["ES"],
  IT: ["IT"],
  NL: ["NL"],
  BE: ["BE"],
  AT: ["AT"],
  CH: ["CH"],
  PL: ["PL"],
  SE: ["SE"],
  NO: ["NO"],
  DK: ["DK"],
  FI: ["FI"],
  IE: ["IE"],
  CA: ["CA"],
  AU: ["AU"],
  IN: ["IN"],
  JP: ["JP"],
};

/** Sunday and Saturday as JavaScript numbers them. */
const weekend = new Set([0, 6]);

/** @type {import("date-holidays").HolidaysTypes.Options} */
const options = { languages: ["en"], types: ["public"] };

/** Names the package gives in a form that reads oddly in an English file. */
const plainNames = {
  Staatsfeiertag: "Labour Day",
  Bundesfeiertag: "Swiss National Day",
  "First Monday in May": "May public holiday",
  "First Monday in June": "June public holiday",
  "First Monday in August": "August public holiday",
  "Last Monday in October": "October public holiday",
};

/**
 * Region id → its nation-wide public holidays of the years 2026 to 2030 that fall on a Monday to Friday, in the order of
 * their dates, one entry per date. Those on a weekend change no working week and are left out.
 *
 * @returns {Promise<Record<string, { date: string, name: string }[]>>}
 */
export async function holidayTable() {
  /** @type {Record<string, { date: string, name: string }[]>} */
  const table = {};
  for (const [id, place] of Object.entries(regions)) {
    const [country = id, state] = place;
    /** @type {import("date-holidays").default} */
    const calendar = new Holidays({ country, ...(state === undefined ? {} : { state }) }, options);
    /** @type {Map<string, string>} */
    const names = new Map();
    for (let year = firstYear; year <= lastYear; year++) {
      for (const { date, name, type } of calendar.getHolidays(year)) {
        if (type !== "public") continue;
        const day = date.slice(0, 10);
        if (weekend.has(new Date(`${day}T00:00:00Z`).getUTCDay()) || names.has(day)) continue;
        names.set(day, plainName(name));
      }
    }
    table[id] = [...names].map(([date, name]) => ({ date, name })).sort((a, b) => a.date.localeCompare(b.date));
  }
  return table;
}

/** @param {string} name */
function plainName(name) {
  const day = name.replace(/ \(substitute day\)$/, "");
  const plain = plainNames[/** @type {keyof typeof plainNames} */ (day)] ?? day.replaceAll("’", "'");
  return day === name ? plain : `${plain} (observed)`;
}
