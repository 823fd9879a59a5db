import { costFields, fundingFields } from "./money.ts";
import { calendarFields, personFields } from "./people.ts";
import { projectFields } from "./project.ts";
import { baselineFields, documentFields, progressFields } from "./records.ts";
import {
  actionFields,
  assumptionFields,
  changeFields,
  communicationFields,
  dependencyFields,
  issueFields,
  procurementFields,
  raciFields,
  riskFields,
  stakeholderFields,
} from "./registers.ts";
import type { Fields, Namespace } from "./valueType.ts";
import { iterationFields, milestoneFields, taskFields } from "./work.ts";

/** A section of records keyed by their ids. */
export interface Section<F extends Fields = Fields> {
  /** Ids are unique in it, over all files. */
  readonly namespace: Namespace;
  /** One of its records, as people say it: "task". */
  readonly record: string;
  /** What it holds, in one plain sentence. */
  readonly about: string;
  /** The file it usually stands in. */
  readonly file: string;
  /** In the order in which one writes them. */
  readonly fields: F;
}

/** The table of fields, section by section. Everything that knows the language knows it from here. */
export const sections = {
  people: {
    namespace: "people",
    record: "person",
    about: "Who works on the project: people, and roles until people are named.",
    file: "gantry.yaml",
    fields: personFields,
  },
  tasks: {
    namespace: "work",
    record: "task",
    about: "What is to be done: stages and tasks, nested.",
    file: "plan.yaml",
    fields: taskFields,
  },
  milestones: {
    namespace: "work",
    record: "milestone",
    about: "Points in time that matter.",
    file: "timeline.yaml",
    fields: milestoneFields,
  },
  iterations: {
    namespace: "iterations",
    record: "iteration",
    about: "Stretches of time with a goal, as in scrum.",
    file: "timeline.yaml",
    fields: iterationFields,
  },
  calendars: {
    namespace: "calendars",
    record: "calendar",
    about: "When people work.",
    file: "timeline.yaml",
    fields: calendarFields,
  },
  funding: {
    namespace: "funding",
    record: "funding",
    about: "Money that is released to the project.",
    file: "budget.yaml",
    fields: fundingFields,
  },
  costs: {
    namespace: "costs",
    record: "cost",
    about: "What is paid for besides people's time.",
    file: "budget.yaml",
    fields: costFields,
  },
  stakeholders: {
    namespace: "stakeholders",
    record: "stakeholder",
    about: "Who cares about the project or can change its course.",
    file: "stakeholders.yaml",
    fields: stakeholderFields,
  },
  risks: {
    namespace: "risks",
    record: "risk",
    about: "What may happen, for worse or for better.",
    file: "risks.yaml",
    fields: riskFields,
  },
  raci: {
    namespace: "raci",
    record: "deliverable",
    about: "Who does it, who answers for it, who is asked, who is told.",
    file: "raci.yaml",
    fields: raciFields,
  },
  communications: {
    namespace: "communications",
    record: "communication",
    about: "Who hears what from whom, how often.",
    file: "communications.yaml",
    fields: communicationFields,
  },
  issues: {
    namespace: "issues",
    record: "issue",
    about: "What has gone wrong and needs solving.",
    file: "issues.yaml",
    fields: issueFields,
  },
  assumptions: {
    namespace: "assumptions",
    record: "assumption",
    about: "What the plan takes for granted.",
    file: "assumptions.yaml",
    fields: assumptionFields,
  },
  dependencies: {
    namespace: "dependencies",
    record: "dependency",
    about: "What the project needs from outside, or owes to others.",
    file: "dependencies.yaml",
    fields: dependencyFields,
  },
  changes: {
    namespace: "changes",
    record: "change",
    about: "What was asked to be different, and what was decided.",
    file: "changes.yaml",
    fields: changeFields,
  },
  actions: {
    namespace: "actions",
    record: "action",
    about: "What somebody promised to do, outside the plan.",
    file: "actions.yaml",
    fields: actionFields,
  },
  procurement: {
    namespace: "procurement",
    record: "purchase",
    about: "What is bought, from whom and why.",
    file: "procurement.yaml",
    fields: procurementFields,
  },
  baselines: {
    namespace: "baselines",
    record: "baseline",
    about: "Frozen schedules and costs; never changed again.",
    file: "baselines",
    fields: baselineFields,
  },
} as const satisfies Readonly<Record<string, Section>>;

export type SectionName = keyof typeof sections;
export const sectionNames = Object.keys(sections) as readonly SectionName[];

/** Whether a top-level key is a section of records. */
export function isSectionName(key: string): key is SectionName {
  return Object.hasOwn(sections, key);
}

/** The section of that name with loose types, for code that treats all sections alike. */
export function sectionOf(name: SectionName): Section {
  return sections[name];
}

/** The sections whose records a namespace holds. */
export function sectionsOf(namespace: Namespace): readonly SectionName[] {
  return sectionNames.filter((name) => sections[name].namespace === namespace);
}

/** The top-level key that every slice begins with. */
export const versionKey = "gantry";
/** The top-level key of the progress log, the one list of the language. */
export const progressKey = "progress";

export { documentFields, progressFields, projectFields };
