/**
 * Certifications as records with sources and dates (`certificationRecord`; the records are data, in `media/practice/certification`),
 * how much experience counts (`experience`), and whether somebody could apply (`eligibility`).
 */
export {
  type CertificationData,
  type CertificationPath,
  type CertificationRecord,
  type Education,
  type EligibilityPath,
  type HoursTopic,
  isStale,
  type Reliability,
  type RenewalRule,
} from "./certificationRecord.ts";
export { type Background, type Condition, type Eligibility, eligibilityOn } from "./eligibility.ts";
export {
  addMonths,
  type CountedEntry,
  type CountedMonths,
  type Experience,
  type ExperienceKind,
  type Months,
  monthsOn,
} from "./experience.ts";
