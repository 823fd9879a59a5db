/** Life-cycle phases a project is in. Monitoring is a checklist, not a phase one is in. */
export const phases = ["initiating", "planning", "executing", "closing"] as const;
export type Phase = (typeof phases)[number];

/** Delivery methods whose structure Gantry knows. */
export const methods = ["waterfall", "scrum", "kanban", "hybrid"] as const;
export type Method = (typeof methods)[number];

/** Kinds of work a project can be scaffolded for. */
export const kinds = ["software", "migration", "hardware", "production", "blank"] as const;
export type Kind = (typeof kinds)[number];

/** Who and why, as `gantry.yaml` states it. What is not stated, or not understood, is left out. */
export interface ProjectHeader {
  /** The version of the language; a number above {@link languageVersion} was made by a newer Gantry. */
  readonly version: number;
  readonly name: string;
  readonly method?: Method;
  readonly phase?: Phase;
  /** ISO date, for instance `2027-01-04`. */
  readonly start?: string;
  /** ISO date that stands for today, when pinned. */
  readonly statusDate?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  /** Id of a person or role. */
  readonly manager?: string;
  /** Id of a person or role. */
  readonly sponsor?: string;
}

/** The version of the plan language that this program reads and writes. */
export const languageVersion = 1;

/** The name of the file that makes a folder a project. */
export const projectFileName = "gantry.yaml";

/** The name of the file that makes a folder a team's template, although it holds a project file too. */
export const templateFileName = "template.yaml";
