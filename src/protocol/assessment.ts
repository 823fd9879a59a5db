import * as v from "valibot";
import type { QuestionSet } from "../core/practice/assessment/index.ts";
import { shellToHost } from "./shell.ts";

const questionId = v.pipe(v.string(), v.regex(/^q[0-9]{2}$/));
const pageId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,99}$/));
/** What somebody writes; by hand in a file it may be longer than one would type here. */
const writtenText = v.pipe(v.string(), v.maxLength(20_000));
const fitAnswer = v.picklist(["yes", "partly", "no"]);

/** Answers of a file, by the question's id. */
const answers = v.record(v.string(), v.object({ level: v.number(), evidence: v.optional(v.string()) }));

/** One dated file. */
const run = v.object({
  /** Below the folder, such as `.gantry-private/assessments/2027-02-10-ana.yaml`. */
  file: v.string(),
  /** Of the questions that were answered. */
  version: v.number(),
  date: v.string(),
  person: v.string(),
  /** The colleague who answered; absent where the person did. */
  by: v.optional(v.string()),
  answers,
  fit: v.record(v.string(), v.object({ answer: fitAnswer, note: v.optional(v.string()) })),
  /** Ratings of the project's complexity, by the factor's id. */
  complexity: v.record(v.string(), v.number()),
});
export type AssessmentRun = v.InferOutput<typeof run>;

const command = v.pipe(v.string(), v.maxLength(100));
/** An exercise of a skill's page, with the command that begins it where it has one. */
const exercise = v.object({
  title: v.string(),
  action: v.optional(v.object({ label: v.string(), command, argument: v.optional(v.string()) })),
});
export type AssessmentExercise = v.InferOutput<typeof exercise>;

/** A skill or a responsibility by its page, with what its page suggests to do. */
const subject = v.object({ id: v.string(), title: v.string(), exercises: v.array(exercise) });
export type AssessmentSubject = v.InferOutput<typeof subject>;

/** What the host tells the view. */
export const assessmentToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** Made by the build, which checked it. */
    set: v.custom<QuestionSet>((value) => typeof value === "object" && value !== null && "questions" in value),
    skills: v.array(subject),
    responsibilities: v.array(subject),
    /** The one that is shown and answered. */
    current: run,
    /** Whether its file is there yet; it comes with the first answer. */
    isThere: v.boolean(),
    canEdit: v.boolean(),
    /** What is wrong with the files that are shown, with lines from 1. */
    problems: v.array(v.object({ file: v.string(), message: v.string(), line: v.number(), isCurrent: v.boolean() })),
    /** Those of the same person before it, newest first. */
    earlier: v.array(run),
    /** What colleagues answered about them, newest first. */
    colleagues: v.array(run),
    /** What the person aims at. */
    targets: v.object({
      profile: v.optional(v.string()),
      levels: v.record(v.string(), v.number()),
      wants: v.array(v.string()),
    }),
    /** What the project's files show; none without a project. */
    evidence: v.array(
      v.object({ id: v.string(), questions: v.array(v.string()), holds: v.boolean(), text: v.string() }),
    ),
    /** Today, for what is worth asking again. */
    today: v.string(),
  }),
} as const;
export type AssessmentState = v.InferOutput<typeof assessmentToView.state>;

/** What the view tells the host. The requests fail with a sentence for the person. */
export const assessmentToHost = {
  ...shellToHost,
  ready: v.object({}),
  /** A request: an answer, another one, or none (no level). */
  answer: v.object({
    question: questionId,
    level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))),
    evidence: v.optional(writtenText),
  }),
  /** A request: whether the person would want the work. */
  fit: v.object({ question: pageId, answer: fitAnswer, note: v.optional(writtenText) }),
  /** A request: a factor of the project's complexity. */
  complexity: v.object({ factor: pageId, rating: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)) }),
  /** A request: another profile, another level for a skill (the profile's without one), or a responsibility that is wanted or not. */
  aim: v.variant("kind", [
    v.object({ kind: v.literal("profile"), profile: pageId }),
    v.object({
      kind: v.literal("level"),
      skill: pageId,
      level: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
    }),
    v.object({ kind: v.literal("want"), responsibility: pageId, wanted: v.boolean() }),
  ]),
  /** A request: opens the gap plan; where there is none it is made, for these skills. */
  planGaps: v.object({
    gaps: v.pipe(v.array(v.object({ skill: pageId, mean: v.number(), target: v.number() })), v.maxLength(8)),
  }),
  /** A request: asks who the colleague is and where their copy goes. */
  copyForColleague: v.object({}),
  /** A request: asks for the file that a colleague handed back. */
  readColleague: v.object({}),
  /** Opens a file beside, at a line: the one that is answered, or another that was told of. */
  openFile: v.object({ file: v.optional(v.pipe(v.string(), v.maxLength(300))), line: v.optional(v.number()) }),
  openPage: v.object({ id: pageId }),
  /** Runs a command that an exercise names. */
  runCommand: v.object({ command, argument: v.optional(v.pipe(v.string(), v.maxLength(100))) }),
  /** A request: a new assessment of today. */
  again: v.object({}),
} as const;
