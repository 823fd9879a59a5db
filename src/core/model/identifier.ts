/** Ids are short slugs that the author chooses: `[a-z][a-z0-9-]*`, at most {@link longestId} characters. */
export type Id = string;

export const longestId = 40;

/** Whether `text` can be an id. */
export function isId(text: string): boolean {
  if (text.length === 0 || text.length > longestId) return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isLetter = code >= 97 && code <= 122;
    if (!isLetter && (index === 0 || !((code >= 48 && code <= 57) || code === 45))) return false;
  }
  return true;
}

const combiningMarks = /\p{M}+/gu;

/** An id made of a title: `Write up what we learned` gives `write-up-what-we-learned`. `fallback` when nothing is left of it. */
export function idFrom(title: string, fallback: string): Id {
  const words = title
    .slice(0, 500)
    .normalize("NFKD")
    .replace(combiningMarks, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  const cut = words.length > longestId ? words.slice(0, longestId + 1).replace(/-[^-]*$/, "") : words;
  return cut.slice(0, longestId).replace(/-+$/, "") || fallback;
}

/** `id` itself, or with the first number behind it that makes it free: `api`, `api-2`, `api-3`. */
export function freeId(id: Id, isTaken: (candidate: Id) => boolean): Id {
  if (!isTaken(id)) return id;
  for (let number = 2; ; number++) {
    const candidate = numberedId(id, number);
    if (!isTaken(candidate)) return candidate;
  }
}

/** `id` with a number behind it, cut so that it stays an id. */
export function numberedId(id: Id, number: number): Id {
  const suffix = `-${number}`;
  return id.slice(0, longestId - suffix.length).replace(/-+$/, "") + suffix;
}

/**
 * The one of `known` that `text` was most likely meant to be, or undefined when none is near: at most a third of the letters are
 * wrong, missing, too many or swapped (optimal string alignment distance), and so none of a word of two, which may still be one
 * of three whose end is missing. The first one, if several are as near.
 */
export function nearest(text: string, known: Iterable<string>): string | undefined {
  const wanted = text.toLowerCase().slice(0, longestCompared);
  const distanceTo = distanceFrom(wanted);
  let best: string | undefined;
  let bestDistance = Math.floor(wanted.length / 3) + 1;
  for (const candidate of known) {
    if (wanted.length === 2 && candidate.length === 3 && candidate.startsWith(wanted)) best ??= candidate;
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = distanceTo(candidate);
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = candidate;
    if (distance === 0) break;
  }
  return best;
}

/** As many letters as fit into the bits of a number. */
const longestCompared = 31;

/**
 * Counts the insertions, deletions, changes and swaps of neighbours between a text of at most {@link longestCompared} letters and
 * others, a column of the table at a time as the bits of a number (H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and
 * Damerau Edit Distances, 2003).
 */
function distanceFrom(text: string): (other: string) => number {
  const places = new Map<number, number>();
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    places.set(code, (places.get(code) ?? 0) | (1 << index));
  }
  const lastBit = text.length === 0 ? 0 : 1 << (text.length - 1);
  return (other) => {
    let positive = -1;
    let negative = 0;
    let diagonal = 0;
    let placesBefore = 0;
    let distance = text.length;
    if (distance === 0) return other.length;
    for (let index = 0; index < other.length; index++) {
      const here = places.get(other.charCodeAt(index)) ?? 0;
      const swapped = ((~diagonal & here) << 1) & placesBefore;
      diagonal = ((((here & positive) + positive) | 0) ^ positive) | here | negative | swapped;
      let increased = negative | ~(diagonal | positive);
      let decreased = diagonal & positive;
      if ((increased & lastBit) !== 0) distance += 1;
      else if ((decreased & lastBit) !== 0) distance -= 1;
      increased = (increased << 1) | 1;
      decreased <<= 1;
      positive = decreased | ~(diagonal | increased);
      negative = increased & diagonal;
      placesBefore = here;
    }
    return distance;
  };
}
