import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";
import type { MenuAction } from "../shell/index.ts";
import { addBelow, nudge, stretch, toggleDone } from "./rowActions.ts";
import type { TimelineController } from "./timelineController.ts";
import type { TimelineRow } from "./visibleRows.ts";

/** The actions of a row, in groups as its menu shows them. */
export function menuFor(row: TimelineRow, controller: TimelineController): readonly (readonly MenuAction[])[] {
  const { timeline, choices } = controller.screen;
  if (timeline === undefined || row.row < 0) return [];
  const { id } = row;
  const locked = { disabled: !controller.canEdit };
  const isStage = timeline.rows.kind[row.row] === rowKinds.stage;
  const isTask = timeline.rows.kind[row.row] === rowKinds.task;
  const isDone = standings[timeline.rows.standing[row.row] as number] === "done";
  const edit = (kind: "indent" | "outdent" | "up" | "down" | "remove") => () => void controller.edit({ kind, key: id });
  return [
    [
      { label: "Open in the file", keys: "Enter", run: () => controller.open(id) },
      { label: "Why here?", keys: "?", run: () => void controller.explain(id) },
      { label: "Show what leads here", run: () => void controller.showPathTo(id) },
      ...(isStage && choices.stage !== id
        ? [{ label: "Show this stage alone", run: () => controller.choose({ stage: id }) }]
        : []),
    ],
    [
      { label: "Rename", keys: "F2", ...locked, run: () => controller.startEditing(row.key, "name") },
      { label: "Move a day later", keys: ".", ...locked, run: () => nudge(timeline, row.row, 1, controller) },
      { label: "Move a day earlier", keys: ",", ...locked, run: () => nudge(timeline, row.row, -1, controller) },
      ...(isTask
        ? [
            { label: "A day longer", keys: ">", ...locked, run: () => stretch(timeline, row.row, 1, controller) },
            { label: "A day shorter", keys: "<", ...locked, run: () => stretch(timeline, row.row, -1, controller) },
          ]
        : []),
      { label: "Link to another row", keys: "+", ...locked, run: () => controller.startLinking(id) },
      ...unlinkings(timeline, row.row, controller),
      ...(isStage
        ? []
        : [
            {
              label: isDone ? "Not done" : "Done",
              keys: "Space",
              ...locked,
              run: () => toggleDone(timeline, row, controller),
            },
          ]),
    ],
    [
      { label: "Add a task below", keys: "Insert", ...locked, run: () => void addBelow(row, controller) },
      { label: "Into the stage above", keys: "]", ...locked, run: edit("indent") },
      { label: "Out of its stage", keys: "[", ...locked, run: edit("outdent") },
      { label: "Move up", keys: "Shift+↑", ...locked, run: edit("up") },
      { label: "Move down", keys: "Shift+↓", ...locked, run: edit("down") },
      { label: "Delete", keys: "Delete", ...locked, run: edit("remove") },
    ],
  ];
}

/** More of them would fill the menu. */
const mostUnlinkings = 4;

function unlinkings({ links, rows }: Timeline, row: number, controller: TimelineController): readonly MenuAction[] {
  const found: MenuAction[] = [];
  for (let link = 0; link < links.count && found.length < mostUnlinkings; link++) {
    if (links.to[link] !== row) continue;
    const from = links.from[link] as number;
    found.push({
      label: `No longer wait for “${rows.names[from]}”`,
      disabled: !controller.canEdit,
      run: () =>
        void controller.edit({ kind: "unlink", from: rows.keys[from] as string, to: rows.keys[row] as string }),
    });
  }
  return found;
}
