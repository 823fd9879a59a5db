import { decodedPath, resolvePath } from "../model/relativePath.ts";

/** More links than these are no portfolio that somebody reads. */
const mostLinks = 1_000;
/** Targets of inline links, `(path#id)` and `(<path#id> "title")`, without what stands behind a `#`. */
const linkPattern = /\]\([ \t]*<?([^()<>\s#]{1,300})/g;

/**
 * Files of the project that a document links, each once; what leaves the project folder, the document itself and addresses are none.
 * @param path of the document, below the project folder
 */
export function linkedFiles(path: string, text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, target = ""] of text.matchAll(linkPattern)) {
    if (found.size >= mostLinks) break;
    if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(target)) continue;
    const file = resolvePath(path, decodedPath(target));
    if (file !== undefined && file !== path) found.add(file);
  }
  return [...found];
}
