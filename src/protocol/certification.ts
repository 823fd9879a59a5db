import * as v from "valibot";
import type { BackgroundEntries, CertificationData, PduLedger } from "../core/practice/certification/index.ts";
import { shellToHost } from "./shell.ts";

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,99}$/));
/** A key of a file that people write by hand: whatever stands there. */
const entryKey = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const part = v.picklist(["compare", "eligibility", "pdus"]);
export type CertificationPart = v.InferOutput<typeof part>;
const day = v.pipe(v.number(), v.integer());
const name = v.pipe(v.string(), v.maxLength(200));

/** A private file behind a part of the view. */
const file = v.object({
  /** Below the folder. */
  path: v.string(),
  isThere: v.boolean(),
  /** Whether it may be written; not while no folder is open, or while the file is damaged. */
  canEdit: v.boolean(),
  /** What is wrong with it, with lines from 1. */
  problems: v.array(v.object({ message: v.string(), line: v.number() })),
});

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
    ledger: v.custom<PduLedger>((value) => typeof value === "object" && value !== null && "cycles" in value),
    files: v.object({ background: file, pdus: file }),
    /** Why it can't be kept anywhere. */
    noFolder: v.boolean(),
    /** The day it is, as a number. */
    today: day,
  }),
  show: v.object({ part }),
} as const;
export type CertificationState = v.InferOutput<typeof certificationToView.state>;

const experience = v.object({
  kind: v.literal("experience"),
  id: v.exactOptional(entryKey),
  project: name,
  from: day,
  to: v.exactOptional(day),
  kinds: v.array(v.picklist(["leading", "agile", "risk", "construction"])),
});
const hours = v.object({
  kind: v.literal("hours"),
  id: v.exactOptional(entryKey),
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
      v.object({ kind: v.literal("remove"), section: v.picklist(["experience", "hours"]), id: entryKey }),
    ]),
  }),
  /** A request: one change of the ledger. Fails with a sentence for the person. */
  changePdus: v.object({
    change: v.variant("kind", [
      v.object({ kind: v.literal("cycle"), certification: entryKey, from: v.exactOptional(day) }),
      v.object({
        kind: v.literal("entry"),
        id: v.exactOptional(entryKey),
        entry: v.object({
          title: name,
          date: day,
          kind: v.picklist(["education", "giving-back", "working"]),
          side: v.exactOptional(v.picklist(["ways-of-working", "power-skills", "business-acumen"])),
          pdus: v.number(),
        }),
      }),
      v.object({ kind: v.literal("remove"), id: entryKey }),
    ]),
  }),
  /** Opens a file beside, at a line. */
  openFile: v.object({ file: v.picklist(["background", "pdus"]), line: v.exactOptional(v.number()) }),
  /** Plans the study for it. */
  plan: v.object({ id }),
  /** Opens a source of a record, or of a rule of renewal, in the browser; the host knows which addresses there are. */
  openSource: v.object({ id, source: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
} as const;
