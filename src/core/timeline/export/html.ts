import { dayOf } from "../../calendar/localTime.ts";
import { fullDayWords } from "../dateWords.ts";
import { rowKinds, standings, type Timeline } from "../timeline.ts";
import { escapeMarkup } from "./escape.ts";
import { type Palette, palettes } from "./palette.ts";
import { doneText, finishText, floatText, standingText, startText } from "./rowWords.ts";
import { type SvgOptions, svgParts } from "./svg.ts";
import { fontFamily } from "./svgStyle.ts";

const deepestLevel = 8;
/** So many rows are printed on one page; the picture of more goes over several. */
const mostOnPage = 60;

/** A timeline as one web page that needs nothing else and runs nothing: the picture, and a table that says the same. */
export function timelineHtml(timeline: Timeline, options: SvgOptions = {}): string {
  return [...htmlParts(timeline, options)].join("");
}

/** The same in parts, in order, for long ones. */
export function* htmlParts(timeline: Timeline, options: SvgOptions = {}): Generator<string> {
  const name = escapeMarkup(timeline.name);
  const count = options.rows?.length ?? timeline.rows.count;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${name}: timeline</title>
<style>
${pageStyle(palettes[options.palette ?? "light"])}
</style>
</head>
<body>
<main>
<h1>${name}</h1>
<div class="picture${count <= mostOnPage ? " is-short" : ""}" role="region" aria-label="Picture" tabindex="0">
`;
  yield* svgParts(timeline, options);
  yield "</div>\n";
  yield* table(timeline, options.rows);
  yield "</main>\n</body>\n</html>\n";
}

function* table(timeline: Timeline, given: ArrayLike<number> | undefined): Generator<string> {
  const { rows, today } = timeline;
  const count = given?.length ?? rows.count;
  const columns = ["WBS", "Task", "Who", "Size", "Start", "Finish", "Float (days)", "Done", ""];
  const numeric = new Set(["Size", "Start", "Finish", "Float (days)", "Done"]);
  const heads = columns.map((head) =>
    head === ""
      ? '<th scope="col"><span class="unseen">Standing</span></th>'
      : `<th scope="col"${numeric.has(head) ? ' class="number"' : ""}>${head}</th>`,
  );
  const day = `${timeline.isStatusDate ? "Status of" : "Seen from"} ${fullDayWords(dayOf(today))}`;
  yield `<div class="facts" role="region" aria-label="Table" tabindex="0">\n<table>\n<caption>Tasks and milestones. ${day}.</caption>\n<thead>\n<tr>${heads.join("")}</tr>\n</thead>\n<tbody>\n`;
  const codes = outlineCodes(timeline);
  for (let at = 0; at < count; at++) {
    const row = given === undefined ? at : (given[at] as number);
    yield `${tableRow(timeline, row, codes[row] ?? "")}\n`;
  }
  yield "</tbody>\n</table>\n</div>\n";
}

function tableRow(timeline: Timeline, row: number, code: string): string {
  const { rows } = timeline;
  const kind = rows.kind[row];
  const level = Math.min(rows.depth[row] as number, deepestLevel);
  const classes = [`level-${level}`, ...(kind === rowKinds.stage ? ["stage"] : [])].join(" ");
  const name = escapeMarkup(rows.names[row] ?? "");
  const kindWord = kind === rowKinds.milestone ? ' <span class="kind">milestone</span>' : "";
  const standing = standings[rows.standing[row] as number] ?? "free";
  const cells = [
    `<td>${code}</td>`,
    `<th scope="row" class="name">${name}${kindWord}</th>`,
    `<td>${escapeMarkup(rows.who[row] ?? "")}</td>`,
    number(escapeMarkup(rows.size[row] ?? "")),
    number(startText(timeline, row)),
    number(finishText(timeline, row)),
    number(floatText(timeline, row)),
    number(doneText(timeline, row)),
    `<td class="${standing}">${kind === rowKinds.stage ? "" : standingText(timeline, row)}</td>`,
  ];
  return `<tr class="${classes}">${cells.join("")}</tr>`;
}

const number = (text: string): string => `<td class="number">${text}</td>`;

/** `2.1`: the place of each row in the work breakdown structure, which says its level to those who can't see the indent. */
function outlineCodes({ rows }: Timeline): readonly string[] {
  const counts: number[] = [];
  return Array.from({ length: rows.count }, (_, row) => {
    const level = rows.depth[row] as number;
    counts.length = level + 1;
    counts[level] = (counts[level] ?? 0) + 1;
    return Array.from(counts, (count) => count ?? 1).join(".");
  });
}

function pageStyle(p: Palette): string {
  const levels = Array.from(
    { length: deepestLevel },
    (_, at) => `.level-${at + 1} .name { padding-left: ${(at + 1) * 1.25}em; }`,
  );
  return `:root { color-scheme: ${isDark(p.background) ? "dark" : "light"}; }
body { margin: 0; color: ${p.text}; background: ${p.background}; font: 13px/1.5 ${fontFamily}; }
h1, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.picture, .facts { position: relative; overflow-x: auto; }
.picture > svg { display: block; }
table { margin: 24px 16px 16px; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0 8px 8px; text-align: left; color: ${p.secondary}; }
th, td { padding: 3px 8px; text-align: left; vertical-align: top; font-weight: 400; border-bottom: 1px solid ${p.grid}; }
thead th { color: ${p.secondary}; font-size: 11px; border-bottom-color: ${p.line}; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.name { min-width: 14em; overflow-wrap: anywhere; }
.stage .name { color: ${p.strong}; font-weight: 600; }
.kind { color: ${p.secondary}; font-size: 11px; }
td.critical, td.late { color: ${p.criticalText}; font-weight: 600; }
${levels.join("\n")}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .picture, .facts { overflow: visible; }
  .picture > svg { max-width: 100%; height: auto; }
  .is-short > svg { max-height: 180mm; margin: 0 auto; }
  table { width: 100%; margin: 0; break-before: page; font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}`;
}

/** Whether a colour `#rrggbb` is nearer to black than to white. */
function isDark(colour: string): boolean {
  return Number.parseInt(colour.slice(1, 3), 16) < 128;
}
