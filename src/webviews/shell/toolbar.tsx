import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface ToolbarProps {
  readonly label: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}

const controls = "button:not(:disabled), select:not(:disabled), a[href]";

/** Buttons in a row that are one tab stop: the arrows, Home and End move inside. */
export function Toolbar({ label, children, class: extra }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const last = useRef<Element | null>(null);

  const all = (): HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>(controls) ?? [])];

  useLayoutEffect(() => {
    const found = all();
    const stop = found.find((control) => control === last.current) ?? found[0];
    for (const control of found) control.tabIndex = control === stop ? 0 : -1;
  });

  const onFocusIn = (event: FocusEvent): void => {
    last.current = (event.target as Element).closest(controls);
    for (const control of all()) control.tabIndex = control === last.current ? 0 : -1;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = all();
    const at = found.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const inSelect = found[at] instanceof HTMLSelectElement;
    const to =
      event.key === "ArrowRight" || (event.key === "ArrowDown" && !inSelect)
        ? (at + 1) % found.length
        : event.key === "ArrowLeft" || (event.key === "ArrowUp" && !inSelect)
          ? (at - 1 + found.length) % found.length
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? found.length - 1
              : -1;
    if (to < 0) return;
    event.preventDefault();
    found[to]?.focus();
  };

  return (
    <div class={extra} role="toolbar" aria-label={label} ref={bar} onFocusIn={onFocusIn} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
