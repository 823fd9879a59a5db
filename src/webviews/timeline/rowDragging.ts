import { rowKinds, type Timeline } from "../../core/timeline/index.ts";
import type { RowAttributes } from "../shell/index.ts";
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

  attributesFor(timeline: Timeline, row: TimelineRow): RowAttributes {
    const { choices, editing } = this.#controller.screen;
    const canDrag = this.#controller.canEdit && row.row >= 0 && choices.groupBy === "stage" && editing === undefined;
    if (!canDrag) return {};
    const into = timeline.rows.kind[row.row] === rowKinds.stage;
    return {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        this.#dragged = row;
        event.dataTransfer?.setData("text/plain", row.name);
        if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = "move";
      },
      onDragOver: (event: DragEvent) => {
        if (this.#dragged === undefined || this.#dragged.key === row.key) return;
        event.preventDefault();
        if (this.#over?.key === row.key) return;
        this.#over = { key: row.key, into };
        this.onChange();
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        const dragged = this.#dragged;
        this.#end();
        if (dragged !== undefined && dragged.key !== row.key) {
          void this.#controller.edit({ kind: "reorder", key: dragged.id, target: row.id, into });
        }
      },
      onDragEnd: () => this.#end(),
    };
  }

  #end(): void {
    this.#dragged = undefined;
    this.#over = undefined;
    this.onChange();
  }
}
