import { dayOf, type LocalTime } from "../../calendar/localTime.ts";
import { type Axis, axisOf } from "../axis.ts";
import { backgroundShapes, daysOffShapes, iterationShapes } from "../background.ts";
import { fullDayWords } from "../dateWords.ts";
import { type LinkBox, linkPath } from "../linkPaths.ts";
import { loadShapes } from "../loadShapes.ts";
import { rowShapes } from "../rowShapes.ts";
import { fitScale, scaleOf } from "../scale.ts";
import { type Shape, type TimeScale, xOf } from "../shapes.ts";
import { fitText, textWidth } from "../textWidth.ts";
import { linkTypeNames, rowKinds, standings, type Timeline } from "../timeline.ts";
import { escapeMarkup, oneLine } from "./escape.ts";
import { shapeMarkup, textMarkup } from "./markup.ts";
import { type PaletteName, palettes } from "./palette.ts";
import { rowSummary } from "./rowWords.ts";
import { type Columns, columnCells, columnHeads, columnsOf } from "./svgColumns.ts";
import { legend } from "./svgLegend.ts";
import { fontSizes, svgPatterns, svgStyle } from "./svgStyle.ts";

export interface SvgOptions {
  /** `light` unless given. */
  readonly palette?: PaletteName;
  /** Of the whole picture, in pixels; 1280 unless given. The chart has at least 320 of them, whatever is given. */
  readonly width?: number;
  /** What the chart shows; all of the plan unless given. */
  readonly from?: LocalTime;
  readonly to?: LocalTime;
  /** The rows to list, in their order; all of them unless given. */
  readonly rows?: ArrayLike<number>;
  /** Whether what is asked of people stands below; it does unless false. */
  readonly load?: boolean;
  /** Whether links are drawn; they are unless false. */
  readonly links?: boolean;
}

const padding = 16;
const titleHeight = 44;
const axisHeight = 40;
const iterationHeight = 18;
const rowHeight = 22;
const loadHeight = 32;
const leastChart = 320;

/** Sizes and places, in pixels of the picture. */
interface Layout {
  readonly timeline: Timeline;
  readonly listed: ArrayLike<number>;
  readonly columns: Columns;
  readonly width: number;
  readonly chartWidth: number;
  readonly scale: TimeScale;
  readonly axis: Axis;
  readonly hasIterations: boolean;
  readonly hasLoad: boolean;
  readonly hasLinks: boolean;
  /** Where the rows begin, and how high they are together. */
  readonly rowsTop: number;
  readonly rowsHeight: number;
}

/** A timeline as one SVG document that needs nothing else. */
export function timelineSvg(timeline: Timeline, options: SvgOptions = {}): string {
  return [...svgParts(timeline, options)].join("");
}

/** The same in parts, in order, for long ones. */
export function* svgParts(timeline: Timeline, options: SvgOptions = {}): Generator<string> {
  const layout = layoutOf(timeline, options);
  const { listed, width, rowsTop, rowsHeight, columns, hasLoad } = layout;
  const palette = palettes[options.palette ?? "light"];
  const loadTop = rowsTop + rowsHeight;
  const loadRows = hasLoad ? timeline.load.length * loadHeight : 0;
  const key = legend(timeline, listed, hasLoad, padding, width - padding);
  const height = loadTop + loadRows + (key.height === 0 ? 0 : key.height + 8) + padding;
  yield `<svg xmlns="http://www.w3.org/2000/svg" class="gantry-timeline" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="gantry-title gantry-summary">\n`;
  yield `<title id="gantry-title">${escapeMarkup(timeline.name)}: timeline</title>\n`;
  yield `<desc id="gantry-summary">${escapeMarkup(summary(timeline, listed))}</desc>\n`;
  yield `<style>\n${svgStyle(palette)}\n</style>\n<defs>${svgPatterns(palette)}</defs>\n`;
  yield `<rect class="background" width="${width}" height="${height}"/>\n`;
  yield heading(layout);
  yield axisMarkup(layout);
  yield `<svg x="${columns.end}" y="${rowsTop}" width="${layout.chartWidth}" height="${rowsHeight + loadRows}">\n`;
  yield `${markup(backgroundShapes(timeline, layout.scale, rowsHeight + loadRows, rangeOf(layout)))}\n`;
  if (layout.hasLinks) yield* links(layout);
  yield "\n</svg>\n";
  yield* rows(layout);
  if (hasLoad) yield* load(layout, loadTop);
  const bottom = loadTop + loadRows;
  yield `<path class="rule" d="M0 ${bottom + 0.5}H${width}M${columns.end + 0.5} ${titleHeight}V${bottom}"/>\n`;
  yield `<g transform="translate(0 ${bottom + 8})">${key.markup}</g>\n</svg>\n`;
}

function layoutOf(timeline: Timeline, options: SvgOptions): Layout {
  const listed = options.rows ?? Int32Array.from({ length: timeline.rows.count }, (_, row) => row);
  const columns = columnsOf(timeline, listed, padding);
  const wanted = Number.isFinite(options.width) ? Math.round(options.width as number) : 1280;
  const width = Math.max(wanted, columns.end + leastChart);
  const chartWidth = width - columns.end;
  const scale = scaleFor(timeline, chartWidth, options);
  const axis = axisOf(scale, 0, chartWidth, timeline);
  const hasIterations = timeline.iterations.length > 0;
  return {
    timeline,
    listed,
    columns,
    width,
    chartWidth,
    scale,
    axis,
    hasIterations,
    hasLoad: options.load !== false && timeline.load.length > 0,
    hasLinks: options.links !== false,
    rowsTop: titleHeight + axisHeight + (hasIterations ? iterationHeight : 0),
    rowsHeight: listed.length * rowHeight,
  };
}

function scaleFor(timeline: Timeline, width: number, { from, to }: SvgOptions): TimeScale {
  const fitting = fitScale(timeline, width);
  if (from === undefined && to === undefined) return fitting;
  const begin = from ?? Math.min(fitting.origin, (to as number) - 3600);
  const end = to ?? Math.max(fitting.origin + width / fitting.pixelsPerSecond, begin + 3600);
  return scaleOf(begin, (width / Math.max(end - begin, 60)) * 86_400);
}

const rangeOf = ({ chartWidth }: Layout) => ({ fromX: 0, toX: chartWidth });

const markup = (shapes: readonly Shape[]): string => shapes.map(shapeMarkup).join("");

/** One sentence about the picture, for those who can't see it. */
function summary(timeline: Timeline, listed: ArrayLike<number>): string {
  const { rows } = timeline;
  const counts = { task: 0, milestone: 0, critical: 0 };
  for (let at = 0; at < listed.length; at++) {
    const row = listed[at] as number;
    if (rows.kind[row] === rowKinds.stage) continue;
    if (rows.kind[row] === rowKinds.milestone) counts.milestone++;
    else counts.task++;
    const standing = standings[rows.standing[row] as number];
    if (standing === "critical" || standing === "late") counts.critical++;
  }
  const span = spanWords(timeline);
  const when = span === "" ? "" : `, ${span}`;
  const compared =
    timeline.ghost === undefined ? "" : ` Compared with: ${timeline.ghost.name}. ${timeline.ghost.summary}`;
  const milestones = counts.milestone === 0 ? "" : ` and ${counted(counts.milestone, "milestone")}`;
  return `${counted(counts.task, "task")}${milestones}${when}; ${counts.critical} critical.${compared}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** `4 Jan 2027 – 12 Mar 2027`. */
function spanWords({ start, finish, rows }: Timeline): string {
  if (rows.count === 0 || !Number.isFinite(start) || !Number.isFinite(finish)) return "";
  const [first, last] = [dayOf(start), Math.max(dayOf(start), dayOf(finish - 1))];
  return first === last ? fullDayWords(first) : `${fullDayWords(first)} – ${fullDayWords(last)}`;
}

function heading({ timeline, width }: Layout): string {
  const name = fitText(oneLine(timeline.name), width / 2, fontSizes.title * 1.08);
  const at = fullDayWords(dayOf(timeline.today));
  const span = spanWords(timeline);
  const facts = [
    span === "" ? "Nothing is planned yet" : span,
    timeline.isStatusDate ? `status of ${at}` : `seen from ${at}`,
  ];
  const room = width - 2 * padding - textWidth(name, fontSizes.title * 1.2) - 14;
  const rest = fitText(facts.join(", "), room, fontSizes.row);
  const title = `<tspan class="title">${escapeMarkup(name)}</tspan>`;
  const after = rest === "" ? "" : `<tspan class="is-secondary" dx="14">${escapeMarkup(rest)}</tspan>`;
  const rule = `<path class="rule" d="M0 ${titleHeight + 0.5}H${width}"/>`;
  return `<text x="${padding}" y="28">${title}${after}</text>${rule}\n`;
}

function axisMarkup(layout: Layout): string {
  const { timeline, columns, chartWidth, scale, axis, width, rowsTop, hasIterations } = layout;
  const top = titleHeight;
  const parts = [columnHeads(columns, top + 34)];
  parts.push(`<svg x="${columns.end}" y="${top}" width="${chartWidth}" height="${rowsTop - top}">`);
  parts.push(`<g transform="translate(0 20)">${markup(daysOffShapes(timeline, scale, 20, rangeOf(layout)))}</g>`);
  for (const { x, label, isCut } of axis.upper) {
    if (!isCut && x > 0) parts.push(`<path class="rule" d="M${x} 2V${axisHeight}"/>`);
    parts.push(textMarkup(x + 5, 14, label, "is-small"));
  }
  for (const { x, label, isCut } of axis.lower) {
    if (!isCut) parts.push(`<path class="grid" d="M${x} 22V${axisHeight}"/>`);
    if (label !== "") parts.push(textMarkup(x + 4, 34, label, "is-secondary is-small"));
  }
  if (axis.today !== undefined) {
    const { x, left, width: wide, label } = axis.today;
    parts.push(`<path class="today" d="M${x} 36V${rowsTop - top}"/>`);
    parts.push(`<rect class="today-flag" x="${left}" y="22" width="${wide}" height="15"/>`);
    parts.push(textMarkup(left + wide / 2, 33, label, "today-label", "middle"));
  }
  if (hasIterations) {
    const shapes = iterationShapes(timeline, scale, iterationHeight, rangeOf(layout));
    parts.push(`<g transform="translate(0 ${axisHeight})">${markup(shapes)}</g>`);
  }
  parts.push(`</svg><path class="rule" d="M0 ${rowsTop - 0.5}H${width}"/>\n`);
  return parts.join("");
}

/** Links between listed rows; those of critical pairs over the others. */
function* links(layout: Layout): Generator<string> {
  const { timeline, listed, scale } = layout;
  const { rows, links: all } = timeline;
  const place = new Int32Array(rows.count).fill(-1);
  for (let at = 0; at < listed.length; at++) place[listed[at] as number] = at;
  const boxOf = (row: number): LinkBox => ({
    left: xOf(scale, rows.start[row] as number),
    right: xOf(scale, rows.finish[row] as number),
    top: (place[row] as number) * rowHeight,
    isMilestone: rows.kind[row] === rowKinds.milestone,
  });
  const isDrawn = (row: number): boolean =>
    (place[row] as number) >= 0 && Number.isFinite(rows.start[row]) && Number.isFinite(rows.finish[row]);
  for (const critical of [0, 1]) {
    for (let link = 0; link < all.count; link++) {
      const [from, to] = [all.from[link] as number, all.to[link] as number];
      if (all.isCritical[link] !== critical || !isDrawn(from) || !isDrawn(to)) continue;
      const type = linkTypeNames[all.type[link] as number] ?? "FS";
      const { line, head } = linkPath(type, boxOf(from), boxOf(to), { ...rangeOf(layout), rowHeight });
      const state = critical === 1 ? " is-critical" : "";
      yield `<path class="link${state}" d="${line}"/><path class="link-head${state}" d="${head}"/>`;
    }
  }
}

function* rows(layout: Layout): Generator<string> {
  const { timeline, listed, columns, scale, rowsTop, rowsHeight, chartWidth } = layout;
  yield `<g transform="translate(0 ${rowsTop})">\n`;
  for (let at = 0; at < listed.length; at++) {
    const cells = columnCells(timeline, listed[at] as number, columns, rowHeight);
    yield `<g transform="translate(0 ${at * rowHeight})">${cells}</g>\n`;
  }
  yield `</g>\n<svg x="${columns.end}" y="${rowsTop}" width="${chartWidth}" height="${rowsHeight}">\n`;
  for (let at = 0; at < listed.length; at++) {
    const row = listed[at] as number;
    const shapes = rowShapes(timeline, row, scale, rowHeight, rangeOf(layout));
    if (shapes.length === 0) continue;
    const title = `<title>${escapeMarkup(rowSummary(timeline, row))}</title>`;
    yield `<g transform="translate(0 ${at * rowHeight})">${title}${markup(shapes)}</g>\n`;
  }
  yield "</svg>\n";
}

function* load(layout: Layout, top: number): Generator<string> {
  const { timeline, columns, scale, width, chartWidth } = layout;
  for (const [at, one] of timeline.load.entries()) {
    const y = top + at * loadHeight;
    const room = columns.end - 2 * padding - 100;
    const name = fitText(oneLine(one.name), room, fontSizes.row);
    const isOver = one.over.length > 0;
    const most = one.over.reduce((share, { demand }) => Math.max(share, demand), 0) / Math.max(one.count, 1);
    const note = isOver ? `up to ${Math.round(most * 100)} %` : "";
    yield `<path class="rule" d="M0 ${y + 0.5}H${width}"/>`;
    yield textMarkup(padding, y + 20, name, isOver ? "is-strong" : "cell");
    if (note !== "") yield textMarkup(columns.floatEnd, y + 20, note, "is-late-text is-small", "end");
    const shapes = loadShapes(one, scale, loadHeight, { ...rangeOf(layout), today: timeline.today });
    yield `<svg x="${columns.end}" y="${y}" width="${chartWidth}" height="${loadHeight}">${markup(shapes)}</svg>\n`;
  }
}
