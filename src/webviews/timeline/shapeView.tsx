import type { Shape } from "../../core/timeline/index.ts";

/** Shapes as SVG. The order is that of the list: what comes later lies in front. */
export function Shapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  // They have no names of their own: a shape is at its place in the list.
  return <>{shapes.map(drawn)}</>;
}

function drawn(shape: Shape, index: number) {
  if (shape.kind === "path") return <path key={index} class={shape.class} d={shape.d} />;
  const { x, y } = shape;
  if (shape.kind === "text") {
    return (
      <text key={index} class={shape.class} x={x} y={y} text-anchor={shape.anchor}>
        {shape.text}
      </text>
    );
  }
  const { width, height, radius } = shape;
  return <rect key={index} class={shape.class} x={x} y={y} width={width} height={height} rx={radius} />;
}

/** Hatches, so that what is critical or too much can be told without colour. Once for a page. */
export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="hatch-critical" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="5" height="5" />
          <rect class="hatch-line" width="1.5" height="5" />
        </pattern>
        <pattern id="hatch-over" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-background" width="4" height="4" />
          <rect class="hatch-line" width="2" height="4" />
        </pattern>
      </defs>
    </svg>
  );
}
