import type { Palette } from "./palette.ts";

export const fontFamily = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** The font sizes of the picture, in pixels. */
export const fontSizes = { row: 12, small: 11, title: 15 } as const;

/** Every rule begins with the class of the picture, so that none reaches into a page around it. */
const picture = ".gantry-timeline";

/** The style sheet of a picture; the same classes as the view in the editor has. */
export function svgStyle(p: Palette): string {
  const rules: readonly (readonly [string, string])[] = [
    ["text", `fill:${p.text};font-family:${fontFamily};font-size:${fontSizes.row}px;font-variant-numeric:tabular-nums`],
    [".background", `fill:${p.background}`],
    [".title", `fill:${p.strong};font-size:${fontSizes.title}px;font-weight:600`],
    [".is-strong", `fill:${p.strong};font-weight:600`],
    [".is-secondary", `fill:${p.secondary}`],
    [".is-small,.label,.load-label,.iteration-label,.today-label", `font-size:${fontSizes.small}px`],
    [".rule", `stroke:${p.line}`],
    [".guide,.grid", `stroke:${p.grid}`],
    [".near-mark", `stroke:${p.near};stroke-dasharray:2.5 1.5`],
    [".tick", `stroke:${p.secondary};stroke-width:1.2`],
    [".rule,.guide,.grid,.today,.ghost,.float-end,.capacity", "shape-rendering:crispEdges"],
    [
      ".rule,.guide,.grid,.today,.float,.float-end,.capacity,.tick,.near-mark,.link,.ghost-milestone,.deadline",
      "fill:none",
    ],
    [".day-off", `fill:${p.dayOff}`],
    [".today-column", `fill:${p.plan};opacity:.08`],
    [".today", `stroke:${p.plan}`],
    [".today-flag", `fill:${p.plan}`],
    [".today-label", `fill:${p.background};font-weight:600`],
    [".iteration", `fill:${p.dayOff};stroke:${p.line};stroke-width:.5`],
    [".iteration.is-odd", `fill:${p.background}`],
    [".iteration-label", `fill:${p.secondary}`],
    [".link", `stroke:${p.link}`],
    [".link-head", `fill:${p.link}`],
    [".link.is-critical", `stroke:${p.critical};stroke-width:1.5`],
    [".link-head.is-critical", `fill:${p.critical}`],
    [".bar", `fill:${p.planFill};stroke:${p.plan}`],
    [".bar-done", `fill:${p.plan}`],
    [".bar.is-near-critical", `stroke:${p.near};stroke-dasharray:4 2`],
    [".bar.is-critical", `fill:url(#gantry-critical);stroke:${p.critical};stroke-width:1.5`],
    [".bar-done.is-critical", `fill:${p.critical}`],
    [".bar.is-done", `fill:${p.done};stroke:none`],
    [".stage", `fill:${p.text}`],
    [".milestone", `fill:${p.strong}`],
    [".milestone.is-critical", `fill:${p.background};stroke:${p.critical};stroke-width:2`],
    [".ghost", `fill:${p.ghost}`],
    [".ghost-milestone", `stroke:${p.ghost}`],
    [".float", `stroke:${p.float};stroke-dasharray:1.5 2.5`],
    [".float-end", `stroke:${p.float}`],
    [".deadline", `stroke:${p.strong};stroke-width:1.5`],
    [".deadline.is-broken", `stroke:${p.critical}`],
    [".is-late-text,.label.is-late,.load-label", `fill:${p.criticalText}`],
    [".label,.load-label", `paint-order:stroke;stroke:${p.background};stroke-width:3px;stroke-linejoin:round`],
    [".load", `fill:${p.done}`],
    [".load.is-past", "opacity:.55"],
    [".load-over", `fill:url(#gantry-over);stroke:${p.critical}`],
    [".capacity", `stroke:${p.secondary};stroke-dasharray:2 3`],
  ];
  return rules
    .map(
      ([names, style]) =>
        `${names
          .split(",")
          .map((name) => `${picture} ${name}`)
          .join(",")}{${style}}`,
    )
    .join("\n");
}

/** Hatches: of critical bars, and of what is above a capacity. */
export function svgPatterns(p: Palette): string {
  const hatch = (id: string, size: number, width: number, under: string): string =>
    `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="${size}" height="${size}" fill="${under}"/><rect width="${width}" height="${size}" fill="${p.critical}"/></pattern>`;
  return hatch("gantry-critical", 5, 1.5, p.criticalFill) + hatch("gantry-over", 4, 2, p.background);
}
