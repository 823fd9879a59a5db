import type { Source } from "../../core/practice/sourced.ts";

interface SourceLinksProps {
  readonly sources: readonly Source[];
  /** Opens the source at this place; the host knows its address. */
  readonly onOpen: (at: number) => void;
}

/** Who says so, and of what; those with an address as links. */
export function SourceLinks({ sources, onOpen }: SourceLinksProps) {
  return (
    <>
      {sources.map(({ name, url, for: what }, at) => (
        <span key={name} class="source">
          {url === undefined ? (
            name
          ) : (
            <button type="button" class="link-button" title={url} onClick={() => onOpen(at)}>
              {name}
            </button>
          )}
          {what === undefined ? null : ` (${what})`}
        </span>
      ))}
    </>
  );
}
