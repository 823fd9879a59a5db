import assert from "node:assert/strict";
import * as v from "valibot";
import {
  commands,
  Range,
  Selection,
  type Tab,
  TabInputWebview,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { readSlice, unite } from "../../src/core/text/reading/index.ts";
import { scheduleAt } from "../../src/features/timeline/gitRevisions.ts";
import { keyAt } from "../../src/features/timeline/recordLines.ts";
import {
  type SessionOptions,
  type SessionQuestions,
  TimelineSession,
} from "../../src/features/timeline/timelineSession.ts";
import {
  type TimelineAnswer,
  type TimelineConsequence,
  type TimelineExplanation,
  type TimelinePath,
  type TimelineState,
  type TimelineWays,
  timelineToView,
} from "../../src/protocol/timeline.ts";
import type { TimelineEdit } from "../../src/protocol/timelineToHost.ts";
import { ContextKeys, type Project, ProjectStore } from "../../src/services/index.ts";
import { MemoryMemento } from "./support/memoryMemento.ts";
import { eventually, freshFolder, read, write } from "./support/workspace.ts";

const log = window.createOutputChannel("Gantry tests: timeline", { log: true });

const head = `gantry: 1

name: Harbour
start: 2027-01-04
status-date: 2027-01-04

people:
  ana:
    name: Ana
`;
const plan = `gantry: 1

tasks:
  api: # the long one
    name: New API
    effort: 5d
    who: ana

  docs:
    name: Documentation
    duration: 2d
    after: api

  party:
    name: Party
    duration: 1d

milestones:
  live:
    name: Live
    after: docs
    deadline: 2027-01-19
`;
const baseline = `gantry: 1

baselines:
  first:
    name: First
    date: 2027-01-04
    tasks:
      api: {start: 2027-01-04, finish: 2027-01-06}
      docs: {start: 2027-01-07, finish: 2027-01-08}
`;

interface Message {
  readonly kind: string;
  readonly type?: string;
  readonly id?: number;
  readonly payload?: unknown;
  readonly error?: string;
}

/** A session without a view: what it posts is kept, and what a view would say is put in. */
class Talk {
  readonly posted: Message[] = [];
  readonly session: TimelineSession;
  onPost: (message: Message) => unknown = () => undefined;
  #lastId = 0;

  constructor(
    store: ProjectStore,
    folder: Uri,
    questions: Partial<SessionQuestions> = {},
    atRevision?: SessionOptions["scheduleAt"],
  ) {
    this.session = new TimelineSession({
      folder,
      services: { projects: store, log },
      post: (message) => {
        this.posted.push(message as Message);
        void this.onPost(message as Message);
      },
      run: () => undefined,
      questions: { whoAmI: async () => "ana", ...questions },
      ...(atRevision && { scheduleAt: atRevision }),
    });
  }

  send(type: string, payload: unknown): Promise<void> {
    return this.session.receive({ kind: "event", type, payload });
  }

  async request<T>(type: string, payload: unknown): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    await this.session.receive({ kind: "request", id, type, payload });
    const reply = this.posted.find((message) => message.kind === "reply" && message.id === id);
    if (reply?.error !== undefined) throw new Error(reply.error);
    return reply?.payload as T;
  }

  get states(): readonly TimelineState[] {
    return this.posted.flatMap(({ type, payload }) =>
      type === "state" ? [v.parse(timelineToView.state, payload)] : [],
    );
  }

  get state(): TimelineState {
    return this.states.at(-1) ?? assert.fail("nothing was sent yet");
  }

  preview(edit: TimelineEdit): Promise<TimelineConsequence> {
    return this.request("preview", { version: this.state.version, edit });
  }

  edit(edit: TimelineEdit, version = this.state.version): Promise<TimelineAnswer> {
    return this.request("edit", { version, edit });
  }

  row(key: string): number {
    return this.state.timeline?.rows.keys.indexOf(key) ?? -1;
  }
}

const at = (moment: string): number => Date.parse(`${moment}:00Z`) / 1000;

describe("the timeline's session", () => {
  const folder = freshFolder("timeline");
  const planUri = Uri.joinPath(folder, "plan.yaml");
  let store: ProjectStore;
  let talk: Talk;

  const project = (): Project => store.all.find((one) => one.folder.path === folder.path) ?? assert.fail();

  before(async () => {
    await write(Uri.joinPath(folder, "gantry.yaml"), head);
    await write(planUri, plan);
    await write(Uri.joinPath(folder, "baselines", "first.yaml"), baseline);
    store = new ProjectStore(new MemoryMemento(), new ContextKeys(), log);
    await eventually(() => store.all.some((one) => one.folder.path === folder.path));
    await eventually(() => project().reading.slices.length === 3);
  });

  beforeEach(async () => {
    talk = new Talk(store, folder);
    await talk.send("ready", {});
  });

  afterEach(async () => {
    talk.session.dispose();
    const document = await workspace.openTextDocument(planUri);
    if (document.getText() !== plan) {
      const edit = new WorkspaceEdit();
      edit.replace(planUri, new Range(0, 0, document.lineCount, 0), plan);
      assert.ok(await workspace.applyEdit(edit));
    }
    await document.save();
    const logged = Uri.joinPath(folder, "progress");
    await workspace.fs.delete(logged, { recursive: true }).then(undefined, () => undefined);
    await eventually(
      () =>
        project().reading.slices.every(({ path }) => !path.startsWith("progress/")) ||
        store.refresh().then(() => false),
    );
    await eventually(() => project().reading.slices.find(({ path }) => path === "plan.yaml")?.text === plan);
  });

  after(async () => {
    store.dispose();
  });

  it("sends everything when the view is ready", () => {
    const { state } = talk;
    assert.equal(talk.states.length, 1);
    assert.equal(state.name, "Harbour");
    assert.equal(state.readOnly, false);
    assert.deepEqual(state.problems, []);
    assert.deepEqual(state.timeline?.rows.keys, ["api", "docs", "party", "live"]);
    assert.deepEqual(state.finish, { text: "Tue 12 Jan", room: "5d before the deadline", isLate: false });
    assert.equal(state.folder, folder.toString());
  });

  it("says what an edit would do, and writes nothing", async () => {
    const said = await talk.preview({ kind: "move", key: "party", start: at("2027-01-14T08:00") });
    assert.equal(said.refusal, undefined);
    assert.equal(said.place, "plan.yaml:17");
    assert.equal(said.text, "start-no-earlier: 2027-01-14");
    assert.deepEqual(
      said.moves.map(([key]) => key),
      ["party"],
    );
    assert.equal(said.asks, undefined);
    const resized = await talk.preview({ kind: "resize", key: "api", finish: at("2027-01-18T17:00") });
    assert.deepEqual(
      resized.broken.map(([name]) => name),
      ["Live"],
    );
    assert.match(resized.summary, /“Live” misses its deadline by 1d/);
    const asks = await talk.preview({ kind: "move", key: "docs", start: at("2027-01-13T08:00") });
    assert.equal(asks.asks, true);
    const refused = await talk.preview({ kind: "link", from: "docs", to: "api", type: "FS" });
    assert.match(refused.refusal ?? "", /circle/);
    assert.equal(await read(planUri), plan);
    assert.equal(talk.states.length, 1, "no new picture");
  });

  it("answers the last of several questions", async () => {
    const edit = (day: string): TimelineEdit => ({ kind: "move", key: "party", start: at(`2027-01-${day}T08:00`) });
    const answers = await Promise.all([talk.preview(edit("12")), talk.preview(edit("13")), talk.preview(edit("14"))]);
    assert.deepEqual(
      answers.map(({ overtaken }) => overtaken === true),
      [true, true, false],
    );
    assert.equal(answers[2]?.text, "start-no-earlier: 2027-01-14");
  });

  it("writes one line, and takes it back to the last byte", async () => {
    const answer = await talk.edit({ kind: "move", key: "party", start: at("2027-01-07T08:00") });
    assert.equal(answer.key, "party");
    assert.match(answer.summary, /moved; the finish stays/);
    const written = plan.replace("    duration: 1d\n", "    duration: 1d\n    start-no-earlier: 2027-01-07\n");
    assert.equal(await read(planUri), written);
    assert.equal(talk.state.version, 2);
    assert.equal(talk.state.timeline?.rows.start[talk.row("party")], at("2027-01-07T08:00"));
    const undone = await talk.request<TimelineAnswer>("undo", {});
    assert.equal(undone.key, "party");
    assert.match(undone.summary, /^Took back: “Party” moved\. .*the finish stays/);
    assert.equal(await read(planUri), plan);
    assert.equal(talk.state.version, 3);
    const redone = await talk.request<TimelineAnswer>("redo", {});
    assert.match(redone.summary, /^Made again: “Party” moved\. /);
    assert.equal(await read(planUri), written);
    await talk.request("undo", {});
    await assert.rejects(talk.request("undo", {}), /^Error: There is nothing to undo in this view\.$/);
  });

  it("refuses an edit of a row that was changed meanwhile, and sends what is there now", async () => {
    const { version } = talk.state;
    const document = await workspace.openTextDocument(planUri);
    const edit = new WorkspaceEdit();
    const start = document.getText().indexOf("duration: 1d");
    edit.replace(planUri, new Range(document.positionAt(start), document.positionAt(start + 12)), "duration: 3d");
    assert.ok(await workspace.applyEdit(edit));
    const stale = talk.edit({ kind: "move", key: "party", start: at("2027-01-07T08:00") }, version);
    await assert.rejects(stale, /was changed meanwhile/);
    assert.ok(talk.state.version > version);
    // Another row is what the person saw.
    const other = await talk.edit({ kind: "resize", key: "api", finish: at("2027-01-11T17:00") }, version);
    assert.equal(other.key, "api");
    assert.match(document.getText(), /effort: 6d/);
    assert.equal(document.isDirty, true, "what was unsaved stays so");
  });

  it("asks where there are several ways, and writes nothing when that is called off", async () => {
    const asked: string[][] = [];
    let choose: number | undefined;
    talk.session.dispose();
    talk = new Talk(store, folder, {
      choose: async (_schedule, alternatives) => {
        asked.push(alternatives.map(({ label }) => label));
        return choose === undefined ? undefined : alternatives[choose];
      },
    });
    await talk.send("ready", {});
    const edit: TimelineEdit = { kind: "move", key: "docs", start: at("2027-01-13T08:00") };
    const off = await talk.edit(edit);
    assert.equal(off.cancelled, true);
    assert.deepEqual(asked, [["Start no earlier than 13 Jan", "Wait 2 days longer for “New API”"]]);
    assert.equal(await read(planUri), plan);
    choose = 1;
    await talk.edit(edit);
    assert.equal(await read(planUri), plan.replace("after: api", "after: api FS+2d"));
  });

  it("logs what is done, and takes the new log back", async () => {
    const answer = await talk.edit({ kind: "cell", key: "party", column: "done", text: "40" });
    assert.equal(answer.key, "party");
    const logged = Uri.joinPath(folder, "progress", "ana.yaml");
    assert.match(await read(logged), /task: party, done: 40%/);
    assert.equal(talk.state.timeline?.rows.done[talk.row("party")], 40);
    assert.equal((await talk.request<TimelineAnswer>("undo", {})).key, "party");
    await assert.rejects(read(logged));
    await eventually(() => talk.state.timeline?.rows.done[talk.row("party")] === 0);
  });

  it("adds a row and says how it is called", async () => {
    const answer = await talk.edit({ kind: "add", after: "api", name: "Sandbox" });
    assert.equal(answer.key, "sandbox");
    assert.deepEqual(talk.state.timeline?.rows.keys.slice(0, 3), ["api", "sandbox", "docs"]);
    const undone = await talk.request<TimelineAnswer>("undo", {});
    assert.equal(undone.key, undefined, "it is gone");
    assert.match(undone.summary, /^Took back: “Sandbox” added\./);
    assert.equal((await talk.request<TimelineAnswer>("redo", {})).key, "sandbox");
  });

  it("shows a baseline and the saved text beside the dates of now", async () => {
    await talk.session.compareWith({ kind: "baseline", id: "first" });
    const ghost = talk.state.timeline?.ghost;
    assert.equal(ghost?.name, "baseline of 4 Jan");
    assert.equal(ghost?.finish[talk.row("api")], at("2027-01-06T17:00"));
    assert.equal(ghost?.slip[talk.row("api")], 2 * 8 * 3600);
    assert.ok(Number.isNaN(ghost?.start[talk.row("party")]));
    await talk.session.compareWith({ kind: "saved" });
    const shownGhost = () => talk.state.timeline?.ghost;
    assert.equal(shownGhost(), undefined, "nothing is unsaved");
    const document = await workspace.openTextDocument(planUri);
    const edit = new WorkspaceEdit();
    const start = document.getText().indexOf("effort: 5d");
    edit.replace(planUri, new Range(document.positionAt(start), document.positionAt(start + 10)), "effort: 7d");
    assert.ok(await workspace.applyEdit(edit));
    await eventually(() => shownGhost()?.name === "saved text");
    assert.equal(shownGhost()?.slip[talk.row("docs")], 2 * 8 * 3600);
    await talk.session.compareWith(undefined);
    assert.equal(shownGhost(), undefined);
  });

  it("shows a revision beside the dates of now, with files that are gone since", async () => {
    const past: Record<string, string> = {
      "gantry.yaml": head,
      "plan.yaml": plan.replace("effort: 5d", "effort: 3d").split("\nmilestones:", 1).join(""),
      "old.yaml": "gantry: 1\n\nmilestones:\n  live:\n    name: Live\n    after: docs\n",
    };
    const asked: string[] = [];
    const schedule = await scheduleAt(project(), "abc", {
      diffWith: async () => [
        { originalUri: Uri.joinPath(folder, "old.yaml") },
        { originalUri: Uri.file("/elsewhere.yaml") },
      ],
      show: async (hash, file) => {
        asked.push(hash);
        const name = Object.keys(past).find((path) => file.replaceAll("\\", "/").endsWith(`/${path}`));
        return name === undefined ? Promise.reject(new Error("not there")) : (past[name] ?? "");
      },
    });
    assert.ok(asked.length >= 3 && asked.every((hash) => hash === "abc"));
    assert.equal(schedule.rows.length, 4);
    await talk.session.compareWith({ kind: "schedule", name: "revision abc", schedule });
    const ghost = talk.state.timeline?.ghost;
    assert.equal(ghost?.name, "revision abc");
    assert.equal(ghost?.slip[talk.row("live")], 2 * 8 * 3600);
    assert.match(ghost?.summary ?? "", /^Finish 8 → 12 Jan/);
    await talk.session.compareWith(undefined);
    const nothing = { diffWith: async () => [], show: () => Promise.reject(new Error("not there")) };
    await assert.rejects(scheduleAt(project(), "abc", nothing), /not there yet/);
  });

  it("goes along with the cursor, and the cursor with it", async () => {
    const document = await workspace.openTextDocument(planUri);
    const editor = await window.showTextDocument(document, { viewColumn: ViewColumn.One });
    const put = (text: string): void => {
      const place = document.positionAt(document.getText().indexOf(text));
      editor.selection = new Selection(place, place);
    };
    const selects = (): readonly unknown[] =>
      talk.posted.flatMap(({ type, payload }) => (type === "select" ? [(payload as { key: string }).key] : []));
    put("Documentation");
    await eventually(() => selects().includes("docs"));
    put("after: docs");
    await eventually(() => selects().includes("live"));
    const before = selects().length;
    await talk.send("selected", { key: "live" });
    assert.equal(editor.selection.active.line, document.positionAt(document.getText().indexOf("after: docs")).line);
    await talk.send("selected", { key: "party" });
    await eventually(
      () => editor.selection.active.line === document.positionAt(document.getText().indexOf("party:")).line,
    );
    assert.equal(selects().length, before, "it does not come back");
  });

  it("does not take a cursor that it has set for one that a person moves", async () => {
    const document = await workspace.openTextDocument(planUri);
    const editor = await window.showTextDocument(document, { viewColumn: ViewColumn.One });
    const lineOf = (text: string): number => document.positionAt(document.getText().indexOf(text)).line;
    const selects = (): readonly unknown[] =>
      talk.posted.flatMap(({ type, payload }) => (type === "select" ? [(payload as { key: string }).key] : []));
    editor.selection = new Selection(0, 0, 0, 0);
    let moves = 0;
    const listener = window.onDidChangeTextEditorSelection(() => {
      moves += 1;
    });
    try {
      const before = selects().length;
      // Somebody holds an arrow key in the view: the editor is behind.
      for (const key of ["api", "docs", "party", "docs", "party"]) void talk.send("selected", { key });
      await eventually(() => moves >= 5 && editor.selection.active.line === lineOf("party:"));
      await new Promise((resolve) => setTimeout(resolve, 200));
      assert.deepEqual(selects().slice(before), []);
      editor.selection = new Selection(lineOf("docs:"), 2, lineOf("docs:"), 2);
      await eventually(() => selects().length > before);
      editor.selection = new Selection(lineOf("party:"), 2, lineOf("party:"), 2);
      await eventually(() => selects().length > before + 1);
      assert.deepEqual(selects().slice(before), ["docs", "party"]);
    } finally {
      listener.dispose();
    }
  });

  it("names the row at a place of a text, also where ids stand twice", () => {
    const text = "gantry: 1\n\ntasks:\n  s:\n    name: S\n    tasks:\n      a: {name: A}\n  a: {name: Other}\n";
    const reading = unite([readSlice("plan.yaml", text)], "p");
    const key = (words: string) => keyAt(reading, "plan.yaml", text.indexOf(words));
    assert.deepEqual([key("name: S"), key("A}"), key("Other"), key("gantry")], ["s", "a", "a#2", undefined]);
  });

  it("sends what was asked for at any moment of sending", async () => {
    for (let turns = 0; turns < 12; turns++) {
      const late = new Talk(store, folder);
      let isAsked = false;
      late.onPost = async ({ type }) => {
        if (type !== "state" || isAsked) return;
        isAsked = true;
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        await late.session.compareWith({ kind: "baseline", id: "first" });
      };
      await late.send("ready", {});
      await eventually(() => late.state.timeline?.ghost !== undefined);
      late.session.dispose();
    }
  });

  it("is compared with the same again when its view comes back", async () => {
    await talk.session.compareWith({ kind: "baseline", id: "first" });
    assert.equal(talk.state.compared, "baseline:first");
    await talk.session.compareWith({ kind: "saved" });
    assert.equal(talk.state.compared, "saved");
    await talk.session.compareWith(undefined);
    assert.equal(talk.state.compared, undefined);
    await talk.send("ready", { compared: "baseline:first" });
    assert.equal(talk.state.compared, undefined, "what a person said since counts");

    const hash = "4f2a91c04f2a91c0";
    const asked: string[] = [];
    const comeBack = async (compared: string): Promise<Talk> => {
      const again = new Talk(store, folder, {}, async (_, wanted) => {
        asked.push(wanted);
        return project().schedule;
      });
      await again.send("ready", { compared });
      return again;
    };
    const first = await comeBack("baseline:first");
    assert.equal(first.state.timeline?.ghost?.name, "baseline of 4 Jan");
    assert.equal(first.state.compared, "baseline:first");
    const revision = await comeBack(`revision:${hash}`);
    assert.equal(revision.states[0]?.compared, `revision:${hash}`, "it is not forgotten while Git is asked");
    await eventually(() => revision.state.timeline?.ghost?.name === "revision 4f2a91c0");
    assert.equal(revision.state.compared, `revision:${hash}`);
    const unsaved = await comeBack("saved");
    assert.equal(unsaved.state.compared, "saved");
    const unknown: Talk[] = [];
    for (const kept of ["baseline:gone", "revision:--output=x", "revision:", "nonsense", "saved:x", ""]) {
      const one = await comeBack(kept);
      unknown.push(one);
      assert.equal(one.state.compared, undefined, kept);
      assert.equal(one.state.timeline?.rows.count, 4);
    }
    assert.deepEqual(asked, [hash]);
    for (const { session } of [first, revision, unsaved, ...unknown]) session.dispose();
  });

  it("works out what would bring a row forward for the last one who asks", async () => {
    const ask = (key: string) => talk.request<TimelineWays>("ways", { key });
    const alone = await ask("docs");
    assert.ok(alone.length > 0);
    const [first, second, third] = await Promise.all([ask("docs"), ask("live"), ask("docs")]);
    assert.deepEqual([first, second], [[], []]);
    assert.deepEqual(third, alone);
  });

  it("passes commands on to the view", () => {
    for (const name of ["zoom-in", "find"] as const) talk.session.command(name);
    const passed = talk.posted.flatMap(({ type, payload }) => (type === "command" ? [payload] : []));
    assert.deepEqual(passed, ["zoom-in", "find"]);
  });

  it("explains a row, and names the critical paths", async () => {
    const why = await talk.request<TimelineExplanation>("explain", { key: "docs" });
    assert.equal(why.title, "Documentation");
    assert.ok(why.sentences.length >= 2);
    assert.deepEqual(why.chain, [{ key: "api", name: "New API" }]);
    const paths = await talk.request<readonly TimelinePath[]>("paths", {});
    assert.deepEqual(paths, [{ name: "Critical path", keys: ["api", "docs", "live"] }]);
    const to = await talk.request<readonly TimelinePath[]>("paths", { to: "docs" });
    assert.deepEqual(to[0]?.keys, ["api", "docs"]);
    await assert.rejects(talk.request("explain", { key: "nobody" }), /not there any more/);
  });

  it("keeps sending what reads while a file is broken, and says where", async () => {
    const document = await workspace.openTextDocument(planUri);
    const edit = new WorkspaceEdit();
    const start = document.getText().indexOf("after: api");
    edit.replace(planUri, new Range(document.positionAt(start), document.positionAt(start + 10)), "after: [api");
    assert.ok(await workspace.applyEdit(edit));
    await eventually(() => talk.state.problems.length > 0);
    const [problem] = talk.state.problems;
    assert.equal(problem?.file, "plan.yaml");
    assert.ok((problem?.line ?? 0) >= 12);
    assert.ok((talk.state.timeline?.rows.count ?? 0) >= 1);
  });

  it("drops what a hidden view would get, and says when the project is gone", async () => {
    talk.session.hide();
    await talk.session.compareWith({ kind: "baseline", id: "first" });
    assert.equal(talk.states.length, 1);
    const nowhere = new Talk(store, Uri.joinPath(folder, "nowhere"));
    await nowhere.send("ready", {});
    assert.match(nowhere.state.unavailable ?? "", /not there any more/);
    await assert.rejects(nowhere.edit({ kind: "remove", key: "api" }), /not there any more/);
    nowhere.session.dispose();
  });
});

describe("the timeline's tab", () => {
  const folder = freshFolder("timeline-tab");

  it("opens beside the file it is opened from, once", async () => {
    const uri = Uri.joinPath(folder, "plan.yaml");
    await write(Uri.joinPath(folder, "gantry.yaml"), head);
    await write(uri, plan);
    const tabs = (): readonly Tab[] =>
      window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith("gantry.timeline"));
    await window.showTextDocument(uri, { viewColumn: ViewColumn.One });
    // The extension looks for projects by itself.
    await eventually(async () => {
      await commands.executeCommand("gantry.timeline.open", uri);
      return tabs().some(({ label }) => label === "Timeline: Harbour");
    });
    const before = tabs().length;
    await commands.executeCommand("gantry.timeline.open", uri);
    assert.equal(tabs().length, before);
    await window.tabGroups.close(tabs());
    assert.equal(tabs().length, 0);
  });
});
