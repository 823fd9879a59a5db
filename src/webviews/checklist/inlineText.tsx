import { inlineParts } from "../../core/checklist/index.ts";

export interface InlineTextProps {
  /** One line of Markdown source. */
  readonly source: string;
  readonly onLink: (target: string) => void;
}

/** A line with its links, code and strong words; everything else is shown as it stands. */
export function InlineText({ source, onLink }: InlineTextProps) {
  return (
    <>
      {inlineParts(source).map((part, index) => {
        const key = `${index}`;
        if (part.kind === "code") return <code key={key}>{part.text}</code>;
        if (part.kind === "strong") return <strong key={key}>{part.text}</strong>;
        if (part.kind !== "link") return part.text;
        return (
          <button
            type="button"
            class="link-button in-row"
            key={key}
            tabIndex={-1}
            title={part.target}
            onClick={(event) => {
              event.stopPropagation();
              onLink(part.target);
            }}
          >
            {part.text}
          </button>
        );
      })}
    </>
  );
}
