import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Timeline } from "../../core/timeline/index.ts";
import type { TimelineLoadTable } from "../../protocol/timeline.ts";
import {
  announce,
  Button,
  Cell,
  listedRows,
  type RowAttributes,
  TreeGrid,
  type TreeRow,
  type TreeRows,
} from "../shell/index.ts";
import { goToRows, worstStretch } from "./loadView.tsx";
import { askedText, cellWords, headOf, worstWords } from "./loadWords.ts";
import type { TimelineController, TimelineScreen } from "./timelineController.ts";

type LoadCell = TimelineLoadTable["people"][number]["cells"][number];
type LoadUnit = NonNullable<TimelineScreen["choices"]["loadUnit"]>;

interface LoadRow extends TreeRow {
  /** What one would say of all of it. */
  readonly worst: string;
  readonly worstRows: readonly number[];
  /** None until the host has answered. */
  readonly cells: readonly LoadCell[];
}

interface LoadTableProps {
  readonly controller: TimelineController;
  readonly screen: TimelineScreen;
  readonly timeline: Timeline;
  /** In pixels. */
  readonly width: number;
  /** Type against the usual 13 pixels. */
  readonly fontScale: number;
}

/** At usual type, in pixels. */
const widths = { name: 150, narrowName: 104, worst: 150, cell: 92 };
const narrow = 640;
const mostColumns = 26;
const units = ["day", "week", "month"] as const;
/** About how long each is, in seconds. */
const lengths = { day: 86_400, week: 604_800, month: 2_629_746 };

/** Each person and role against what there is of them, in numbers: a row for each, a column for each day, week or month. */
export function LoadTable({ controller, screen, timeline, width, fontScale }: LoadTableProps) {
  const unit = screen.choices.loadUnit ?? "week";
  const isNarrow = width <= narrow;
  const name = (isNarrow ? widths.narrowName : widths.name) * fontScale;
  const worst = isNarrow ? 0 : widths.worst * fontScale;
  const wide = widths.cell * fontScale;
  const [from, setFrom] = useState(() => Math.max(timeline.start, Math.min(timeline.today, timeline.finish)));
  // Behind the end of the plan there is nothing to see.
  const ahead = Math.ceil((timeline.finish - from) / lengths[unit]) + 1;
  const room = Math.floor((width - name - worst) / wide);
  const count = Math.max(1, Math.min(mostColumns, room, ahead));
  const [answer, setAnswer] = useState<{ readonly table: TimelineLoadTable; readonly of: Timeline }>();
  const [active, setActive] = useState<string>();
  const [cell, setCell] = useState<number>();
  const section = useRef<HTMLElement>(null);
  /** Whether the cell that has the focus is another one since the columns moved. */
  const hasMoved = useRef(false);

  useEffect(() => {
    let isWanted = true;
    void controller.loadTable({ unit, from, count }).then((table) => {
      if (isWanted && table !== undefined) setAnswer({ table, of: timeline });
    });
    return () => {
      isWanted = false;
    };
  }, [controller, timeline, unit, from, count]);

  const rows = useMemo(() => rowsOf(timeline, answer?.table), [timeline, answer]);
  const bounds = answer?.table.bounds ?? [];
  const heads = bounds.slice(0, -1).map((begin) => headOf(timeline, unit, begin));
  const activeRow = rows.at(rows.indexOf(active ?? ""));
  const now = activeRow === undefined || cell === undefined ? undefined : activeRow.cells[cell];
  const said =
    now === undefined ? "" : `${activeRow?.name}, ${headOf(timeline, unit, bounds[cell ?? 0])}: ${cellWords(now)}`;

  // The focused cell of the selected row.
  useLayoutEffect(() => {
    const row = section.current?.querySelector<HTMLElement>('[role="row"][aria-selected="true"]');
    if (row?.contains(document.activeElement) !== true) return;
    const target = cell === undefined ? row : row.querySelector<HTMLElement>(`[data-column="${cell}"]`);
    if (target !== document.activeElement) target?.focus({ preventScroll: true });
  }, [cell, active, answer]);
  useEffect(() => {
    if (hasMoved.current && said !== "") announce(said);
    hasMoved.current = false;
  }, [answer]);

  const move = (columns: number): void => {
    const [first, last] = [bounds[0], bounds[columns]];
    if (first === undefined) return;
    // From the middle of a month back, so that its length does not matter.
    setFrom(columns > 0 ? (last ?? first) : first + (columns + 0.5) * lengths[unit]);
  };
  const hasEarlier = (bounds[0] ?? Number.NEGATIVE_INFINITY) > timeline.start;
  const hasLater = (bounds.at(-1) ?? Number.POSITIVE_INFINITY) < timeline.finish;
  const goTo = (wanted: readonly number[]): void => goToRows(controller, answer?.of ?? timeline, wanted);
  // The same until something about the cells changes, so that rows stay as they are while one goes through them.
  const renderRow = useMemo(
    () => (row: LoadRow) => <LoadCells row={row} isNarrow={isNarrow} onGo={goTo} />,
    [rows, isNarrow],
  );
  const onKey = (event: KeyboardEvent, row: LoadRow): boolean => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (event.key === "Enter") goTo(cell === undefined ? row.worstRows : (row.cells[cell]?.rows ?? []));
    else if (event.key === "Escape" && cell !== undefined) setCell(undefined);
    else if (event.key === "ArrowRight") {
      const to = cell === undefined ? 0 : cell + 1;
      if (to < row.cells.length) setCell(to);
      else if (hasLater) step(1);
    } else if (event.key === "ArrowLeft" && cell !== undefined) {
      if (cell === 0 && hasEarlier) step(-1);
      else setCell(cell === 0 ? undefined : cell - 1);
    } else return false;
    return true;
  };
  const step = (way: 1 | -1): void => {
    hasMoved.current = true;
    move(way);
  };

  const template = `${name}px ${isNarrow ? "" : `${worst}px `}${`${wide}px `.repeat(Math.max(1, heads.length))}`;
  const isOver = rows.at(0) !== undefined && timeline.load.some(({ over }) => over.length > 0);
  return (
    <section
      class="load load-table"
      aria-label="Load"
      ref={section}
      style={{ "--columns": template }}
      onFocusIn={({ target }) => {
        const column = target instanceof HTMLElement ? target.dataset.column : undefined;
        if (column !== undefined && Number(column) !== cell) setCell(Number(column));
      }}
    >
      <div class="bar load-bar">
        <h2>Load</h2>
        <fieldset class="segmented" aria-label="Load by">
          {units.map((one) => (
            <button type="button" key={one} aria-pressed={unit === one} onClick={() => choose(controller, one)}>
              {one[0]?.toUpperCase()}
              {one.slice(1)}
            </button>
          ))}
        </fieldset>
        <Button kind="link" disabled={!hasEarlier} onClick={() => move(-count)}>
          Earlier
        </Button>
        <Button kind="link" disabled={!hasLater} onClick={() => move(count)}>
          Later
        </Button>
        {isOver ? (
          <Button kind="link" onClick={() => controller.run("gantry.schedule.levelResources")}>
            Level…
          </Button>
        ) : null}
        <span class="dim small ellipsis push" aria-hidden="true" title={said}>
          {said === "" ? restWords(answer?.table.left ?? 0) : said}
        </span>
      </div>
      <div class="tg-row tg-head cells" aria-hidden="true">
        <span class="name">Who</span>
        {isNarrow ? null : <span>Too much</span>}
        {heads.map((head, index) => (
          <span key={head} class={isToday(timeline, bounds, index) ? "num strong" : "num"}>
            {head}
          </span>
        ))}
      </div>
      <TreeGrid<LoadRow>
        label="Load as a table"
        class="load-rows"
        columns={["Who", ...(isNarrow ? [] : ["Too much"]), ...heads]}
        rows={rows}
        activeKey={active}
        onActivate={(row) => setActive(row.key)}
        onFold={() => {}}
        onKey={onKey}
        rowAttributes={attributesOf}
        renderRow={renderRow}
      />
    </section>
  );
}

function attributesOf({ name, worst }: LoadRow): RowAttributes {
  return { class: "cells", "aria-label": `${name}: ${worst}` };
}

function choose(controller: TimelineController, loadUnit: LoadUnit): void {
  controller.choose({ loadUnit });
}

function restWords(left: number): string {
  return left === 0 ? "" : `and ${left.toLocaleString()} more, not shown`;
}

function isToday({ today }: Timeline, bounds: readonly number[], index: number): boolean {
  return today >= (bounds[index] as number) && today < (bounds[index + 1] as number);
}

/** The people of the answer; until there is one, those of the picture. */
function rowsOf(timeline: Timeline, table: TimelineLoadTable | undefined): TreeRows<LoadRow> {
  const loads = new Map(timeline.load.map((load) => [load.id, load]));
  const people = table?.people ?? timeline.load.map(({ id, name }) => ({ id, name, cells: [] }));
  const rows = people.map(({ id, name, cells }): LoadRow => {
    const load = loads.get(id);
    const worst = load && worstStretch(load);
    return { key: id, level: 1, name, cells, worst: worstWords(timeline, load), worstRows: worst?.rows ?? [] };
  });
  return { ...listedRows(rows), areUniform: true };
}

interface LoadCellsProps {
  readonly row: LoadRow;
  readonly isNarrow: boolean;
  readonly onGo: (rows: readonly number[]) => void;
}

function LoadCells({ row, isNarrow, onGo }: LoadCellsProps) {
  const { name, worst, worstRows, cells } = row;
  return (
    <>
      <Cell class={worstRows.length > 0 ? "name strong" : "name"} title={name} index={1}>
        {name}
      </Cell>
      {isNarrow ? null : (
        <Cell class={worstRows.length > 0 ? "" : "dim"} title={worst} index={2}>
          {worstRows.length > 0 ? <Go onGo={() => onGo(worstRows)}>{worst}</Go> : worst}
        </Cell>
      )}
      {cells.map((cell, column) => {
        const isOver = cell.over > 0;
        const share = cell.has > 0 ? Math.min(cell.asked / cell.has, 1) : isOver ? 1 : 0;
        return (
          <Cell
            key={column}
            class={isOver ? "num load-cell is-over" : "num load-cell"}
            title={cellWords(cell)}
            column={String(column)}
            index={column + (isNarrow ? 2 : 3)}
          >
            {isOver ? (
              <Go onGo={() => onGo(cell.rows)}>
                <b>{askedText(cell)}</b> over
              </Go>
            ) : (
              <span class={cell.asked > 0 ? "" : "dim"}>{askedText(cell)}</span>
            )}
            <span class="sr">, {cellWords(cell)}</span>
            <i style={{ width: `${share * 100}%` }} />
          </Cell>
        );
      })}
    </>
  );
}

interface GoProps {
  readonly onGo: () => void;
  readonly children: preact.ComponentChildren;
}

/** For the pointer; Enter in the cell or on the row does the same. */
function Go({ onGo, children }: GoProps) {
  return (
    <button type="button" class="link-button ellipsis" tabIndex={-1} onClick={onGo}>
      {children}
    </button>
  );
}
