import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface MenuAction {
  readonly label: string;
  /** The keys that do the same, for instance "Shift+Up". */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** Groups of actions; a line stands between two groups. */
  readonly groups: readonly (readonly MenuAction[])[];
  /** The place of the pointer, or of the row, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  /** Called first when an action is chosen, and when the menu is left; give the focus back here. */
  readonly onClose: () => void;
}

/** A menu of actions as the workbench draws its own: arrows, Home, End, letters, Enter, Escape. */
export function Menu({ label, groups, at, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(4, at.y + height > window.innerHeight - 4 ? at.y - height : at.y)}px`;
    items()[0]?.focus();
  }, [at.x, at.y]);

  useEffect(() => {
    const onPointerDown = (event: Event): void => {
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener("pointerdown", onPointerDown, true);
    window.addEventListener("blur", onClose);
    return () => {
      window.removeEventListener("pointerdown", onPointerDown, true);
      window.removeEventListener("blur", onClose);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const found = items();
    const at = found.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined) {
      found[(to + found.length) % found.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      onClose();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLocaleLowerCase();
      const next = [...found.slice(at + 1), ...found.slice(0, at + 1)];
      next.find((item) => item.textContent?.toLocaleLowerCase().startsWith(letter))?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="menu" role="menu" aria-label={label} tabIndex={-1} ref={box} onKeyDown={onKeyDown}>
      {groups
        .filter((actions) => actions.length > 0)
        .map((actions, index) => (
          <div class="menu-group" key={index}>
            {actions.map((action) => (
              <button
                type="button"
                role="menuitem"
                class="menu-item"
                key={action.label}
                tabIndex={-1}
                aria-disabled={action.disabled === true}
                onClick={() => {
                  if (action.disabled === true) return;
                  onClose();
                  action.run();
                }}
                onMouseMove={(event) => event.currentTarget.focus()}
              >
                <span>{action.label}</span>
                {action.keys === undefined ? null : <span class="menu-keys">{action.keys}</span>}
              </button>
            ))}
          </div>
        ))}
    </div>
  );
}
