import * as v from "valibot";
import type { EducationComparison, EducationData } from "../core/practice/education/index.ts";
import { shellToHost } from "./shell.ts";

/** A key of a file that people write by hand: whatever stands there. */
const entryKey = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const day = v.pipe(v.number(), v.integer());
const words = v.pipe(v.string(), v.maxLength(500));
const amount = v.pipe(v.string(), v.maxLength(40));
const part = v.picklist(["compare", "routes"]);
export type EducationPart = v.InferOutput<typeof part>;

/** What the host tells the view. */
export const educationToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** Made by the build, which checked it. */
    data: v.custom<EducationData>((value) => typeof value === "object" && value !== null && "routes" in value),
    /** What stands in the person's file; what a new one begins with while there is none. */
    comparison: v.custom<EducationComparison>(
      (value) => typeof value === "object" && value !== null && "programmes" in value,
    ),
    file: v.object({
      /** Below the folder. */
      path: v.string(),
      isThere: v.boolean(),
      /** Whether it may be written; not while no folder is open, or while the file is damaged. */
      canEdit: v.boolean(),
      /** What is wrong with it, with lines from 1. */
      problems: v.array(v.object({ message: v.string(), line: v.number() })),
    }),
    /** Hours of project management education: what the person has, and what certifications ask for, fewest first. */
    hours: v.object({
      own: v.number(),
      asked: v.array(v.object({ certification: v.string(), hours: v.number() })),
    }),
    /** Why it can't be kept anywhere. */
    noFolder: v.boolean(),
    /** The day it is, as a number. */
    today: day,
  }),
} as const;
export type EducationState = v.InferOutput<typeof educationToView.state>;

const facts = v.object({
  name: words,
  kind: v.exactOptional(entryKey),
  provider: v.exactOptional(words),
  accreditation: v.exactOptional(v.picklist(["gac", "regional", "none"])),
  delivery: v.exactOptional(v.picklist(["online", "on-site", "both"])),
  cost: v.exactOptional(amount),
  months: v.exactOptional(v.number()),
  hoursAWeek: v.exactOptional(v.number()),
  contactHours: v.exactOptional(v.number()),
  finalProject: v.exactOptional(v.boolean()),
  technical: v.exactOptional(v.number()),
  requires: v.exactOptional(words),
  start: v.exactOptional(day),
  source: v.exactOptional(words),
});

/** What the view tells the host. */
export const educationToHost = {
  ...shellToHost,
  ready: v.object({}),
  /** A request: one change of the file. Fails with a sentence for the person. */
  change: v.object({
    change: v.variant("kind", [
      v.object({ kind: v.literal("criterion"), id: v.exactOptional(entryKey), name: words, weight: v.number() }),
      v.object({ kind: v.literal("programme"), id: v.exactOptional(entryKey), facts }),
      v.object({
        kind: v.literal("rating"),
        programme: entryKey,
        criterion: entryKey,
        rating: v.exactOptional(v.number()),
      }),
      v.object({
        kind: v.literal("decision"),
        decision: v.object({
          programme: v.exactOptional(entryKey),
          reason: v.exactOptional(words),
          start: v.exactOptional(day),
          budget: v.exactOptional(amount),
          stop: v.exactOptional(words),
        }),
      }),
      v.object({ kind: v.literal("remove"), section: v.picklist(["criteria", "programmes"]), id: entryKey }),
    ]),
  }),
  /** Opens the file beside, at a line. */
  openFile: v.object({ line: v.exactOptional(v.number()) }),
  /** Opens a source of a kind in the browser; the host knows which addresses there are. */
  openSource: v.object({ id: entryKey, source: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** Opens the view in which one's own hours are written down. */
  openHours: v.object({}),
} as const;
