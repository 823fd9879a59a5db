import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "../shell/index.ts";

/** Which entry is being edited; who closes its fields goes on where they were opened, even if that button was made anew. */
export function useEditing(): readonly [string | undefined, (what: string | undefined) => void] {
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const opener = useRef("");
  const edit = (what: string | undefined): void => {
    if (what !== undefined) opener.current = document.activeElement?.getAttribute("title") ?? "";
    setEditing(what);
  };
  useLayoutEffect(() => {
    if (editing !== undefined || opener.current === "") return;
    const button = [...document.querySelectorAll("button")].find(({ title }) => title === opener.current);
    opener.current = "";
    button?.focus();
  }, [editing]);
  return [editing, edit];
}

interface SectionProps {
  readonly title: string;
  readonly add: string;
  readonly canEdit: boolean;
  readonly onAdd: () => void;
  readonly children: ComponentChildren;
}

/** A list of entries under a title, with a way to add one. */
export function Section({ title, add, canEdit, onAdd, children }: SectionProps) {
  return (
    <div class="section">
      <div class="section-head">
        <h3>{title}</h3>
        <span class="push" />
        <IconButton icon="add" label={add} disabled={!canEdit} onClick={onAdd} />
      </div>
      <ul class="entry-list">{children}</ul>
    </div>
  );
}

interface EntryProps {
  readonly title: string;
  readonly canEdit: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly children: ComponentChildren;
}

/** One entry in words, with ways to change and to remove it. */
export function Entry({ title, canEdit, onEdit, onRemove, children }: EntryProps) {
  return (
    <li class="entry">
      <div class="words">
        <span class="ellipsis">{title}</span>
        <span class="dim small">{children}</span>
      </div>
      <Button kind="link" disabled={!canEdit} onClick={onEdit} title={`Change ${title}`}>
        Change
      </Button>
      <IconButton icon="close" label={`Remove ${title}`} disabled={!canEdit} onClick={onRemove} />
    </li>
  );
}

interface FieldsProps {
  readonly label: string;
  readonly onSave: (form: HTMLFormElement) => Promise<boolean>;
  readonly onDone: () => void;
  readonly children: ComponentChildren;
}

/** Fields of one entry: Enter saves, Escape leaves it as it was; what was typed stays when it can't be saved. */
export function Fields({ label, onSave, onDone, children }: FieldsProps) {
  const form = useRef<HTMLFormElement>(null);
  // At once: who types on does not lose a letter.
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLInputElement>("input")?.focus();
  }, []);
  return (
    <li>
      <form
        ref={form}
        class="entry-form"
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          void onSave(event.currentTarget).then((isSaved) => isSaved && onDone());
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onDone();
        }}
      >
        {children}
        <div class="line">
          <button type="submit" class="button">
            Save
          </button>
          <Button kind="secondary" onClick={onDone}>
            Cancel
          </Button>
        </div>
      </form>
    </li>
  );
}

/** Of a field for a day: what can't be written into a file can't be saved. */
export const plausibleDays = { min: "1900-01-01", max: "2199-12-31" } as const;

/** What stands in a field of a form. */
export const textIn = (form: HTMLFormElement, name: string): string => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
};
export const isTicked = (form: HTMLFormElement, name: string): boolean => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement && field.checked;
};
