import { Component, type ComponentChildren, createRef, type HTMLAttributes, type Ref } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { RowSlots } from "./rowSlots.ts";
import { tellCutText } from "./textCells.tsx";
import { listedRows, type Offsets, offsetsOf, type TreeRow, type TreeRows } from "./treeRows.ts";

/** What the view around it can ask of a tree grid. */
export interface TreeGridControls {
  /** Moves the keyboard focus to the active row. */
  focus(): void;
  /** Scrolls a row into view. */
  reveal(key: string): void;
}

/** The rows that are drawn now. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
  /** Pixels from the first of all rows to the first one drawn. */
  readonly top: number;
  /** Of rows that are all alike. */
  readonly rowHeight: number;
  /** The number of the element that a row is drawn in: what goes with the row keeps to it as well. */
  readonly slotOf: (key: string) => number;
}

/** Attributes and handlers a view adds to a row's element. */
export type RowAttributes = Omit<HTMLAttributes<HTMLDivElement>, "key" | "ref" | "style" | "onKeyDown">;

/** What the pointer does to rows: heard by the grid once, not by each row. */
export interface RowEvents<Row extends TreeRow> {
  /** After the row has become the active one. */
  readonly onMouseDown?: (row: Row, event: MouseEvent) => void;
  readonly onDblClick?: (row: Row, event: MouseEvent) => void;
  readonly onContextMenu?: (row: Row, event: MouseEvent) => void;
  readonly onDragStart?: (row: Row, event: DragEvent) => void;
  readonly onDragOver?: (row: Row, event: DragEvent) => void;
  readonly onDrop?: (row: Row, event: DragEvent) => void;
  readonly onDragEnd?: (row: Row, event: DragEvent) => void;
}

export interface TreeGridProps<Row extends TreeRow> {
  readonly label: string;
  readonly rows: TreeRows<Row>;
  /** The row that has, or would get, the keyboard focus. */
  readonly activeKey: string | undefined;
  readonly onActivate: (row: Row) => void;
  readonly onFold: (row: Row, expanded: boolean) => void;
  /** The row's cells: {@link Cell}s, or {@link TextCells}. */
  readonly renderRow: (row: Row, selected: boolean) => ComponentChildren;
  readonly rowAttributes?: (row: Row, selected: boolean) => RowAttributes;
  readonly rowEvents?: RowEvents<Row>;
  /** Keys of the view; return true when one was used. Keys pressed in a text field never arrive here. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => boolean;
  /** What lies over the rows and scrolls with them, such as a chart; hidden from screen readers, since the rows say it all. */
  readonly overlay?: (window: RowWindow) => ComponentChildren;
  readonly controls?: Ref<TreeGridControls>;
  readonly class?: string;
  /** The heads of the columns, for screen readers; what is seen of them stands above the rows that scroll. */
  readonly columns?: readonly string[];
}

export interface CellProps {
  readonly class?: string;
  /** The whole text where the cell may cut it short. */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  readonly onDblClick?: (event: MouseEvent) => void;
  /** Of its column, counted from 1; where the grid names its columns. */
  readonly index?: number;
  /** Names the column of a cell that may have the focus itself; the view gives and takes it. */
  readonly column?: string;
}

/** A cell of a row. The row has the focus and the keys, so a cell takes neither by itself. */
export function Cell({ class: name, title, children, onDblClick, column, index }: CellProps) {
  const role = {
    role: "gridcell",
    "aria-colindex": index,
    ...(column !== undefined && { "data-column": column, tabIndex: -1 }),
  } as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a double click does, a key of the row does too.
    <span {...role} class={name} title={title} onDblClick={onDblClick}>
      {children}
    </span>
  );
}

/** Rows drawn above and below what can be seen, and how many of them come with a frame. */
const margin = 12;
const marginStep = 4;
/** Letters typed within this time belong together, in milliseconds. */
const typingPause = 700;

/**
 * A tree of rows of which only those in sight exist: 5,000 or 100,000 rows scroll alike. Rows are as high as their
 * content and are measured when drawn. One tab stop; arrows, Page keys, Home, End and letters move, ← and → fold.
 */
export function TreeGrid<Row extends TreeRow>(props: TreeGridProps<Row>) {
  const { rows } = props;
  const box = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const memory = useRef<Memory>(newMemory());
  const now = memory.current;
  now.redraw = () => redraw(undefined);

  if (now.rows !== rows) {
    now.rows = rows;
    now.offsets = offsetsOf(rows, now.estimate);
    for (const [key, height] of now.measured) {
      const index = rows.indexOf(key);
      if (index >= 0) now.offsets.setHeight(index, height);
    }
  }
  const { offsets } = now;
  const found = props.activeKey === undefined ? -1 : rows.indexOf(props.activeKey);
  // When the active row went away, its neighbour takes its place.
  const active = found >= 0 ? found : rows.length === 0 ? -1 : Math.min(now.lastActive, rows.length - 1);
  now.lastActive = Math.max(0, active);

  const top = offsets.rowAt(now.scrollTop);
  const bottom = offsets.rowAt(now.scrollTop + now.height);
  // Where all rows in sight are other ones, they come first and those around them with the next frames.
  if (rows.length > 0 && (bottom < now.first || top > now.last)) {
    now.margin = 0;
    now.hasJumped = true;
  }
  const first = Math.max(0, top - now.margin);
  const last = Math.min(rows.length - 1, bottom + now.margin);
  now.first = first;
  now.last = last;

  // Where an element is moved, some browsers take the focus from what is in it.
  const hadFocus = document.hasFocus() && box.current?.contains(document.activeElement) === true;

  const reveal = (index: number): void => {
    const element = box.current;
    if (element === null || index < 0) return;
    const top = offsets.offsetOf(index);
    const bottom = top + offsets.heightOf(index);
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    look();
  };

  /** Takes over where the box stands; draws again when other rows came in sight. */
  const look = (): void => {
    const element = box.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    const before = [offsets.rowAt(now.scrollTop), offsets.rowAt(now.scrollTop + now.height)];
    now.scrollTop = scrollTop;
    now.height = clientHeight;
    if (before[0] !== offsets.rowAt(scrollTop) || before[1] !== offsets.rowAt(scrollTop + clientHeight)) {
      redraw(undefined);
    }
  };

  const elementOf = (index: number): HTMLElement | null =>
    box.current?.querySelector<HTMLElement>(`[role="row"][aria-rowindex="${index + 1}"]`) ?? null;

  useImperativeHandle(props.controls ?? null, () => ({
    focus: () => {
      reveal(active);
      const element = elementOf(active);
      if (element === null || isInMenu(document.activeElement)) {
        now.focusWanted = true;
        redraw(undefined);
      } else {
        element.focus({ preventScroll: true });
      }
    },
    reveal: (key) => reveal(rows.indexOf(key)),
  }));

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    now.estimate = probe.current?.getBoundingClientRect().height || now.estimate;
    now.width = element.clientWidth;
    now.rows = undefined;
    look();
    redraw(undefined);
    const observer = new ResizeObserver(() => {
      const estimate = probe.current?.getBoundingClientRect().height || now.estimate;
      if (element.clientWidth !== now.width || estimate !== now.estimate) {
        now.width = element.clientWidth;
        now.estimate = estimate;
        now.measured.clear();
        now.rows = undefined;
        for (const drawn of element.querySelectorAll<HTMLElement>('[role="row"]')) now.toMeasure.add(drawn);
        redraw(undefined);
      }
      look();
    });
    observer.observe(element);
    if (probe.current !== null) observer.observe(probe.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (now.margin === margin) return;
    let frame = requestAnimationFrame(function grow(): void {
      if (now.hasJumped) {
        now.hasJumped = false;
        frame = requestAnimationFrame(grow);
        return;
      }
      now.margin = Math.min(margin, now.margin + marginStep);
      redraw(undefined);
    });
    return () => cancelAnimationFrame(frame);
  });

  // Measures what was drawn anew; heights above the window move what is below, so the scroll place moves along.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    let changed = false;
    let above = 0;
    const top = offsets.rowAt(now.scrollTop);
    for (const drawn of rows.areUniform ? [] : now.toMeasure) {
      const index = Number(drawn.getAttribute("aria-rowindex")) - 1;
      const row = rows.at(index);
      if (row === undefined || !drawn.isConnected) continue;
      const height = drawn.getBoundingClientRect().height;
      if (Math.abs(height - offsets.heightOf(index)) < 0.02) continue;
      if (index < top) above += height - offsets.heightOf(index);
      offsets.setHeight(index, height);
      if (height === now.estimate) now.measured.delete(row.key);
      else now.measured.set(row.key, height);
      changed = true;
    }
    now.toMeasure.clear();
    if (changed) {
      if (above !== 0 && element.scrollTop > 0) {
        element.scrollTop += above;
        now.scrollTop = element.scrollTop;
      }
      redraw(undefined);
    }
    if (hadFocus && (document.activeElement ?? document.body) === document.body) now.focusWanted = true;
    // What asked for the focus may come late: a menu opened meanwhile keeps it until it closes.
    if (now.focusWanted && !isInMenu(document.activeElement)) {
      const target = elementOf(active);
      if (target !== null) {
        now.focusWanted = false;
        reveal(active);
        target.focus({ preventScroll: true });
      }
    }
  });

  useEffect(() => () => clearTimeout(now.typingTimer), []);

  const moveTo = (index: number): void => {
    const to = Math.max(0, Math.min(index, rows.length - 1));
    const row = rows.at(to);
    if (row === undefined) return;
    now.focusWanted = true;
    reveal(to);
    props.onActivate(row);
    redraw(undefined);
  };

  const typeAhead = (letter: string): void => {
    clearTimeout(now.typingTimer);
    now.typingTimer = setTimeout(() => {
      now.typed = "";
    }, typingPause);
    now.typed += letter.toLocaleLowerCase();
    // The same letter again goes to the next row that begins with it.
    const repeated = new Set(now.typed).size === 1;
    const wanted = repeated ? letter.toLocaleLowerCase() : now.typed;
    const from = repeated ? active + 1 : active;
    for (let step = 0; step < rows.length; step += 1) {
      const index = (from + step) % rows.length;
      if (rows.at(index)?.name.toLocaleLowerCase().startsWith(wanted)) {
        moveTo(index);
        return;
      }
    }
  };

  const parentOf = (index: number): number => {
    const level = rows.at(index)?.level ?? 1;
    for (let at = index - 1; at >= 0; at -= 1) if ((rows.at(at)?.level ?? 1) < level) return at;
    return -1;
  };

  /** Has a handler hear of the row that an event happened in, and of no other events. */
  const inRow =
    <E extends Event>(handle: ((row: Row, event: E) => void) | undefined) =>
    (event: E): void => {
      const row = rows.at(indexAt(event.target, -1));
      if (row !== undefined) handle?.(row, event);
    };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTextField(event.target)) return;
    // The row that has the focus is meant, also when another one has just become active.
    const current = indexAt(event.target, active);
    const row = rows.at(current);
    if (row === undefined) return;
    if (props.onKey?.(event, row) === true) {
      event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(now.height / now.estimate) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(current + 1),
      ArrowUp: () => moveTo(current - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      PageDown: () => moveTo(current + page),
      PageUp: () => moveTo(current - page),
      ArrowRight: () => {
        if (row.expanded === false) props.onFold(row, true);
        else if ((rows.at(current + 1)?.level ?? 0) > row.level) moveTo(current + 1);
      },
      ArrowLeft: () => {
        if (row.expanded === true) props.onFold(row, false);
        else if (parentOf(current) >= 0) moveTo(parentOf(current));
      },
    };
    const move = event.shiftKey ? undefined : moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      move();
    } else if (event.key.length === 1 && event.key !== " ") {
      event.preventDefault();
      typeAhead(event.key);
    }
  };

  const drawn: number[] = [];
  if (active >= 0 && active < first) drawn.push(active);
  for (let index = first; index <= last; index += 1) drawn.push(index);
  if (active > last) drawn.push(active);
  const room = margin - now.margin;
  if (now.drawn.of === rows && room > 0) {
    // Elements that those around will need wait for them out of sight, as they are: made anew they would cost more.
    const isOther = (index: number): boolean => index !== active && (index < first || index > last);
    const rest = now.drawn.indices.filter(isOther);
    drawn.unshift(...rest.slice(0, room));
    drawn.push(...rest.slice(room).slice(-room));
  }
  now.drawn = { of: rows, indices: drawn };
  now.slots.assign(drawn.flatMap((index) => rows.at(index)?.key ?? []));

  return (
    <div
      class={props.class === undefined ? "tree-grid" : `tree-grid ${props.class}`}
      role="treegrid"
      aria-label={props.label}
      aria-rowcount={rows.length}
      ref={box}
      aria-colcount={props.columns?.length}
      onScroll={look}
      onKeyDown={onKeyDown}
      onFocusIn={inRow((row, event) => {
        if (isRow(event.target) && row.key !== props.activeKey) props.onActivate(row);
      })}
      onMouseDown={inRow((row, event) => {
        if (isTextField(event.target)) return;
        // The row keeps the focus, also when a box or another button in it is pressed.
        if (event.target instanceof Element && event.target.closest("button") !== null) event.preventDefault();
        props.onActivate(row);
        now.focusWanted = true;
        now.redraw();
        props.rowEvents?.onMouseDown?.(row, event);
      })}
      onClick={inRow((row, event) => {
        if (event.target instanceof Element && event.target.closest("[data-folds]") !== null) {
          props.onFold(row, row.expanded === false);
        }
      })}
      onPointerOver={tellCutText}
      onDblClick={inRow(props.rowEvents?.onDblClick)}
      onContextMenu={inRow(props.rowEvents?.onContextMenu)}
      onDragStart={inRow(props.rowEvents?.onDragStart)}
      onDragOver={inRow(props.rowEvents?.onDragOver)}
      onDrop={inRow(props.rowEvents?.onDrop)}
      onDragEnd={inRow(props.rowEvents?.onDragEnd)}
    >
      <div class="tree-grid-probe" ref={probe} aria-hidden="true" />
      {props.columns === undefined ? null : (
        // biome-ignore lint/a11y/useSemanticElements: the rows below are no table either.
        // biome-ignore lint/a11y/useFocusableInteractive: heads are read with their cells.
        <div class="sr" role="row">
          {props.columns.map((name, index) => (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            <span key={name} role="columnheader" aria-colindex={index + 1}>
              {name}
            </span>
          ))}
        </div>
      )}
      <div class="tree-grid-rows" role="presentation" style={{ height: `${offsets.total}px` }}>
        {drawn.map((index) => {
          const row = rows.at(index);
          if (row === undefined) return null;
          return (
            <GridRow<Row>
              key={now.slots.of(row.key)}
              row={row}
              index={index}
              top={offsets.offsetOf(index)}
              isActive={index === active}
              isSelected={index === found}
              grid={props}
              memory={now}
            />
          );
        })}
        {props.overlay?.({ first, last, top: offsets.offsetOf(first), rowHeight: now.estimate, slotOf: now.slotOf })}
      </div>
    </div>
  );
}

interface GridRowProps<Row extends TreeRow> {
  readonly row: Row;
  readonly index: number;
  /** Pixels from the first row's top. */
  readonly top: number;
  /** The tab stop of the grid. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly grid: TreeGridProps<Row>;
  readonly memory: Memory;
}

/** One row in sight; while others scroll past it stays as it is. */
class GridRow<Row extends TreeRow> extends Component<GridRowProps<Row>> {
  readonly #element = createRef<HTMLDivElement>();

  override shouldComponentUpdate(next: GridRowProps<Row>): boolean {
    const { row, index, top, isActive, isSelected, grid } = this.props;
    return (
      row !== next.row ||
      index !== next.index ||
      top !== next.top ||
      isActive !== next.isActive ||
      isSelected !== next.isSelected ||
      grid.renderRow !== next.grid.renderRow ||
      grid.rowAttributes !== next.grid.rowAttributes
    );
  }

  override componentDidMount(): void {
    this.#measureLater();
  }

  override componentDidUpdate(): void {
    this.#measureLater();
  }

  override render({ row, index, top, isActive, isSelected, grid }: GridRowProps<Row>) {
    const own = grid.rowAttributes?.(row, isSelected) ?? {};
    return (
      // biome-ignore lint/a11y/useSemanticElements: only the rows in sight exist, which a table can't say.
      <div
        {...own}
        class={`tg-row ${own.class ?? ""}`}
        role="row"
        ref={this.#element}
        aria-level={row.level}
        aria-rowindex={index + 1}
        aria-expanded={row.expanded}
        aria-selected={isSelected}
        tabIndex={isActive ? 0 : -1}
        style={{ top: `${top}px` }}
      >
        {grid.renderRow(row, isSelected)}
      </div>
    );
  }

  #measureLater(): void {
    if (this.#element.current !== null) this.props.memory.toMeasure.add(this.#element.current);
  }
}

/** What the grid remembers between draws; changing it does not draw. */
interface Memory {
  rows: TreeRows<TreeRow> | undefined;
  offsets: Offsets;
  readonly measured: Map<string, number>;
  /** Elements of rows that were drawn anew. */
  readonly toMeasure: Set<HTMLElement>;
  estimate: number;
  width: number;
  scrollTop: number;
  height: number;
  /** The rows that were drawn last. */
  first: number;
  last: number;
  drawn: { readonly of: TreeRows<TreeRow> | undefined; readonly indices: readonly number[] };
  /** Rows drawn so far above and below those in sight. */
  margin: number;
  /** Whether all rows in sight have just become other ones: they have a frame for themselves. */
  hasJumped: boolean;
  readonly slots: RowSlots;
  readonly slotOf: (key: string) => number;
  lastActive: number;
  focusWanted: boolean;
  redraw: () => void;
  typed: string;
  typingTimer: ReturnType<typeof setTimeout> | undefined;
}

function newMemory(): Memory {
  const slots = new RowSlots();
  return {
    rows: undefined,
    offsets: offsetsOf(listedRows([]), 22),
    measured: new Map(),
    toMeasure: new Set(),
    estimate: 22,
    width: 0,
    scrollTop: 0,
    height: window.innerHeight,
    first: 0,
    last: -1,
    drawn: { of: undefined, indices: [] },
    margin: 0,
    hasJumped: false,
    slots,
    slotOf: (key) => slots.of(key),
    lastActive: 0,
    focusWanted: false,
    redraw: () => {},
    typed: "",
    typingTimer: undefined,
  };
}

function isRow(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('[role="row"][aria-rowindex]');
}

/** The index of the row that something stands in. */
function indexAt(target: EventTarget | null, otherwise: number): number {
  const element = target instanceof Element ? target.closest('[role="row"][aria-rowindex]') : null;
  return element === null ? otherwise : Number(element.getAttribute("aria-rowindex")) - 1;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function isInMenu(target: Element | null): boolean {
  return target !== null && target.closest('[role="menu"]') !== null;
}
