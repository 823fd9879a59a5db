import { calendarDays, finishWords } from "./dateWords.ts";
import { cut, everywhere, type PixelRange, tenth, withMargin } from "./measure.ts";
import { leastBarWidth, type RowBox, rowBox } from "./rowBox.ts";
import { type Shape, type TimeScale, xOf } from "./shapes.ts";
import { textWidth } from "./textWidth.ts";
import { rowKinds, standings, type Timeline } from "./timeline.ts";

export interface RowOptions extends Partial<PixelRange> {
  /** Dates of milestones, and by how much a deadline is missed; shown unless false. */
  readonly labels?: boolean;
  /** Shown unless false. */
  readonly float?: boolean;
  /** What the timeline is compared with, where it differs; shown unless false. */
  readonly ghost?: boolean;
  /** Of the labels, in pixels; 11 unless given. */
  readonly fontSize?: number;
}

/** What there is to know about a row while it is drawn. */
interface Drawing {
  readonly timeline: Timeline;
  readonly row: number;
  readonly scale: TimeScale;
  readonly box: RowBox;
  /** What is seen, with its margin. */
  readonly range: PixelRange;
  readonly options: RowOptions;
  readonly shapes: Shape[];
  readonly standing: string;
}

/**
 * What is drawn in a row, in order from the back to the front; coordinates from the left edge of the chart and the top of the row.
 * Nothing for what lies outside the window [fromX, toX]; what reaches out of it is cut off a little outside.
 */
export function rowShapes(
  timeline: Timeline,
  row: number,
  scale: TimeScale,
  height = 22,
  options: RowOptions = {},
): readonly Shape[] {
  const { rows } = timeline;
  const { fromX = everywhere.fromX, toX = everywhere.toX } = options;
  const drawing: Drawing = {
    timeline,
    row,
    scale,
    box: rowBox(height),
    range: withMargin({ fromX, toX }),
    options,
    shapes: [],
    standing: standingClass(rows.standing[row] as number),
  };
  const kind = rows.kind[row];
  if (!Number.isFinite(rows.start[row]) || !Number.isFinite(rows.finish[row])) return [];
  if (kind === rowKinds.milestone) {
    if (options.ghost !== false) ghostDiamond(drawing);
    diamond(drawing);
  } else {
    if (options.ghost !== false) ghostRule(drawing);
    if (kind === rowKinds.stage) bracket(drawing);
    else bar(drawing);
  }
  const labelX = deadline(drawing);
  if (options.labels !== false) label(drawing, labelX);
  return drawing.shapes;
}

/** `is-critical is-late`: what is late has no float either. */
function standingClass(standing: number): string {
  const name = standings[standing] ?? "free";
  return name === "late" ? "is-critical is-late" : `is-${name}`;
}

const atStart = (d: Drawing): number => xOf(d.scale, d.timeline.rows.start[d.row] as number);
const atFinish = (d: Drawing): number => xOf(d.scale, d.timeline.rows.finish[d.row] as number);

function bar(d: Drawing): void {
  const { rows } = d.timeline;
  const begin = atStart(d);
  const end = Math.max(atFinish(d), begin + leastBarWidth);
  const isDone = d.standing === "is-done";
  if (!isDone && d.options.float !== false) float(d, end);
  const [left, right] = [cut(begin, d.range), cut(end, d.range)];
  if (right <= left) return;
  const { top, height } = d.box;
  if (isDone) {
    d.shapes.push(rectangle(left, top, right - left, height, "bar is-done"));
    return;
  }
  const isCritical = d.standing.startsWith("is-critical");
  // Edges are drawn inside of the bar: of 1.5 pixels where it is critical, else of 1.
  const inset = isCritical ? 0.75 : 0.5;
  const width = Math.max(right - left - 2 * inset, 1);
  const edge = rectangle(left + inset, top + inset, width, height - 2 * inset, `bar ${d.standing}`);
  d.shapes.push(isCritical ? edge : { ...edge, radius: 2 });
  const doneUntil = rows.doneUntil[d.row] as number;
  if (!(doneUntil > (rows.start[d.row] as number))) return;
  const part = cut(Math.min(xOf(d.scale, doneUntil), end), d.range) - left;
  if (tenth(part) <= 0) return;
  const solid = rectangle(left, top, part, height, `bar-done ${d.standing}`);
  d.shapes.push(isCritical ? solid : { ...solid, radius: 2 });
}

/** Dots from the end of the bar to a tick where its float ends. */
function float(d: Drawing, barEnd: number): void {
  const { rows } = d.timeline;
  const late = rows.lateFinish[d.row] as number;
  if (!((rows.totalFloat[d.row] as number) > 0) || !(late > (rows.finish[d.row] as number))) return;
  const end = xOf(d.scale, late);
  const begin = barEnd + 2;
  if (end - begin < 4 || begin > d.range.toX || end < d.range.fromX) return;
  // What is cut off begins a whole number of dots further on, so that dots stand still while one scrolls.
  const left = begin < d.range.fromX ? begin + Math.ceil((d.range.fromX - begin) / 4) * 4 : begin;
  const y = tenth(d.box.middle);
  d.shapes.push({ kind: "path", d: `M${tenth(left)} ${y}H${tenth(Math.min(end, d.range.toX))}`, class: "float" });
  if (end <= d.range.toX) {
    d.shapes.push({ kind: "path", d: `M${tenth(end)} ${tenth(y - 3)}V${tenth(y + 3)}`, class: "float-end" });
  }
}

function bracket(d: Drawing): void {
  const begin = atStart(d);
  const end = Math.max(atFinish(d), begin + leastBarWidth);
  const [left, right] = [tenth(cut(begin, d.range)), tenth(cut(end, d.range))];
  if (right <= left) return;
  const arm = tenth(Math.min(5, (right - left) / 2));
  const top = d.box.top + 2;
  const thick = Math.max(Math.round(d.box.height * 0.4), 2);
  const tip = top + Math.max(Math.round(d.box.height * 0.8), thick + 1);
  const inner = top + thick;
  d.shapes.push({
    kind: "path",
    d: `M${left} ${top}H${right}V${tip}L${tenth(right - arm)} ${inner}H${tenth(left + arm)}L${left} ${tip}z`,
    class: `stage ${d.standing}`,
  });
}

function diamond(d: Drawing): void {
  const x = atFinish(d);
  if (x < d.range.fromX || x > d.range.toX) return;
  d.shapes.push({ kind: "path", d: diamondPath(x, d.box.middle + 1, d.box.diamond), class: `milestone ${d.standing}` });
}

/** A diamond around a point. */
function diamondPath(x: number, y: number, size: number): string {
  const s = tenth(size);
  return `M${tenth(x)} ${tenth(y - size)}l${s} ${s} ${-s} ${s} ${-s} ${-s}z`;
}

/** Where a row's finish was, when it moved since. Moves that the calendar swallows are none: slip is working time. */
function ghostOf(d: Drawing): { readonly start: number; readonly finish: number } | undefined {
  const { ghost } = d.timeline;
  if (ghost === undefined) return undefined;
  const slip = ghost.slip[d.row] as number;
  const [start, finish] = [ghost.start[d.row] as number, ghost.finish[d.row] as number];
  const differs = slip !== 0 && Number.isFinite(slip) && Number.isFinite(start) && Number.isFinite(finish);
  return differs ? { start: xOf(d.scale, start), finish: xOf(d.scale, finish) } : undefined;
}

function ghostRule(d: Drawing): void {
  const was = ghostOf(d);
  if (was === undefined) return;
  const left = cut(was.start, d.range);
  const right = cut(Math.max(was.finish, was.start + leastBarWidth), d.range);
  if (right > left) d.shapes.push(rectangle(left, d.box.ghostTop, right - left, 2, "ghost"));
}

function ghostDiamond(d: Drawing): void {
  const was = ghostOf(d);
  if (was === undefined || was.finish < d.range.fromX || was.finish > d.range.toX) return;
  const path = diamondPath(was.finish, d.box.middle + 1, d.box.diamond - 1);
  d.shapes.push({ kind: "path", d: path, class: "ghost-milestone" });
}

/** By how much a row misses its deadline, in seconds of the wall clock; 0 when it keeps it, has none or is done. */
function lateness(d: Drawing): number {
  const { rows } = d.timeline;
  const by = (rows.finish[d.row] as number) - (rows.deadline[d.row] as number);
  return by > 0 && d.standing !== "is-done" ? by : 0;
}

/** A closing bracket where its deadline is; answers from which x on there is room for a label. */
function deadline(d: Drawing): number {
  const { rows } = d.timeline;
  const isMilestone = rows.kind[d.row] === rowKinds.milestone;
  const end = atFinish(d);
  const behind = isMilestone ? end + d.box.diamond + 5 : Math.max(end, atStart(d) + leastBarWidth) + 6;
  const x = xOf(d.scale, rows.deadline[d.row] as number);
  if (!Number.isFinite(x) || x < d.range.fromX || x > d.range.toX) return behind;
  const top = d.box.top - 1;
  const tall = d.box.height + 5;
  d.shapes.push({
    kind: "path",
    d: `M${tenth(x - 4)} ${top}h4v${tall}h-4`,
    class: lateness(d) > 0 ? "deadline is-broken" : "deadline",
  });
  // A label that would run into the bracket stands behind it.
  return x > end && x < behind + labelWidth(d) + 8 ? Math.max(behind, x + 6) : behind;
}

function labelText(d: Drawing): string {
  const { rows, today } = d.timeline;
  const by = lateness(d);
  // Working days would need the calendar, which a picture does not have; so these are days of the calendar, rounded up.
  if (by > 0) return `late by ${calendarDays(by)}`;
  return rows.kind[d.row] === rowKinds.milestone ? finishWords(rows.finish[d.row] as number, today) : "";
}

const labelWidth = (d: Drawing): number => textWidth(labelText(d), d.options.fontSize);

function label(d: Drawing, x: number): void {
  const text = labelText(d);
  if (text === "" || x > d.range.toX || x + textWidth(text, d.options.fontSize) < d.range.fromX) return;
  d.shapes.push({
    kind: "text",
    x: tenth(x),
    y: tenth(d.box.baseline),
    text,
    class: lateness(d) > 0 ? "label is-late" : "label",
  });
}

/** A rectangle with its coordinates rounded; at least as wide as can be seen. */
function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  name: string,
): Extract<Shape, { readonly kind: "rect" }> {
  return {
    kind: "rect",
    x: tenth(x),
    y: tenth(y),
    width: Math.max(tenth(width), 0.1),
    height: Math.max(tenth(height), 0.1),
    class: name,
  };
}

export { diamondPath, rectangle };
