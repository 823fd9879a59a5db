import { scalars } from "../fields/scalars.ts";
import type { Fields, KeyType, Namespace, ScalarKind, ValueType } from "../fields/valueType.ts";
import { wordsOf } from "../fields/valueType.ts";

/** What a kind of scalar is called in the reference, and values of it. */
export interface ScalarWords {
  readonly name: string;
  readonly examples: readonly string[];
  /** What the examples don't show. */
  readonly about: string;
}

/** The kinds of scalars in the order of the reference. */
export const scalarWords: Readonly<Record<ScalarKind, ScalarWords>> = {
  text: { name: "text", examples: ["New payments API", '"Phase 1: build"'], about: "One line." },
  prose: {
    name: "long text",
    examples: ["Agreed on the phone"],
    about: "One line or several; with several, write `|` behind the colon and indent the lines.",
  },
  id: {
    name: "id",
    examples: ["api", "iteration-2"],
    about: "Up to 40 small letters, digits and hyphens, beginning with a letter.",
  },
  date: { name: "date", examples: ["2027-02-01"], about: "Year, month and day. It has no time zone." },
  moment: {
    name: "date or time",
    examples: ["2027-02-01", "2027-02-01T13:30"],
    about:
      "A plain date is the start of that day for starts, and its end for finishes and milestones. Seconds may follow the minutes: 2027-02-01T13:30:15.",
  },
  instant: {
    name: "instant",
    examples: ["2027-01-13T15:10:00Z"],
    about: "Date and time in UTC, as logs need it.",
  },
  span: {
    name: "span",
    examples: ["2027-02-15", "2027-04-05 / 2027-04-09"],
    about: "A day, or from / to with both included.",
  },
  duration: {
    name: "duration",
    examples: ["30m", "4h", "5d", "1.5w", "1mo", "3ed"],
    about:
      "Minutes, hours, days, weeks, months of work: 8 hours a day, 5 days a week and 20 days a month, unless the project's `units` say otherwise. With `e` it counts by the clock: `3ed` are 72 hours.",
  },
  estimate: {
    name: "estimate",
    examples: ["5d", "8d / 12d / 20d"],
    about: "A duration, or three: optimistic / likely / pessimistic. Dates follow from the likely one.",
  },
  cadence: {
    name: "cadence",
    examples: ["1d", "2w", "1mo", "once", "on-demand"],
    about: "Every so often, once, or when somebody asks.",
  },
  percent: { name: "percentage", examples: ["40%", "12.5%"], about: "With the per cent sign." },
  share: { name: "percentage of a whole", examples: ["40%", "100%"], about: "With the per cent sign, at most 100%." },
  decimal: { name: "number", examples: ["5", "0.92"], about: "Digits with a point for decimals." },
  money: {
    name: "amount",
    examples: ["1200", "1200.50 EUR"],
    about: "In the project's currency, unless a currency stands behind it.",
  },
  rate: {
    name: "rate",
    examples: ["85/h", "700 EUR/d", "9000/mo"],
    about: "An amount for an hour, a day, a week or a month of work.",
  },
  currency: { name: "currency", examples: ["EUR"], about: "Three capital letters (ISO 4217)." },
  timeZone: { name: "time zone", examples: ["Europe/Vienna", "UTC"], about: "Its IANA name." },
  flag: { name: "yes or no", examples: ["true", "false", "yes", "no"], about: "`true` and `yes` mean the same." },
  address: {
    name: "file or address",
    examples: ["definition-of-done.md", "https://example.com/PAY-12"],
    about: "A path below the project folder, or where it is on the web.",
  },
  workingDay: {
    name: "working hours",
    examples: ["09:00-17:00", "09:00-13:00, 14:00-18:00", "off"],
    about: "One stretch or several, in order. Midnight at the end is `24:00`.",
  },
  dependency: {
    name: "dependency",
    examples: ["api", "api SS", "api SS+1d", "api FF-2d", "api FS+50%", "api FS+3ed"],
    about: "An id, then if needed a type and a lag. See [after](#waiting).",
  },
  assignment: {
    name: "assignment",
    examples: ["ana", "chen 50%", "2 developer", "2 developer 50%"],
    about: "A person or role, with how many of the role before it and a share of time behind it.",
  },
};

/** What a reference points to, as people say it. */
export function namespaceWords(namespace: Namespace): string {
  const words: Partial<Record<Namespace, string>> = {
    work: "a task or milestone",
    people: "a person or role",
    raci: "a deliverable",
    funding: "a funding",
    procurement: "a purchase",
  };
  const plain = namespace.replace(/ies$/, "y").replace(/s$/, "");
  return words[namespace] ?? `${/^[aeiou]/.test(plain) ? "an" : "a"} ${plain}`;
}

/** What a field takes, in a few words of Markdown. */
export function typeWords(type: ValueType): string {
  switch (type.kind) {
    case "integer":
      return type.most > 1000 ? `whole number from ${type.least}` : `${type.least} to ${type.most}`;
    case "choice":
      return wordsOf(type)
        .map((word) => `\`${word}\``)
        .join(", ");
    case "reference":
      return `id of ${type.to.map(namespaceWords).join(" or of ")}`;
    case "list":
      return `${typeWords(type.of)}; several as \`[a, b]\``;
    case "map":
      return `lines of ${type.keyName}: ${type.values.kind === "group" ? "its fields" : typeWords(type.values)}`;
    case "group":
      return "fields, see below";
    case "nested":
      return "tasks by their ids";
    default:
      return scalarWords[type.kind].name;
  }
}

/** What a key of a map has to look like, as a regular expression; undefined where anything goes. */
export function keyPattern(keys: KeyType): string | undefined {
  if (keys.kind === "text") return undefined;
  if (keys.kind === "choice") return Object.keys(keys.about).join("|");
  return scalars[keys.kind].pattern;
}

/** The fields inside a field, with the words that lead to them. */
export function innerFields(
  name: string,
  type: ValueType,
): { readonly path: string; readonly fields: Fields } | undefined {
  if (type.kind === "group") return { path: name, fields: type.fields };
  if (type.kind === "map" && type.values.kind === "group") {
    return { path: `${name} › *${type.keyName}*`, fields: type.values.fields };
  }
  return undefined;
}
