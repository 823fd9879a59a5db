import * as v from "valibot";
import { shellToHost } from "./shell.ts";

/**
 * An item as it goes over the line, short because there may be thousands: text, 1 when done, index of its heading, how
 * deep it is nested, id or "", people, and the lines below it as kind (w why, a next action, n note, e evidence) and text.
 */
export type WireItem = readonly [
  text: string,
  done: 0 | 1,
  group: number,
  level: number,
  id: string,
  who: readonly string[],
  details: readonly (readonly [WireDetailKind, string])[],
];

export type WireDetailKind = "w" | "a" | "n" | "e";

/** A heading: its words, its level and the index of the heading above it (-1 for none). */
export type WireGroup = readonly [name: string, level: number, parent: number, isEmpty: 0 | 1];

// Thousands of items are checked by hand: it takes a tenth of the time of nested schemas.
function isWireItem(value: unknown): value is WireItem {
  if (!Array.isArray(value) || value.length !== 7) return false;
  const [text, done, group, level, id, who, details] = value;
  return (
    typeof text === "string" &&
    (done === 0 || done === 1) &&
    typeof group === "number" &&
    typeof level === "number" &&
    typeof id === "string" &&
    Array.isArray(who) &&
    who.every((name) => typeof name === "string") &&
    Array.isArray(details) &&
    details.every((detail) => Array.isArray(detail) && typeof detail[0] === "string" && typeof detail[1] === "string")
  );
}

function isWireGroup(value: unknown): value is WireGroup {
  if (!Array.isArray(value) || value.length !== 4) return false;
  return typeof value[0] === "string" && value.slice(1).every((part) => typeof part === "number");
}

const wireItems = v.custom<readonly WireItem[]>((value) => Array.isArray(value) && value.every(isWireItem));
const wireGroups = v.custom<readonly WireGroup[]>((value) => Array.isArray(value) && value.every(isWireGroup));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const problem = v.object({
  kind: v.picklist(["conflict", "duplicate-id"]),
  /** Counted from 0. */
  line: index,
  message: v.string(),
});

/** What the view knows of one Markdown file. */
const fileState = v.object({
  /** Its address: names the file in messages. */
  file: v.string(),
  /** Path as people say it, for instance `checklists/planning.md`. */
  path: v.string(),
  title: v.string(),
  /** Counts up with every change of the text; an edit says which one it was made for. */
  version: index,
  /** The project is in this phase now. */
  current: v.boolean(),
  readOnly: v.boolean(),
  /** Why nothing of it can be shown; the rest is empty then. */
  unavailable: v.optional(v.string()),
  /** Index of the heading that is the title, or 0. */
  titleGroup: index,
  groups: wireGroups,
  items: wireItems,
  /** How many more items there are than were sent. */
  left: index,
  problems: v.array(problem),
});
export type FileState = v.InferOutput<typeof fileState>;

/** What the host tells the view. */
export const checklistToView = {
  /** Everything; also the answer to `ready`. */
  state: v.object({
    /** `project` shows all checklists of a project, `file` one Markdown file. */
    kind: v.picklist(["project", "file"]),
    /** Names what is shown; the view keeps it, so that VS Code can bring the view back. */
    subject: v.string(),
    /** Name of the project, or path of the file. */
    name: v.string(),
    /** The id of the person at this machine, or "". */
    me: v.string(),
    /** Why there is nothing to show at all. */
    unavailable: v.optional(v.string()),
    files: v.array(fileState),
  }),
  /** One file read anew. */
  file: fileState,
  /** A small change of one file: of the items at `start`, `removed` are replaced by `items`. */
  patch: v.object({
    file: v.string(),
    from: index,
    version: index,
    start: index,
    removed: index,
    items: wireItems,
    groups: v.optional(wireGroups),
  }),
  /** Moves the focus to a file's heading, or to an item of it, and begins to edit it. */
  reveal: v.object({ file: v.string(), item: v.optional(index), edit: v.optional(v.boolean()) }),
  /** Who "I" am was settled. */
  me: v.string(),
  /** The person asked to take something back: in the field they type in, else the view's last edit. */
  step: v.picklist(["undo", "redo"]),
  /** A sentence the person should see. */
  notice: v.object({ kind: v.picklist(["info", "error"]), text: v.string() }),
} as const;
export type ChecklistToView = typeof checklistToView;
export type ChecklistState = v.InferOutput<typeof checklistToView.state>;
export type FilePatch = v.InferOutput<typeof checklistToView.patch>;

const words = v.pipe(v.string(), v.maxLength(10_000));
const address = v.pipe(v.string(), v.maxLength(4_000));
const destination = v.variant("kind", [
  v.object({ kind: v.picklist(["before", "after"]), item: index }),
  v.object({ kind: v.literal("end"), group: index }),
]);

/** Items and groups are named by their index in the version that the person saw. */
const edit = v.variant("kind", [
  v.object({ kind: v.literal("tick"), item: index, done: v.boolean() }),
  v.object({ kind: v.literal("text"), item: index, text: words }),
  v.object({ kind: v.literal("note"), item: index, text: words }),
  v.object({ kind: v.literal("add"), to: destination, text: words }),
  v.object({ kind: v.literal("remove"), item: index }),
  v.object({
    kind: v.literal("move"),
    item: index,
    to: destination,
    /** The file it goes to, when it is another one. */
    into: v.optional(v.object({ file: address, version: index })),
  }),
]);
export type WireEdit = v.InferOutput<typeof edit>;

/** Where the item that an edit was about stands afterwards; the answer to `edit`. */
export const editAnswer = v.object({ file: v.string(), version: index, item: v.optional(index) });
export type EditAnswer = v.InferOutput<typeof editAnswer>;

/** Commands that the view's own buttons may run. */
export const checklistCommands = [
  "gantry.checklist.new",
  "gantry.scaffold.newDocument",
  "gantry.scaffold.newProject",
] as const;

/** What the view tells the host. */
export const checklistToHost = {
  ...shellToHost,
  ready: v.object({}),
  /** A request; fails with a sentence for the person. */
  edit: v.object({ file: address, version: index, edit }),
  /** Asks who the item is assigned to, and assigns it. */
  assign: v.object({ file: address, version: index, item: index }),
  /** Takes back the view's last edit, or makes it again. */
  undo: v.object({}),
  redo: v.object({}),
  /** Opens the Markdown file, at an item where one is named. */
  openFile: v.object({ file: address, version: index, item: v.optional(index), line: v.optional(index) }),
  /** Opens a link that stands in a file. */
  openLink: v.object({ file: address, target: address }),
  /** Asks who "I" am; the answer comes as `me`. */
  askMe: v.object({}),
  run: v.object({ command: v.picklist(checklistCommands) }),
} as const;
export type ChecklistToHost = typeof checklistToHost;
