import * as v from "valibot";
import { type ItemDestination, plainLine } from "../../core/checklist/index.ts";
import {
  type ChecklistState,
  type ChecklistToHost,
  type checklistCommands,
  checklistToView,
  editAnswer,
  type FileState,
  type WireEdit,
} from "../../protocol/checklist.ts";
import { applyPatch } from "../../protocol/checklistState.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";
import {
  buildModel,
  type Choices,
  type Draft,
  groupKey,
  isFiltering,
  noChoices,
  type ViewItem,
  type ViewModel,
  viewItems,
} from "./checklistModel.ts";

/** A sentence above the list. */
export interface Notice {
  readonly kind: "info" | "error";
  readonly text: string;
  /** It was about an edit that can be taken back. */
  readonly canUndo: boolean;
}

/** Everything the view draws. */
export interface ChecklistScreen {
  /** Nothing until the host has answered. */
  readonly state: ChecklistState | undefined;
  readonly choices: Choices;
  readonly model: ViewModel | undefined;
  readonly notice: Notice | undefined;
  /** Key of the row that has the focus. */
  readonly active: string | undefined;
  /** Key of the item whose text is being edited. */
  readonly editing: string | undefined;
}

const keptChoices = v.object({
  subject: v.string(),
  query: v.string(),
  open: v.boolean(),
  mine: v.boolean(),
  phases: v.array(v.string()),
  folded: v.array(v.string()),
  opened: v.array(v.string()),
  active: v.optional(v.string()),
});

/** Keeps what the person chose, sends what they do and takes in what the host says; the view draws {@link screen}. */
export class ChecklistController {
  readonly #host: HostConnection<ChecklistToHost>;
  #state: ChecklistState | undefined;
  #choices: Choices = noChoices;
  #foldedBefore: ReadonlySet<string> | undefined;
  #notice: Notice | undefined;
  #active: string | undefined;
  #editing: string | undefined;
  /** Ticks on their way to the file. */
  readonly #pending = new Map<string, boolean>();
  #listener: () => void = () => {};
  /** Called when the focus should go to the active row. */
  onFocusWanted: () => void = () => {};
  #screen: ChecklistScreen | undefined;

  constructor() {
    this.#host = connect<typeof checklistToView, ChecklistToHost>(checklistToView, {
      state: (state) => this.#takeState(state),
      file: (file) => this.#takeFile(file),
      patch: (patch) => {
        const before = this.#state?.files.find((file) => file.file === patch.file);
        const after = before && applyPatch(before, patch);
        if (after === undefined) this.start();
        else this.#takeFile(after);
      },
      reveal: ({ file, item, edit }) => this.#reveal(file, item, edit === true),
      me: (me) => this.#takeMe(me),
      step: (direction) => {
        if (document.activeElement instanceof HTMLInputElement) document.execCommand(direction);
        else this.#host.send(direction, {});
      },
      notice: ({ kind, text }) => this.#show({ kind, text, canUndo: false }),
    });
  }

  /** Asks the host for everything. */
  start(): void {
    this.#host.send("ready", {});
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  get screen(): ChecklistScreen {
    this.#screen ??= {
      state: this.#state,
      choices: this.#choices,
      model: this.#state && buildModel(this.#state, this.#choices, this.#pending),
      notice: this.#notice,
      active: this.#active,
      editing: this.#editing,
    };
    return this.#screen;
  }

  // What the person chooses to see.

  /** Changes the filter; what was kept in sight goes. */
  filter(change: Partial<Pick<Choices, "query" | "open" | "mine" | "phases">>): void {
    if (change.mine === true && this.#state?.me === "") {
      this.#host.send("askMe", {});
      this.#mineWanted = true;
      return;
    }
    const was = isFiltering(this.#choices);
    this.#choices = { ...this.#choices, ...change, kept: new Set() };
    const is = isFiltering(this.#choices);
    // A filter shows its matches also in groups that were folded; without it they are folded as before.
    if (is && !was) {
      this.#foldedBefore = this.#choices.folded;
      this.#choices = { ...this.#choices, folded: new Set() };
    } else if (!is && was && this.#foldedBefore !== undefined) {
      this.#choices = { ...this.#choices, folded: this.#foldedBefore };
      this.#foldedBefore = undefined;
    }
    this.#changed();
    const matches = this.screen.model?.matches ?? 0;
    if (is) announce(matches === 1 ? "1 item" : `${matches} items`);
  }

  clearFilter(): void {
    this.filter({ query: "", open: false, mine: false, phases: [] });
  }

  #mineWanted = false;

  fold(key: string, expanded: boolean): void {
    const folded = new Set(this.#choices.folded);
    if (expanded) folded.delete(key);
    else folded.add(key);
    this.#choices = { ...this.#choices, folded };
    this.#changed();
  }

  /** Folds all groups, or unfolds them when all are folded. */
  foldAll(): void {
    const groups = (this.screen.model?.rows ?? []).filter((row) => row.kind === "group");
    const isAnyOpen = groups.some((row) => row.expanded === true);
    this.#choices = { ...this.#choices, folded: new Set(isAnyOpen ? groups.map((row) => row.key) : []) };
    const first = groups[0];
    if (isAnyOpen && first !== undefined) this.#active = first.key;
    this.#changed();
  }

  /** Shows or hides the lines below an item. */
  openItem(key: string, isOpen: boolean): void {
    const opened = new Set(this.#choices.opened);
    if (isOpen) opened.add(key);
    else opened.delete(key);
    this.#choices = { ...this.#choices, opened };
    this.#changed();
  }

  activate(key: string): void {
    if (this.#active === key) return;
    this.#active = key;
    this.#changed();
  }

  closeNotice(): void {
    this.#notice = undefined;
    this.#changed();
    this.onFocusWanted();
  }

  // What the person does to items.

  canEdit(file: FileState): boolean {
    return !file.readOnly && !file.problems.some((problem) => problem.kind === "conflict");
  }

  async tick(item: ViewItem, done: boolean): Promise<void> {
    if (!this.#mayEdit(item.file)) return;
    this.#pending.set(item.key, done);
    this.#choices = { ...this.#choices, kept: new Set([...this.#choices.kept, item.key]) };
    this.#changed();
    await this.#edit(item.file, { kind: "tick", item: item.index, done });
    this.#pending.delete(item.key);
    this.#changed();
    const phase = this.#phaseOf(item);
    announce(`${done ? "Ticked" : "Not ticked"}. ${phase}`);
  }

  /** Begins to edit an item's text; nothing ends it. */
  editText(key: string | undefined): void {
    const item = key === undefined ? undefined : this.screen.model?.itemByKey.get(key);
    if (item !== undefined && !this.#mayEdit(item.file)) return;
    this.#editing = key;
    if (key !== undefined) this.#active = key;
    this.#choices = { ...this.#choices, draft: undefined };
    this.#changed();
    if (key === undefined) this.onFocusWanted();
  }

  async setText(item: ViewItem, text: string): Promise<void> {
    this.editText(undefined);
    if (text.trim() !== "" && text !== item.text) {
      await this.#edit(item.file, { kind: "text", item: item.index, text }, true);
    }
  }

  /** Begins to type a new item or a note; nothing ends it. */
  draft(draft: Draft | undefined): void {
    const file = draft === undefined ? undefined : this.#fileOf(draft);
    if (file !== undefined && !this.#mayEdit(file)) return;
    this.#editing = undefined;
    const folded = new Set(this.#choices.folded);
    if (draft?.kind === "add-to") folded.delete(draft.group);
    this.#choices = { ...this.#choices, draft, folded };
    if (draft !== undefined) this.#active = "draft";
    else if (this.#active === "draft") this.#active = this.#beforeDraft;
    this.#changed();
    if (draft === undefined) this.onFocusWanted();
  }

  /** @param again begins the next item right after this one. */
  async commitDraft(draft: Draft, text: string, again: boolean): Promise<void> {
    const file = this.#fileOf(draft);
    if (text.trim() === "" || file === undefined) {
      this.draft(undefined);
      return;
    }
    if (draft.kind === "note") {
      const item = this.screen.model?.itemByKey.get(draft.item);
      this.draft(undefined);
      if (item === undefined) return;
      await this.#edit(item.file, { kind: "note", item: item.index, text }, true);
      this.openItem(draft.item, true);
      return;
    }
    const to = this.#destinationOf(draft);
    this.draft(undefined);
    if (to === undefined) return;
    const added = await this.#edit(file, { kind: "add", to, text }, true);
    if (added === undefined) return;
    this.#choices = { ...this.#choices, kept: new Set([...this.#choices.kept, added]) };
    if (again) this.draft({ kind: "add-after", item: added });
  }

  async remove(item: ViewItem): Promise<void> {
    if (!this.#mayEdit(item.file)) return;
    const rows = this.screen.model?.rows ?? [];
    const at = rows.findIndex((row) => row.key === item.key);
    const next = rows.slice(at + 1).find((row) => row.level <= (rows[at]?.level ?? 1)) ?? rows[at - 1];
    const nested = this.#nestedIn(item);
    if ((await this.#edit(item.file, { kind: "remove", item: item.index })) === undefined) return;
    if (next !== undefined) this.#active = next.key;
    const name = plainLine(item.text);
    const text = nested === 0 ? `Removed “${name}”.` : `Removed “${name}” and ${nested} below it.`;
    this.#show({ kind: "info", text, canUndo: true });
    this.onFocusWanted();
  }

  async move(item: ViewItem, to: ItemDestination, into: FileState = item.file): Promise<void> {
    if (!this.#mayEdit(item.file) || !this.#mayEdit(into)) return;
    const target = into.file === item.file.file ? {} : { into: { file: into.file, version: into.version } };
    const key = await this.#edit(item.file, { kind: "move", item: item.index, to, ...target }, true);
    if (key === undefined) return;
    const moved = this.screen.model?.itemByKey.get(key);
    if (moved !== undefined) announce(`Moved. ${this.#phaseOf(moved)}`);
  }

  async assign(item: ViewItem): Promise<void> {
    if (!this.#mayEdit(item.file)) return;
    const { file, version } = item.file;
    await this.#asked(this.#host.request("assign", { file, version, item: item.index }), false);
    this.onFocusWanted();
  }

  undo(): void {
    this.#notice = undefined;
    this.#changed();
    this.#host.send("undo", {});
  }

  openFile(file: FileState, item?: ViewItem, line?: number): void {
    const place = item === undefined ? {} : { item: item.index };
    this.#host.send("openFile", {
      file: file.file,
      version: file.version,
      ...place,
      ...(line === undefined ? {} : { line }),
    });
  }

  openLink(file: FileState, target: string): void {
    this.#host.send("openLink", { file: file.file, target });
  }

  run(command: (typeof checklistCommands)[number]): void {
    this.#host.send("run", { command });
  }

  #beforeDraft: string | undefined;

  /** Whether a file can be changed; if not, the reason, which stands above the list, is spoken again. */
  #mayEdit(file: FileState): boolean {
    if (this.canEdit(file)) return true;
    const conflict = file.problems.find((problem) => problem.kind === "conflict");
    announce(`${file.path}: ${conflict?.message ?? "this file is read-only."}`);
    return false;
  }

  /** @returns the key of the item concerned afterwards, or nothing when it failed; the notice says why. */
  #edit(file: FileState, edit: WireEdit, follow = false): Promise<string | undefined> {
    this.#notice = undefined;
    return this.#asked(this.#host.request("edit", { file: file.file, version: file.version, edit }), follow);
  }

  async #asked(answer: Promise<unknown>, follow: boolean): Promise<string | undefined> {
    try {
      const parsed = v.parse(editAnswer, await answer);
      const file = this.#state?.files.find((one) => one.file === parsed.file);
      const item = file === undefined || parsed.item === undefined ? undefined : viewItems(file)[parsed.item];
      if (follow && item !== undefined) {
        this.#unfold(item);
        this.#active = item.key;
        this.#changed();
        this.onFocusWanted();
      }
      return item?.key ?? "";
    } catch (error) {
      this.#show({ kind: "error", text: error instanceof Error ? error.message : String(error), canUndo: false });
      return undefined;
    }
  }

  #fileOf(draft: Draft): FileState | undefined {
    if (draft.kind !== "add-to") return this.screen.model?.itemByKey.get(draft.item)?.file;
    return this.#state?.files.find((file) => draft.group.startsWith(`${file.file}\n`));
  }

  #destinationOf(draft: Exclude<Draft, { kind: "note" }>): ItemDestination | undefined {
    if (draft.kind === "add-after") {
      const item = this.screen.model?.itemByKey.get(draft.item);
      return item === undefined ? undefined : { kind: "after", item: item.index };
    }
    const file = this.#fileOf(draft);
    if (file === undefined) return undefined;
    const groups = file.groups.flatMap((_, group) => (groupKey(file, group) === draft.group ? [group] : []));
    // The title's own list, or what stands before it when the items are there.
    const used = groups.findLast((group) => file.items.some((item) => item[2] === group));
    const group = used ?? groups.at(-1);
    return group === undefined ? undefined : { kind: "end", group };
  }

  #nestedIn(item: ViewItem): number {
    const items = viewItems(item.file);
    let end = item.index + 1;
    while ((items[end]?.level ?? -1) > item.level) end += 1;
    return end - item.index - 1;
  }

  #phaseOf(item: ViewItem): string {
    const phases = this.screen.model?.phases ?? [];
    const inFile = phases.filter((phase) => phase.file.file === item.file.file);
    const phase = inFile.findLast((one) => one.isFile || isInGroup(item, one.group));
    const { done, total } = phase?.progress ?? this.screen.model?.total ?? { done: 0, total: 0 };
    return `${phase?.name ?? "Checklist"} ${done} of ${total}.`;
  }

  #takeState(state: ChecklistState): void {
    const isFirst = this.#state === undefined;
    this.#state = state;
    this.#pending.clear();
    if (isFirst) this.#restore(state);
    this.#changed();
  }

  #takeFile(file: FileState): void {
    if (this.#state === undefined) return;
    const files = this.#state.files.map((one) => (one.file === file.file ? file : one));
    this.#state = { ...this.#state, files };
    const lost = this.#editing !== undefined && !viewItems(file).some((item) => item.key === this.#editing);
    if (lost && this.#editing?.startsWith(`${file.file}\n`)) {
      this.#editing = undefined;
      this.#show({
        kind: "error",
        text: "The item that was being edited is not in the file any more.",
        canUndo: false,
      });
    }
    this.#changed();
  }

  #takeMe(me: string): void {
    if (this.#state === undefined) return;
    this.#state = { ...this.#state, me };
    this.#changed();
    if (this.#mineWanted && me !== "") this.filter({ mine: true });
    this.#mineWanted = false;
  }

  #reveal(address: string, index: number | undefined, edit: boolean): void {
    const file = this.#state?.files.find((one) => one.file === address);
    if (file === undefined) return;
    if (isFiltering(this.#choices)) this.clearFilter();
    const item = index === undefined ? undefined : viewItems(file)[index];
    if (item === undefined) this.fold(groupKey(file, 0), true);
    else this.#unfold(item);
    this.#active = item?.key ?? groupKey(file, 0);
    if (edit && item !== undefined && this.canEdit(file)) this.#editing = item.key;
    this.#changed();
    if (!edit) this.onFocusWanted();
  }

  /** Unfolds what an item stands in, so that it can be seen. */
  #unfold(item: ViewItem): void {
    const folded = new Set(this.#choices.folded);
    folded.delete(groupKey(item.file, 0));
    for (let at = item.group; at >= 0; at = item.file.groups[at]?.[2] ?? -1) folded.delete(groupKey(item.file, at));
    const items = viewItems(item.file);
    for (let at = item.parent; at >= 0; at = items[at]?.parent ?? -1) folded.delete(items[at]?.key ?? "");
    this.#choices = { ...this.#choices, folded };
  }

  #restore(state: ChecklistState): void {
    const kept = v.safeParse(keptChoices, this.#host.getState());
    if (kept.success && kept.output.subject === state.subject) {
      const { query, open, mine, phases, folded, opened, active } = kept.output;
      this.#choices = {
        ...noChoices,
        query,
        open,
        mine: mine && state.me !== "",
        phases,
        folded: new Set(folded),
        opened: new Set(opened),
      };
      this.#active = active;
      return;
    }
    // What is finished is folded at first, unless nothing else is left.
    const { phases } = buildModel(state, noChoices, this.#pending);
    const finished = phases.filter(({ progress }) => progress.total > 0 && progress.done === progress.total);
    if (finished.length < phases.length) {
      this.#choices = { ...noChoices, folded: new Set(finished.map((phase) => phase.key)) };
    }
  }

  #show(notice: Notice): void {
    this.#notice = notice;
    this.#changed();
  }

  #changed(): void {
    this.#screen = undefined;
    if (this.#active !== "draft") this.#beforeDraft = this.#active;
    this.#keep();
    this.#listener();
  }

  /** What comes back after the view was hidden or the window reloaded. */
  #keep(): void {
    if (this.#state === undefined) return;
    const { query, open, mine, phases, folded, opened } = this.#choices;
    this.#host.setState({
      subject: this.#state.subject,
      query,
      open,
      mine,
      phases,
      folded: [...(this.#foldedBefore ?? folded)],
      opened: [...opened],
      ...(this.#active === undefined || this.#active === "draft" ? {} : { active: this.#active }),
    });
  }
}

function isInGroup(item: ViewItem, group: number): boolean {
  for (let at = item.group; at >= 0; at = item.file.groups[at]?.[2] ?? -1) if (at === group) return true;
  return false;
}
