/** Life-cycle phases a project is in. Monitoring is a checklist, not a phase one is in. */
export const phases = ["initiating", "planning", "executing", "closing"] as const;
export type Phase = (typeof phases)[number];

/** Delivery methods whose structure Gantry knows. */
export const methods = ["waterfall", "scrum", "kanban", "hybrid"] as const;
export type Method = (typeof methods)[number];

/** Kinds of work a project can be scaffolded for. */
export const kinds = ["software", "migration", "hardware", "production", "blank"] as const;
export type Kind = (typeof kinds)[number];

/** The version of the plan language that this program reads and writes. */
export const languageVersion = 1;

/** The name of the file that makes a folder a project. */
export const projectFileName = "gantry.yaml";

/** The name of the file that makes a folder a team's template, although it holds a project file too. */
export const templateFileName = "template.yaml";
