import { useEffect, useState } from "preact/hooks";

export interface ProgressProps {
  readonly done: number;
  readonly total: number;
}

/** Up to this many marks can be counted at a glance; above it a bar says more. */
const mostSegments = 18;

/** How much of a whole is done; always stands beside its number, so it is hidden from screen readers. */
export function ProgressBar({ done, total }: ProgressProps) {
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
  return (
    <span class="progress" aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** One mark per item, so that 7 of 10 can be counted; a bar above 18. Stands beside its number as well. */
export function Segments({ done, total }: ProgressProps) {
  if (total > mostSegments) return <ProgressBar done={done} total={total} />;
  return (
    <span class="segments" aria-hidden="true">
      {Array.from({ length: Math.max(0, total) }, (_, index) => (
        <i key={index} class={index < done ? "on" : undefined} />
      ))}
    </span>
  );
}

export interface LoadingBarProps {
  readonly loading: boolean;
  /** What is being loaded, for screen readers. */
  readonly label: string;
}

/** Nothing for 400 ms, then a bar of 2 px that runs until the wait is over. */
export function LoadingBar({ loading, label }: LoadingBarProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!loading) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), 400);
    return () => clearTimeout(timer);
  }, [loading]);
  return (
    <div class="loading">
      {shown ? (
        <div role="progressbar" aria-label={label} aria-valuetext={label}>
          <i />
        </div>
      ) : null}
    </div>
  );
}
