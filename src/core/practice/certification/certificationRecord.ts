import type { Sourced } from "../sourced.ts";
import type { ExperienceKind } from "./experience.ts";

/** The highest degree; `gac` is one from a programme that PMI's GAC accredited. */
export type Education = "none" | "secondary" | "associate" | "bachelor" | "gac";
export type HoursTopic = "project-management" | "agile" | "risk";

/** One way to be allowed to apply. */
export interface EligibilityPath {
  /** At least. */
  readonly education: Education;
  readonly experience?: {
    readonly kind: ExperienceKind;
    readonly months: number;
    /** Only the last so many months count. */
    readonly window: number;
    /** Certifications that stand in for them. */
    readonly unless?: readonly string[];
  };
  readonly hours?: { readonly topic: HoursTopic; readonly need: number; readonly unless?: readonly string[] };
  /** Certifications that have to be held. */
  readonly holds?: readonly string[];
}

/** What is asked of those who apply. */
export interface AskedFor {
  /** One of them is enough; none where nothing is asked for that could be counted. */
  readonly paths: readonly EligibilityPath[];
  /** Courses of the issuer: no other hours stand in for them. Without hours nobody says how long one is. */
  readonly courses?: readonly { readonly name: string; readonly hours?: number }[];
  /** Says so where it is not recorded what, or how much, is asked for: that is not nothing. */
  readonly unknown?: string;
  /** What is advised and not asked for. */
  readonly advice?: readonly string[];
}

/** A certification as it was described on a day. Fees are ranges that were seen: the issuer says what they are. */
export interface CertificationRecord extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  /** Absent where nobody knows. */
  readonly level?: "entry" | "professional" | "specialist";
  readonly eligibility: AskedFor;
  /** Absent where there is none. */
  readonly exam?: string;
  /** What there is in place of an exam. */
  readonly insteadOfExam?: string;
  /** What the exam is about, with the weights in per cent; where they are ranges, their middle. */
  readonly domains?: readonly { readonly name: string; readonly percent: number }[];
  readonly renewal: string;
  /** In US dollars, from the lowest to the highest seen; absent where it differs by country or is part of a course. */
  readonly fee?: {
    readonly from: number;
    readonly to: number;
    /** What it is paid for, where that is not the exam alone. */
    readonly for?: "course";
    readonly note?: string;
  };
  /** What one more attempt costs, in US dollars, where somebody says so, and when it is due. */
  readonly retake?: { readonly amount: number; readonly note: string };
  /** Hours of learning that it usually takes, where somebody says so. */
  readonly studyHours?: number;
  /** Where sources differ: about what, and what they say. */
  readonly conflicts?: readonly { readonly about: string; readonly values: readonly string[] }[];
}

/** What it takes to keep some certifications for three years, in PDUs; one is an hour. */
export interface RenewalRule extends Sourced {
  readonly id: string;
  readonly certifications: readonly string[];
  /** In all. */
  readonly pdus: number;
  /** Of education, at least; and of that in each of the three sides. */
  readonly education: number;
  readonly eachSide: number;
  /** Of giving back, at most; and of that by working in the role. */
  readonly givingBack: number;
  readonly working: number;
}

/** Certifications in an order that fits many who come from the same place. */
export interface CertificationPath {
  readonly id: string;
  readonly name: string;
  /** Ids of certifications: of each step one, whichever. */
  readonly steps: readonly (readonly string[])[];
  readonly why: string;
}

/** Everything that is known of certifications. */
export interface CertificationData {
  readonly certifications: readonly CertificationRecord[];
  readonly renewals: readonly RenewalRule[];
  /** Those that fit most people first. */
  readonly paths: readonly CertificationPath[];
}
