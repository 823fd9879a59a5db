import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./controls.tsx";
import { MessageBar } from "./states.tsx";

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
    <div class="entry-section">
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
      <Button kind="link" disabled={!canEdit} onClick={onEdit} label={`Change ${title}`}>
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

interface LineProps {
  readonly label: string;
  readonly name: string;
  /** What stands in it first. */
  readonly value?: string | number | undefined;
  readonly required?: boolean;
  /** A word or two behind the field. */
  readonly hint?: string;
}

/** One line of a form: what is asked for, and the field. */
function Line({ label, hint, children }: { label: string; hint?: string | undefined; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children.
    <label class="line">
      <span>{label}</span>
      {children}
      {hint === undefined ? null : <span class="dim small">{hint}</span>}
    </label>
  );
}

/** Words, as long as the line. */
export function TextLine({ label, name, value = "", required, hint }: LineProps) {
  return (
    <Line label={label} hint={hint}>
      <input class="text wide" name={name} type="text" required={required} maxLength={200} defaultValue={value} />
    </Line>
  );
}

/** A number, or another short word. */
export function ShortLine({ label, name, value = "", required, hint, isText }: LineProps & { isText?: boolean }) {
  return (
    <Line label={label} hint={hint}>
      <input
        class={isText === true ? "text" : "text short"}
        name={name}
        type="text"
        inputMode={isText === true ? "text" : "decimal"}
        required={required}
        maxLength={40}
        defaultValue={value}
      />
    </Line>
  );
}

/** A day; what can't be written into a file can't be saved. */
export function DayLine({ label, name, value = "", required, hint }: LineProps) {
  return (
    <Line label={label} hint={hint}>
      <input
        class="text"
        name={name}
        type="date"
        min="1900-01-01"
        max="2199-12-31"
        required={required}
        defaultValue={value}
      />
    </Line>
  );
}

/** One of a few: each with the word that is saved and what it is called. */
export function ChoiceLine({
  label,
  name,
  value = "",
  hint,
  options,
}: LineProps & { readonly options: readonly (readonly [value: string, title: string])[] }) {
  return (
    <Line label={label} hint={hint}>
      <select class="select" name={name}>
        {options.map(([one, title]) => (
          <option key={one} value={one} selected={one === value}>
            {title}
          </option>
        ))}
      </select>
    </Line>
  );
}

/** What stands in a field of a form. */
export const textIn = (form: HTMLFormElement, name: string): string => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
};
/** A number in a field of a form, with a point or a comma; not a number when something else stands there, nothing when nothing does. */
export const numberIn = (form: HTMLFormElement, name: string): number | undefined => {
  const text = textIn(form, name).trim().replace(",", ".");
  return text === "" ? undefined : Number(text);
};
export const isTicked = (form: HTMLFormElement, name: string): boolean => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement && field.checked;
};

interface FileMessagesProps {
  /** The private file behind what is shown. */
  readonly file:
    | { readonly canEdit: boolean; readonly problems: readonly { readonly message: string; readonly line: number }[] }
    | undefined;
  readonly failure: string | undefined;
  readonly noFolder: boolean;
  readonly onCloseFailure: () => void;
  readonly onOpenFile: (line: number) => void;
}

/** What has to be said of a private file: what could not be written, what is wrong in it and where, that there is no place for it. */
export function FileMessages({ file, failure, noFolder, onCloseFailure, onOpenFile }: FileMessagesProps) {
  return (
    <>
      {failure === undefined ? null : (
        <MessageBar kind="error" onClose={onCloseFailure}>
          {failure}
        </MessageBar>
      )}
      {file?.problems.slice(0, 1).map(({ message, line }) => (
        <MessageBar
          key={line}
          kind="warning"
          actions={
            <Button kind="link" onClick={() => onOpenFile(line)}>
              Line {line}
            </Button>
          }
        >
          {message}
          {file.canEdit ? "" : " Mend it there; until then nothing is written."}
        </MessageBar>
      ))}
      {noFolder ? (
        <MessageBar kind="info">Open a folder first: what you write down is kept in a file of it.</MessageBar>
      ) : null}
    </>
  );
}
