import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";
import { workingDayFrom } from "./barDragging.ts";
import { editableCells } from "./columns.tsx";
import type { CellName, TimelineController } from "./timelineController.ts";
import type { TimelineRow } from "./visibleRows.ts";

/** The keys of a row beside those every tree has. @returns whether one was used. */
export function keyAction(event: KeyboardEvent, row: TimelineRow, controller: TimelineController): boolean {
  // Brackets and the like are typed with AltGr on many keyboards.
  const isTyped = event.getModifierState("AltGraph");
  if (!isTyped && (event.altKey || event.ctrlKey || event.metaKey)) return false;
  const { timeline, linkingFrom } = controller.screen;
  if (event.key === "Escape" && linkingFrom !== undefined) {
    controller.stopLinking();
    return true;
  }
  if (timeline === undefined || row.row < 0) return false;
  // A key that is held moves on and on, but writes once.
  if (event.repeat && writingKeys.has(event.key)) return true;
  const action = keysOf(timeline, row, controller)[event.key];
  if (action === undefined) {
    const arrow = event.shiftKey ? /^Arrow(.)/.exec(event.key)?.[1] : undefined;
    if (arrow === undefined) return false;
    if (arrow === "U" || arrow === "D") void controller.edit({ kind: arrow === "U" ? "up" : "down", key: row.id });
    else controller.pan(((arrow === "L" ? -1 : 1) * controller.chartWidth) / 4);
    return true;
  }
  action();
  return true;
}

const writingKeys: ReadonlySet<string> = new Set(["Enter", "Insert", "Delete", " ", "[", "]"]);

function keysOf(
  timeline: Timeline,
  row: TimelineRow,
  controller: TimelineController,
): Readonly<Record<string, () => void>> {
  const { pending, linkingFrom, cell } = controller.screen;
  const { id } = row;
  if (linkingFrom !== undefined) {
    return { Enter: () => void controller.link(id), "+": () => controller.setLinkingType() };
  }
  const moving: Record<string, () => void> = {
    ",": () => nudge(timeline, row.row, -1, controller),
    ".": () => nudge(timeline, row.row, 1, controller),
    "<": () => stretch(timeline, row.row, -1, controller),
    ">": () => stretch(timeline, row.row, 1, controller),
    ";": () => stretch(timeline, row.row, -1, controller),
    ":": () => stretch(timeline, row.row, 1, controller),
  };
  if (pending?.by === "keys") {
    return { ...moving, Enter: () => void controller.commit(), Escape: () => controller.drop() };
  }
  const cells = editableCells(timeline, row.row, controller.columns);
  const at = cell === undefined ? -1 : cells.indexOf(cell);
  const edit = (name: CellName): void => controller.startEditing(row.key, name);
  const inCell: Record<string, () => void> =
    at < 0
      ? row.expanded === false
        ? {}
        : { ArrowRight: () => controller.focusCell(cells[0]) }
      : {
          ArrowRight: () => controller.focusCell(cells[Math.min(at + 1, cells.length - 1)]),
          ArrowLeft: () => controller.focusCell(cells[at - 1]),
          Enter: () => edit(cells[at] as CellName),
          F2: () => edit(cells[at] as CellName),
          Escape: () => controller.focusCell(undefined),
        };
  return {
    ...moving,
    Enter: () => controller.open(id),
    F2: () => edit("name"),
    "?": () => void controller.explain(id),
    Insert: () => void addBelow(row, controller),
    Delete: () => void controller.edit({ kind: "remove", key: id }),
    "[": () => void controller.edit({ kind: "outdent", key: id }),
    "]": () => void controller.edit({ kind: "indent", key: id }),
    "+": () => controller.startLinking(id),
    " ": () => {
      // A whole stage is not done by one key.
      if (timeline.rows.kind[row.row] !== rowKinds.stage) toggleDone(timeline, row, controller);
    },
    ...(controller.screen.explained !== undefined && { Escape: () => controller.closeExplanation() }),
    ...inCell,
  };
}

/** By a working day; each press shows what would come of it. */
export function nudge(timeline: Timeline, row: number, way: 1 | -1, controller: TimelineController): void {
  if (!controller.canEdit) return;
  const { keys, start, finish } = timeline.rows;
  const key = keys[row] as string;
  const { pending } = controller.screen;
  const from = pending?.key === key && pending.edit.kind === "move" ? pending.start : (start[row] as number);
  const begin = workingDayFrom(timeline, from, way);
  const length = (finish[row] as number) - (start[row] as number);
  controller.propose({ kind: "move", key, start: begin }, key, begin, begin + length, "keys");
}

/** A working day longer or shorter. */
export function stretch(timeline: Timeline, row: number, way: 1 | -1, controller: TimelineController): void {
  const { keys, start, finish, kind } = timeline.rows;
  if (!controller.canEdit || kind[row] !== rowKinds.task) return;
  const key = keys[row] as string;
  const { pending } = controller.screen;
  const from = pending?.key === key ? pending.finish : (finish[row] as number);
  // The last second of the work tells its day, not the midnight behind it.
  const end = workingDayFrom(timeline, from - 1, way) + 1;
  const begin = start[row] as number;
  if (end > begin) controller.propose({ kind: "resize", key, finish: end }, key, begin, end, "keys");
}

/** A new task behind a row; its name is typed next. */
export async function addBelow(row: TimelineRow, controller: TimelineController): Promise<void> {
  const answer = await controller.edit({ kind: "add", after: row.id, name: "New task" });
  if (answer?.key !== undefined) controller.startEditingWhenThere(answer.key);
}

/** Done, or not done any more. */
export function toggleDone(timeline: Timeline, { row, id }: TimelineRow, controller: TimelineController): void {
  const isDone = standings[timeline.rows.standing[row] as number] === "done";
  void controller.edit({ kind: "done", key: id, done: !isDone });
}
