import type { Id } from "../../model/identifier.ts";
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

/** What somebody has done and learned, as eligibility is worked out from it. */
export function backgroundOf({ hours, ...entries }: BackgroundEntries): Background {
  const sums: Partial<Record<HoursTopic, number>> = {};
  for (const { topic, hours: count } of hours) sums[topic] = (sums[topic] ?? 0) + count;
  return { ...entries, hours: sums };
}
