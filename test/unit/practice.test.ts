import assert from "node:assert/strict";
import { compilePractice } from "../../src/core/practice/compilePractice.ts";
import {
  commandLabel,
  countAll,
  countGroup,
  countPage,
  countState,
  exportProgress,
  fold,
  formatCount,
  mergeProgress,
  noProgress,
  PracticeSearch,
  pageCommands,
  readExportedProgress,
  readPractice,
  readStoredProgress,
  refusedCommand,
  storedProgress,
  withTick,
} from "../../src/core/practice/index.ts";
import { smallFiles, smallIndex } from "./practiceFiles.ts";

const at = "2027-01-13T15:10:00.000Z";
const earlier = "2026-12-01T08:00:00.000Z";

describe("looking up practice pages", () => {
  const index = smallIndex();

  it("finds pages and the sections they cover", () => {
    assert.equal(index.find("skill-listening")?.page.title, "Listening well");
    const place = index.find("aspect-silence");
    assert.deepEqual([place?.page.id, place?.section?.title], ["skill-listening", "Silence"]);
    assert.equal(index.page("aspect-silence"), undefined);
    assert.equal(index.find("constructor"), undefined);
  });

  it("knows what comes before and after, across groups", () => {
    const [begin, listening] = index.pages;
    assert.ok(begin && listening);
    assert.deepEqual(index.neighbours(begin), { next: listening });
    assert.deepEqual(index.neighbours(listening), { previous: begin });
    assert.equal(index.placeInGroup(listening).number, 1);
  });

  it("knows which pages lead here", () => {
    const begin = index.page("step-1-begin");
    assert.ok(begin);
    assert.deepEqual(
      index.backlinks(begin).map(({ id }) => id),
      ["skill-listening"],
    );
  });

  it("refuses a file that is not the packed practice", () => {
    const { practice } = compilePractice(smallFiles());
    assert.ok(readPractice(practice));
    const page = practice.groups[0]?.pages[0];
    const damaged = [undefined, null, 1, [], {}, { format: 2, groups: practice.groups }, { format: 1, groups: [] }];
    const cut = [
      { format: 1, groups: [{ id: "a", title: "b" }] },
      { ...practice, groups: [{ ...practice.groups[0], pages: [{ ...page, sections: 1 }] }] },
    ];
    for (const value of [...damaged, ...cut]) assert.equal(readPractice(value), undefined);
  });
});

describe("searching the practice", () => {
  const search = new PracticeSearch(smallIndex());
  const hits = (query: string): readonly string[] =>
    search.find(query).map(({ page, section, rank }) => `${section?.id ?? page.id} ${rank}`);

  it("ranks the start of a title over a word of it, the id, the summary and the text", () => {
    assert.deepEqual(hits("listening w"), ["skill-listening titleStart"]);
    assert.deepEqual(hits("well"), ["skill-listening titleWord"]);
    assert.deepEqual(hits("begin"), ["step-1-begin titleStart"]);
    assert.deepEqual(hits("step"), ["step-1-begin id", "why-it-matters body"]);
    assert.deepEqual(hits("confirms"), ["skill-listening summary"]);
    assert.deepEqual(hits("talk"), ["checklist body"]);
  });

  it("finds covered sections once, not also through their page", () => {
    assert.deepEqual(hits("silence"), ["aspect-silence titleStart", "why-it-matters body"]);
  });

  it("wants every word, wherever it stands", () => {
    assert.deepEqual(hits("listening misheard"), ["why-it-matters body"]);
    assert.deepEqual(hits("listening banana"), []);
  });

  it("folds case and diacritics", () => {
    assert.equal(fold("Ça Façade ÉTÉ"), "ca facade ete");
    assert.deepEqual(hits("FACADE"), ["aspect-silence body"]);
    assert.deepEqual(hits("fac\u0327ade"), ["aspect-silence body"]);
  });

  it("shows the words around what it found", () => {
    const snippet = search.find("misheard")[0]?.snippet ?? "";
    assert.match(snippet, /A misheard date costs a week/);
    for (const query of ["agrees", "words", "e", "somewhere"]) {
      for (const hit of search.find(query)) assert.ok(hit.snippet.length <= 200, hit.snippet);
    }
  });

  it("finds nothing for nothing and bears any query", () => {
    for (const query of ["", "   ", "\u0000", "(((", "a".repeat(100_000), "\ud800"])
      assert.doesNotThrow(() => search.find(query));
    assert.deepEqual(hits("  "), []);
  });
});

describe("commands on practice pages", () => {
  const isPage = (id: string): boolean => id === "skill-listening";

  it("refuses what pages may not run", () => {
    assert.match(refusedCommand("workbench.action.quit", undefined, isPage) ?? "", /can't run/);
    assert.match(refusedCommand("gantry.practice.openPage", undefined, isPage) ?? "", /needs the id/);
    assert.match(refusedCommand("gantry.practice.openPage", "skill-x", isPage) ?? "", /doesn't know/);
    assert.match(refusedCommand("gantry.scaffold.newDocument", "../../etc", isPage) ?? "", /doesn't know/);
    assert.equal(refusedCommand("gantry.practice.openPage", "skill-listening", isPage), undefined);
    assert.equal(refusedCommand("gantry.scaffold.newDocument", "charter", isPage), undefined);
    assert.equal(refusedCommand("gantry.scaffold.newDocument", undefined, isPage), undefined);
  });

  it("are all Gantry's own, each once", () => {
    const ids = pageCommands.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^gantry\.[a-z]+\.[a-zA-Z]+$/);
  });

  it("have a label that says what will happen", () => {
    assert.equal(commandLabel("gantry.scaffold.newProject", undefined), "New Project…");
    assert.equal(commandLabel("gantry.scaffold.newDocument", "status-report"), "New Document: status report");
    assert.equal(commandLabel("gantry.checklist.open", "planning"), "Open Checklist: planning");
  });
});

describe("practice progress", () => {
  const index = smallIndex();
  const page = index.page("skill-listening");
  assert.ok(page);

  it("counts ticks by page, group and altogether", () => {
    const progress = withTick(withTick(noProgress, "skill-listening-01", at), "gone-01", at);
    assert.equal(formatCount(countPage(page, progress)), "1/3");
    assert.equal(formatCount(countAll(index.groups, progress)), "1/6");
    const group = index.group("steps");
    assert.ok(group);
    assert.equal(formatCount(countGroup(group, progress)), "0/3");
    assert.deepEqual(
      [0, 1, 3].map((done) => countState({ done, total: 3 })),
      ["open", "started", "done"],
    );
    assert.equal(countState({ done: 0, total: 0 }), "open");
  });

  it("keeps the first date of a tick and takes a tick back", () => {
    const ticked = withTick(withTick(noProgress, "skill-listening-01", earlier), "skill-listening-01", at);
    assert.equal(ticked.ticks.get("skill-listening-01"), earlier);
    assert.equal(withTick(ticked, "skill-listening-01", undefined).ticks.size, 0);
  });

  it("bears whatever was stored and writes back what it does not know", () => {
    for (const stored of [undefined, null, 1, "x", [], { ticks: 1 }, { ticks: [1] }]) {
      assert.equal(readStoredProgress(stored).ticks.size, 0);
    }
    const stored = {
      version: 2,
      read: ["a"],
      ticks: { "a-01": at, "B-01": at, "c-01": "soon", "d-01": 5, constructor: at },
    };
    const progress = readStoredProgress(stored);
    assert.deepEqual([...progress.ticks.keys()], ["a-01", "constructor"]);
    assert.deepEqual(storedProgress(progress), { version: 2, read: ["a"], ticks: { "a-01": at, constructor: at } });
  });

  it("survives the way through a file", () => {
    const progress = withTick(withTick(noProgress, "b-02", at), "a-01", earlier);
    const text = exportProgress(progress, at);
    assert.ok(text.indexOf("a-01") < text.indexOf("b-02"));
    const reading = readExportedProgress(`\uFEFF${text}`);
    assert.ok("ticks" in reading);
    assert.deepEqual(new Map(reading.ticks), new Map(progress.ticks));
    assert.equal(reading.refused, 0);
  });

  it("says what is wrong with a file", () => {
    const file = (change: object): string =>
      JSON.stringify({ format: "gantry-practice-progress", version: 1, ticks: {}, ...change });
    const problem = (text: string): string => {
      const reading = readExportedProgress(text);
      return "problem" in reading ? reading.problem : "";
    };
    assert.match(problem("{"), /not JSON/);
    assert.match(problem("null"), /no practice progress/);
    assert.match(problem('{"ticks": {}}'), /no practice progress/);
    assert.match(problem(file({ version: 2 })), /newer version/);
    assert.match(problem(file({ ticks: [] })), /no ticks/);
    assert.match(
      problem(file({ ticks: Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`a-${n}`, at])) })),
      /20001 ticks/,
    );
    assert.match(problem(" ".repeat(4_000_001)), /too large/);
    assert.equal(problem(file({})), "");
  });

  it("counts damaged entries and leaves them out", () => {
    const text = `{"format":"gantry-practice-progress","version":1,"ticks":{"a-01":"${at}","<b>":"${at}","__proto__":"${at}","c-01":"2027-13-45T00:00:00Z"}}`;
    const reading = readExportedProgress(text);
    assert.ok("ticks" in reading);
    assert.deepEqual([[...reading.ticks.keys()], reading.refused], [["a-01"], 3]);
  });

  it("unites on import, never takes a tick back and keeps the earlier date", () => {
    const current = withTick(withTick(noProgress, "skill-listening-01", at), "skill-listening-02", earlier);
    const imported = new Map([
      ["skill-listening-01", earlier],
      ["skill-listening-02", at],
      ["skill-listening-03", at],
      ["some-day-01", at],
    ]);
    const { merged, added, already, unknown } = mergeProgress(
      current,
      imported,
      (id) => index.pageOfItem(id) !== undefined,
    );
    assert.deepEqual({ added, already, unknown }, { added: 2, already: 2, unknown: 1 });
    assert.deepEqual(
      [...merged.ticks],
      [
        ["skill-listening-01", earlier],
        ["skill-listening-02", earlier],
        ["skill-listening-03", at],
        ["some-day-01", at],
      ],
    );
    assert.equal(current.ticks.size, 2);
  });
});
