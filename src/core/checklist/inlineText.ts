/** A piece of a line: words, code, strong words or a link. */
export type InlinePart =
  | { readonly kind: "text" | "code" | "strong"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly target: string };

const links =
  /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|<(https?:\/\/[^<>\s]+)>|(https?:\/\/[^\s<>"]+)/gi;
const marks = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__/g;
/** Longer lines are shown as they stand: they are nobody's prose. */
const longestLine = 5_000;

/** The pieces of one line of Markdown that a view draws; all other marks stay text. Never throws, in linear time. */
export function inlineParts(source: string): readonly InlinePart[] {
  if (source.length > longestLine || !/[[<`*_\\]|https?:/i.test(source)) return [{ kind: "text", text: source }];
  const parts: InlinePart[] = [];
  let at = 0;
  for (const found of source.matchAll(links)) {
    addWords(parts, source.slice(at, found.index));
    at = found.index + found[0].length;
    const bare = found[4]?.replace(/[.,;:!?)]+$/, "");
    if (bare !== undefined) at = found.index + bare.length;
    const target = found[2] ?? found[3] ?? bare ?? "";
    const text = plain(found[1] ?? "") || target;
    if (target === "") addWords(parts, found[0]);
    else parts.push({ kind: "link", text, target });
  }
  addWords(parts, source.slice(at));
  return parts;
}

/** The same line as words alone: for names, searching and typing ahead. */
export function plainLine(source: string): string {
  return inlineParts(source)
    .map((part) => part.text)
    .join("");
}

/** The target of the first link in a line, if there is one. */
export function firstLink(source: string): string | undefined {
  const link = inlineParts(source).find((part) => part.kind === "link");
  return link?.kind === "link" ? link.target : undefined;
}

function addWords(parts: InlinePart[], source: string): void {
  let at = 0;
  for (const found of source.matchAll(marks)) {
    if (found.index > at) parts.push({ kind: "text", text: unescaped(source.slice(at, found.index)) });
    at = found.index + found[0].length;
    if (found[1] !== undefined) parts.push({ kind: "code", text: found[1] });
    else parts.push({ kind: "strong", text: unescaped(found[2] ?? found[3] ?? "") });
  }
  if (at < source.length) parts.push({ kind: "text", text: unescaped(source.slice(at)) });
}

function plain(source: string): string {
  return unescaped(
    source.replace(marks, (_, code?: string, strong?: string, other?: string) => code ?? strong ?? other ?? ""),
  );
}

function unescaped(source: string): string {
  return source.includes("\\") ? source.replace(/\\([!-/:-@[-`{-~])/g, "$1") : source;
}
