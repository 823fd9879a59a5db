import * as v from "valibot";
import type { PracticePage } from "../core/practice/index.ts";
import { shellToHost } from "./shell.ts";

const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,99}$/));

/** A page to go to, and where on it. */
const place = v.object({ id, section: v.optional(id) });
export type PagePlace = v.InferOutput<typeof place>;

/** Another page, with the word that says what kind of page it is, for instance `skill` or `step 2`. */
const pageReference = v.object({ id, title: v.string(), kind: v.string() });
export type PageReference = v.InferOutput<typeof pageReference>;

/** When each ticked item of the shown page was ticked, by item id, as an ISO instant. */
const ticks = v.record(id, v.string());

/** A statement of the shown page that files decide, and what brings it about. */
const shown = v.object({
  id,
  statement: v.string(),
  isShown: v.boolean(),
  says: v.string(),
  action: v.object({ id: v.string(), title: v.string(), argument: v.exactOptional(v.string()) }),
});

/**
 * All that one page shows. Its content comes from a file that the build has checked and the host has looked over, so
 * it is not taken apart a third time here.
 */
export const pageView = v.object({
  page: v.custom<PracticePage>((value) => typeof value === "object" && value !== null && "sections" in value),
  group: v.object({ id, title: v.string(), number: v.number(), of: v.number() }),
  ticks,
  shown: v.array(shown),
  leadsTo: v.array(pageReference),
  backlinks: v.array(pageReference),
  previous: v.optional(pageReference),
  next: v.optional(pageReference),
});
export type PageView = v.InferOutput<typeof pageView>;

/** Answer to `ready`: the page that was asked for while the view was not there to hear it. */
export const readyAnswer = v.object({ open: v.optional(place) });

/** What the practice view may say to the host. */
export const practiceToHost = {
  ...shellToHost,
  /** The view listens now. Answered with {@link readyAnswer}. */
  ready: v.object({}),
  /** Asks for a page. Answered with a {@link PageView}, or an error that can be shown as it is. */
  page: v.object({ id }),
  /** The page that is shown now. */
  showing: v.object({ id }),
  /** A person ticked an item, or took the tick back. */
  tick: v.object({ item: id, done: v.boolean() }),
  /** A command link was followed. The host runs it only when a page says so and pages may. */
  runCommand: v.object({
    command: v.pipe(v.string(), v.maxLength(100)),
    argument: v.optional(v.pipe(v.string(), v.maxLength(100))),
  }),
  /** A link to a source was followed. */
  openAddress: v.object({ address: v.pipe(v.string(), v.maxLength(2_000)) }),
  /** Asks for another page by search. */
  find: v.object({}),
  /** Shows a page or group in the tree; without an id the tree itself. */
  reveal: v.object({ id: v.optional(id) }),
} as const;

/** What the host may say to the practice view. */
export const practiceToView = {
  /** Go to this page. */
  show: place,
  /** The ticks of the shown page changed, here or elsewhere. */
  ticks: v.object({ id, ticks }),
  /** What files show of the shown page changed. */
  shown: v.object({ id, shown: v.array(shown) }),
} as const;
