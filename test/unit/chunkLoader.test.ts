import assert from "node:assert/strict";
import { ChunkLoader } from "../../src/platform/chunkLoader.ts";

/** Files of a folder that a loader reads, and what it was asked for. */
function loaderOf(texts: Record<string, string>, needs: Record<string, readonly string[]>) {
  const names = Object.keys(texts);
  const asked: string[] = [];
  const ran: string[] = [];
  const imports = names.map((name) => (needs[name] ?? []).map((other) => names.indexOf(other)));
  const loader = new ChunkLoader({ names, imports }, { ran }, async (name) => {
    asked.push(name);
    const text = texts[name];
    if (text === undefined) throw new Error(`no ${name}`);
    return { text: `require("vscode").ran.push("${name}");${text}`, address: `test:${name}` };
  });
  return { loader, asked, ran, texts };
}

describe("the chunks of the web host", () => {
  it("run once, with all that they need, from whatever folder", async () => {
    const { loader, asked, ran } = loaderOf(
      {
        "main.cjs": 'exports.sum = require("./parts/a.cjs").a + require("./parts/b.cjs").b;',
        "parts/a.cjs": 'exports.a = 1 + require("./b.cjs").b;',
        "parts/b.cjs": 'exports.b = 10; exports.again = () => require("../main.cjs").sum;',
      },
      { "main.cjs": ["parts/a.cjs", "parts/b.cjs"], "parts/a.cjs": ["parts/b.cjs"], "parts/b.cjs": ["main.cjs"] },
    );
    const [main, again] = await Promise.all([loader.load("main.cjs"), loader.load("main.cjs")]);
    assert.equal(Reflect.get(main as object, "sum"), 21);
    assert.equal(main, again);
    assert.deepEqual([...asked].sort(), ["main.cjs", "parts/a.cjs", "parts/b.cjs"]);
    assert.deepEqual(ran, ["main.cjs", "parts/a.cjs", "parts/b.cjs"]);
  });

  it("fetch what is imported later when it is", async () => {
    const { loader, asked } = loaderOf(
      {
        "main.cjs": 'exports.later = () => require.load("./parts/later.cjs");',
        "parts/later.cjs": 'exports.word = require("./deep.cjs").word;',
        "parts/deep.cjs": 'module.exports = { word: "deep" };',
      },
      { "parts/later.cjs": ["parts/deep.cjs"] },
    );
    const main = (await loader.load("main.cjs")) as { later(): Promise<{ word: string }> };
    assert.deepEqual(asked, ["main.cjs"]);
    assert.equal((await main.later()).word, "deep");
    assert.deepEqual(asked, ["main.cjs", "parts/later.cjs", "parts/deep.cjs"]);
  });

  it("are tried again after they could not be fetched, and say which one that was", async () => {
    const { loader, texts } = loaderOf(
      { "main.cjs": 'exports.a = require("./a.cjs").a;', "a.cjs": "" },
      { "main.cjs": ["a.cjs"] },
    );
    Reflect.deleteProperty(texts, "a.cjs");
    await assert.rejects(loader.load("main.cjs"), /no a\.cjs/);
    texts["a.cjs"] = "exports.a = 5;";
    assert.deepEqual(await loader.load("main.cjs"), { a: 5 });
  });
});
