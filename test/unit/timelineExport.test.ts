import assert from "node:assert/strict";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import {
  type PaletteName,
  paletteNames,
  palettes,
  svgParts,
  timelineHtml,
  timelineSvg,
} from "../../src/core/timeline/export/index.ts";
import { anyTimeline, at, day, type RowFacts, timelineOf } from "./support/timelines.ts";

const runs = Number(process.env.GANTRY_RUNS ?? 40);

/** The sequence of elements as a browser would build it, with texts in order. */
type Node = Readonly<Record<string, unknown>>;

function parse(markup: string): readonly Node[] {
  assert.equal(XMLValidator.validate(markup), true);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    trimValues: false,
    // Entities are read by the test itself, so that it sees what stands there.
    processEntities: false,
  });
  return parser.parse(markup) as readonly Node[];
}

/** Texts below elements of some name, with the names of the elements around them. */
function textsOf(nodes: readonly Node[], inside: readonly string[] = []): readonly (readonly [string, string])[] {
  return nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, value]): readonly (readonly [string, string])[] => {
      if (name === "#text") return [[inside.join(">"), decode(String(value))]];
      return Array.isArray(value) ? textsOf(value as readonly Node[], [...inside, name]) : [];
    }),
  );
}

const elements = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) =>
    Object.entries(node).flatMap(([name, value]) =>
      Array.isArray(value) ? [name, ...elements(value as readonly Node[])] : [],
    ),
  );

function decode(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

const hostile = [
  "<script>alert(1)</script>",
  "\"onload='x' & <b>",
  "]]> <!-- --> <?x?> &amp; &#0;",
  "a\u0000b\u0001c\u001b[31md\u007f",
  "half \ud800 and \udc00",
  "line\nbreak\ttab\r\n",
  "</text></svg><style>*{display:none}</style>",
];

const rows: readonly RowFacts[] = [
  { name: "Discovery", kind: "stage", standing: 4, start: at("2027-01-04T08:00"), finish: at("2027-01-19T17:00") },
  {
    name: "Interviews",
    depth: 1,
    standing: 4,
    done: 100,
    start: at("2027-01-04T08:00"),
    finish: at("2027-01-12T17:00"),
    who: "Ana, Chen 50%",
    size: "6d",
  },
  {
    name: "New payments API",
    depth: 1,
    standing: 2,
    done: 70,
    doneUntil: at("2027-02-01"),
    start: at("2027-01-28T08:00"),
    finish: at("2027-02-15T17:00"),
    who: "Chen",
    size: "8d / 12d / 20d",
    ghost: [at("2027-01-25T08:00"), at("2027-02-10T17:00"), 3 * 28_800],
  },
  {
    name: "Refund console",
    depth: 1,
    start: at("2027-02-11T08:00"),
    finish: at("2027-02-18T17:00"),
    totalFloat: 2.55 * 28_800,
    lateFinish: at("2027-03-08T17:00"),
    who: "Bo",
  },
  {
    name: "Beta",
    kind: "milestone",
    standing: 3,
    start: at("2027-02-15T17:00"),
    finish: at("2027-02-15T17:00"),
    deadline: at("2027-02-13"),
    totalFloat: -28_800,
  },
];
const timeline = timelineOf(rows, {
  links: [
    [1, 2, 0, false],
    [2, 4, 0, true],
  ],
});

describe("a timeline as SVG", () => {
  it("is well-formed and holds every name once, with its facts", () => {
    const texts = textsOf(parse(timelineSvg(timeline)));
    for (const { name } of rows) assert.equal(texts.filter(([, text]) => text === name).length, 1, name);
    const all = texts.map(([, text]) => text);
    for (const fact of [
      "15 Feb",
      "2.5",
      "−1",
      "Ana, Chen 50%",
      "late by 3 days",
      "critical milestone",
      "baseline of 22 Jan",
    ]) {
      assert.ok(all.includes(fact), `${fact} in ${all.join(" | ")}`);
    }
    const [title, desc] = [texts.find(([path]) => path === "svg>title"), texts.find(([path]) => path === "svg>desc")];
    assert.equal(title?.[1], "Payments: timeline");
    assert.match(
      desc?.[1] ?? "",
      /^3 tasks and 1 milestone, 4 Jan 2027 – 18 Feb 2027; 2 critical\. Compared with: baseline/,
    );
  });

  it("says in every palette the same, with its own colours only", () => {
    for (const palette of paletteNames) {
      const svg = timelineSvg(timeline, { palette });
      const used = new Set(svg.match(/#[0-9a-f]{6}\b/g));
      const own = new Set(Object.values(palettes[palette]));
      assert.deepEqual(
        [...used].filter((colour) => !own.has(colour)),
        [],
      );
      assert.doesNotMatch(svg, /https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script|<image|@import|url\((?!#)/);
    }
  });

  it("lists the rows that are asked for, in their order", () => {
    const texts = textsOf(parse(timelineSvg(timeline, { rows: [4, 2] }))).map(([, text]) => text);
    assert.ok(texts.indexOf("Beta") < texts.indexOf("New payments API"));
    assert.ok(!texts.includes("Refund console"));
  });

  it("shows the days that are asked for", () => {
    const texts = textsOf(parse(timelineSvg(timeline, { from: at("2027-02-01"), to: at("2027-02-13") })));
    const all = texts.map(([, text]) => text);
    assert.ok(all.includes("February 2027") && !all.includes("January 2027"));
    for (const { name } of rows) assert.ok(all.includes(name ?? ""));
  });

  it("shortens a long name and keeps all of it for whoever points at it", () => {
    const long = `${"A very long name ".repeat(20)}indeed`;
    const texts = textsOf(parse(timelineSvg(timelineOf([{ ...(rows[2] as RowFacts), name: long }]))));
    assert.equal(texts.filter(([path, text]) => text === long && path.endsWith("text>title")).length, 1);
    assert.ok(texts.some(([, text]) => /^A very long name.*…$/.test(text)));
  });

  it("lets nothing out of its place, whatever the names are", () => {
    const plain = elements(parse(timelineSvg(timelineOf(hostile.map(() => rows[3] as RowFacts)))));
    const facts = hostile.map((name) => ({ ...(rows[3] as RowFacts), name, who: name }));
    const svg = timelineSvg(timelineOf(facts, { name: hostile.join(" ") }));
    const nodes = parse(svg);
    // Names that are shortened have a title of their own.
    const found = elements(nodes).filter((name) => name !== "title");
    const extra = found.length - plain.filter((name) => name !== "title").length;
    assert.ok(found.every((name) => plain.includes(name)) && extra <= hostile.length, found.join(" "));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    assert.doesNotMatch(svg, /[\u0000-\u0008\u000b-\u001f\u007f]/);
    assert.equal(Buffer.from(svg, "utf8").toString("utf8"), svg);
    const texts = textsOf(nodes).map(([, text]) => text);
    assert.ok(texts.includes("<script>alert(1)</script>"));
    assert.ok(texts.includes("a\ufffdb\ufffdc\ufffd[31md\ufffd"));
  });

  it("is well-formed for any timeline, without a number that is none", () => {
    fc.assert(
      fc.property(
        anyTimeline,
        fc.constantFrom<PaletteName>(...paletteNames),
        fc.option(fc.nat(5000)),
        (any, palette, width) => {
          const svg = timelineSvg(any, { palette, ...(width !== null && { width }) });
          parse(svg);
          assert.doesNotMatch(svg.replace(/<(text|title|desc|tspan)\b[^>]*>[^<]*/g, ""), /NaN|Infinity|undefined/);
          assert.equal(XMLValidator.validate(timelineHtml(any).replace(/^<!doctype html>\n|<meta[^>]*>\n/g, "")), true);
        },
      ),
      { numRuns: runs },
    );
  });

  it("shows an empty plan", () => {
    const texts = textsOf(parse(timelineSvg(timelineOf([])))).map(([, text]) => text);
    assert.ok(texts.some((text) => text.startsWith("Nothing is planned yet")));
  });

  it("is made in parts that grow with the rows", () => {
    const many = 20_000;
    const long = timelineOf(
      Array.from({ length: many }, (_, row) => ({
        ...(rows[3] as RowFacts),
        name: `Row ${row}`,
        start: at("2027-01-04") + row * day,
      })),
    );
    let [parts, longest] = [0, 0];
    for (const part of svgParts(long)) {
      parts++;
      longest = Math.max(longest, part.length);
    }
    assert.ok(parts > many && longest < 20_000, `${parts} parts, up to ${longest} characters`);
  });
});

describe("a timeline as HTML", () => {
  const html = timelineHtml(timeline);

  it("has the picture and a table that says the same", () => {
    assert.ok(html.includes(timelineSvg(timeline)));
    const body = /<tbody>([\s\S]*)<\/tbody>/.exec(html)?.[1] ?? "";
    const cells = [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = ""]) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "")),
    );
    assert.deepEqual(cells, [
      ["1", "Discovery", "", "", "4 Jan", "19 Jan", "", "done", ""],
      ["1.1", "Interviews", "Ana, Chen 50%", "6d", "4 Jan", "12 Jan", "", "done", ""],
      ["1.2", "New payments API", "Chen", "8d / 12d / 20d", "28 Jan", "15 Feb", "0", "70 %", "critical"],
      ["1.3", "Refund console", "Bo", "", "11 Feb", "18 Feb", "2.5", "", ""],
      ["2", "Beta milestone", "", "", "", "15 Feb", "−1", "", "late"],
    ]);
    assert.match(body, /<tr class="level-1"><td>1\.1<\/td><th scope="row"/);
  });

  it("runs nothing and fetches nothing", () => {
    assert.match(
      html,
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/,
    );
    assert.match(html, /<meta name="viewport"/);
    assert.match(html, /<html lang="en">/);
    const wild = timelineHtml(
      timelineOf(
        hostile.map((name) => ({ ...(rows[3] as RowFacts), name, who: name, size: name })),
        { name: "<script>" },
      ),
    );
    for (const page of [html, wild]) assert.doesNotMatch(page, /<script|<link|<img|src=|href=|<b>|style="/);
  });

  it("repeats the head of the table on every printed page", () => {
    assert.match(html, /@page \{ size: A4 landscape/);
    assert.match(html, /thead \{ display: table-header-group/);
  });
});

describe("the colours of exported timelines", () => {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
      const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  it("can be read: texts 4.5 to the background, what is drawn 3", () => {
    for (const [name, palette] of Object.entries(palettes)) {
      for (const [use, colour] of Object.entries(palette)) {
        if (["background", "line", "grid", "dayOff", "planFill", "criticalFill"].includes(use)) continue;
        const least = ["text", "strong", "secondary", "criticalText"].includes(use) ? 4.5 : 3;
        const reached = contrast(colour, palette.background);
        assert.ok(reached >= least, `${name} ${use}: ${reached.toFixed(2)}`);
      }
    }
  });
});
