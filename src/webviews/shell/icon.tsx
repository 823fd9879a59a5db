import { codicons } from "./codicons.ts";

export type IconName = keyof typeof codicons;

interface Drawing {
  readonly viewBox: string;
  readonly shapes: string;
}

const drawings = new Map<IconName, Drawing>();

function drawingOf(name: IconName): Drawing {
  let drawing = drawings.get(name);
  if (drawing === undefined) {
    const svg: string = codicons[name];
    drawing = {
      viewBox: /viewBox="([^"]+)"/.exec(svg)?.[1] ?? "0 0 16 16",
      shapes: svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>")),
    };
    drawings.set(name, drawing);
  }
  return drawing;
}

export interface IconProps {
  readonly name: IconName;
  /** Classes beside `i`: `i-s` for 14 px, `t-critical` and the like for a meaning. */
  readonly class?: string;
  /** Says what the icon means where no word stands beside it; without one it is hidden from screen readers. */
  readonly label?: string;
}

/** A codicon of 16 px in the colour of the text around it. */
export function Icon({ name, class: extra, label }: IconProps) {
  const { viewBox, shapes } = drawingOf(name);
  const meaning =
    label === undefined ? { "aria-hidden": "true" as const } : { role: "img" as const, "aria-label": label };
  return (
    <svg
      class={extra === undefined ? "i" : `i ${extra}`}
      viewBox={viewBox}
      {...meaning}
      dangerouslySetInnerHTML={{ __html: shapes }}
    />
  );
}
