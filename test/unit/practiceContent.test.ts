import assert from "node:assert/strict";
import { compilePractice, minimumWords } from "../../src/core/practice/compilePractice.ts";
import { PracticeIndex, PracticeSearch, practiceGroupIds, readPractice } from "../../src/core/practice/index.ts";
import items from "../fixtures/practice/items.json" with { type: "json" };
import { shippedFiles, shippedTexts } from "./practiceFiles.ts";

describe("the practice that ships", () => {
  const { practice, problems } = compilePractice(shippedFiles(), shippedTexts());
  const index = new PracticeIndex(practice);

  it("has no dead link, no short page and no other problem", () => {
    assert.deepEqual(
      problems.map(({ path, line, message }) => `${path}:${line}: ${message}`),
      [],
    );
    assert.ok(minimumWords >= 150);
  });

  for (const group of practiceGroupIds) {
    it(`has a page for each of the ${items[group].length} ${group}`, () => {
      const pages = index.group(group)?.pages.map(({ id }) => id) ?? [];
      assert.deepEqual([...pages].sort(), [...items[group]].sort());
    });
  }

  for (const [name, ids] of Object.entries(items.covered)) {
    it(`gives the ${name} their place on a page`, () => {
      const missing = ids.filter((id) => index.find(id)?.section === undefined);
      assert.deepEqual(missing, []);
    });
  }

  it("has at most seven groups, each told in two sentences", () => {
    assert.ok(practice.groups.length <= 7);
    for (const { id, summary } of practice.groups) assert.equal(summary.match(/[.]( |$)/g)?.length, 2, id);
  });

  it("leads from every page to another and to every page from another", () => {
    for (const page of index.pages) {
      assert.ok(index.leadsTo(page).length > 0, `${page.id} leads nowhere`);
      assert.ok(index.backlinks(page).length > 0, `nothing leads to ${page.id}`);
    }
  });

  it("survives the way through JSON", () => {
    assert.deepEqual(readPractice(JSON.parse(JSON.stringify(practice)))?.pages, index.pages);
  });

  it("is found by title and by id", () => {
    const search = new PracticeSearch(index);
    for (const page of index.pages) {
      assert.equal(search.find(page.title)[0]?.page.id, page.id, page.title);
      assert.ok(
        search.find(page.id).some((hit) => hit.page.id === page.id),
        page.id,
      );
    }
  });
});
