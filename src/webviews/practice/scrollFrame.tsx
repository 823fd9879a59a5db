import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface ScrollFrameProps {
  /** What is inside, for those who come upon it by keyboard. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Lets what is wider than the view be scrolled sideways; a tab stop only while there is something to scroll. */
export function ScrollFrame({ label, children }: ScrollFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const reachable = overflows ? { tabIndex: 0, role: "group" as const, "aria-label": label } : {};
  return (
    <div class="scroll-frame" ref={frame} {...reachable}>
      {children}
    </div>
  );
}
