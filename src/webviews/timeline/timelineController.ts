import * as v from "valibot";
import type { DependencyType } from "../../core/model/dependency.ts";
import { fitScale, linkTypeNames, scaleAround, type Timeline, type TimeScale } from "../../core/timeline/index.ts";
import {
  type TimelineAnswer,
  type TimelineConsequence,
  type TimelineExplanation,
  type TimelineLoadTable,
  type TimelinePath,
  type TimelineState,
  type TimelineWays,
  timelineAnswer,
  timelineConsequence,
  timelineExplanation,
  timelineLoadTable,
  timelinePaths,
  timelineToView,
  timelineWays,
} from "../../protocol/timeline.ts";
import type { TimelineEdit, TimelineToHost, timelineCommands } from "../../protocol/timelineToHost.ts";
import { announce, connect, type HostConnection } from "../shell/index.ts";
import { type Choices, readChoices, usualChoices } from "./choices.ts";
import { type Column, editedText } from "./columns.tsx";
import { type LaterParts, laterParts } from "./laterParts.ts";
import { rowOfKey, VisibleRows } from "./visibleRows.ts";
import { linkWords } from "./words.ts";

/** An edit that is shown and not made yet. */
export interface Pending {
  readonly edit: TimelineEdit;
  /** The row it is about, and where its bar would be. */
  readonly key: string;
  readonly start: number;
  readonly finish: number;
  /** What would come of it, as soon as the host has answered. */
  readonly consequence: TimelineConsequence | undefined;
  readonly by: "pointer" | "keys";
}

/** What the panel at the side shows: why a row stands where it stands, or that it is being found out. */
export interface Explained {
  readonly key: string;
  readonly explanation: TimelineExplanation | undefined;
  readonly paths: readonly TimelinePath[] | undefined;
  /** What would bring it forward, once that was asked; `asked` while it is worked out. */
  readonly ways: TimelineWays | "asked" | undefined;
}

export interface Notice {
  readonly kind: "info" | "error";
  readonly text: string;
}

/** A cell that is typed into. */
export interface Editing {
  /** Of the row in the grid, and as the host calls it. */
  readonly rowKey: string;
  readonly id: string;
  readonly column: CellName;
  /** What stood there when the person began, and in which picture: what others change meanwhile is not written over. */
  readonly before: string;
  readonly version: number;
  /** What was typed and refused, to be put right. */
  readonly refused?: string;
}

/** Which part of the load is asked for as a table. */
export type LoadWish = v.InferOutput<TimelineToHost["load"]>;

export type CellName = Extract<TimelineEdit, { kind: "cell" }>["column"];

/** Everything the view draws. */
export interface TimelineScreen {
  /** Nothing until the host has answered. */
  readonly state: TimelineState | undefined;
  /** The last good picture, also while the files read to none. */
  readonly timeline: Timeline | undefined;
  readonly choices: Choices;
  readonly rows: VisibleRows | undefined;
  readonly pending: Pending | undefined;
  readonly notice: Notice | undefined;
  readonly explained: Explained | undefined;
  /** Keys of the rows on the chosen path; absent while none is chosen. */
  readonly path: ReadonlySet<string> | undefined;
  readonly editing: Editing | undefined;
  /** The cell that has the focus, beside the row. */
  readonly cell: CellName | undefined;
  /** The row that a link is being drawn from, by keyboard. */
  readonly linkingFrom: string | undefined;
  /** How that link would tie its ends. */
  readonly linkingType: DependencyType;
  /** What is only needed when somebody does something; undefined until it is there. */
  readonly later: LaterParts | undefined;
}

/** Keeps what the person chose, sends what they do and takes in what the host says; the view draws {@link screen}. */
export class TimelineController {
  readonly #host: HostConnection<TimelineToHost>;
  #state: TimelineState | undefined;
  #timeline: Timeline | undefined;
  #choices: Choices = usualChoices;
  #pending: Pending | undefined;
  /** The one of those that was made last: pressed twice, it means one edit. */
  #committed: Pending | undefined;
  #notice: Notice | undefined;
  #explained: Explained | undefined;
  #path: ReadonlySet<string> | undefined;
  #editing: Editing | undefined;
  #cell: CellName | undefined;
  #linkingFrom: string | undefined;
  #linkingType: DependencyType = "FS";
  #later: LaterParts | undefined;
  #rows: { readonly timeline: Timeline; readonly choices: Choices; readonly rows: VisibleRows } | undefined;
  #newcomer: string | undefined;
  /** The edit that is on its way. */
  #writing: Promise<TimelineAnswer | undefined> | undefined;
  #explaining = 0;
  #explainTimer: ReturnType<typeof setTimeout> | undefined;
  /** What was chosen is kept in a moment. */
  #isKeeping = false;
  #isAsking = false;
  #listener: () => void = () => {};
  #screen: TimelineScreen | undefined;
  /** The chart is as wide as this, in pixels; the view says so whenever it draws. */
  chartWidth = 0;
  /** The columns that are drawn; the view says so as well. */
  columns: readonly Column[] = [];
  /** Called when the focus should go to the active row, or when it should only be seen. */
  onReveal: (key: string, wish: { readonly focus: boolean }) => void = () => {};
  /** Called when the person wants the filter. */
  onFind: () => void = () => {};

  constructor() {
    this.#host = connect<typeof timelineToView, TimelineToHost>(timelineToView, {
      state: (state) => this.#take(state),
      select: ({ key }) => this.#select(key),
      step: (direction) => {
        if (document.activeElement instanceof HTMLInputElement) document.execCommand(direction);
        else void this.#step(direction);
      },
      notice: (notice) => {
        this.#notice = notice;
        this.#changed();
      },
      command: (command) => this.#command(command),
    });
  }

  /** Asks the host for everything. */
  start(): void {
    window.addEventListener("pagehide", () => this.#keep());
    this.reload();
  }

  /** @param anew without what the person chose, which may be what a part failed on */
  reload(anew = false): void {
    if (anew) this.#choices = { ...usualChoices, folder: this.#choices.folder };
    const { compared } = readChoices(this.#host.getState()) ?? {};
    this.#host.send("ready", compared === undefined ? {} : { compared });
  }

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  get screen(): TimelineScreen {
    this.#screen ??= {
      state: this.#state,
      timeline: this.#timeline,
      choices: this.#choices,
      rows: this.#visibleRows(),
      pending: this.#pending,
      notice: this.#notice,
      explained: this.#explained,
      path: this.#path,
      editing: this.#editing,
      cell: this.#cell,
      linkingFrom: this.#linkingFrom,
      linkingType: this.#linkingType,
      later: this.#later,
    };
    return this.#screen;
  }

  /** Loads the view's second script, unless it is there or on its way. */
  needLater(): void {
    if (this.#later !== undefined) return;
    laterParts().then(
      (parts) => {
        this.#later = parts;
        this.#changed();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  /** Whether the files may be changed here. */
  get canEdit(): boolean {
    // An old picture, kept while the files read to none, is for looking.
    return this.#state?.readOnly === false && this.#timeline !== undefined && !this.isOld;
  }

  /** Whether the picture is that of before: the files read to none at the moment. */
  get isOld(): boolean {
    return this.#timeline !== this.#state?.timeline;
  }

  /** The row that has the focus, if it is one of the timeline. */
  get activeRow(): number {
    const { active } = this.#choices;
    const rows = this.#visibleRows();
    return active === undefined || rows === undefined ? -1 : (rows.at(rows.indexOf(active))?.row ?? -1);
  }

  // What the person chooses to see.

  choose(change: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...change };
    this.#changed();
    if ("query" in change || "filters" in change || "person" in change) {
      const matches = this.screen.rows?.matches ?? 0;
      announce(matches === 1 ? "1 row" : `${matches} rows`);
    }
  }

  /** All choices anew, so that one may be left out. */
  replace(choices: Choices): void {
    const isOther = choices.person !== this.#choices.person || choices.stage !== this.#choices.stage;
    this.#choices = choices;
    this.choose(isOther ? { query: choices.query } : {});
  }

  clearFilter(): void {
    const { person: _, stage: __, ...rest } = this.#choices;
    this.replace({ ...rest, query: "", filters: [] });
  }

  /** The table is as wide as its columns want, again. */
  forgetTableWidth(): void {
    const { tableWidth: _, ...rest } = this.#choices;
    this.replace(rest);
  }

  fold(key: string, expanded: boolean): void {
    const others = this.#choices.folded.filter((one) => one !== key);
    this.choose({ folded: expanded ? others : [...others, key] });
  }

  /** Folds all stages, or unfolds them when one is folded. */
  foldAll(): void {
    this.choose({ folded: this.#choices.folded.length > 0 ? [] : [...(this.#visibleRows()?.foldable() ?? [])] });
  }

  /** @param key of the row in the grid */
  activate(key: string): void {
    if (key === this.#choices.active) return;
    this.#cell = undefined;
    if (this.#pending?.by === "keys") this.drop();
    this.#choices = { ...this.#choices, active: key };
    this.#changed();
    const id = this.#idOf(key);
    if (id !== "") this.#host.send("selected", { key: id });
    if (this.#linkingFrom !== undefined && id !== "" && id !== this.#linkingFrom) {
      this.proposeLink(this.#linkingFrom, id, this.#linkingType, "keys");
    }
    if (this.#explained !== undefined && id !== "" && id !== this.#explained.key) void this.explain(id, false);
  }

  /** Its column is gone: keys mean the row again. */
  forgetCell(): void {
    this.#cell = undefined;
    this.#changed();
  }

  /** @param cell that gets the focus; without one, its row does */
  focusCell(cell: CellName | undefined): void {
    this.#cell = cell;
    this.#changed();
    const { active } = this.#choices;
    if (cell === undefined && active !== undefined) this.onReveal(active, { focus: true });
  }

  // Where time lies.

  pan(pixels: number): void {
    const scale = this.scale;
    if (scale === undefined || pixels === 0) return;
    this.choose({ scale: { ...scale, origin: scale.origin + pixels / scale.pixelsPerSecond } });
  }

  panTo(origin: number): void {
    const scale = this.scale;
    if (scale !== undefined && origin !== scale.origin) this.choose({ scale: { ...scale, origin } });
  }

  /** @param x of what stays where it is; the middle when not given */
  zoom(factor: number, x = this.chartWidth / 2): void {
    const scale = this.scale;
    if (scale !== undefined) this.choose({ scale: scaleAround(scale, x, factor) });
  }

  /** As many pixels for a day; what is in the middle stays there. */
  zoomTo(pixelsPerDay: number): void {
    const scale = this.scale;
    if (scale !== undefined) this.zoom(pixelsPerDay / 86_400 / scale.pixelsPerSecond);
  }

  showAll(): void {
    const { scale: _, ...rest } = this.#choices;
    this.#choices = rest;
    this.#changed();
  }

  /** Brings a moment to the middle. */
  goTo(time: number): void {
    const scale = this.scale;
    if (scale !== undefined) this.panTo(time - this.chartWidth / 2 / scale.pixelsPerSecond);
  }

  goToToday(): void {
    if (this.#timeline !== undefined) this.goTo(this.#timeline.now ?? this.#timeline.today);
  }

  /** Brings a row's bar in sight where it is not. */
  showBar(row: number): void {
    const [scale, timeline] = [this.scale, this.#timeline];
    if (scale === undefined || timeline === undefined) return;
    const [start, finish] = [timeline.rows.start[row] as number, timeline.rows.finish[row] as number];
    const end = scale.origin + this.chartWidth / scale.pixelsPerSecond;
    if (finish < scale.origin || start > end) this.panTo(start - this.chartWidth / 4 / scale.pixelsPerSecond);
  }

  // What the person does.

  /** Shows an edit and asks what would come of it. Nothing is written. */
  propose(edit: TimelineEdit, key: string, start: number, finish: number, by: Pending["by"]): void {
    const before = this.#pending;
    if (before !== undefined && before.start === start && before.finish === finish && sameEdit(before.edit, edit))
      return;
    // Of a bar that moves on, what is known is nearly right; another type of link is another thing.
    const consequence = before?.key === key && edit.kind !== "link" ? before.consequence : undefined;
    this.#pending = { edit, key, start, finish, consequence, by };
    this.needLater();
    this.#changed();
    void this.#ask();
  }

  /** Shows what it would mean that one row waits for another. */
  proposeLink(from: string, to: string, type: DependencyType, by: Pending["by"]): void {
    const { rows } = this.#timeline as Timeline;
    const row = rowOfKey(this.#timeline as Timeline, to);
    const edit = { kind: "link", from, to, type } as const;
    this.propose(edit, to, rows.start[row] as number, rows.finish[row] as number, by);
  }

  /** One question at a time: while the host thinks, only the last wish waits. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let asked: Pending | undefined; this.#pending !== undefined && this.#pending.edit !== asked?.edit; ) {
        asked = this.#pending;
        const answer = v.parse(
          timelineConsequence,
          await this.#host.request("preview", {
            version: this.#state?.version ?? 0,
            edit: asked.edit,
          }),
        );
        // A newer question came in first, or nobody wants to know any more.
        if (answer.overtaken === true || this.#pending?.key !== asked.key) continue;
        this.#pending = { ...this.#pending, consequence: answer };
        if (this.#pending.edit === asked.edit) {
          const type = asked.edit.kind === "link" ? `${linkWords[asked.edit.type].name}: ` : "";
          announce(type + (answer.refusal ?? answer.summary));
        }
        this.#changed();
      }
    } catch (error) {
      this.#fail(error);
      this.drop();
    } finally {
      this.#isAsking = false;
    }
  }

  /** Makes the edit that is shown. */
  async commit(): Promise<void> {
    const pending = this.#pending;
    if (pending === undefined || pending === this.#committed) return;
    this.#committed = pending;
    await this.edit(pending.edit);
    if (this.#pending?.edit === pending.edit) this.drop();
  }

  /** Forgets the edit that is shown. */
  drop(): void {
    if (this.#pending === undefined) return;
    this.#pending = undefined;
    this.#changed();
  }

  /**
   * Makes an edit; what came of it is said, and the row it was about gets the focus.
   * @param isFollowed whether it does: somebody may have gone to another row already
   */
  async edit(
    edit: TimelineEdit,
    version = this.#state?.version ?? 0,
    isFollowed = true,
  ): Promise<TimelineAnswer | undefined> {
    if (this.isOld) {
      this.#fail(new Error("Nothing can be changed while the files can't be read."));
      return undefined;
    }
    // One after the other; the host refuses what means something else by then.
    while (this.#writing !== undefined) await this.#writing;
    this.#notice = undefined;
    this.#writing = this.#write(edit, version, isFollowed);
    try {
      return await this.#writing;
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(edit: TimelineEdit, version: number, isFollowed: boolean): Promise<TimelineAnswer | undefined> {
    try {
      const answer = v.parse(timelineAnswer, await this.#host.request("edit", { version, edit }));
      if (answer.cancelled !== true) announce(answer.summary);
      const isThere = edit.kind !== "remove" && edit.kind !== "add";
      if (isFollowed && answer.key !== undefined && answer.cancelled !== true && isThere)
        this.#select(answer.key, true);
      return answer;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** Takes back the view's last edit, or makes it again; what came of it is said. */
  async #step(direction: "undo" | "redo"): Promise<void> {
    try {
      const answer = v.parse(timelineAnswer, await this.#host.request(direction, {}));
      announce(answer.summary);
      if (answer.key !== undefined) this.#select(answer.key, true);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param refused what was typed before, and could not be written */
  startEditing(rowKey: string, column: CellName, refused?: string): void {
    const rows = this.#visibleRows();
    const row = rows?.at(rows.indexOf(rowKey));
    if (!this.canEdit || this.#timeline === undefined || row === undefined || row.row < 0) return;
    const before = editedText(this.#timeline, row.row, column);
    this.#editing = {
      rowKey,
      id: row.id,
      column,
      before,
      version: this.#state?.version ?? 0,
      ...(refused !== undefined && { refused }),
    };
    this.#changed();
  }

  /** A row that was just added is named as soon as the picture has it. */
  startEditingWhenThere(id: string): void {
    this.#newcomer = id;
    this.#nameNewcomer();
  }

  #nameNewcomer(): void {
    const id = this.#newcomer;
    if (id === undefined || this.#timeline?.rows.keys.includes(id) !== true) return;
    this.#newcomer = undefined;
    const key = this.#select(id, true);
    if (key !== undefined) this.startEditing(key, "name");
  }

  /**
   * @param text what was typed; undefined when it was called off
   * @param byKey whether the person stays in the rows; else they have gone elsewhere
   */
  async stopEditing(text: string | undefined, byKey: boolean): Promise<void> {
    const editing = this.#editing;
    this.#editing = undefined;
    this.#changed();
    if (editing === undefined) return;
    const { rowKey, id, column, before, version } = editing;
    if (byKey) this.onReveal(rowKey, { focus: true });
    if (text === undefined || text.trim() === before.trim()) return;
    // What was typed is never lost: it waits for the edit before it, and is said of the picture that came of that.
    while (this.#writing !== undefined) await this.#writing;
    const row = this.#timeline === undefined ? -1 : rowOfKey(this.#timeline, id);
    const isAsBefore = row >= 0 && editedText(this.#timeline as Timeline, row, column) === before;
    const edit = { kind: "cell", key: id, column, text: text.trim() } as const;
    const answer = await this.edit(edit, isAsBefore ? this.#state?.version : version, byKey);
    // What was refused can be put right where it was typed, unless the person has gone on to something else.
    const isThere = byKey && document.hasFocus() && this.#choices.active === rowKey && this.#editing === undefined;
    if (answer === undefined && isThere) this.startEditing(rowKey, column, text);
  }

  startLinking(id: string): void {
    this.#linkingFrom = id;
    this.#linkingType = "FS";
    announce(
      `Go to the row that waits for ${this.nameOf(id)}, and press Enter. Plus changes how it waits. Escape ends it.`,
    );
    this.#changed();
  }

  /** How the row that is gone to would wait. @param type the next one when not given */
  setLinkingType(type: DependencyType = nextLinkType(this.#linkingType)): void {
    this.#linkingType = type;
    announce(linkWords[type].name);
    const { edit } = this.#pending ?? {};
    if (edit?.kind === "link") this.proposeLink(edit.from, edit.to, type, "keys");
    this.#changed();
  }

  stopLinking(): void {
    this.#linkingFrom = undefined;
    this.#pending = undefined;
    this.#changed();
  }

  async link(to: string): Promise<void> {
    const from = this.#linkingFrom;
    this.stopLinking();
    if (from !== undefined && from !== to) await this.edit({ kind: "link", from, to, type: this.#linkingType });
  }

  // What the person asks.

  /** @param isAsked by the person; else it follows a new picture, and is not read out again */
  async explain(id: string, isAsked = true): Promise<void> {
    this.needLater();
    clearTimeout(this.#explainTimer);
    const turn = ++this.#explaining;
    const before = this.#explained;
    if (before?.key !== id) {
      this.#explained = { key: id, explanation: undefined, paths: undefined, ways: undefined };
      this.#changed();
    }
    try {
      const explanation = v.parse(timelineExplanation, await this.#host.request("explain", { key: id }));
      const paths = v.parse(timelinePaths, await this.#host.request("paths", {}));
      if (turn !== this.#explaining || this.#explained?.key !== id) return;
      this.#explained = { key: id, explanation, paths, ways: undefined };
      if (isAsked) announce([explanation.title, ...explanation.sentences].join(" "));
      this.#changed();
    } catch (error) {
      if (turn === this.#explaining) this.#fail(error);
    }
  }

  /** Asks what would bring the explained row forward; each way is tried, so it takes a moment. */
  async askForWays(): Promise<void> {
    const { key } = this.#explained ?? {};
    if (key === undefined || this.#explained === undefined) return;
    const turn = this.#explaining;
    this.#explained = { ...this.#explained, ways: "asked" };
    this.#changed();
    try {
      const ways = v.parse(timelineWays, await this.#host.request("ways", { key }));
      if (turn !== this.#explaining || this.#explained?.key !== key) return;
      this.#explained = { ...this.#explained, ways };
      announce(
        ways.length === 0 ? "Nothing was found that would bring it forward." : ways.map((way) => way.text).join(" "),
      );
      this.#changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  closeExplanation(): void {
    clearTimeout(this.#explainTimer);
    this.#explaining++;
    this.#explained = undefined;
    this.#path = undefined;
    this.#changed();
    const { active } = this.#choices;
    if (active !== undefined) this.onReveal(active, { focus: true });
  }

  /** Lets a path stand out; without one, all rows are alike again. */
  showPath(keys: readonly string[] | undefined): void {
    this.#path = keys && new Set(keys);
    this.#changed();
  }

  async showPathTo(id: string): Promise<void> {
    try {
      const paths = v.parse(timelinePaths, await this.#host.request("paths", { to: id }));
      const keys = new Set(paths.flatMap((path) => path.keys));
      this.showPath([...keys]);
      announce(`${keys.size} rows lead to ${this.nameOf(id)}`);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The load as a table; undefined when it is one of another picture, after which the next one follows. */
  async loadTable(wish: LoadWish): Promise<TimelineLoadTable | undefined> {
    try {
      const table = v.parse(timelineLoadTable, await this.#host.request("load", wish));
      return table.version === this.#state?.version ? table : undefined;
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** Puts the whole timeline on the clipboard as a picture. */
  async copyPicture(): Promise<void> {
    try {
      const [{ copyPicture }, svg] = await Promise.all([laterParts(), this.#host.request("drawing", {})]);
      await copyPicture(v.parse(v.string(), svg));
      this.#notice = { kind: "info", text: "The timeline is on the clipboard as a picture." };
      this.#changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  open(id: string): void {
    this.#host.send("open", { key: id });
  }

  openFile(file: string, line: number): void {
    this.#host.send("openFile", { file, line });
  }

  run(command: (typeof timelineCommands)[number]): void {
    this.#host.send("run", { command });
  }

  closeNotice(): void {
    this.#notice = undefined;
    this.#changed();
  }

  /** Moves to a row, by what the host calls it. */
  goToRow(id: string): void {
    this.#select(id, true);
  }

  nameOf(id: string): string {
    const timeline = this.#timeline;
    return timeline?.rows.names[rowOfKey(timeline, id)] ?? id;
  }

  // What the host says.

  #take(state: TimelineState): void {
    const isFirst = state.folder !== this.#state?.folder;
    const before = this.#timeline;
    const place = this.#choices.active === undefined ? -1 : (this.#visibleRows()?.indexOf(this.#choices.active) ?? -1);
    this.#state = state;
    if (state.unavailable !== undefined) this.#timeline = undefined;
    else if (state.timeline !== undefined || state.problems.length === 0) this.#timeline = state.timeline;
    if (isFirst) {
      const kept = readChoices(this.#host.getState());
      this.#choices = kept?.folder === state.folder ? kept : { ...usualChoices, folder: state.folder };
    }
    const { compared: _, ...others } = this.#choices;
    this.#choices = state.compared === undefined ? others : { ...others, compared: state.compared };
    // What was shown was made for the dates before.
    if (this.#timeline !== before) this.#pending = undefined;
    this.#keepPlace(place);
    this.#explainSoon();
    this.#changed();
    if (isFirst && this.#choices.active !== undefined) this.onReveal(this.#choices.active, { focus: false });
    this.#nameNewcomer();
  }

  /** When the active row went away, its neighbour takes its place. */
  #keepPlace(place: number): void {
    const { active } = this.#choices;
    const rows = this.#visibleRows();
    if (rows === undefined || active === undefined || place < 0 || rows.indexOf(active) >= 0) return;
    const neighbour = rows.at(Math.min(place, rows.length - 1))?.key;
    if (neighbour === undefined) return;
    this.#choices = { ...this.#choices, active: neighbour };
    this.onReveal(neighbour, { focus: true });
  }

  /** While somebody types, the explanation follows when they pause. */
  #explainSoon(): void {
    const key = this.#explained?.key;
    if (key === undefined) return;
    clearTimeout(this.#explainTimer);
    if (this.#timeline === undefined || rowOfKey(this.#timeline, key) < 0) this.#explained = undefined;
    else this.#explainTimer = setTimeout(() => void this.explain(key, false), 500);
  }

  /**
   * @param isOwn whether the person did it here, so that the focus and the text beside go along
   * @returns the row's key in the grid; undefined where it is not shown
   */
  #select(id: string, isOwn = false): string | undefined {
    const row = this.#timeline === undefined ? -1 : rowOfKey(this.#timeline, id);
    if (row < 0) return undefined;
    this.#unfold(row);
    const rows = this.#visibleRows();
    const key = rows?.at(rows.placeOf(row))?.key;
    if (key === undefined) {
      if (isOwn) {
        this.#notice = { kind: "info", text: `“${this.nameOf(id)}” is there, but the filter hides it.` };
        this.#changed();
      }
      return undefined;
    }
    if (key !== this.#choices.active) {
      this.#cell = undefined;
      if (this.#pending?.by === "keys") this.#pending = undefined;
    }
    this.#choices = { ...this.#choices, active: key };
    this.#changed();
    this.showBar(row);
    this.onReveal(key, { focus: isOwn });
    if (isOwn) this.#host.send("selected", { key: id });
    return key;
  }

  #unfold(row: number): void {
    const { keys, parent } = (this.#timeline as Timeline).rows;
    const around = new Set<string>();
    for (let at = parent[row] as number; at >= 0; at = parent[at] as number) around.add(keys[at] as string);
    const folded = this.#choices.folded.filter((key) => !around.has(key));
    if (folded.length < this.#choices.folded.length) this.#choices = { ...this.#choices, folded };
  }

  #command(command: "zoom-in" | "zoom-out" | "fit" | "today" | "find"): void {
    if (command === "zoom-in") this.zoom(1.5);
    else if (command === "zoom-out") this.zoom(1 / 1.5);
    else if (command === "fit") this.showAll();
    else if (command === "today") this.goToToday();
    else this.onFind();
  }

  #fail(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    this.#notice = { kind: "error", text };
    this.#changed();
  }

  #idOf(rowKey: string): string {
    const rows = this.#visibleRows();
    return rows?.at(rows.indexOf(rowKey))?.id ?? "";
  }

  #visibleRows(): VisibleRows | undefined {
    const timeline = this.#timeline;
    if (timeline === undefined) return undefined;
    const known = this.#rows;
    if (known?.timeline !== timeline || !showsTheSame(known.choices, this.#choices)) {
      this.#rows = { timeline, choices: this.#choices, rows: new VisibleRows(timeline, this.#choices) };
    }
    return this.#rows?.rows;
  }

  /** Where time lies now; undefined while there is no chart. */
  get scale(): TimeScale | undefined {
    if (this.#choices.scale !== undefined) return this.#choices.scale;
    return this.#timeline === undefined || this.chartWidth === 0
      ? undefined
      : fitScale(this.#timeline, this.chartWidth);
  }

  #keep(): void {
    this.#isKeeping = false;
    if (this.#choices.folder !== "") this.#host.setState(this.#choices);
  }

  #changed(): void {
    this.#screen = undefined;
    // Not for each step of a wheel: what is kept may name thousands of folded stages.
    if (!this.#isKeeping) {
      this.#isKeeping = true;
      setTimeout(() => this.#keep(), 100);
    }
    this.#listener();
  }
}

/** Whether two choices show the same rows. */
function showsTheSame(a: Choices, b: Choices): boolean {
  return (
    a.query === b.query &&
    a.filters === b.filters &&
    a.person === b.person &&
    a.stage === b.stage &&
    a.groupBy === b.groupBy &&
    a.folded === b.folded
  );
}

function nextLinkType(type: DependencyType): DependencyType {
  return linkTypeNames[(linkTypeNames.indexOf(type) + 1) % linkTypeNames.length] ?? "FS";
}

function sameEdit(a: TimelineEdit, b: TimelineEdit): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
