/**
 * Certifications as records with sources and dates (`certificationRecord`; the records are data, in `media/practice/certification`),
 * how much experience counts (`experience`), what somebody has written down of
 * themselves (`background`, and `backgroundFile`, which only hosts need), whether they could apply
 * (`eligibility`), and all of it side by side (`compareCertifications`) and in words (`words`). What keeping one takes is counted in `pduLedger`, from the file that `pduFile` reads.
 */
export {
  type BackgroundChange,
  type BackgroundEntries,
  backgroundOf,
  backgroundProblem,
  type ExperienceEntry,
  educations,
  experienceKinds,
  type HoursEntry,
  hoursTopics,
} from "./background.ts";
export type {
  AskedFor,
  CertificationData,
  CertificationPath,
  CertificationRecord,
  Education,
  EligibilityPath,
  HoursTopic,
  RenewalRule,
} from "./certificationRecord.ts";
export {
  type CertificationColumn,
  type CertificationFilter,
  costOf,
  filterCertifications,
  hoursAsked,
  monthsAsked,
  sortCertifications,
} from "./compareCertifications.ts";
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
export {
  cycleEnd,
  type PduChange,
  type PduCycle,
  type PduEntry,
  type PduKind,
  type PduLedger,
  type PduResult,
  type PduSide,
  type PduStanding,
  pduKinds,
  pduProblem,
  pduSides,
  pdusOn,
} from "./pduLedger.ts";
export {
  conditionText,
  courseText,
  educationWords,
  eligibilityText,
  experienceWords,
  feeText,
  monthsText,
  outlookText,
  pathText,
  renewalText,
  shortName,
  topicWords,
} from "./words.ts";
