import { fitText, textWidth } from "../textWidth.ts";
import { rowKinds, standings, type Timeline } from "../timeline.ts";
import { escapeMarkup, oneLine } from "./escape.ts";
import { textMarkup } from "./markup.ts";
import { finishText, floatText } from "./rowWords.ts";
import { fontSizes } from "./svgStyle.ts";

/** The columns before the chart, in pixels from the left edge of the picture. */
export interface Columns {
  readonly left: number;
  readonly nameWidth: number;
  readonly who: number;
  readonly whoWidth: number;
  /** Right ends of columns that are set to the right. */
  readonly finishEnd: number;
  readonly floatEnd: number;
  /** Where the chart begins. */
  readonly end: number;
}

const indent = 14;
/** Of the mark before a name. */
const markWidth = 18;
const deepestIndent = 10;

const levelOf = (timeline: Timeline, row: number): number =>
  Math.min(timeline.rows.depth[row] as number, deepestIndent);

/** Columns as wide as what stands in them, within limits. */
export function columnsOf(timeline: Timeline, listed: ArrayLike<number>, left: number): Columns {
  const { names, who } = timeline.rows;
  let [widestName, widestWho, widestFinish, widestFloat] = [140, 0, 44, 44];
  for (let at = 0; at < listed.length; at++) {
    const row = listed[at] as number;
    const begin = levelOf(timeline, row) * indent + markWidth;
    // Stages are set in bold.
    const size = timeline.rows.kind[row] === rowKinds.stage ? fontSizes.row * 1.08 : fontSizes.row;
    widestName = Math.max(widestName, begin + textWidth(names[row] ?? "", size));
    widestWho = Math.max(widestWho, textWidth(who[row] ?? "", fontSizes.row));
    widestFinish = Math.max(widestFinish, textWidth(finishText(timeline, row), fontSizes.row));
    widestFloat = Math.max(widestFloat, textWidth(floatText(timeline, row), fontSizes.row) + 20);
  }
  const nameWidth = Math.ceil(Math.min(widestName, 360));
  const whoWidth = Math.ceil(Math.min(widestWho, 130));
  const whoLeft = left + nameWidth + 12;
  const finishEnd = Math.ceil(whoLeft + (whoWidth === 0 ? 0 : whoWidth + 12) + widestFinish);
  const floatEnd = Math.ceil(finishEnd + 12 + widestFloat);
  return { left, nameWidth, who: whoLeft, whoWidth, finishEnd, floatEnd, end: floatEnd + 12 };
}

/** The heads of the columns, at a baseline. */
export function columnHeads({ left, who, whoWidth, finishEnd, floatEnd }: Columns, y: number): string {
  const head = "is-secondary is-small";
  return [
    textMarkup(left, y, "Task", head),
    whoWidth === 0 ? "" : textMarkup(who, y, "Who", head),
    textMarkup(finishEnd, y, "Finish", head, "end"),
    textMarkup(floatEnd, y, "Float d", head, "end"),
  ].join("");
}

/** A row's name and figures; in pixels from the top of the row. */
export function columnCells(timeline: Timeline, row: number, columns: Columns, height: number): string {
  const { rows } = timeline;
  const level = levelOf(timeline, row);
  const isStage = rows.kind[row] === rowKinds.stage;
  const begin = columns.left + level * indent;
  const baseline = height / 2 + 4;
  const parts: string[] = [];
  if (level > 0) {
    const guides = Array.from({ length: level }, (_, at) => `M${columns.left + at * indent + 5.5} 0V${height}`);
    parts.push(`<path class="guide" d="${guides.join("")}"/>`);
  }
  parts.push(mark(timeline, row, begin, height / 2));
  const room = columns.nameWidth - level * indent - markWidth;
  parts.push(name(rows.names[row] ?? "", begin + markWidth, baseline, room, isStage));
  if (!isStage) parts.push(cell(rows.who[row] ?? "", columns.who, baseline, columns.whoWidth));
  parts.push(
    textMarkup(columns.finishEnd, baseline, finishText(timeline, row), isStage ? "is-secondary" : "cell", "end"),
  );
  parts.push(float(timeline, row, columns.floatEnd, baseline));
  return parts.join("");
}

/** The text as far as it fits; when it does not, all of it when one points at it. */
function name(text: string, x: number, y: number, room: number, isStage: boolean): string {
  const line = oneLine(text);
  const fitting = fitText(line, room, isStage ? fontSizes.row * 1.08 : fontSizes.row);
  const style = isStage ? "name is-strong" : "name";
  if (fitting === line) return textMarkup(x, y, line, style);
  return `<text class="${style}" x="${x}" y="${y}"><title>${escapeMarkup(line)}</title>${escapeMarkup(fitting)}</text>`;
}

function cell(text: string, x: number, y: number, room: number): string {
  const fitting = fitText(oneLine(text), room, fontSizes.row);
  return fitting === "" ? "" : textMarkup(x, y, fitting, "is-secondary");
}

/** A tick for what is done, a diamond for a milestone, an open triangle for a stage. */
function mark({ rows }: Timeline, row: number, x: number, y: number): string {
  const isCritical = isPressing(rows.standing[row]);
  if (rows.kind[row] === rowKinds.stage) return `<path class="tick" d="M${x + 2} ${y - 2}l4 4 4-4"/>`;
  if (rows.kind[row] === rowKinds.milestone) {
    return `<path class="milestone${isCritical ? " is-critical" : ""}" d="M${x + 6} ${y - 4}l4 4-4 4-4-4z"/>`;
  }
  return standings[rows.standing[row] as number] === "done" ? `<path class="tick" d="M${x + 1.5} ${y}l3 3 6-7"/>` : "";
}

function float(timeline: Timeline, row: number, end: number, y: number): string {
  const { standing, kind } = timeline.rows;
  const text = floatText(timeline, row);
  if (text === "") return textMarkup(end, y, kind[row] === rowKinds.stage ? "" : "·", "is-secondary", "end");
  const isCritical = isPressing(standing[row]);
  const isNear = standings[standing[row] as number] === "near-critical";
  const left = Math.round(end - textWidth(text, fontSizes.row) - 15);
  const swatch = isCritical
    ? `<rect class="bar is-critical" x="${left + 0.75}" y="${y - 8.25}" width="7.5" height="7.5"/>`
    : isNear
      ? `<rect class="near-mark" x="${left + 0.5}" y="${y - 8.5}" width="8" height="8"/>`
      : "";
  return swatch + textMarkup(end, y, text, isCritical ? "is-strong" : "cell", "end");
}

function isPressing(standing: number | undefined): boolean {
  const name = standings[standing ?? 0];
  return name === "critical" || name === "late";
}
