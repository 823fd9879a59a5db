import * as v from "valibot";
import type { BackgroundEntries, CertificationData } from "../core/practice/certification/index.ts";
import { shellToHost } from "./shell.ts";

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,99}$/));
const part = v.picklist(["compare", "eligibility"]);
export type CertificationPart = v.InferOutput<typeof part>;
const day = v.pipe(v.number(), v.integer());
const name = v.pipe(v.string(), v.maxLength(200));

/** What the host tells the view. */
export const certificationToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** Made by the build, which checked it. */
    data: v.custom<CertificationData>((value) => typeof value === "object" && value !== null && "paths" in value),
    /** What stands in the person's file; empty while there is none. */
    background: v.custom<BackgroundEntries>(
      (value) => typeof value === "object" && value !== null && "experience" in value,
    ),
    /** Of the background, below the folder. */
    file: v.string(),
    isThere: v.boolean(),
    /** Whether it may be written; not while no folder is open, or while the file is damaged. */
    canEdit: v.boolean(),
    /** Why it can't be kept anywhere. */
    noFolder: v.boolean(),
    /** What is wrong with the file, with lines from 1. */
    problems: v.array(v.object({ message: v.string(), line: v.number() })),
    /** The day it is, as a number. */
    today: day,
  }),
  show: v.object({ part }),
} as const;
export type CertificationState = v.InferOutput<typeof certificationToView.state>;

const experience = v.object({
  kind: v.literal("experience"),
  id: v.exactOptional(id),
  project: name,
  from: day,
  to: v.exactOptional(day),
  kinds: v.array(v.picklist(["leading", "agile", "risk", "construction"])),
});
const hours = v.object({
  kind: v.literal("hours"),
  id: v.exactOptional(id),
  title: name,
  topic: v.picklist(["project-management", "agile", "risk"]),
  hours: v.number(),
});

/** What the view tells the host. */
export const certificationToHost = {
  ...shellToHost,
  ready: v.object({}),
  /** A request: one change of the background. Fails with a sentence for the person. */
  change: v.object({
    change: v.variant("kind", [
      v.object({
        kind: v.literal("education"),
        education: v.picklist(["none", "secondary", "associate", "bachelor"]),
      }),
      v.object({ kind: v.literal("accredited"), isAccredited: v.boolean() }),
      v.object({ kind: v.literal("certification"), id, isHeld: v.boolean() }),
      experience,
      hours,
      v.object({ kind: v.literal("remove"), section: v.picklist(["experience", "hours"]), id }),
    ]),
  }),
  /** Opens the background's file beside, at a line. */
  openFile: v.object({ line: v.exactOptional(v.number()) }),
  /** Plans the study for it. */
  plan: v.object({ id }),
  /** Opens a source of a record in the browser; the host knows which addresses there are. */
  openSource: v.object({ id, source: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
} as const;
