import type { CertificationData } from "../certification/certificationRecord.ts";
import { hoursAsked } from "../certification/compareCertifications.ts";

/** Hours of project management education that a certification asks for. */
export interface HoursAsked {
  readonly certification: string;
  readonly hours: number;
}

/** What certifications ask for, fewest first; only those that ask for project management education. */
export function contactHoursAsked({ certifications }: CertificationData): readonly HoursAsked[] {
  return certifications
    .filter(({ eligibility }) => eligibility.paths.some(({ hours }) => hours?.topic === "project-management"))
    .flatMap((record) => {
      const hours = hoursAsked(record);
      return hours === undefined ? [] : [{ certification: record.name, hours }];
    })
    .sort((a, b) => a.hours - b.hours);
}
