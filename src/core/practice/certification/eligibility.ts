import type { DayNumber } from "../../model/date.ts";
import { rounded } from "../rounded.ts";
import type { CertificationRecord, Education, EligibilityPath, HoursTopic } from "./certificationRecord.ts";
import { addMonths, type CountedMonths, type Experience, monthsOn } from "./experience.ts";

/** What somebody has done and learned so far. */
export interface Background {
  readonly education: Education;
  /** Whether that degree is from a programme accredited by PMI's GAC. */
  readonly isAccredited: boolean;
  readonly experience: readonly Experience[];
  /** Hours of education by what they were about. */
  readonly hours: Readonly<Partial<Record<HoursTopic, number>>>;
  /** Ids of certifications that are held and active. */
  readonly certifications: readonly string[];
}

/** One condition, and how far it is met. */
export type Condition =
  | { readonly kind: "education"; readonly need: Education; readonly isMet: boolean }
  | {
      readonly kind: "months";
      readonly need: number;
      readonly have: number;
      readonly missing: number;
      readonly counted: CountedMonths;
      /** The certification that stands in for them. */
      readonly insteadBy?: string;
      readonly isMet: boolean;
    }
  | {
      readonly kind: "hours";
      readonly topic: HoursTopic;
      readonly need: number;
      readonly have: number;
      readonly missing: number;
      readonly insteadBy?: string;
      readonly isMet: boolean;
    }
  | { readonly kind: "certification"; readonly id: string; readonly isMet: boolean }
  | { readonly kind: "course"; readonly name: string; readonly hours?: number; readonly isMet: undefined }
  | { readonly kind: "unknown"; readonly text: string; readonly isMet: undefined };

/** Whether somebody could apply. An aid: the issuer decides. */
export interface Eligibility {
  /** Of those that the record has, the one that fits best; absent where no education fits, or nothing is asked. */
  readonly path?: EligibilityPath;
  /** Everything that is asked for was counted and is there. */
  readonly isMet: boolean;
  /** Nothing that was counted is missing, but something is asked for, or may be, that can't be counted here. */
  readonly isOpen: boolean;
  readonly conditions: readonly Condition[];
  /** The first day on which months and education are met if what goes on goes on; absent where that is not within fifteen years. */
  readonly earliest?: DayNumber;
}

const ranks: Readonly<Record<Education, number>> = { none: 0, secondary: 1, associate: 2, bachelor: 3, gac: 4 };
const longestSearch = 15 * 12;

/** @param day on which the person would apply */
export function eligibilityOn(record: CertificationRecord, person: Background, day: DayNumber): Eligibility {
  const { paths, courses = [], unknown } = record.eligibility;
  const rank = ranks[person.isAccredited && ranks[person.education] >= ranks.bachelor ? "gac" : person.education];
  const others: readonly Condition[] = [
    ...courses.map((course): Condition => ({ kind: "course", ...course, isMet: undefined })),
    ...(unknown === undefined ? [] : [{ kind: "unknown", text: unknown, isMet: undefined } as const]),
  ];
  if (paths.length === 0) return { ...standingOf(others), conditions: others, earliest: day };
  const open = paths.filter(({ education }) => ranks[education] <= rank);
  if (open.length === 0) {
    const [least] = [...paths].sort((a, b) => ranks[a.education] - ranks[b.education]);
    const need = least?.education ?? "secondary";
    return { isMet: false, isOpen: false, conditions: [{ kind: "education", need, isMet: false }, ...others] };
  }
  const judged = open.map((path) => ({ path, conditions: conditionsOf(path, person, day) }));
  const missing = ({ conditions }: (typeof judged)[number], kind: "months" | "hours"): number =>
    conditions.reduce((sum, one) => sum + (one.kind === kind && !one.isMet ? one.missing : 0), 0);
  judged.sort((a, b) => missing(a, "months") - missing(b, "months") || missing(a, "hours") - missing(b, "hours"));
  const best = judged[0] as (typeof judged)[number];
  const earliest = earliestOf(open, person, day);
  const conditions = [...best.conditions, ...others];
  return { path: best.path, ...standingOf(conditions), conditions, ...(earliest !== undefined && { earliest }) };
}

function standingOf(conditions: readonly Condition[]): Pick<Eligibility, "isMet" | "isOpen"> {
  const isMet = conditions.every((condition) => condition.isMet === true);
  return { isMet, isOpen: !isMet && conditions.every((condition) => condition.isMet !== false) };
}

function conditionsOf(path: EligibilityPath, person: Background, day: DayNumber): readonly Condition[] {
  const instead = (ids: readonly string[] = []): { readonly insteadBy?: string } => {
    const by = ids.find((id) => person.certifications.includes(id));
    return by === undefined ? {} : { insteadBy: by };
  };
  const found: Condition[] = [{ kind: "education", need: path.education, isMet: true }];
  const { experience, hours, holds = [] } = path;
  if (experience !== undefined) {
    const counted = monthsOn(person.experience, experience.kind, experience.window, day);
    const missing = Math.max(0, experience.months - counted.total);
    const by = instead(experience.unless);
    found.push({
      kind: "months",
      need: experience.months,
      have: counted.total,
      missing,
      counted,
      ...by,
      isMet: missing === 0 || by.insteadBy !== undefined,
    });
  }
  if (hours !== undefined) {
    const have = rounded(person.hours[hours.topic] ?? 0);
    const missing = rounded(Math.max(0, hours.need - have));
    const by = instead(hours.unless);
    const isMet = missing === 0 || by.insteadBy !== undefined;
    found.push({ kind: "hours", topic: hours.topic, need: hours.need, have, missing, ...by, isMet });
  }
  for (const id of holds) found.push({ kind: "certification", id, isMet: person.certifications.includes(id) });
  return found;
}

/** Looks month by month for the one in which it comes about, then for the day in it. Hours can be learned at any time: they don't count. */
function earliestOf(paths: readonly EligibilityPath[], person: Background, day: DayNumber): DayNumber | undefined {
  const holds = (on: DayNumber): boolean =>
    paths.some((path) =>
      conditionsOf(path, person, on).every((condition) => condition.kind !== "months" || condition.isMet),
    );
  if (holds(day)) return day;
  for (let month = 1; month <= longestSearch; month++) {
    // Old months leave the window while new ones come, so that each day is looked at.
    for (let on = addMonths(day, month - 1) + 1; on <= addMonths(day, month); on++) if (holds(on)) return on;
  }
  return undefined;
}
