import type { Shape } from "../shapes.ts";
import { escapeMarkup } from "./escape.ts";

/** A shape as an element of SVG. */
export function shapeMarkup(shape: Shape): string {
  switch (shape.kind) {
    case "rect": {
      const { x, y, width, height, radius } = shape;
      const round = radius === undefined ? "" : ` rx="${radius}"`;
      return `<rect class="${shape.class}" x="${x}" y="${y}" width="${width}" height="${height}"${round}/>`;
    }
    case "path":
      return `<path class="${shape.class}" d="${shape.d}"/>`;
    case "text":
      return textMarkup(shape.x, shape.y, shape.text, shape.class, shape.anchor);
  }
}

/** A text as an element of SVG; its contents are escaped here. */
export function textMarkup(
  x: number,
  y: number,
  text: string,
  name: string,
  anchor: "start" | "middle" | "end" = "start",
): string {
  const at = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${name}" x="${x}" y="${y}"${at}>${escapeMarkup(text)}</text>`;
}
