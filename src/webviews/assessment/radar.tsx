/** One spoke of the radar; levels from 1 to 5, absent where they can't be told. */
export interface RadarAxis {
  readonly title: string;
  readonly now: number | undefined;
  readonly target: number | undefined;
  /** What it is held against: an earlier day, or what a colleague sees. */
  readonly before: number | undefined;
}

/** Room for the name of a skill at either side. */
const width = 620;
const height = 420;
const radius = 150;
const levels = [1, 2, 3, 4, 5];

/** Levels by skill as a shape. The table beside it holds the same numbers. */
export function Radar({ axes, isOther }: { readonly axes: readonly RadarAxis[]; readonly isOther: boolean }) {
  const at = (index: number, level: number): readonly [number, number] => {
    const angle = (index / axes.length) * 2 * Math.PI - Math.PI / 2;
    const reach = (level / 5) * radius;
    return [width / 2 + Math.cos(angle) * reach, height / 2 + Math.sin(angle) * reach];
  };
  const ring = (levelOf: (axis: RadarAxis) => number | undefined): string =>
    axes
      .map((axis, index) =>
        at(index, levelOf(axis) ?? 0)
          .map((one) => one.toFixed(1))
          .join(","),
      )
      .join(" ");
  const has = (levelOf: (axis: RadarAxis) => number | undefined): boolean =>
    axes.some((axis) => levelOf(axis) !== undefined);
  return (
    <svg
      class="radar"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`Radar of ${axes.length} skills; the table holds the same numbers.`}
    >
      {levels.map((level) => (
        <polygon key={level} class={level === 5 ? "web is-outer" : "web"} points={ring(() => level)} />
      ))}
      {axes.map(({ title }, index) => {
        const [x, y] = at(index, 5);
        return <path key={title} class="web" d={`M${width / 2} ${height / 2}L${x.toFixed(1)} ${y.toFixed(1)}`} />;
      })}
      <polygon class="now" points={ring(({ now }) => now)} />
      {has(({ before }) => before) ? (
        <polygon class={isOther ? "other" : "before"} points={ring(({ before }) => before)} />
      ) : null}
      {has(({ target }) => target) ? <polygon class="target" points={ring(({ target }) => target)} /> : null}
      {axes.map(({ title, now, target }, index) => {
        const [x, y] = at(index, now ?? 0);
        const [textX, textY] = at(index, 5.5);
        const isShort = now !== undefined && target !== undefined && now < target;
        const middle = Math.abs(textX - width / 2) < 20;
        const anchor = middle ? "middle" : textX < width / 2 ? "end" : "start";
        return (
          <g key={title}>
            {now === undefined ? null : isShort ? (
              <path class="point is-short" d={`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />
            ) : (
              <circle class="point" cx={x} cy={y} r={3.2} />
            )}
            <text class={isShort ? "is-short" : ""} x={textX} y={textY} text-anchor={anchor}>
              {title}
            </text>
            <text class="dim" x={textX} y={textY + 14} text-anchor={anchor}>
              {now === undefined
                ? "too few answers"
                : `${now.toFixed(2)}${isShort ? `, ${((target ?? 0) - now).toFixed(2)} short` : ""}`}
            </text>
          </g>
        );
      })}
      {[1, 3, 5].map((level) => (
        <text key={level} class="scale dim" x={width / 2 + 4} y={at(0, level)[1] + 11}>
          {level}
        </text>
      ))}
    </svg>
  );
}
