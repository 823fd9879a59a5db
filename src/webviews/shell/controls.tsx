import type { ComponentChildren, Ref } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: (event: MouseEvent) => void;
  /** At most one primary button per view; `link` looks like a link and stands in running text. */
  readonly kind?: "primary" | "secondary" | "link";
  readonly disabled?: boolean;
  readonly title?: string;
  /** Where its words alone could be those of several: spoken instead of them and shown in the hover. It begins with them. */
  readonly label?: string;
}

/** A button with a word on it. */
export function Button({ children, onClick, kind = "primary", disabled = false, title, label }: ButtonProps) {
  const look = { primary: "button", secondary: "button secondary", link: "link-button" }[kind];
  return (
    <button type="button" class={look} disabled={disabled} title={label ?? title} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** What it does; spoken, and shown in the hover. */
  readonly label: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly hasMenu?: boolean;
  readonly disabled?: boolean;
  readonly class?: string;
  /** -1 keeps it out of the tab order where a row or tool bar moves the focus itself. */
  readonly tabIndex?: number;
}

/** A button of 22 px with an icon. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      class={props.class === undefined ? "icon-button" : `icon-button ${props.class}`}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.hasMenu === true ? "menu" : undefined}
      disabled={props.disabled}
      tabIndex={props.tabIndex}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

export interface ToggleProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly onToggle: (pressed: boolean) => void;
  readonly icon?: IconName;
  /** Shown after the word and part of the name, for instance "Open 16". */
  readonly count?: number;
  readonly title?: string;
}

/** A filter that is on or off, as in Search and Problems. */
export function Toggle({ label, pressed, onToggle, icon, count, title }: ToggleProps) {
  return (
    <button type="button" class="toggle" aria-pressed={pressed} title={title} onClick={() => onToggle(!pressed)}>
      {icon === undefined ? null : <Icon name={icon} class="i-s" />}
      {label}
      {count === undefined ? null : <span class="count">{count.toLocaleString()}</span>}
    </button>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string;
  readonly icon?: IconName;
  readonly class?: string;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A line of text with an optional icon; Escape empties it. */
export function TextField(props: TextFieldProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    props.onKeyDown?.(event);
    if (event.key === "Escape" && !event.defaultPrevented && props.value !== "") {
      event.preventDefault();
      props.onInput("");
    }
  };
  return (
    <label class={props.class === undefined ? "field" : `field ${props.class}`}>
      {props.icon === undefined ? null : <Icon name={props.icon} class="i-s" />}
      <input
        type="text"
        aria-label={props.label}
        placeholder={props.placeholder}
        value={props.value}
        spellcheck={false}
        ref={props.inputRef ?? null}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

export interface CheckBoxProps {
  readonly checked: boolean;
  /** What is ticked. */
  readonly label: string;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** -1 inside a row that takes the focus itself. */
  readonly tabIndex?: number;
}

/** A box for a person's statement. */
export function CheckBox({ checked, label, onChange, disabled = false, tabIndex }: CheckBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native box can't take the theme's tick and edge.
    <button
      type="button"
      class="check"
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        onChange(!checked);
      }}
    >
      {checked ? <Icon name="check" /> : null}
    </button>
  );
}
