import * as v from "valibot";
import { isPackedTimeline, type PackedTimeline, unpackTimeline } from "../core/timeline/packedTimeline.ts";

// The host is trusted: its messages are held to their shape, not to sizes.
const key = v.string();
const words = v.string();
const moment = v.number();
const version = v.number();
/** What the dates are compared with, as the view keeps it: `baseline:<id>`, `revision:<hash>` or `saved`. */
const compared = v.string();

/** Rows by the hundred thousand are not checked one by one: the host made them. They are sent packed. */
const timeline = v.pipe(
  v.custom<PackedTimeline>(isPackedTimeline, "a timeline whose rows are not packed"),
  v.transform(unpackTimeline),
);

/** What would come of an edit that is not made yet. */
const consequence = v.object({
  /** Why it can't be done; the rest is empty then. */
  refusal: v.optional(words),
  /** One sentence: `Finish 12 → 19 Mar (+5d); “Beta” misses its deadline by 2d.` */
  summary: v.string(),
  /** The project's finish before and after, and how far that is in seconds of working time. */
  finish: v.optional(v.tuple([moment, moment, v.number()])),
  /** Rows that move, with their new dates: key, start, finish. */
  moves: v.array(v.tuple([key, moment, moment])),
  /** Float of the edited row after it, in seconds of working time. */
  float: v.optional(v.number()),
  isCritical: v.optional(v.boolean()),
  /** Deadlines that are missed then: name, and by how many seconds of working time. */
  broken: v.array(v.tuple([v.string(), v.number()])),
  /** The line that would be written, such as `plan.yaml:41`, and its new text. */
  place: v.optional(v.string()),
  text: v.optional(v.string()),
  /** It goes against what the row waits for: on the drop the person is asked how to say it. The rest is about the likeliest answer. */
  asks: v.optional(v.boolean()),
  /** A newer question came in before this one was answered: it is to be ignored, and the rest is empty. */
  overtaken: v.optional(v.boolean()),
});
export type TimelineConsequence = v.InferOutput<typeof consequence>;

/** Why a row stands where it stands. */
export const timelineExplanation = v.object({
  title: v.string(),
  /** Sentences: start, finish, float. */
  sentences: v.array(v.string()),
  /** What it goes back to, step by step. */
  chain: v.array(v.object({ key, name: v.string() })),
});
export type TimelineExplanation = v.InferOutput<typeof timelineExplanation>;

/** What would bring a row forward, each found by scheduling with it: a sentence, and where the fact stands. */
export const timelineWays = v.array(
  v.object({ text: v.string(), file: v.optional(v.string()), line: v.optional(v.number()) }),
);
export type TimelineWays = v.InferOutput<typeof timelineWays>;

/** A path of rows that the view lets stand out. */
const path = v.object({ name: v.string(), keys: v.array(key) });
export type TimelinePath = v.InferOutput<typeof path>;

/** What the host tells the view. */
export const timelineToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** Address of the project's folder; the view keeps it, so that VS Code can bring the view back. */
    folder: v.string(),
    name: v.string(),
    /** Counts up with every new picture; an edit says which one it was made for. */
    version,
    /** Finish and what is left to its deadline: `Fri 12 Mar`, `5d before the deadline`. */
    finish: v.optional(v.object({ text: v.string(), room: v.string(), isLate: v.boolean() })),
    /** What the dates are compared with; the view keeps it and says it when it is ready again. */
    compared: v.optional(compared),
    readOnly: v.boolean(),
    /** Why nothing can be shown at all. */
    unavailable: v.optional(v.string()),
    /** Problems that make the picture incomplete: a sentence, and the file and line it is about. Lines count from 1. */
    problems: v.array(v.object({ text: v.string(), file: v.string(), line: v.number() })),
    /** Absent while nothing is planned. */
    timeline: v.optional(timeline),
  }),
  /** Moves the selection; the cursor went there in the text. */
  select: v.object({ key }),
  /** The person asked to take something back: in the field they type in, else the view's last edit. */
  step: v.picklist(["undo", "redo"]),
  /** A sentence the person should see. */
  notice: v.object({ kind: v.picklist(["info", "error"]), text: v.string() }),
  /** A command for the view: VS Code's keys reach it this way. */
  command: v.picklist(["zoom-in", "zoom-out", "fit", "today", "find"]),
} as const;
export type TimelineToView = typeof timelineToView;
export type TimelineCommand = v.InferOutput<typeof timelineToView.command>;
/** As the view reads it. */
export type TimelineState = v.InferOutput<typeof timelineToView.state>;
/** As the host sends it. */
export type SentTimelineState = v.InferInput<typeof timelineToView.state>;

/** What came of an edit; the answer to `edit`. */
export const timelineAnswer = v.object({
  /** The row it was about, as it is called now: a new one, for instance. */
  key: v.optional(key),
  /** One sentence for who can't see it. */
  summary: v.string(),
  /** Nothing was written, since the person called it off. */
  cancelled: v.optional(v.boolean()),
});
export type TimelineAnswer = v.InferOutput<typeof timelineAnswer>;
export const timelineConsequence = consequence;

export const timelinePaths = v.array(path);

const loadCell = v.object({ asked: v.number(), has: v.number(), over: v.number(), rows: v.array(v.number()) });

/** What is asked of people and roles against what there is of them, by period; the answer to `load`. */
export const timelineLoadTable = v.object({
  /** The picture whose rows the cells speak of. */
  version,
  bounds: v.array(moment),
  people: v.array(v.object({ id: v.string(), name: v.string(), cells: v.array(loadCell) })),
  left: v.number(),
});
export type TimelineLoadTable = v.InferOutput<typeof timelineLoadTable>;
