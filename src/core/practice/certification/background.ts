import type { Id } from "../../model/identifier.ts";
import { rounded } from "../rounded.ts";
import type { Education, HoursTopic } from "./certificationRecord.ts";
import type { Background } from "./eligibility.ts";
import type { Experience, ExperienceKind } from "./experience.ts";

/** Time on a project, as it stands in the file. */
export interface ExperienceEntry extends Experience {
  readonly id: Id;
}

/** Hours of education, as they stand in the file. */
export interface HoursEntry {
  readonly id: Id;
  readonly title: string;
  readonly topic: HoursTopic;
  readonly hours: number;
}

/** What somebody has written down of themselves. */
export interface BackgroundEntries {
  readonly education: Exclude<Education, "gac">;
  /** Whether that degree is from a programme accredited by PMI's GAC. */
  readonly isAccredited: boolean;
  readonly experience: readonly ExperienceEntry[];
  readonly hours: readonly HoursEntry[];
  /** Ids of certifications that are held. */
  readonly certifications: readonly string[];
}

/** One change of the file; an entry without an id is a new one. */
export type BackgroundChange =
  | { readonly kind: "education"; readonly education: BackgroundEntries["education"] }
  | { readonly kind: "accredited"; readonly isAccredited: boolean }
  | { readonly kind: "certification"; readonly id: string; readonly isHeld: boolean }
  | ({ readonly kind: "experience"; readonly id?: Id } & Experience)
  | ({ readonly kind: "hours"; readonly id?: Id } & Omit<HoursEntry, "id">)
  | { readonly kind: "remove"; readonly section: "experience" | "hours"; readonly id: Id };

export const educations: readonly BackgroundEntries["education"][] = ["none", "secondary", "associate", "bachelor"];
export const experienceKinds: readonly ExperienceKind[] = ["leading", "agile", "risk", "construction"];
export const hoursTopics: readonly HoursTopic[] = ["project-management", "agile", "risk"];

const mostHours = 10_000;

/** Why a change says nothing that could be true; undefined when it may be made. */
export function backgroundProblem(change: BackgroundChange): string | undefined {
  if (change.kind === "experience") {
    if (change.project.trim() === "") return "Name the project.";
    if (!Number.isFinite(change.from)) return "Say on which day it began.";
    if (change.to !== undefined && change.to < change.from) return "The project ends before it begins.";
    if (change.kinds.length === 0) return "Say what you did there: leading, agile, risk or construction.";
  }
  if (change.kind === "hours") {
    if (change.title.trim() === "") return "Name the course.";
    if (!isHours(change.hours)) return `Hours are a number up to ${mostHours}.`;
  }
  return undefined;
}

/** Whether a course can have so many. */
export function isHours(amount: number): boolean {
  return amount > 0 && amount <= mostHours;
}

/** What somebody has done and learned, as eligibility is worked out from it. */
export function backgroundOf({ hours, ...entries }: BackgroundEntries): Background {
  const sums: Partial<Record<HoursTopic, number>> = {};
  for (const { topic, hours: count } of hours) sums[topic] = rounded((sums[topic] ?? 0) + count);
  return { ...entries, hours: sums };
}
