import { Component, type ComponentChildren } from "preact";

/** A cell of a row as {@link TextCells} draws it. */
export interface TextCell {
  /** Whose cell it is as long as the row is drawn: that of a column. */
  readonly name: string;
  readonly class: string;
  readonly text: string;
  /** Names the column of a cell that may have the focus itself. */
  readonly column?: string | undefined;
  /** Whether a press gives it the focus; else it goes to the row, which a press may then drag. */
  readonly takesFocusOfPress?: boolean;
  /** How deep its text stands in, as the style sheet reads it from `--level`. */
  readonly level?: number;
  /** Drawn in place of the text. */
  readonly content?: ComponentChildren;
}

export interface TextCellsProps {
  readonly cells: readonly TextCell[];
}

/**
 * The cells of a row that are mostly text. They are made once; after that what differs is written into them, which costs a tenth of
 * drawing them again: where one scrolls far, every row in sight becomes another one within a frame. The framework knows of their
 * contents where those are more than text, and of nothing else.
 */
export class TextCells extends Component<TextCellsProps> {
  #first: HTMLSpanElement | null = null;
  /** What the elements show, in their order; empty before they exist. */
  #written: readonly (TextCell | undefined)[] = [];

  override shouldComponentUpdate({ cells }: TextCellsProps): boolean {
    const before = this.props.cells;
    const isSame = cells.length === before.length && cells.every(({ name }, at) => name === before[at]?.name);
    if (isSame && cells.every((cell, at) => !cell.content && !before[at]?.content)) {
      this.#write(cells);
      return false;
    }
    // Where content comes in, the text goes first: the framework does not know of it.
    let element: Element | null = this.#first;
    for (const [at, { name }] of before.entries()) {
      const then = cells.find((cell) => cell.name === name);
      if (then?.content && element !== null && !this.#written[at]?.content) element.textContent = "";
      element = element?.nextElementSibling ?? null;
    }
    // Elements of columns that go or come leave the others as they are.
    if (!isSame) this.#written = cells.map(({ name }) => this.#written.find((cell) => cell?.name === name));
    return true;
  }

  override componentDidUpdate(): void {
    this.#write(this.props.cells);
  }

  override render({ cells }: TextCellsProps) {
    return (
      <>
        {cells.map((cell, at) => (
          // biome-ignore lint/a11y/useSemanticElements: a cell of a tree grid whose rows are no table's.
          // biome-ignore lint/a11y/useFocusableInteractive: the row has the focus, or the cell gets it from the view.
          <span key={cell.name} role="gridcell" data-text="" aria-colindex={at + 1} ref={at === 0 ? this.#take : null}>
            {cell.content}
          </span>
        ))}
      </>
    );
  }

  /** Writes as soon as the elements are there, before anybody measures them. */
  readonly #take = (first: HTMLSpanElement | null): void => {
    this.#first = first;
    if (first !== null) this.#write(this.props.cells);
  };

  #write(cells: readonly TextCell[]): void {
    let element: Element | null = this.#first;
    for (const [at, cell] of cells.entries()) {
      if (!(element instanceof HTMLElement)) break;
      const before = this.#written[at];
      if (before?.class !== cell.class) element.className = cell.class;
      if (before?.level !== cell.level) element.style.setProperty("--level", String(cell.level ?? 0));
      if (before?.column !== cell.column || before?.takesFocusOfPress !== cell.takesFocusOfPress)
        nameColumn(element, cell);
      const isOther = before === undefined || before.content !== undefined || before.text !== cell.text;
      // What was said of a text that was cut is not true of another one.
      if ((isOther || cell.content) && element.hasAttribute("title")) element.removeAttribute("title");
      if (!cell.content && isOther) {
        const { firstChild } = element;
        if (firstChild instanceof Text) firstChild.data = cell.text;
        else element.textContent = cell.text;
      }
      element = element.nextElementSibling;
    }
    this.#written = cells;
  }
}

function nameColumn(element: HTMLElement, { column, takesFocusOfPress }: TextCell): void {
  if (column === undefined) element.removeAttribute("data-column");
  else element.setAttribute("data-column", column);
  if (column === undefined || takesFocusOfPress !== true) element.removeAttribute("tabindex");
  else element.tabIndex = -1;
}

/** Has a cell that is cut short say its whole text where the pointer rests. */
export function tellCutText({ target }: Event): void {
  const cell = target instanceof Element ? target.closest('[role="gridcell"][data-text]') : null;
  if (!(cell instanceof HTMLElement)) return;
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? "";
  else cell.removeAttribute("title");
}
