import { fullDayWords } from "../../timeline/dateWords.ts";
import type {
  CertificationRecord,
  Education,
  EligibilityPath,
  HoursTopic,
  RenewalRule,
} from "./certificationRecord.ts";
import type { Condition, Eligibility } from "./eligibility.ts";
import type { ExperienceKind, Months } from "./experience.ts";

/** What certifications ask for, in words. */

export const educationWords: Readonly<Record<Education, string>> = {
  none: "any education",
  secondary: "a secondary degree",
  associate: "an associate degree",
  bachelor: "a bachelor's degree",
  gac: "a degree from a programme accredited by GAC",
};

export const experienceWords: Readonly<Record<ExperienceKind, string>> = {
  leading: "leading projects",
  agile: "agile work",
  risk: "work with risk",
  construction: "construction",
};

export const topicWords: Readonly<Record<HoursTopic, string>> = {
  "project-management": "project management",
  agile: "agile methods",
  risk: "risk management",
};

/** What a certification is called in passing: `CAPM` for `Certified Associate in Project Management (CAPM)`. */
export function shortName(name: string): string {
  return /\(([^()]+)\)$/.exec(name)?.[1] ?? name;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** `36 months` or `3 months 12 days`. */
export function monthsText({ months, days }: Months): string {
  if (months === 0) return counted(days, "day");
  return days === 0 ? counted(months, "month") : `${counted(months, "month")} ${counted(days, "day")}`;
}

/** One way to be allowed to apply, such as `a bachelor's degree, 36 months of leading projects within 10 years, 35 hours of …`. */
export function pathText(path: EligibilityPath, nameOf: (id: string) => string): string {
  const { education, experience, hours, holds = [] } = path;
  const unless = (ids: readonly string[] = []): string => {
    return ids.length === 0 ? "" : ` (or ${ids.map(nameOf).join(" or ")})`;
  };
  return [
    educationWords[education],
    ...(experience === undefined
      ? []
      : [
          `${counted(experience.months, "month")} of ${experienceWords[experience.kind]} within ${windowText(experience.window)}${unless(experience.unless)}`,
        ]),
    ...(hours === undefined
      ? []
      : [`${counted(hours.need, "hour")} of education in ${topicWords[hours.topic]}${unless(hours.unless)}`]),
    ...holds.map((id) => `${nameOf(id)} held`),
  ].join(", ");
}

function windowText(months: number): string {
  return months % 12 === 0 ? counted(months / 12, "year") : counted(months, "month");
}

/** One condition and how far it is met. */
export function conditionText(condition: Condition, nameOf: (id: string) => string): string {
  switch (condition.kind) {
    case "education":
      return condition.isMet
        ? `Education: ${educationWords[condition.need]}`
        : `At least ${educationWords[condition.need]} is asked for`;
    case "months": {
      if (condition.insteadBy !== undefined) return `${nameOf(condition.insteadBy)} stands in for the experience`;
      const have = `${condition.have} of ${counted(condition.need, "month")} of experience`;
      return condition.missing === 0 ? have : `${have}, ${condition.missing} missing`;
    }
    case "hours": {
      if (condition.insteadBy !== undefined) return `${nameOf(condition.insteadBy)} stands in for the hours`;
      const have = `${condition.have} of ${counted(condition.need, "hour")} in ${topicWords[condition.topic]}`;
      return condition.missing === 0 ? have : `${have}, ${condition.missing} missing`;
    }
    case "certification":
      return condition.isMet ? `You hold ${nameOf(condition.id)}` : `${nameOf(condition.id)} has to be held`;
    case "course":
      return courseText(condition);
    case "unknown":
      return condition.text;
  }
}

/** A course that is asked for, with its hours where somebody says how many. */
export function courseText({ name, hours }: { readonly name: string; readonly hours?: number }): string {
  return hours === undefined ? name : `${name}, ${counted(hours, "hour")}`;
}

/** The result in a few words: `met`, `8 months and 12 hours missing`, the education that is, or what is left to see to. */
export function eligibilityText({ isMet, isOpen, conditions }: Eligibility, nameOf: (id: string) => string): string {
  if (isMet) return "met";
  if (isOpen) {
    const left = conditions.some(({ kind }) => kind === "unknown")
      ? "not known: see the issuer"
      : "a course is asked for";
    return conditions.some((condition) => condition.isMet === true) ? `what counts here is met; ${left}` : left;
  }
  const missing = conditions.flatMap((condition) => {
    if (condition.isMet !== false) return [];
    if (condition.kind === "education") return [educationWords[condition.need]];
    if (condition.kind === "certification") return [nameOf(condition.id)];
    return [counted(condition.missing, condition.kind === "months" ? "month" : "hour")];
  });
  return `${missing.join(" and ")} missing`;
}

/** What comes of it, in a sentence: whether one could apply, and if not, what it waits for. */
export function outlookText(
  { isMet, isOpen, conditions, earliest }: Eligibility,
  nameOf: (id: string) => string,
): string {
  if (isMet) return "You could apply now, as far as this can tell.";
  if (isOpen) {
    return conditions.some(({ kind }) => kind === "unknown")
      ? "Whether you could apply can't be told from here: see the issuer."
      : "You could apply once the course is taken, as far as this can tell.";
  }
  const missing = conditions.filter((condition) => condition.isMet === false);
  if (missing.some(({ kind }) => kind === "education")) return "The degree is missing.";
  if (missing.some(({ kind }) => kind === "months")) {
    if (earliest === undefined) return "What goes on now is not enough to get there within fifteen years.";
    return `If what goes on goes on, the experience is there on ${fullDayWords(earliest)}.`;
  }
  const [first] = missing;
  if (first?.kind === "certification") return `${nameOf(first.id)} comes first.`;
  return conditions.some(({ kind }) => kind === "months")
    ? "The experience is there; what else is missing can be learned at any time."
    : "What is missing can be learned at any time.";
}

/** What it takes to keep a certification, such as `at least 35 PDUs of education, 8 in each of the three sides; …`. */
export function renewalText({ education, eachSide, givingBack, working }: RenewalRule): string {
  return `At least ${education} PDUs of education, ${eachSide} in each of the three sides; at most ${givingBack} of giving back, of which ${working} by working in the role. A PDU is an hour.`;
}

/** `405 to 675 USD`; says so where nobody knows. */
export function feeText({ fee }: CertificationRecord): string {
  if (fee === undefined) return "not stated";
  const amount = fee.from === fee.to ? String(fee.from) : `${fee.from} to ${fee.to}`;
  return `${amount} USD`;
}
