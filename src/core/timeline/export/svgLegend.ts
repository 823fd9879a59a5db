import { diamondPath } from "../rowShapes.ts";
import { textWidth } from "../textWidth.ts";
import { rowKinds, standings, type Timeline } from "../timeline.ts";
import { textMarkup } from "./markup.ts";
import { fontSizes } from "./svgStyle.ts";

interface Entry {
  readonly markup: string;
  readonly text: string;
}

const swatchWidth = 24;
const lineHeight = 20;

/** What is on the picture, each shape with its word, in as many lines as it takes. */
export function legend(
  timeline: Timeline,
  listed: ArrayLike<number>,
  hasLoad: boolean,
  left: number,
  right: number,
): { readonly markup: string; readonly height: number } {
  const parts: string[] = [];
  let [x, y] = [left, 0];
  for (const { markup, text } of entries(timeline, listed, hasLoad)) {
    const width = swatchWidth + 8 + textWidth(text, fontSizes.small) + 20;
    if (x > left && x + width > right) {
      x = left;
      y += lineHeight;
    }
    parts.push(`<g transform="translate(${Math.round(x)} ${y})">${markup}`);
    parts.push(`${textMarkup(swatchWidth + 8, 14, text, "is-secondary is-small")}</g>`);
    x += width;
  }
  return { markup: parts.join(""), height: parts.length === 0 ? 0 : y + lineHeight };
}

function entries(timeline: Timeline, listed: ArrayLike<number>, hasLoad: boolean): readonly Entry[] {
  const has = seen(timeline, listed);
  const bar = (name: string, inset = 0.5): string =>
    `<rect class="${name}" x="${inset}" y="${5 + inset}" width="${22 - 2 * inset}" height="${10 - 2 * inset}"${inset === 0.5 ? ' rx="2"' : ""}/>`;
  const path = (name: string, d: string): string => `<path class="${name}" d="${d}"/>`;
  const all: readonly (readonly [boolean, string, string])[] = [
    [has.critical, bar("bar is-critical", 0.75), "critical"],
    [has.near, bar("bar is-near-critical"), "near-critical"],
    [
      has.planned || has.partDone,
      bar("bar") + (has.partDone ? '<rect class="bar-done" x="0" y="5" width="10" height="10" rx="2"/>' : ""),
      has.partDone ? "planned, part done" : "planned",
    ],
    [has.done, bar("bar is-done", 0), "done"],
    [has.float, path("float", "M0 10H21") + path("float-end", "M21.5 7V13"), "float"],
    [timeline.ghost !== undefined, path("ghost", "M0 9H22V11H0z"), timeline.ghost?.name ?? ""],
    [has.milestone, path("milestone", diamondPath(11, 10, 6)), "milestone"],
    [has.criticalMilestone, path("milestone is-critical", diamondPath(11, 10, 5)), "critical milestone"],
    [has.deadline, path("deadline", "M9 3h4v14h-4"), "deadline"],
    [hasLoad, path("load", "M0 8H22V15H0z"), "load"],
    [hasLoad && timeline.load.some(({ over }) => over.length > 0), bar("load-over", 0), "over capacity"],
  ];
  return all.flatMap(([isThere, markup, text]) => (isThere ? [{ markup, text }] : []));
}

/** What there is among the rows. */
function seen({ rows }: Timeline, listed: ArrayLike<number>) {
  const found = {
    critical: false,
    near: false,
    planned: false,
    partDone: false,
    done: false,
    float: false,
    milestone: false,
    criticalMilestone: false,
    deadline: false,
  };
  for (let at = 0; at < listed.length; at++) {
    const row = listed[at] as number;
    const standing = standings[rows.standing[row] as number];
    const isCritical = standing === "critical" || standing === "late";
    if (Number.isFinite(rows.deadline[row])) found.deadline = true;
    if (rows.kind[row] === rowKinds.milestone) {
      if (isCritical) found.criticalMilestone = true;
      else found.milestone = true;
    }
    if (rows.kind[row] !== rowKinds.task) continue;
    if (standing === "done") found.done = true;
    else if ((rows.doneUntil[row] as number) > (rows.start[row] as number)) found.partDone = true;
    if (isCritical) found.critical = true;
    if (standing === "near-critical") found.near = true;
    if (standing === "free") found.planned = true;
    if (standing !== "done" && (rows.totalFloat[row] as number) > 0) found.float = true;
  }
  return found;
}
