/** What the timeline tells the host. Apart from what it is told, so that the view's script holds one half only. */
import * as v from "valibot";
import { shellToHost } from "./shell.ts";

const key = v.pipe(v.string(), v.maxLength(200));
const words = v.pipe(v.string(), v.maxLength(2_000));
const moment = v.pipe(v.number(), v.finite());
const version = v.pipe(v.number(), v.integer(), v.minValue(0));
const compared = v.pipe(v.string(), v.maxLength(200));

/** An edit of one row. Moments of the wall clock; rows by their key. */
const edit = v.variant("kind", [
  /** The bar's start goes there. */
  v.object({ kind: v.literal("move"), key, start: moment }),
  /** The bar's finish goes there: it takes longer or shorter. */
  v.object({ kind: v.literal("resize"), key, finish: moment }),
  /** `to` waits for `from`. */
  v.object({ kind: v.literal("link"), from: key, to: key, type: v.picklist(["FS", "SS", "FF", "SF"]) }),
  v.object({ kind: v.literal("unlink"), from: key, to: key }),
  /** A cell was typed into: what the person wrote. */
  v.object({
    kind: v.literal("cell"),
    key,
    column: v.picklist(["name", "who", "size", "start", "finish", "done", "after", "deadline"]),
    text: words,
  }),
  v.object({ kind: v.picklist(["indent", "outdent", "up", "down"]), key }),
  /** A row, with all that is in it, goes behind another one or into it. One at a time. */
  v.object({ kind: v.literal("reorder"), key, target: key, into: v.boolean() }),
  /** A new task behind a row, or at the end. */
  v.object({ kind: v.literal("add"), after: v.optional(key), name: words }),
  v.object({ kind: v.literal("remove"), key }),
  v.object({ kind: v.literal("done"), key, done: v.boolean() }),
]);
export type TimelineEdit = v.InferOutput<typeof edit>;

/** Commands that the view's own buttons may run. */
export const timelineCommands = [
  "gantry.scaffold.newProject",
  "gantry.plan.addTask",
  "gantry.schedule.levelResources",
  "gantry.timeline.compareWith",
  "gantry.timeline.export",
] as const;

/** What the view tells the host. */
export const timelineToHost = {
  ...shellToHost,
  /** With what the view has kept of the state before; what is not known any more is left out. */
  ready: v.object({ compared: v.optional(compared) }),
  /** A request: what would come of it. Answered with `timelineConsequence`. */
  preview: v.object({ version, edit }),
  /** A request; fails with a sentence for the person. Answered with `timelineAnswer`. */
  edit: v.object({ version, edit }),
  /** Requests; they fail with a sentence for the person. Answered with `timelineAnswer`. */
  undo: v.object({}),
  redo: v.object({}),
  /** The row that is selected: the text beside goes along. */
  selected: v.object({ key }),
  /** Opens the row's line in its file. */
  open: v.object({ key }),
  /** Opens a file of the project at a line, counted from 1. */
  openFile: v.object({ file: words, line: v.number() }),
  /** A request: why here? Answered with `timelineExplanation`. */
  explain: v.object({ key }),
  /** A request: what would bring it forward? Answered with `timelineWays`. */
  ways: v.object({ key }),
  /** A request: the critical paths, or those to a row. Answered with a list of `TimelinePath`. */
  paths: v.object({ to: v.optional(key) }),
  /** A request: the load as a table, of so many periods from a moment on. Answered with `timelineLoadTable`. */
  load: v.object({
    unit: v.picklist(["day", "week", "month"]),
    from: moment,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40)),
  }),
  /** A request: the whole timeline as SVG, in the colours of the theme that is on. */
  drawing: v.object({}),
  run: v.object({ command: v.picklist(timelineCommands) }),
} as const;
export type TimelineToHost = typeof timelineToHost;
