import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface LineEditorProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** @param byEnter is false when the field lost the focus. */
  readonly onDone: (text: string, byEnter: boolean) => void;
  readonly onCancel: () => void;
}

/** A line of text in place of a row's words: Enter keeps it, Escape drops it, leaving it keeps it. */
export function LineEditor({ label, value, placeholder, onDone, onCancel }: LineEditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const isOver = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (run: () => void): void => {
    if (isOver.current) return;
    isOver.current = true;
    run();
  };
  return (
    <input
      class="line-editor"
      type="text"
      aria-label={label}
      placeholder={placeholder ?? ""}
      maxLength={2000}
      value={text}
      ref={input}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === "Enter") finish(() => onDone(text, true));
        else if (event.key === "Escape") finish(onCancel);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onBlur={() => finish(() => onDone(text, false))}
    />
  );
}
