import type { CertificationRecord } from "./certificationRecord.ts";

/** What is looked for; what is left out does not matter. */
export interface CertificationFilter {
  /** In the name, the issuer or what is asked for. */
  readonly words?: string;
  readonly issuer?: string;
  readonly level?: NonNullable<CertificationRecord["level"]>;
  /** Only those that ask for no experience; those of which that is not known are left out. */
  readonly noExperience?: boolean;
  /** At most so many hours of education are asked for; where nobody knows how many, there may be more. */
  readonly mostHours?: number;
  /** At most so many US dollars, by the lowest figure seen. Those without a figure stay: nobody knows. */
  readonly mostCost?: number;
}

export type CertificationColumn = "name" | "issuer" | "level" | "experience" | "hours" | "cost";

const levels: readonly NonNullable<CertificationRecord["level"]>[] = ["entry", "professional", "specialist"];

/** Months of experience that are asked for at least, with the education that asks for the least; 0 where none are, undefined where nobody knows. */
export function monthsAsked({ eligibility: { paths, unknown } }: CertificationRecord): number | undefined {
  if (unknown !== undefined) return undefined;
  return paths.length === 0 ? 0 : Math.min(...paths.map(({ experience }) => experience?.months ?? 0));
}

/** Hours of education and courses that are asked for at least; 0 where none are, undefined where nobody knows. */
export function hoursAsked({ eligibility: { paths, courses = [], unknown } }: CertificationRecord): number | undefined {
  if (unknown !== undefined || courses.some(({ hours }) => hours === undefined)) return undefined;
  const least = paths.length === 0 ? 0 : Math.min(...paths.map(({ hours }) => hours?.need ?? 0));
  return courses.reduce((sum, { hours = 0 }) => sum + hours, least);
}

/** Those that fit, in the order of the data. */
export function filterCertifications(
  records: readonly CertificationRecord[],
  { words = "", issuer, level, noExperience = false, mostHours, mostCost }: CertificationFilter,
): readonly CertificationRecord[] {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
  return records.filter((record) => {
    const { courses = [], advice = [], unknown = "" } = record.eligibility;
    const asked = [...courses.map(({ name }) => name), ...advice, unknown];
    const { name, issuer: by, level: on = "", exam = "", insteadOfExam = "" } = record;
    const text = [name, by, on, exam, insteadOfExam, ...asked].join(" ").toLowerCase();
    return (
      sought.every((word) => text.includes(word)) &&
      (issuer === undefined || record.issuer === issuer) &&
      (level === undefined || record.level === level) &&
      (!noExperience || monthsAsked(record) === 0) &&
      (mostHours === undefined || (hoursAsked(record) ?? Number.POSITIVE_INFINITY) <= mostHours) &&
      (mostCost === undefined || record.fee === undefined || record.fee.from <= mostCost)
    );
  });
}

/** By a column; what has no value there comes last in either direction, and equal ones keep their order. */
export function sortCertifications(
  records: readonly CertificationRecord[],
  by: CertificationColumn,
  isDescending = false,
): readonly CertificationRecord[] {
  const columns: Readonly<Record<CertificationColumn, (record: CertificationRecord) => string | number | undefined>> = {
    name: ({ name }) => name,
    issuer: ({ issuer }) => issuer,
    level: ({ level }) => (level === undefined ? undefined : levels.indexOf(level)),
    experience: monthsAsked,
    hours: hoursAsked,
    cost: ({ fee }) => fee?.from,
  };
  const value = columns[by];
  return [...records].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    const order =
      typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right));
    return isDescending ? -order : order;
  });
}

/**
 * What a path costs, of each step one certification: from the sum of the lowest to that of the highest figures.
 * @returns also how many certifications of the path have no figure
 */
export function costOf(steps: readonly (readonly CertificationRecord[])[]): {
  readonly from: number;
  readonly to: number;
  readonly unknown: number;
} {
  let [from, to, unknown] = [0, 0, 0];
  for (const choices of steps) {
    const fees = choices.flatMap(({ fee }) => fee ?? []);
    unknown += choices.length - fees.length;
    if (fees.length === 0) continue;
    from += Math.min(...fees.map((fee) => fee.from));
    to += Math.max(...fees.map((fee) => fee.to));
  }
  return { from, to, unknown };
}
