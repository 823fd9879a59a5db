import * as v from "valibot";
import type { QuestionSet } from "../core/practice/assessment/index.ts";
import { shellToHost } from "./shell.ts";

const questionId = v.pipe(v.string(), v.regex(/^q[0-9]{2}$/));
const pageId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,99}$/));

/** Answers of a file, by the question's id. */
const answers = v.record(v.string(), v.object({ level: v.number(), evidence: v.optional(v.string()) }));

/** One dated file. */
const run = v.object({
  /** Below the folder, such as `.gantry-private/assessments/2027-02-10-ana.yaml`. */
  file: v.string(),
  date: v.string(),
  person: v.string(),
  /** The colleague who answered; absent where the person did. */
  by: v.optional(v.string()),
  answers,
});
export type AssessmentRun = v.InferOutput<typeof run>;

/** A skill or a responsibility by its page, with what its page suggests to do. */
const subject = v.object({ id: v.string(), title: v.string(), exercises: v.array(v.string()) });
export type AssessmentSubject = v.InferOutput<typeof subject>;

/** What the host tells the view. */
export const assessmentToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** Made by the build, which checked it. */
    set: v.custom<QuestionSet>((value) => typeof value === "object" && value !== null && "questions" in value),
    skills: v.array(subject),
    /** The one that is shown and answered. */
    current: run,
    /** Whether its file is there yet; it comes with the first answer. */
    isThere: v.boolean(),
    canEdit: v.boolean(),
    /** What is wrong with its file, with lines from 1. */
    problems: v.array(v.object({ message: v.string(), line: v.number() })),
    /** Those of the same person before it, newest first. */
    earlier: v.array(run),
    /** Today, for what is worth asking again. */
    today: v.string(),
  }),
} as const;
export type AssessmentState = v.InferOutput<typeof assessmentToView.state>;

/** What the view tells the host. */
export const assessmentToHost = {
  ...shellToHost,
  ready: v.object({}),
  /** A request: an answer, another one, or none (no level). Fails with a sentence for the person. */
  answer: v.object({
    question: questionId,
    level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))),
    evidence: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
  /** Opens the file beside, at a line. */
  openFile: v.object({ line: v.optional(v.number()) }),
  openPage: v.object({ id: pageId }),
  /** A request: a new assessment of today. */
  again: v.object({}),
} as const;
