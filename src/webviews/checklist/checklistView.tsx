import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { ChecklistState, FileState } from "../../protocol/checklist.ts";
import {
  Button,
  EmptyState,
  IconButton,
  LoadingBar,
  listedRows,
  Menu,
  MessageBar,
  ProgressBar,
  TextField,
  Toggle,
  Toolbar,
  TreeGrid,
  type TreeGridControls,
} from "../shell/index.ts";
import type { ChecklistController, ChecklistScreen } from "./checklistController.ts";
import { isFiltering, type Row, type ViewModel } from "./checklistModel.ts";
import { ChecklistRow, rowClass, rowLabel } from "./checklistRow.tsx";
import { ItemDragging } from "./itemDragging.ts";
import { keyAction, menuFor } from "./rowActions.ts";

/** Up to this many headings get a filter of their own; more would fill the screen. */
const mostPhaseFilters = 8;

/** A checklist: tool bar, filters, what has to be said, and the items. */
export function ChecklistView({ controller }: { readonly controller: ChecklistController }) {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const grid = useRef<TreeGridControls>(null);
  const focusWanted = useRef(false);
  useEffect(() => {
    controller.listen(() => redraw(undefined));
    controller.onFocusWanted = () => {
      focusWanted.current = true;
      redraw(undefined);
    };
    redraw(undefined);
  }, [controller]);
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    grid.current?.focus();
  });

  const screen = controller.screen;
  const { state, model } = screen;
  return (
    <main class="checklist">
      <Header controller={controller} screen={screen} />
      {state !== undefined && model !== undefined && model.total.total > 0 ? (
        <Filters controller={controller} screen={screen} state={state} model={model} />
      ) : (
        <div />
      )}
      <div class="messages">
        <LoadingBar loading={state === undefined} label="Reading the checklist" />
        <Messages controller={controller} screen={screen} />
      </div>
      {state === undefined || model === undefined ? (
        <div class="list" aria-busy="true" />
      ) : (
        <List controller={controller} screen={screen} state={state} model={model} grid={grid} />
      )}
    </main>
  );
}

interface PartProps {
  readonly controller: ChecklistController;
  readonly screen: ChecklistScreen;
}

function Header({ controller, screen }: PartProps) {
  const { state, model, active } = screen;
  const total = model?.total;
  const groups = model?.rows.filter((row) => row.kind === "group") ?? [];
  const isAnyOpen = groups.some((row) => row.expanded === true);
  const file = fileInView(screen, active);
  const name = state?.kind === "file" ? (state.files[0]?.title ?? state.name) : "Checklist";
  return (
    <header class="toolbar">
      <h1 class="ellipsis">{name}</h1>
      <span class="dim ellipsis project-name">{state?.name}</span>
      <span class="push" />
      {total === undefined || total.total === 0 ? null : (
        <span class="overall">
          <ProgressBar done={total.done} total={total.total} />
          <span>
            <b class="strong">{total.done.toLocaleString()}</b> of {total.total.toLocaleString()}
          </span>
        </span>
      )}
      <Toolbar label="Checklist" class="actions">
        {state?.kind === "project" ? (
          <IconButton icon="add" label="New checklist" onClick={() => controller.run("gantry.checklist.new")} />
        ) : null}
        {groups.length > 0 ? (
          <IconButton
            icon={isAnyOpen ? "collapse-all" : "expand-all"}
            label={isAnyOpen ? "Collapse all" : "Expand all"}
            onClick={() => controller.foldAll()}
          />
        ) : null}
        {file === undefined || file.unavailable !== undefined ? null : (
          <IconButton icon="go-to-file" label="Open the Markdown file" onClick={() => controller.openFile(file)} />
        )}
      </Toolbar>
    </header>
  );
}

/** The file that the active row belongs to, else the first one. */
function fileInView({ state, model }: ChecklistScreen, active: string | undefined): FileState | undefined {
  const row = model?.rows.find((one) => one.key === active);
  if (row?.kind === "group") return row.file;
  if (row?.kind === "item") return row.item.file;
  return state?.files[0];
}

interface ListProps extends PartProps {
  readonly state: ChecklistState;
  readonly model: ViewModel;
}

function Filters({ controller, screen, model, state }: ListProps) {
  const { choices } = screen;
  const phases = model.phases.filter(({ progress }) => progress.total > 0);
  const toggle = (key: string, on: boolean): void =>
    controller.filter({ phases: on ? [...choices.phases, key] : choices.phases.filter((one) => one !== key) });
  return (
    <div class="bar filters">
      <TextField
        class="find"
        icon="filter"
        label="Filter items"
        placeholder="Filter, for example @bo budget"
        value={choices.query}
        onInput={(query) => controller.filter({ query })}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "Enter") return;
          event.preventDefault();
          controller.onFocusWanted();
        }}
      />
      <Toolbar label="Filter" class="filters toggles">
        <Toggle
          icon="circle-large"
          label="Open"
          count={model.open}
          pressed={choices.open}
          onToggle={(open) => controller.filter({ open })}
        />
        <Toggle
          icon="person"
          label="Mine"
          {...(state.me === "" ? {} : { count: model.mine })}
          pressed={choices.mine}
          onToggle={(mine) => controller.filter({ mine })}
        />
        {phases.length > 1 && phases.length <= mostPhaseFilters ? (
          <span class="phase-filters filters">
            <span class="dim small only-wide">Phase</span>
            {phases.map((phase) => (
              <Toggle
                key={phase.key}
                label={phase.name}
                count={phase.progress.total - phase.progress.done}
                title={`${phase.progress.total - phase.progress.done} open in ${phase.name}`}
                pressed={choices.phases.includes(phase.key)}
                onToggle={(on) => toggle(phase.key, on)}
              />
            ))}
          </span>
        ) : null}
      </Toolbar>
    </div>
  );
}

function Messages({ controller, screen }: PartProps) {
  const { notice, state } = screen;
  const files = state?.files ?? [];
  const isAllReadOnly = files.length > 1 && files.every((file) => file.readOnly);
  return (
    <>
      {notice === undefined ? null : (
        <MessageBar
          kind={notice.kind}
          onClose={() => controller.closeNotice()}
          {...(notice.canUndo
            ? {
                actions: (
                  <Button kind="link" onClick={() => controller.undo()}>
                    Undo
                  </Button>
                ),
              }
            : {})}
        >
          {notice.text}
        </MessageBar>
      )}
      {isAllReadOnly ? (
        <MessageBar kind="info">This place is read-only: items can be read here, not changed.</MessageBar>
      ) : null}
      {files.map((file) => (
        <FileMessages
          key={file.file}
          file={file}
          isOne={files.length === 1}
          isAllReadOnly={isAllReadOnly}
          controller={controller}
        />
      ))}
    </>
  );
}

interface FileMessagesProps {
  readonly file: FileState;
  /** The only file: its path need not be said. */
  readonly isOne: boolean;
  readonly isAllReadOnly: boolean;
  readonly controller: ChecklistController;
}

/** What is wrong with a file, where, and what can be done. */
function FileMessages({ file, isOne, isAllReadOnly, controller }: FileMessagesProps) {
  const conflict = file.problems.find((problem) => problem.kind === "conflict");
  // Two versions of an item have one id; that goes away with the conflict.
  const duplicates = conflict === undefined ? file.problems.filter((problem) => problem.kind === "duplicate-id") : [];
  const place = isOne ? "" : `${file.path}: `;
  const [first] = duplicates;
  return (
    <>
      {file.unavailable !== undefined && !isOne ? <MessageBar kind="error">{file.unavailable}</MessageBar> : null}
      {conflict === undefined ? null : (
        <MessageBar
          kind="error"
          actions={
            <Button kind="link" onClick={() => controller.openFile(file, undefined, conflict.line)}>
              Open at line {conflict.line + 1}
            </Button>
          }
        >
          {place}
          {conflict.message}
        </MessageBar>
      )}
      {first === undefined ? null : (
        <MessageBar
          kind="warning"
          actions={
            <Button kind="link" onClick={() => controller.openFile(file, undefined, first.line)}>
              Open at line {first.line + 1}
            </Button>
          }
        >
          {place}
          {first.message}
          {duplicates.length > 1 ? ` So do ${duplicates.length - 1} more.` : ""}
        </MessageBar>
      )}
      {file.readOnly && !isAllReadOnly ? (
        <MessageBar kind="info">{file.path} is read-only: its items can be read here, not changed.</MessageBar>
      ) : null}
      {file.left > 0 ? (
        <MessageBar
          kind="info"
          actions={
            <Button kind="link" onClick={() => controller.openFile(file)}>
              Open the Markdown file
            </Button>
          }
        >
          {place}The first {file.items.length.toLocaleString()} items are shown; {file.left.toLocaleString()} more stand
          in the file.
        </MessageBar>
      ) : null}
    </>
  );
}

function List({
  controller,
  screen,
  state,
  model,
  grid,
}: ListProps & { readonly grid: { current: TreeGridControls | null } }) {
  const { choices, active, editing } = screen;
  const [menu, setMenu] = useState<{ readonly key: string; readonly x: number; readonly y: number }>();
  const dragging = useMemo(() => new ItemDragging(controller), [controller]);
  const rows = useMemo(() => listedRows(model.rows), [model.rows]);
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  dragging.onChange = () => redraw(undefined);

  const empty = emptyState(controller, state, model);
  if (empty !== undefined) return <div class="list scroll">{empty}</div>;
  if (isFiltering(choices) && model.matches === 0 && choices.draft === undefined) {
    return (
      <div class="list scroll">
        <EmptyState
          title="Nothing matches"
          actions={<Button onClick={() => controller.clearFilter()}>Clear the filter</Button>}
        >
          None of the {model.total.total.toLocaleString()} items is what the filter asks for.
        </EmptyState>
      </div>
    );
  }

  const shown = menu === undefined ? undefined : model.rows.find((row) => row.key === menu.key);
  const openMenu = (row: Row, x: number, y: number): void => {
    controller.activate(row.key);
    setMenu({ key: row.key, x, y });
  };
  return (
    <>
      <TreeGrid<Row>
        class={`list${model.columns}`}
        label="Items"
        rows={rows}
        activeKey={active}
        controls={grid}
        onActivate={(row) => controller.activate(row.key)}
        onFold={(row, expanded) => {
          if (row.kind === "item" && !row.item.hasChildren) controller.openItem(row.key, expanded);
          else controller.fold(row.key, expanded);
        }}
        onKey={(event, row) => {
          if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
            const { left, bottom } = (event.target as Element).getBoundingClientRect();
            openMenu(row, left + 40, bottom);
            return true;
          }
          return keyAction(event, row, controller, model);
        }}
        rowAttributes={(row) => ({
          class: [rowClass(row), dragging.classFor(row)].filter(Boolean).join(" "),
          "aria-label": rowLabel(row),
          ...dragging.attributesFor(row, editing === row.key),
          onContextMenu: (event: MouseEvent) => {
            if (row.kind === "draft" || event.target instanceof HTMLInputElement) return;
            event.preventDefault();
            if (menu === undefined) openMenu(row, event.clientX, event.clientY);
          },
        })}
        renderRow={(row) => (
          <ChecklistRow
            row={row}
            isEditing={editing === row.key}
            controller={controller}
            base={state.kind === "project" || model.phases.length > 0 ? 1 : 0}
            onMenu={(x, y) => openMenu(row, x, y)}
          />
        )}
      />
      {menu === undefined || shown === undefined || shown.kind === "draft" ? null : (
        <Menu
          label={`Actions for ${shown.name}`}
          at={menu}
          groups={menuFor(shown, controller, model)}
          onClose={() => {
            setMenu(undefined);
            controller.onFocusWanted();
          }}
        />
      )}
    </>
  );
}

/** What stands there when there is no item at all. */
function emptyState(controller: ChecklistController, state: ChecklistState, model: ViewModel) {
  if (state.unavailable !== undefined) {
    return (
      <EmptyState icon="error" title="There is nothing to show">
        {state.unavailable}
      </EmptyState>
    );
  }
  const [file] = state.files;
  if (file === undefined) {
    return (
      <EmptyState
        title="No checklist yet"
        actions={
          <>
            <Button onClick={() => controller.run("gantry.checklist.new")}>New Checklist</Button>
            <Button kind="link" onClick={() => controller.run("gantry.scaffold.newDocument")}>
              Add the checklist of a phase
            </Button>
          </>
        }
      >
        A checklist is a Markdown file in the project’s folder <code>checklists</code>, with one box per line:{" "}
        <code>- [ ] Kick-off held</code>
      </EmptyState>
    );
  }
  if (state.kind === "file" && file.unavailable !== undefined) {
    return (
      <EmptyState icon="error" title="This checklist can’t be shown">
        {file.unavailable} When it is there again, it shows here at once.
      </EmptyState>
    );
  }
  if (model.total.total > 0 || state.kind === "project" || model.rows.length > 0) return undefined;
  return (
    <EmptyState
      title="No items yet"
      actions={
        <>
          {controller.canEdit(file) ? (
            <Button onClick={() => controller.draft({ kind: "add-to", group: `${file.file}\n` })}>Add an Item</Button>
          ) : null}
          <Button kind="link" onClick={() => controller.openFile(file)}>
            Open {file.path}
          </Button>
        </>
      }
    >
      {file.path} has no line with a box, for example <code>- [ ] Kick-off held</code>
    </EmptyState>
  );
}
