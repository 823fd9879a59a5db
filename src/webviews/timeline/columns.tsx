import { rowKinds, standings, type Timeline } from "../../core/timeline/index.ts";
import type { ColumnName } from "./choices.ts";
import type { CellName } from "./timelineController.ts";
import { daysText, finishText, startText, writtenDay } from "./words.ts";

/** A column beside the name. */
export interface Column {
  readonly name: ColumnName;
  readonly title: string;
  /** In pixels at 13 px type. */
  readonly width: number;
  readonly isNumber: boolean;
  /** What is edited when the cell is; absent where the cell follows from others. */
  readonly edits?: CellName;
}

export const columns: readonly Column[] = [
  { name: "who", title: "Who", width: 84, isNumber: false, edits: "who" },
  { name: "size", title: "Work", width: 52, isNumber: true, edits: "size" },
  { name: "start", title: "Start", width: 78, isNumber: true, edits: "start" },
  { name: "finish", title: "Finish", width: 90, isNumber: true, edits: "finish" },
  { name: "float", title: "Float d", width: 58, isNumber: true },
  { name: "done", title: "Done", width: 56, isNumber: true, edits: "done" },
  { name: "after", title: "Waits for", width: 120, isNumber: false, edits: "after" },
  { name: "deadline", title: "Deadline", width: 82, isNumber: true, edits: "deadline" },
  { name: "cost", title: "Cost", width: 92, isNumber: true },
];

/** How much wider a day with its year is than one without, in pixels at 13 px type. */
const yearWidth = 24;
const ofDays: readonly ColumnName[] = ["start", "finish", "deadline"];

/** The columns that a plan has something for, with room for it: days of other years than today's are shown with their year. */
export function columnsFor({ start, finish, today, rows }: Timeline): readonly Column[] {
  const used = rows.cost.some((cost) => cost !== "") ? columns : columns.filter(({ name }) => name !== "cost");
  const [year, ...others] = [today, start, finish - 1].map((time) => new Date(time * 1000).getUTCFullYear());
  if (others.every((other) => Number.isNaN(other) || other === year)) return used;
  return used.map((column) => (ofDays.includes(column.name) ? { ...column, width: column.width + yearWidth } : column));
}

export function columnsOf(all: readonly Column[], names: readonly ColumnName[]): readonly Column[] {
  return all.filter(({ name }) => names.includes(name));
}

/** Which columns a table without a chart keeps longest. */
const byNeed: readonly ColumnName[] = ["finish", "float", "start", "who", "size", "done", "after", "deadline", "cost"];

/** As many columns as there is room for, in their order. @param room in pixels at 13 px type */
export function columnsThatFit(all: readonly Column[], room: number): readonly Column[] {
  let rest = room;
  const kept = byNeed.filter((wanted) => {
    rest -= all.find(({ name }) => name === wanted)?.width ?? 0;
    return rest >= 0;
  });
  return columnsOf(all, kept);
}

/** What a cell of a row shows. */
export function cellText(timeline: Timeline, row: number, column: ColumnName): string {
  const { rows } = timeline;
  const isDone = standings[rows.standing[row] as number] === "done";
  switch (column) {
    case "who":
      return rows.who[row] as string;
    case "size":
      return spaced(likelyOf(rows.size[row] as string));
    case "start":
      return rows.kind[row] === rowKinds.milestone ? "" : startText(timeline, rows.start[row] as number);
    case "finish":
      return finishText(timeline, rows.finish[row] as number);
    case "float":
      return isDone ? "·" : daysText(timeline, rows.totalFloat[row] as number);
    case "done":
      return rows.kind[row] === rowKinds.milestone && !isDone ? "" : `${rows.done[row]} %`;
    case "after":
      return rows.after[row] as string;
    case "deadline":
      return finishText(timeline, rows.deadline[row] as number);
    case "cost":
      return rows.cost[row] as string;
  }
}

/** What a cell is edited as: the text as it stands in the file, dates as the language writes them. */
export function editedText(timeline: Timeline, row: number, cell: CellName): string {
  const { rows } = timeline;
  switch (cell) {
    case "name":
      return rows.names[row] as string;
    case "who":
      return rows.who[row] as string;
    case "size":
      return rows.size[row] as string;
    case "start":
      return writtenDay(rows.start[row] as number);
    case "finish":
      return writtenDay((rows.finish[row] as number) - 1);
    case "done":
      return `${rows.done[row]}%`;
    case "after":
      return rows.after[row] as string;
    case "deadline": {
      const deadline = rows.deadline[row] as number;
      return Number.isNaN(deadline) ? "" : writtenDay(deadline - 1);
    }
  }
}

/** Cells of a row that may be typed into, in their order. */
export function editableCells(timeline: Timeline, row: number, shown: readonly Column[]): readonly CellName[] {
  const kind = timeline.rows.kind[row];
  const cells = shown.flatMap(({ edits }) => (edits === undefined ? [] : [edits]));
  const isTask = kind === rowKinds.task;
  const fits: Readonly<Partial<Record<CellName, boolean>>> = {
    size: isTask,
    start: kind !== rowKinds.milestone,
    finish: kind !== rowKinds.stage,
    done: kind !== rowKinds.stage,
    who: kind !== rowKinds.stage,
  };
  return ["name", ...cells.filter((cell) => fits[cell] !== false)];
}

/** Of `8d / 12d / 20d` the likely one. */
function likelyOf(size: string): string {
  const parts = size.split("/");
  return (parts.length === 3 ? (parts[1] as string) : size).trim();
}

/** `13d` as a table has it: `13 d`. */
function spaced(size: string): string {
  return size.replace(/^(\d+(?:\.\d+)?)([a-z]+)$/, "$1 $2");
}
