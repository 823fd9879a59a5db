import { plainLine } from "../../core/checklist/index.ts";
import { Cell, CheckBox, Icon, IconButton, LineEditor, Segments } from "../shell/index.ts";
import type { ChecklistController } from "./checklistController.ts";
import type { DraftRow, GroupRow, ItemRow, Row, ViewItem } from "./checklistModel.ts";
import { InlineText } from "./inlineText.tsx";

export interface ChecklistRowProps {
  readonly row: Row;
  readonly isEditing: boolean;
  readonly controller: ChecklistController;
  /** Level of the outermost groups; 0 when there are none. */
  readonly base: 0 | 1;
  readonly onMenu: (x: number, y: number) => void;
}

/** The cells of one row. */
export function ChecklistRow(props: ChecklistRowProps) {
  const { row } = props;
  if (row.kind === "group") return <GroupCells {...props} row={row} />;
  if (row.kind === "draft") return <DraftCells {...props} row={row} />;
  return <ItemCells {...props} row={row} />;
}

/** Classes of a row's element. */
export function rowClass(row: Row): string {
  if (row.kind === "group") return row.level === 1 ? "group" : "group inner";
  const isDone = row.kind === "item" && row.item.done;
  const isOpen = row.kind === "item" && row.isOpen;
  const isContext = row.kind === "item" && row.isContext;
  return `item${isDone ? " done" : ""}${isOpen ? " open" : ""}${isContext ? " context" : ""}`;
}

/** What a screen reader says of a row. */
export function rowLabel(row: Row): string {
  if (row.kind === "draft") return row.draft.kind === "note" ? "New note" : "New item";
  if (row.kind === "group") {
    const { done, total } = row.progress;
    return `${row.name}, ${done} of ${total}${row.isCurrent ? ", current phase" : ""}`;
  }
  const { item } = row;
  const parts = [plainLine(item.text) || "No text", item.done ? "ticked" : "not ticked", item.who.join(" and ")];
  return [...parts, ...item.details.map(detailLabel)].filter(Boolean).join(", ");
}

const detailWords = { w: "", a: "next: ", n: "note: ", e: "evidence: " } as const;

const shownWords = { a: "Next", n: "Note", e: "Evidence" } as const;

function detailLabel({ kind, text }: ViewItem["details"][number]): string {
  return detailWords[kind] + plainLine(text);
}

/** Indentation by level: the boxes of items stand right of the heading's arrow. */
function indent(level: number, base: 0 | 1, ofGroup: boolean): { readonly "--level": string } {
  return { "--level": `${level - 1 + (ofGroup || base === 1 ? 0 : 1)}` };
}

function GroupCells({ row, controller, onMenu, base }: ChecklistRowProps & { readonly row: GroupRow }) {
  const { done, total } = row.progress;
  const canEdit = controller.canEdit(row.file);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: part of a row that has the focus.
    <div
      class="cells"
      style={indent(row.level, base, true)}
      onClick={() => controller.fold(row.key, row.expanded !== true)}
    >
      <Cell class="name ellipsis" title={row.name}>
        <Icon name={row.expanded === true ? "chevron-down" : "chevron-right"} class="twisty" />
        {row.name}
      </Cell>
      <Cell class="dim why">{row.isCurrent ? "current phase" : ""}</Cell>
      <Cell class="marks">
        <Segments done={done} total={total} />
      </Cell>
      <Cell class="count dim">
        {done.toLocaleString()} of {total.toLocaleString()}
      </Cell>
      <Cell class="row-actions">
        {canEdit ? (
          <IconButton
            icon="add"
            label={`Add item to ${row.name}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              controller.draft({ kind: "add-to", group: row.key });
            }}
          />
        ) : (
          <MoreButton name={row.name} onMenu={onMenu} />
        )}
      </Cell>
    </div>
  );
}

function ItemCells({ row, isEditing, controller, base, onMenu }: ChecklistRowProps & { readonly row: ItemRow }) {
  const { item } = row;
  const canEdit = controller.canEdit(item.file);
  const plain = plainLine(item.text);
  const onLink = (target: string): void => controller.openLink(item.file, target);
  const shown = headline(item);
  const tips = item.details.map(detailLabel).join("\n");
  return (
    <div class="cells" style={indent(row.level, base, false)}>
      <Cell class="box">
        {item.hasChildren ? (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys.
          // biome-ignore lint/a11y/noStaticElementInteractions: part of a row that has the focus.
          <span class="fold" onClick={() => controller.fold(row.key, row.expanded !== true)}>
            <Icon name={row.expanded === true ? "chevron-down" : "chevron-right"} class="twisty" />
          </span>
        ) : null}
        <CheckBox
          checked={item.done}
          label={plain || "No text"}
          disabled={!canEdit}
          tabIndex={-1}
          onChange={(done) => void controller.tick(item, done)}
        />
      </Cell>
      {isEditing ? (
        <Cell class="text editing">
          <LineEditor
            label="Text of the item"
            value={item.text}
            onDone={(text) => void controller.setText(item, text)}
            onCancel={() => controller.editText(undefined)}
          />
        </Cell>
      ) : (
        <Cell class="text" title={plain} onDblClick={() => canEdit && controller.editText(item.key)}>
          {item.text === "" ? <span class="dim">No text</span> : <InlineText source={item.text} onLink={onLink} />}
        </Cell>
      )}
      <Cell class="note small" title={tips}>
        {shown === undefined || row.isOpen ? (
          ""
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: → does the same.
          // biome-ignore lint/a11y/noStaticElementInteractions: part of a row that has the focus.
          <span
            class={shown.kind === "e" || (shown.kind !== "w" && !item.done) ? "ellipsis" : "ellipsis dim"}
            onClick={() => controller.openItem(item.key, true)}
          >
            <InlineText source={shown.text} onLink={onLink} />
          </span>
        )}
      </Cell>
      <Cell class="who small dim ellipsis" title={item.who.join(", ")}>
        {item.who.join(", ")}
      </Cell>
      <Cell class="id small dim num">{item.id ?? ""}</Cell>
      <Cell class="row-actions">
        <MoreButton name={plain} onMenu={onMenu} />
      </Cell>
      {row.isOpen && item.details.length > 0 ? (
        <Cell class="details small">
          {item.details.map((detail, index) => (
            <span class={detail.kind === "w" ? "dim" : ""} key={`${index}`}>
              {detail.kind === "w" ? null : <span class="dim detail-word">{shownWords[detail.kind]}</span>}
              <InlineText source={detail.text} onLink={onLink} />
            </span>
          ))}
        </Cell>
      ) : null}
    </div>
  );
}

/** The line that stands beside an item: what shows that it holds, or what to do so that it will; else why it counts. */
function headline({ details, done }: ViewItem): ViewItem["details"][number] | undefined {
  for (const kind of done ? "en" : "nae") {
    const line = details.findLast((detail) => detail.kind === kind);
    if (line !== undefined) return line;
  }
  return details[0];
}

function DraftCells({ row, controller, base }: ChecklistRowProps & { readonly row: DraftRow }) {
  const { draft } = row;
  const isNote = draft.kind === "note";
  return (
    <div class="cells" style={indent(row.level, base, false)}>
      <Cell class="box">{isNote ? null : <span class="check placeholder" />}</Cell>
      <Cell class="text editing">
        <LineEditor
          key={`${draft.kind} ${isNote || draft.kind === "add-after" ? draft.item : draft.group}`}
          label={isNote ? "New note" : "New item"}
          placeholder={isNote ? "What should be known" : "What has to be true"}
          value=""
          onDone={(text, byEnter) => void controller.commitDraft(draft, text, byEnter)}
          onCancel={() => controller.draft(undefined)}
        />
      </Cell>
    </div>
  );
}

interface MoreButtonProps {
  readonly name: string;
  readonly onMenu: (x: number, y: number) => void;
}

function MoreButton({ name, onMenu }: MoreButtonProps) {
  return (
    <IconButton
      icon="ellipsis"
      label={`More actions for ${name}`}
      hasMenu
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        const { left, bottom } = (event.currentTarget as Element).getBoundingClientRect();
        onMenu(left, bottom);
      }}
    />
  );
}
