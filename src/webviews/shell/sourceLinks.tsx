import type { Source } from "../../core/practice/sourced.ts";

interface SourceLinksProps {
  readonly sources: readonly Source[];
  /** Opens the source at this place; the host knows its address. */
  readonly onOpen: (at: number) => void;
}

/** Who says so; those with an address as links. */
export function SourceLinks({ sources, onOpen }: SourceLinksProps) {
  return (
    <>
      {sources.map(({ name, url }, at) => (
        <span key={name} class="source">
          {url === undefined ? (
            name
          ) : (
            <button type="button" class="link-button" title={url} onClick={() => onOpen(at)}>
              {name}
            </button>
          )}
        </span>
      ))}
    </>
  );
}
