/** A timeline as a file that needs nothing else: `timelineSvg` is a picture, `timelineHtml` a page with it and its table. */
export { htmlParts, timelineHtml } from "./html.ts";
export { type Palette, type PaletteName, paletteNames, palettes } from "./palette.ts";
export { type SvgOptions, svgParts, timelineSvg } from "./svg.ts";
