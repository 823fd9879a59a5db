import type { ComponentChildren } from "preact";
import type { TimeScale } from "../../core/timeline/index.ts";

interface EnlargedProps {
  readonly class?: string;
  readonly scale: TimeScale;
  /** In pixels. */
  readonly width: number;
  /** At usual type, in pixels. */
  readonly height: number;
  /** Type against the usual 13 pixels. */
  readonly fontScale: number;
  /** Draws for usual type. */
  readonly children: (scale: TimeScale, width: number) => ComponentChildren;
}

/** A picture beside the rows that grows with the type, words and all. The rows say the same, so it is a picture only. */
export function Enlarged({ class: name = "", scale, width, height, fontScale, children }: EnlargedProps) {
  const by = Math.max(1, fontScale);
  return (
    <svg
      class={`chart enlarged ${name}`}
      width={width}
      height={height * by}
      viewBox={`0 0 ${width / by} ${height}`}
      aria-hidden="true"
    >
      {children({ ...scale, pixelsPerSecond: scale.pixelsPerSecond / by }, width / by)}
    </svg>
  );
}
