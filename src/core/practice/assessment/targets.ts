import type { QuestionSet, TargetProfile } from "./questionSet.ts";

/** What somebody aims at. */
export interface Targets {
  /** The id of a profile; the usual one where none was chosen. */
  readonly profile?: string | undefined;
  /** Levels from 1 to 5 of single skills, where they are others than the profile's. */
  readonly levels: Readonly<Record<string, number>>;
  /** Ids of the responsibilities they want; all of them when empty. */
  readonly wants: readonly string[];
}

/** The profile that fits most who read this: a first job in the role. */
const usualProfile = "first-role";

/** A profile with the levels that a person changed. */
export function profileWith(set: QuestionSet, { profile, levels }: Targets): TargetProfile {
  const base = set.profiles.find(({ id }) => id === (profile ?? usualProfile)) ?? set.profiles[0];
  return { id: base?.id ?? usualProfile, name: base?.name ?? "", targets: { ...base?.targets, ...levels } };
}
