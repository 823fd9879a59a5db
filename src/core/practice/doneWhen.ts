/**
 * When a step is done, where a file can show it: of each step one or two statements, and what the files here say of each. What only a
 * person can know is a tick on the step's page.
 */
import { parseDate } from "../model/date.ts";
import type { IsoDate } from "../model/moment.ts";
import { fullDayWords } from "../timeline/dateWords.ts";
import type { BackgroundEntries } from "./certification/index.ts";
import { type EducationComparison, missingIn } from "./education/index.ts";
import type { PageCommand } from "./pageCommands.ts";

/** A project that is open, as far as steps ask about it. */
export interface ProjectFacts {
  readonly name: string;
  /** How many errors its files have. */
  readonly errors: number;
  /** The certification that it is the study for. */
  readonly studyFor?: string;
  /** Documents that its portfolio links. */
  readonly portfolio?: {
    /** They are there, and nothing in them is an error. */
    readonly good: number;
    readonly missing: number;
    readonly faulty: number;
  };
}

/** What stands in the files that are open. What is not there is left out. */
export interface StepFiles {
  readonly projects: readonly ProjectFacts[];
  /** The newest assessment of the person themselves. */
  readonly assessment?: { readonly date: IsoDate; readonly answered: number; readonly of: number };
  /** Actions of the gap plan. */
  readonly gapPlan?: { readonly actions: number; readonly dated: number };
  readonly education?: EducationComparison;
  readonly background?: BackgroundEntries;
}

/** A statement that files decide. */
export interface Shown {
  readonly id: string;
  readonly statement: string;
  readonly isShown: boolean;
  /** What the files say of it, in a sentence. */
  readonly says: string;
  /** What brings it about. */
  readonly action: Pick<PageCommand, "id" | "title"> & { readonly argument?: string };
}

/** So many actions with a date are a plan for the gaps, and so many documents a portfolio (practice.md §1.4). */
const fewestActions = 3;
const fewestDocuments = 6;

type Decide = (files: StepFiles) => readonly Shown[];

const steps: Readonly<Record<string, Decide>> = {
  "step-1-understand": ({ projects }) => [
    {
      id: "step-1-understand-project",
      statement: "A project stands here and reads without an error",
      ...best(
        projects.map(({ name, errors }) =>
          errors === 0
            ? { isShown: true, says: `“${name}” reads without an error.` }
            : { isShown: false, says: `“${name}” has ${counted(errors, "error")}: see Problems.` },
        ),
        "There is no project in this workspace.",
      ),
      action: { id: "gantry.scaffold.newProject", title: "New Project…" },
    },
  ],
  "step-2-assess": ({ assessment, gapPlan }) => [
    {
      id: "step-2-assess-dated",
      statement: "My assessment is a dated file, with every question answered",
      isShown: assessment !== undefined && assessment.answered >= assessment.of,
      says:
        assessment === undefined
          ? "There is no assessment of yours in this workspace."
          : `${assessment.answered} of ${assessment.of} answered on ${fullDayWords(parseDate(assessment.date) ?? 0)}.`,
      action: { id: "gantry.practice.assess", title: "Assess My Skills" },
    },
    {
      id: "step-2-assess-gap-plan",
      statement: `My gap plan has ${fewestActions} actions with a date`,
      isShown: (gapPlan?.dated ?? 0) >= fewestActions,
      says:
        gapPlan === undefined
          ? "There is no gap plan yet; the result of the assessment makes one."
          : `${counted(gapPlan.actions, "action")}, ${gapPlan.dated} with a date such as 2027-01-15.`,
      action: { id: "gantry.practice.assess", title: "Assess My Skills" },
    },
  ],
  "step-3-education": ({ education }) => {
    const missing = education === undefined ? undefined : missingIn(education);
    const none = "There is no comparison in this workspace.";
    const action = { id: "gantry.practice.compareEducation", title: "Compare Education" };
    const chosen = education?.programmes.find(({ id }) => id === education.decision.programme);
    return [
      {
        id: "step-3-education-matrix",
        statement: "Three programmes or more are compared, with weights and every rating",
        isShown: missing?.comparison.length === 0,
        says:
          missing === undefined
            ? none
            : missing.comparison.join(" ") || `${education?.programmes.length} programmes, all rated.`,
        action,
      },
      {
        id: "step-3-education-choice",
        statement: "One is chosen, with a start date and a budget",
        isShown: missing?.decision.length === 0,
        says: missing === undefined ? none : missing.decision.join(" ") || `${chosen?.name ?? "One"} is chosen.`,
        action,
      },
    ];
  },
  "step-4-certification": ({ background, projects }) => [
    {
      id: "step-4-certification-eligibility",
      statement: "My projects and courses are written down, so that eligibility is worked out from them",
      isShown: background !== undefined && background.experience.length + background.hours.length > 0,
      says:
        background === undefined
          ? "There is nothing about your background in this workspace."
          : `Worked out from ${counted(background.experience.length, "project")} and ${counted(background.hours.length, "course")}.`,
      action: { id: "gantry.practice.checkEligibility", title: "Check Eligibility" },
    },
    {
      id: "step-4-certification-plan",
      statement: "My study is a project here, and its plan reads without an error",
      ...best(
        projects
          .filter(({ studyFor }) => studyFor !== undefined)
          .map(({ name, errors }) =>
            errors === 0
              ? { isShown: true, says: `“${name}” reads without an error.` }
              : { isShown: false, says: `“${name}” has ${counted(errors, "error")}: see Problems.` },
          ),
        "There is no study plan in this workspace.",
      ),
      action: { id: "gantry.practice.planCertification", title: "Plan My Certification…" },
    },
  ],
  "step-5-kickstart": ({ projects }) => [
    {
      id: "step-5-kickstart-portfolio",
      statement: `My portfolio links ${fewestDocuments} documents that are there and have no error`,
      ...best(
        projects.flatMap(({ portfolio }) =>
          portfolio === undefined
            ? []
            : [{ isShown: portfolio.good >= fewestDocuments, says: portfolioSentence(portfolio) }],
        ),
        "There is no portfolio in this workspace.",
      ),
      action: { id: "gantry.scaffold.newDocument", title: "New Document: portfolio", argument: "portfolio" },
    },
  ],
};

/** Of the pages that are steps: what files show of each. None for every other page. */
export function doneWhen(pageId: string, files: StepFiles): readonly Shown[] {
  return steps[pageId]?.(files) ?? [];
}

/** Pages that files have a say in. */
export const shownPages: readonly string[] = Object.keys(steps);

type Verdict = Pick<Shown, "isShown" | "says">;

/** Of several projects the one that shows it counts, else the first. */
function best(verdicts: readonly Verdict[], otherwise: string): Verdict {
  return verdicts.find(({ isShown }) => isShown) ?? verdicts[0] ?? { isShown: false, says: otherwise };
}

function portfolioSentence({ good, missing, faulty }: NonNullable<ProjectFacts["portfolio"]>): string {
  const rest = [
    ...(missing > 0 ? [`${missing} ${missing === 1 ? "is" : "are"} not there`] : []),
    ...(faulty > 0 ? [`${faulty} ${faulty === 1 ? "has" : "have"} an error`] : []),
  ].join(", ");
  return `It links ${counted(good, "document")} of this project without an error${rest === "" ? "" : `; ${rest}`}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
