/** What a project's files show about some questions. It supports or questions an answer and never changes it. */
export interface ProjectEvidence {
  readonly id: string;
  /** Ids of the questions it says something about. */
  readonly questions: readonly string[];
  /** Whether the files show it done well. */
  readonly holds: boolean;
  /** In a few words. */
  readonly text: string;
}
