import type { RowAttributes } from "../shell/index.ts";
import type { ChecklistController } from "./checklistController.ts";
import type { Row, ViewItem } from "./checklistModel.ts";

type Side = "before" | "after" | "into";

/** Moving items with the pointer: a line shows where the item would go. */
export class ItemDragging {
  readonly #controller: ChecklistController;
  #item: ViewItem | undefined;
  #over: { readonly key: string; readonly side: Side } | undefined;
  /** Called when the line has to be drawn elsewhere. */
  onChange: () => void = () => {};

  constructor(controller: ChecklistController) {
    this.#controller = controller;
  }

  classFor(row: Row): string {
    if (row.kind === "item" && row.item.key === this.#item?.key) return "is-dragged";
    return row.key === this.#over?.key ? `drop-${this.#over.side}` : "";
  }

  attributesFor(row: Row, isEditing: boolean): RowAttributes {
    if (row.kind === "draft") return {};
    const file = row.kind === "item" ? row.item.file : row.file;
    const canEdit = this.#controller.canEdit(file);
    return {
      draggable: row.kind === "item" && canEdit && !isEditing,
      onDragStart: (event: DragEvent) => {
        if (row.kind !== "item") return;
        this.#item = row.item;
        event.dataTransfer?.setData("text/plain", row.item.text);
        if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = "move";
      },
      onDragOver: (event: DragEvent) => {
        const side = canEdit ? this.#sideOf(row, event) : undefined;
        if (side === undefined) return;
        event.preventDefault();
        if (this.#over?.key === row.key && this.#over.side === side) return;
        this.#over = { key: row.key, side };
        this.onChange();
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        const item = this.#item;
        const side = this.#over?.side;
        this.#end();
        if (item === undefined || side === undefined) return;
        if (row.kind === "item" && side !== "into") {
          void this.#controller.move(item, { kind: side, item: row.item.index }, row.item.file);
        } else if (row.kind === "group") {
          void this.#controller.move(item, { kind: "end", group: row.group }, row.file);
        }
      },
      onDragEnd: () => this.#end(),
    };
  }

  #sideOf(row: Row, event: DragEvent): Side | undefined {
    const item = this.#item;
    if (item === undefined || row.kind === "draft") return undefined;
    if (row.kind === "group") return "into";
    if (row.item.key === item.key) return undefined;
    const { top, height } = (event.currentTarget as Element).getBoundingClientRect();
    return event.clientY < top + height / 2 ? "before" : "after";
  }

  #end(): void {
    this.#item = undefined;
    this.#over = undefined;
    this.onChange();
  }
}
