import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";
import { Cell, Icon, LineEditor, type TextCell, TextCells } from "../shell/index.ts";
import { type Column, cellText, editableCells, editedText } from "./columns.tsx";
import { movesByRow } from "./consequenceMoves.ts";
import type { CellName, TimelineController, TimelineScreen } from "./timelineController.ts";
import type { TimelineRow } from "./visibleRows.ts";
import { finishText } from "./words.ts";

interface RowCellsProps {
  readonly controller: TimelineController;
  readonly screen: TimelineScreen;
  readonly timeline: Timeline;
  readonly row: TimelineRow;
  readonly visible: readonly Column[];
}

/** As many letters fit into any column of numbers: `28 Mar`, `−123.5`. What may be longer is cut, which costs time in many cells. */
const alwaysFits = 6;

/** The cells of one row: its name, and a cell for each column that is shown. */
export function RowCells(props: RowCellsProps) {
  const { row } = props;
  if (row.row < 0) {
    return (
      <Cell class="name strong">
        <Twisty isOpen={row.expanded === true} />
        {row.name}
      </Cell>
    );
  }
  const { editing } = props.screen;
  const edited = editing?.rowKey === row.key ? editing.column : undefined;
  const editable = editableCells(props.timeline, row.row, props.visible);
  return (
    <TextCells
      cells={[
        nameCell(props, edited === "name"),
        ...props.visible.map((column) => columnCell(props, column, editable, edited)),
      ]}
    />
  );
}

function nameCell(props: RowCellsProps, isEdited: boolean): TextCell {
  const { row, timeline } = props;
  const { kind, standing } = timeline.rows;
  const isStage = kind[row.row] === rowKinds.stage;
  const isDone = !isStage && standings[standing[row.row] as number] === "done";
  const mark = kind[row.row] === rowKinds.milestone ? " is-milestone" : "";
  const twisty = row.expanded === undefined ? "" : " has-twisty";
  const cell = {
    name: "name",
    class: `name${isStage ? " strong is-stage" : ""}${twisty}${mark}${isDone ? " is-done" : ""}`,
    text: row.name,
    column: "name",
    level: row.level,
  };
  if (!isEdited && row.expanded === undefined) return cell;
  return {
    ...cell,
    content: (
      <>
        {row.expanded === undefined ? null : <Twisty isOpen={row.expanded} />}
        {isEdited ? <Editor {...props} cell="name" label="Name" /> : row.name}
      </>
    ),
  };
}

function columnCell(
  props: RowCellsProps,
  { name, title, isNumber, edits }: Column,
  editable: readonly CellName[],
  edited: CellName | undefined,
): TextCell {
  const { timeline, row } = props;
  const canEdit = edits !== undefined && editable.includes(edits);
  const moved = name === "finish" ? movedFinish(props.screen, row) : undefined;
  const text = cellText(timeline, row.row, name);
  const look = name === "float" ? floatLook(timeline, row.row) : "";
  const isLong = text.length > alwaysFits;
  const cell = {
    name,
    class: `${isNumber ? "num " : "dim "}cell-${name}${look}${isNumber && isLong ? " is-long" : ""}`,
    text,
    column: canEdit ? edits : undefined,
    takesFocusOfPress: canEdit,
  };
  if (canEdit && edited === edits) return { ...cell, content: <Editor {...props} cell={edits} label={title} /> };
  if (moved === undefined) return cell;
  return {
    ...cell,
    class: `${cell.class} is-moved`,
    content: (
      <>
        <s class="dim">{dayBefore(timeline, row.row, moved)}</s> <b class="strong">{finishText(timeline, moved)}</b>
      </>
    ),
  };
}

/** How the float looks: what is critical or nearly so has a shape that says what colour would. */
function floatLook({ rows }: Timeline, row: number): string {
  const standing = standings[rows.standing[row] as number];
  if (standing === "done") return " dim";
  if (rows.kind[row] === rowKinds.stage) return "";
  if (standing === "critical" || standing === "late") return " strong is-critical";
  return standing === "near-critical" ? " is-near-critical" : "";
}

/** The finish that an edit which is shown would give a row; undefined where it stays. */
function movedFinish({ pending, timeline }: TimelineScreen, { id, row }: TimelineRow): number | undefined {
  if (pending === undefined || timeline === undefined || pending.consequence?.refusal !== undefined) return undefined;
  const before = timeline.rows.finish[row] as number;
  const { consequence } = pending;
  // Until the host has said what would come of it, the edited row lies where the pointer has it.
  const after = consequence
    ? movesByRow(timeline, consequence).get(row)?.[2]
    : pending.key === id
      ? pending.finish
      : undefined;
  return after === undefined || finishText(timeline, after) === finishText(timeline, before) ? undefined : after;
}

/** The finish before a move: of the same month, its day alone. */
function dayBefore(timeline: Timeline, row: number, moved: number): string {
  const before = finishText(timeline, timeline.rows.finish[row] as number);
  const [day, month] = before.split(" ");
  return finishText(timeline, moved).includes(` ${month}`) ? (day as string) : before;
}

interface EditorProps extends RowCellsProps {
  readonly cell: CellName;
  readonly label: string;
}

function Editor({ controller, screen, timeline, row, cell, label }: EditorProps) {
  return (
    <LineEditor
      label={label}
      value={screen.editing?.refused ?? editedText(timeline, row.row, cell)}
      onDone={(text, byEnter) => void controller.stopEditing(text, byEnter)}
      onCancel={() => void controller.stopEditing(undefined, true)}
    />
  );
}

/** Pressed, it folds its row: the grid listens for it. */
function Twisty({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <button type="button" class="twist" data-folds tabIndex={-1} aria-hidden="true">
      <Icon name={isOpen ? "chevron-down" : "chevron-right"} class="twisty" />
    </button>
  );
}
