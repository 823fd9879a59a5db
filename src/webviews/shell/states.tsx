import type { ComponentChildren } from "preact";
import { IconButton } from "./controls.tsx";
import { Icon, type IconName } from "./icon.tsx";

export interface EmptyStateProps {
  readonly title: string;
  /** One or two sentences: what the view would show, and how to get there. */
  readonly children: ComponentChildren;
  /** One primary button, and at most one link. */
  readonly actions?: ComponentChildren;
  readonly icon?: IconName;
}

/** What stands where there is nothing to show yet, or nothing can be shown. */
export function EmptyState({ title, children, actions, icon }: EmptyStateProps) {
  return (
    <section class="empty">
      <h2>
        {icon === undefined ? null : <Icon name={icon} class={icon === "error" ? "t-critical" : ""} />} {title}
      </h2>
      <p>{children}</p>
      {actions === undefined ? null : <div class="empty-actions">{actions}</div>}
    </section>
  );
}

export interface MessageBarProps {
  readonly kind: "info" | "warning" | "error";
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Without it the message can't be closed: it stays as long as it is true. */
  readonly onClose?: () => void;
}

const words = { info: "Note", warning: "Warning", error: "Problem" } as const;

/** A line under the tool bar that says what is wrong, where, and what can be done about it. */
export function MessageBar({ kind, children, actions, onClose }: MessageBarProps) {
  return (
    <div class={`message-bar ${kind}`} role={kind === "error" ? "alert" : "status"}>
      <Icon
        name={kind}
        label={words[kind]}
        class={kind === "error" ? "t-critical" : kind === "warning" ? "t-near" : ""}
      />
      <div class="message-text">{children}</div>
      {actions}
      {onClose === undefined ? null : <IconButton icon="close" label="Close this message" onClick={onClose} />}
    </div>
  );
}
