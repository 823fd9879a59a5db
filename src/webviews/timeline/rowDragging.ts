import { rowKinds } from "../../core/timeline/index.ts";
import type { RowEvents } from "../shell/index.ts";
import type { TimelineController } from "./timelineController.ts";
import type { TimelineRow } from "./visibleRows.ts";

/** Moving rows with the pointer: onto a stage they go in, at its end; onto any other row they go behind it. */
export class RowDragging {
  readonly #controller: TimelineController;
  #dragged: TimelineRow | undefined;
  #over: { readonly key: string; readonly into: boolean } | undefined;
  /** Called when the line has to be drawn elsewhere. */
  onChange: () => void = () => {};

  constructor(controller: TimelineController) {
    this.#controller = controller;
  }

  /** Changes whenever another row has to be drawn otherwise. */
  get mark(): string {
    return `${this.#dragged?.key ?? ""} ${this.#over?.key ?? ""}`;
  }

  classFor(row: TimelineRow): string {
    if (row.key === this.#dragged?.key) return " is-dragged";
    return row.key !== this.#over?.key ? "" : this.#over.into ? " drop-into" : " drop-after";
  }

  canDrag(row: TimelineRow): boolean {
    const { choices, editing } = this.#controller.screen;
    return this.#controller.canEdit && row.row >= 0 && choices.groupBy === "stage" && editing === undefined;
  }

  readonly events: RowEvents<TimelineRow> = {
    onDragStart: (row, event) => {
      if (!this.canDrag(row)) {
        event.preventDefault();
        return;
      }
      this.#dragged = row;
      event.dataTransfer?.setData("text/plain", row.name);
      if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = "move";
      // The picture that goes along with the pointer is taken now, of the row as it was.
      requestAnimationFrame(() => this.onChange());
    },
    onDragOver: (row, event) => {
      if (this.#dragged === undefined || !this.canDrag(row)) return;
      if (this.#dragged.key === row.key) {
        if (this.#over === undefined) return;
        this.#over = undefined;
        this.onChange();
        return;
      }
      event.preventDefault();
      if (this.#over?.key === row.key) return;
      this.#over = { key: row.key, into: this.#isStage(row) };
      this.onChange();
    },
    onDrop: (row, event) => {
      if (!this.canDrag(row)) return;
      event.preventDefault();
      const dragged = this.#dragged;
      this.#end();
      if (dragged !== undefined && dragged.key !== row.key) {
        void this.#controller.edit({ kind: "reorder", key: dragged.id, target: row.id, into: this.#isStage(row) });
      }
    },
    onDragEnd: () => this.#end(),
  };

  #isStage({ row }: TimelineRow): boolean {
    return this.#controller.screen.timeline?.rows.kind[row] === rowKinds.stage;
  }

  #end(): void {
    this.#dragged = undefined;
    this.#over = undefined;
    this.onChange();
  }
}
