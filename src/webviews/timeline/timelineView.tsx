import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { fitScale, linkIndex, linkTypeNames, type Timeline } from "../../core/timeline/index.ts";
import {
  Button,
  EmptyState,
  ErrorBoundary,
  LoadingBar,
  MessageBar,
  TreeGrid,
  type TreeGridControls,
} from "../shell/index.ts";
import { AxisView, IterationBand } from "./axisView.tsx";
import { BarDragging } from "./barDragging.ts";
import { Chart, ChartBack } from "./chart.tsx";
import { type Column, columnsFor, columnsOf, columnsThatFit } from "./columns.tsx";
import { Legend } from "./legend.tsx";
import { LoadView } from "./loadView.tsx";
import { keyAction } from "./rowActions.ts";
import { RowCells } from "./rowCells.tsx";
import { RowDragging } from "./rowDragging.ts";
import { Patterns } from "./shapeView.tsx";
import type { CellName, TimelineController, TimelineScreen } from "./timelineController.ts";
import { Filters, Header } from "./timelineHeader.tsx";
import { TimeScroll } from "./timeScroll.tsx";
import type { TimelineRow, VisibleRows } from "./visibleRows.ts";
import { linkWords, spokenRow } from "./words.ts";

/** The table keeps at least so many pixels for the names, and the chart so many for itself. */
const leastName = 130;
const shortestName = 40;
const usualName = 196;
const leastChart = 120;
const narrow = 640;

/** A timeline: tool bar, what has to be said, table and chart, load, legend. */
export function TimelineView({ controller }: { readonly controller: TimelineController }) {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const grid = useRef<TreeGridControls>(null);
  const reveal = useRef<{ readonly key: string; readonly focus: boolean } | undefined>(undefined);
  useEffect(() => {
    controller.listen(() => redraw(undefined));
    controller.onReveal = (key, { focus }) => {
      reveal.current = { key, focus: focus || reveal.current?.focus === true };
      redraw(undefined);
    };
    controller.onFind = () => {
      // It stands in the tool bar, or below it where that is narrow.
      const fields = [...document.querySelectorAll<HTMLElement>(".find input")];
      fields.find((field) => field.offsetParent !== null)?.focus();
    };
    redraw(undefined);
  }, [controller]);
  useLayoutEffect(() => {
    const wish = reveal.current;
    if (wish === undefined) return;
    reveal.current = undefined;
    grid.current?.reveal(wish.key);
    // Who types here or went elsewhere stays there.
    const { activeElement } = document;
    const isFree =
      activeElement === document.body || activeElement?.closest(".timeline :is(.rows, .load, .explain)") != null;
    if (wish.focus && document.hasFocus() && isFree && !(activeElement instanceof HTMLInputElement)) {
      grid.current?.focus();
    }
  });

  // Asked for while the page is still empty: later it would have all of it styled an extra time.
  const fontScale = useFontScale();
  const { screen } = controller;
  const { state, timeline, rows } = screen;
  return (
    <main class={controller.isOld ? "timeline is-old" : "timeline"} aria-label="Timeline">
      <Patterns />
      <Header controller={controller} screen={screen} onFocusRows={() => grid.current?.focus()} />
      <Filters controller={controller} screen={screen} onFocusRows={() => grid.current?.focus()} />
      <div class="messages">
        <LoadingBar loading={state === undefined} label="Working out the dates" />
        <Messages controller={controller} screen={screen} />
      </div>
      {state === undefined ? (
        <div class="panes" aria-busy="true" />
      ) : timeline === undefined || rows === undefined || timeline.rows.count === 0 ? (
        <Nothing controller={controller} screen={screen} />
      ) : rows.length === 0 ? (
        <EmptyState
          title="Nothing matches"
          actions={<Button onClick={() => controller.clearFilter()}>Clear the filter</Button>}
        >
          None of the {timeline.rows.count.toLocaleString()} rows is what the filter asks for.
        </EmptyState>
      ) : (
        <Panes {...{ controller, screen, timeline, rows, grid, fontScale }} />
      )}
    </main>
  );
}

interface PartProps {
  readonly controller: TimelineController;
  readonly screen: TimelineScreen;
}

function Nothing({ controller, screen }: PartProps) {
  const { state } = screen;
  if (state?.unavailable !== undefined) {
    return (
      <EmptyState title="There is nothing to show" icon="error">
        {state.unavailable}
      </EmptyState>
    );
  }
  const problem = state?.problems[0];
  if (problem !== undefined) {
    return (
      <EmptyState
        title="Nothing can be drawn yet"
        icon="error"
        actions={
          <Button onClick={() => controller.openFile(problem.file, problem.line)}>
            Open {problem.file}:{problem.line}
          </Button>
        }
      >
        {problem.text}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing is planned yet"
      actions={
        state?.readOnly === true ? undefined : (
          <Button onClick={() => controller.run("gantry.plan.addTask")}>Add the first task</Button>
        )
      }
    >
      The timeline draws the tasks and milestones of the plan: when each happens, what waits for what, and what may not
      slip.
    </EmptyState>
  );
}

function Messages({ controller, screen }: PartProps) {
  const { state, notice, linkingFrom, linkingType, timeline } = screen;
  const problem = state?.problems[0];
  return (
    <>
      {notice === undefined ? null : (
        <MessageBar kind={notice.kind} onClose={() => controller.closeNotice()}>
          {notice.text}
        </MessageBar>
      )}
      {linkingFrom === undefined ? null : (
        <MessageBar kind="info" onClose={() => controller.stopLinking()}>
          Go to the row that waits for <b>{controller.nameOf(linkingFrom)}</b>, and press <kbd>Enter</kbd>.{" "}
          <kbd>Esc</kbd> ends it, <kbd>+</kbd> changes how it waits:{" "}
          <select
            class="select"
            aria-label="How it waits"
            value={linkingType}
            onChange={({ currentTarget }) => controller.setLinkingType(currentTarget.value as typeof linkingType)}
          >
            {linkTypeNames.map((type) => (
              <option key={type} value={type}>
                {linkWords[type].name}
              </option>
            ))}
          </select>
        </MessageBar>
      )}
      {problem === undefined || timeline === undefined ? null : (
        <MessageBar
          kind="warning"
          actions={
            <Button kind="link" onClick={() => controller.openFile(problem.file, problem.line)}>
              {problem.file}:{problem.line}
            </Button>
          }
        >
          {problem.text}
          {(state?.problems.length ?? 0) > 1 ? ` And ${(state?.problems.length ?? 0) - 1} more.` : ""}
          {controller.isOld ? " What you see is from before." : ""}
        </MessageBar>
      )}
      {state?.readOnly === true && timeline !== undefined ? (
        <MessageBar kind="info">This project is read-only here: its dates can be read, not moved.</MessageBar>
      ) : null}
    </>
  );
}

interface PanesProps extends PartProps {
  readonly timeline: Timeline;
  readonly rows: VisibleRows;
  readonly grid: { current: TreeGridControls | null };
  /** How much larger than usual the type is. */
  readonly fontScale: number;
}

function Panes({ controller, screen, timeline, rows, grid, fontScale }: PanesProps) {
  const { choices, pending, explained, path, later } = screen;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => window.innerWidth);
  const [menu, setMenu] = useState<{ readonly row: TimelineRow; readonly x: number; readonly y: number }>();
  const [hovered, setHovered] = useState<{ readonly row: number; readonly x: number; readonly y: number }>();
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const dragging = useMemo(() => new BarDragging(controller), [controller]);
  dragging.onChange = () => redraw(undefined);
  // Bars come first; the links between them follow with the next frame.
  const [hasBars, setHasBars] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setHasBars(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  // What somebody may do next comes when there is nothing else to do.
  useEffect(() => {
    if (hasBars) requestIdleCallback(() => controller.needLater(), { timeout: 1000 });
  }, [hasBars]);
  const links = useMemo(
    () => (hasBars ? linkIndex(timeline.links, timeline.rows.count) : undefined),
    [timeline, hasBars],
  );
  const hoverTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hoveredRow = useRef<number | undefined>(undefined);
  // In another picture, rows may be others.
  useEffect(() => {
    setMenu(undefined);
    setHovered(undefined);
    hoveredRow.current = undefined;
  }, [timeline]);

  const all = useMemo(() => columnsFor(timeline), [timeline]);
  const isNarrow = width > 0 && width <= narrow;
  const chosen = choices.asTable ? all : columnsOf(all, choices.columns);
  const room = (choices.asTable ? width : width - leastChart) / fontScale - leastName;
  const shown = isNarrow && !choices.asTable ? chosen : columnsThatFit(chosen, room);
  const visible = isNarrow && !choices.asTable ? shown.filter(({ name }) => name === "float") : shown;
  const own = visible.reduce((sum, column) => sum + column.width * fontScale, 0);
  const wanted = choices.tableWidth ?? own + usualName * fontScale;
  // In a narrow window names give way to the chart.
  const least = Math.min(own + leastName * fontScale, Math.max(width - leastChart, own + shortestName * fontScale));
  const left = choices.asTable ? width : Math.round(Math.max(least, Math.min(wanted, width - leastChart)));
  const chartWidth = choices.asTable ? 0 : Math.max(0, width - left);
  const scale = useMemo(
    () => choices.scale ?? (chartWidth > 0 ? fitScale(timeline, chartWidth) : undefined),
    [choices.scale, timeline, chartWidth],
  );
  controller.chartWidth = chartWidth;
  controller.columns = visible;

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useWheel(box, left, controller);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && dragging.isHolding) {
        event.preventDefault();
        event.stopPropagation();
        dragging.cancel();
      } else if (event.key === "Escape") setHovered(undefined);
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [dragging]);
  useEffect(() => () => clearTimeout(hoverTimer.current), []);

  // The focused cell of the selected row.
  useLayoutEffect(() => {
    const { cell } = screen;
    if (cell === undefined || screen.editing !== undefined) return;
    if (!isShown(visible, cell)) {
      controller.forgetCell();
      return;
    }
    const row = box.current?.querySelector('[role="row"][aria-selected="true"]');
    if (row?.contains(document.activeElement) !== true) return;
    const element = row.querySelector<HTMLElement>(`[data-column="${cell}"]`);
    if (element === null) return;
    if (!element.hasAttribute("tabindex")) {
      // The name, which a press does not give the focus to.
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.focus({ preventScroll: true });
  }, [screen.cell, screen.editing, choices.active, visible.length]);

  // Bars keep the first one they were given, so it looks at nothing that changes with a draw.
  const hover = useRef((row: number | undefined, event: PointerEvent): void => {
    const wanted = dragging.isHolding ? undefined : row;
    if (wanted === hoveredRow.current) return;
    hoveredRow.current = wanted;
    clearTimeout(hoverTimer.current);
    setHovered(undefined);
    if (wanted === undefined) return;
    const at = { row: wanted, x: event.clientX, y: event.clientY };
    hoverTimer.current = setTimeout(() => setHovered(at), 400);
  }).current;
  const rowAt = (x: number, y: number): number => {
    const found = document.elementsFromPoint(x, y).find((element) => element.matches('[role="row"][aria-rowindex]'));
    const index = Number(found?.getAttribute("aria-rowindex") ?? 0) - 1;
    return rows.at(index)?.row ?? -1;
  };

  const openMenu = (row: TimelineRow, x: number, y: number): void => {
    controller.activate(row.key);
    setHovered(undefined);
    setMenu({ row, x, y });
    controller.needLater();
  };
  const rowDragging = useMemo(() => new RowDragging(controller), [controller]);
  rowDragging.onChange = () => redraw(undefined);
  const { renderRow, rowAttributes } = useRowDrawing(controller, screen, timeline, visible, rowDragging);
  const chart = {
    ...{ screen, timeline, rows, width: chartWidth, left, links, dragging, rowAt, onHover: hover },
    canEdit: controller.canEdit,
    onMenu: (rowKey: string, event: MouseEvent) => {
      event.preventDefault();
      const row = rows.at(rows.indexOf(rowKey));
      if (row !== undefined) openMenu(row, event.clientX, event.clientY);
    },
    onOpen: (row: number) => controller.open(timeline.rows.keys[row] as string),
  };
  const reload = (anew: boolean): void => controller.reload(anew);
  const template = `${left - own}px ${visible.map((column) => `${column.width * fontScale}px`).join(" ")}`;
  const tip = pending ?? (hovered === undefined || dragging.isHolding ? undefined : hovered);
  return (
    <div class="body">
      <div
        class="panes"
        ref={box}
        style={{ "--columns": template, "--left": `${left}px` }}
        onPointerUp={() => dragging.drop()}
        onPointerCancel={() => dragging.cancel()}
        onFocusIn={(event) => {
          // A press on a cell means that cell.
          const cell = (event.target as HTMLElement).dataset.column as CellName | undefined;
          if (cell !== undefined && cell !== screen.cell) controller.focusCell(cell);
        }}
      >
        <ErrorBoundary name="The axis" onReload={reload}>
          <div class="heads">
            <div class="tg-row tg-head cells" style={{ width: `${left}px` }}>
              <span class="name">Task</span>
              {visible.map((column) => (
                <span key={column.name} class={column.isNumber ? "num" : ""}>
                  {column.title}
                </span>
              ))}
            </div>
            {scale === undefined ? null : <AxisView {...{ timeline, scale, fontScale }} width={chartWidth} />}
          </div>
          {scale === undefined || timeline.iterations.length === 0 || choices.asTable ? null : (
            <div class="iteration-row">
              <span class="dim xs" style={{ width: `${left}px` }}>
                Iterations
              </span>
              <IterationBand {...{ timeline, scale, fontScale }} width={chartWidth} />
            </div>
          )}
          {scale === undefined || chartWidth <= 0 ? null : (
            <div class="back">
              <ChartBack timeline={timeline} scale={scale} width={chartWidth} left={left} />
            </div>
          )}
        </ErrorBoundary>
        <ErrorBoundary name="The table" onReload={reload}>
          <TreeGrid<TimelineRow>
            class="rows"
            label={choices.asTable ? "Tasks as a table" : "Tasks"}
            columns={["Task", ...visible.map(({ title }) => title)]}
            rows={rows}
            activeKey={choices.active}
            controls={grid}
            onActivate={(row) => controller.activate(row.key)}
            onFold={(row, expanded) => controller.fold(row.key, expanded)}
            onKey={(event, row) => {
              if (row.row >= 0 && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
                const { left: x, bottom } = (event.target as Element).getBoundingClientRect();
                setMenu({ row, x: x + 40, y: bottom });
                controller.needLater();
                return true;
              }
              return keyAction(event, row, controller);
            }}
            rowAttributes={rowAttributes}
            rowEvents={{
              ...rowDragging.events,
              onMouseDown: (_row, { target }) => {
                // A press on the name means the row, also where one of its cells had the focus.
                if (screen.cell !== undefined && (target as Element).closest('[data-column="name"]') !== null) {
                  controller.focusCell(undefined);
                }
              },
              onDblClick: (row, { target }) => {
                if (row.row < 0 || (target as Element).closest("input, [data-folds]") !== null) return;
                const cell = (target as Element).closest<HTMLElement>("[data-column]")?.dataset.column as
                  | CellName
                  | undefined;
                // The name opens what is written of the row; F2 changes it.
                if (cell === undefined || cell === "name") controller.open(row.id);
                else controller.startEditing(row.key, cell);
              },
              onContextMenu: (row, event) => {
                if (event.target instanceof HTMLInputElement || row.row < 0) return;
                event.preventDefault();
                openMenu(row, event.clientX, event.clientY);
              },
            }}
            renderRow={renderRow}
            overlay={(window) =>
              scale === undefined || chartWidth <= 0 ? null : (
                <ErrorBoundary name="The chart" onReload={reload}>
                  <Chart {...chart} scale={scale} window={window} />
                </ErrorBoundary>
              )
            }
          />
        </ErrorBoundary>
        {scale === undefined || chartWidth <= 0 ? null : (
          <TimeScroll controller={controller} timeline={timeline} scale={scale} left={left} width={chartWidth} />
        )}
        {choices.load && !choices.asTable && scale !== undefined && timeline.load.length > 0 ? (
          <ErrorBoundary name="The load" onReload={reload}>
            <LoadView {...{ controller, timeline, scale, left, fontScale }} width={chartWidth} />
          </ErrorBoundary>
        ) : null}
        {choices.load && choices.asTable && later !== undefined && timeline.load.length > 0 ? (
          <ErrorBoundary name="The load" onReload={reload}>
            <later.LoadTable {...{ controller, screen, timeline, width, fontScale }} />
          </ErrorBoundary>
        ) : null}
        {choices.asTable ? null : <Splitter controller={controller} left={left} least={least} width={width} />}
        {tip === undefined || later === undefined ? null : (
          <later.Tip
            screen={screen}
            timeline={timeline}
            hovered={pending === undefined ? hovered : undefined}
            left={choices.asTable ? 0 : left}
            boxElement={box}
            rows={rows}
          />
        )}
      </div>
      {explained === undefined || later === undefined ? null : (
        <ErrorBoundary name="The explanation" onReload={() => controller.closeExplanation()}>
          <later.ExplainPanel controller={controller} explained={explained} path={path} />
        </ErrorBoundary>
      )}
      {choices.asTable ? null : (
        <Legend ghost={timeline.ghost !== undefined && choices.ghost ? timeline.ghost.name : undefined} />
      )}
      {menu === undefined || later === undefined ? null : (
        <later.Menu
          label={`Actions for ${menu.row.name}`}
          groups={later.menuFor(menu.row, controller)}
          at={menu}
          onClose={() => {
            setMenu(undefined);
            if (document.hasFocus()) grid.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** Whether there is a column in which this is edited. */
function isShown(visible: readonly Column[], cell: CellName): boolean {
  return cell === "name" || visible.some(({ edits }) => edits === cell);
}

/** How a row's cells are drawn: the same functions until something about them changes, so that rows in sight stay as they are. */
function useRowDrawing(
  controller: TimelineController,
  screen: TimelineScreen,
  timeline: Timeline,
  visible: readonly Column[],
  dragging: RowDragging,
) {
  const { editing, pending, path, choices } = screen;
  const names = visible.map(({ name }) => name).join(" ");
  const renderRow = useMemo(
    () => (row: TimelineRow) => (
      <RowCells controller={controller} screen={controller.screen} timeline={timeline} row={row} visible={visible} />
    ),
    [controller, timeline, names, editing, pending],
  );
  const rowAttributes = useMemo(
    () => (row: TimelineRow) => ({
      draggable: dragging.canDrag(row),
      class: `cells${path !== undefined && !path.has(row.id) ? " is-faint" : ""}${row.row < 0 ? " is-heading" : ""}${dragging.classFor(row)}`,
      "aria-label": row.row < 0 ? row.name : spokenRow(timeline, row.row, choices.ghost),
    }),
    [controller, timeline, path, choices.ghost, choices.groupBy, editing, controller.canEdit, dragging.mark],
  );
  return { renderRow, rowAttributes };
}

interface SplitterProps {
  readonly controller: TimelineController;
  readonly left: number;
  /** The least width at which the table still has a name in each row. */
  readonly least: number;
  readonly width: number;
}

/**
 * The line between table and chart: drawn with the pointer or moved with the arrows; a double click gives it back. It is taken hold of
 * from the table's side, since bars that begin at the edge have their handle on the other one.
 */
function Splitter({ controller, left, least, width }: SplitterProps) {
  const set = (to: number): void =>
    controller.choose({ tableWidth: Math.max(least, Math.min(to, width - leastChart)) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(left + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be moved.
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the table"
      aria-valuenow={left}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(Math.max(least, width - leastChart))}
      tabIndex={0}
      style={{ left: `${left - 6}px` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          set(event.clientX - (event.currentTarget.parentElement as Element).getBoundingClientRect().left);
        }
      }}
      onDblClick={() => controller.forgetTableWidth()}
    />
  );
}

/** How much larger than usual the type is: 1 at 13 pixels. */
function useFontScale(): number {
  return useMemo(() => {
    const size = Number.parseFloat(getComputedStyle(document.body).fontSize);
    return Number.isFinite(size) && size > 0 ? size / 13 : 1;
  }, []);
}

/** The wheel over the chart: sideways it moves along time, with Ctrl it zooms around the pointer. */
function useWheel(
  box: { readonly current: HTMLDivElement | null },
  left: number,
  controller: TimelineController,
): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const x = event.clientX - element.getBoundingClientRect().left - left;
      if (x < 0) return;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        controller.zoom(1.0015 ** -event.deltaY, x);
        return;
      }
      const sideways = event.shiftKey ? event.deltaX + event.deltaY : event.deltaX;
      if (sideways === 0) return;
      event.preventDefault();
      controller.pan(sideways);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [left, controller]);
}
