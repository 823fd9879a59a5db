import { Component, type ComponentChildren, createRef, type HTMLAttributes, type Ref } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { RowOffsets } from "./rowOffsets.ts";

/** A row as the tree grid needs it; views add what they draw. */
export interface TreeRow {
  /** Stays the same over refreshes: focus and measured heights are kept by it. */
  readonly key: string;
  /** 1 for the outermost rows. */
  readonly level: number;
  /** Left out where there is nothing to fold. */
  readonly expanded?: boolean | undefined;
  /** What typing letters looks for. */
  readonly name: string;
}

/** What the view around it can ask of a tree grid. */
export interface TreeGridControls {
  /** Moves the keyboard focus to the active row. */
  focus(): void;
  /** Scrolls a row into view. */
  reveal(key: string): void;
}

/** Attributes and handlers a view adds to a row's element. */
export type RowAttributes = Omit<HTMLAttributes<HTMLDivElement>, "key" | "ref" | "style" | "onKeyDown">;

export interface TreeGridProps<Row extends TreeRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** The row that has, or would get, the keyboard focus. */
  readonly activeKey: string | undefined;
  readonly onActivate: (row: Row) => void;
  readonly onFold: (row: Row, expanded: boolean) => void;
  /** The row's cells, each a {@link Cell}. */
  readonly renderRow: (row: Row, selected: boolean) => ComponentChildren;
  readonly rowAttributes?: (row: Row, selected: boolean) => RowAttributes;
  /** Keys of the view; return true when one was used. Keys pressed in a text field never arrive here. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => boolean;
  readonly controls?: Ref<TreeGridControls>;
  readonly class?: string;
}

export interface CellProps {
  readonly class?: string;
  /** The whole text where the cell may cut it short. */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  readonly onDblClick?: () => void;
}

/** A cell of a row. The row has the focus and the keys, so a cell takes neither. */
export function Cell({ class: name, title, children, onDblClick }: CellProps) {
  const role = { role: "gridcell" } as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what a double click does, a key of the row does too.
    <span {...role} class={name} title={title} onDblClick={onDblClick}>
      {children}
    </span>
  );
}

/** Rows drawn above and below what can be seen. */
const margin = 12;
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
    now.offsets = new RowOffsets(rows.length, now.estimate);
    now.index = new Map(rows.map((row, index) => [row.key, index]));
    for (const [key, height] of now.measured) {
      const index = now.index.get(key);
      if (index !== undefined) now.offsets.setHeight(index, height);
    }
  }
  const { offsets } = now;
  const found = props.activeKey === undefined ? undefined : now.index.get(props.activeKey);
  // When the active row went away, its neighbour takes its place.
  const active = found ?? (rows.length === 0 ? -1 : Math.min(now.lastActive, rows.length - 1));
  now.lastActive = Math.max(0, active);

  const first = Math.max(0, offsets.rowAt(now.scrollTop) - margin);
  const last = Math.min(rows.length - 1, offsets.rowAt(now.scrollTop + now.height) + margin);

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
      if (element === null) now.focusWanted = true;
      else element.focus({ preventScroll: true });
    },
    reveal: (key) => reveal(now.index.get(key) ?? -1),
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

  // Measures what was drawn anew; heights above the window move what is below, so the scroll place moves along.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    let changed = false;
    let above = 0;
    const top = offsets.rowAt(now.scrollTop);
    for (const drawn of now.toMeasure) {
      const index = Number(drawn.getAttribute("aria-rowindex")) - 1;
      const row = rows[index];
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
    if (now.focusWanted) {
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
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row === undefined) return;
    now.focusWanted = true;
    reveal(now.index.get(row.key) ?? -1);
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
      if (rows[index]?.name.toLocaleLowerCase().startsWith(wanted)) {
        moveTo(index);
        return;
      }
    }
  };

  const parentOf = (index: number): number => {
    const level = rows[index]?.level ?? 1;
    for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.level ?? 1) < level) return at;
    return -1;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTextField(event.target)) return;
    const row = rows[active];
    if (row === undefined) return;
    if (props.onKey?.(event, row) === true) {
      event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(now.height / now.estimate) - 1);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      ArrowRight: () => {
        if (row.expanded === false) props.onFold(row, true);
        else if ((rows[active + 1]?.level ?? 0) > row.level) moveTo(active + 1);
      },
      ArrowLeft: () => {
        if (row.expanded === true) props.onFold(row, false);
        else if (parentOf(active) >= 0) moveTo(parentOf(active));
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

  return (
    <div
      class={props.class === undefined ? "tree-grid" : `tree-grid ${props.class}`}
      role="treegrid"
      aria-label={props.label}
      aria-rowcount={rows.length}
      ref={box}
      onScroll={look}
      onKeyDown={onKeyDown}
    >
      <div class="tree-grid-probe" ref={probe} aria-hidden="true" />
      <div class="tree-grid-rows" role="presentation" style={{ height: `${offsets.total}px` }}>
        {drawn.map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <GridRow<Row>
              key={row.key}
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

  override render({ row, index, top, isActive, isSelected, grid, memory }: GridRowProps<Row>) {
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
        onFocus={(event) => {
          if (event.target === event.currentTarget && !isSelected) grid.onActivate(row);
        }}
        onMouseDown={(event) => {
          own.onMouseDown?.(event);
          if (isTextField(event.target)) return;
          // The row keeps the focus, also when a box or another button in it is pressed.
          if (event.target instanceof Element && event.target.closest("button") !== null) event.preventDefault();
          grid.onActivate(row);
          memory.focusWanted = true;
          memory.redraw();
        }}
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
  rows: readonly TreeRow[] | undefined;
  offsets: RowOffsets;
  index: Map<string, number>;
  readonly measured: Map<string, number>;
  /** Elements of rows that were drawn anew. */
  readonly toMeasure: Set<HTMLElement>;
  estimate: number;
  width: number;
  scrollTop: number;
  height: number;
  lastActive: number;
  focusWanted: boolean;
  redraw: () => void;
  typed: string;
  typingTimer: ReturnType<typeof setTimeout> | undefined;
}

function newMemory(): Memory {
  return {
    rows: undefined,
    offsets: new RowOffsets(0, 22),
    index: new Map(),
    measured: new Map(),
    toMeasure: new Set(),
    estimate: 22,
    width: 0,
    scrollTop: 0,
    height: 800,
    lastActive: 0,
    focusWanted: false,
    redraw: () => {},
    typed: "",
    typingTimer: undefined,
  };
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
