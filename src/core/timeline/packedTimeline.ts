import type { Timeline, TimelineRows } from "./timeline.ts";

/**
 * Texts of rows in one piece. What crosses from one process to another is copied value by value several times over, and each of 60,000
 * strings would be an object there; one text and some numbers cost a fraction of it.
 */
export interface PackedTexts {
  /** All different texts, one behind another. */
  readonly text: string;
  /** Where each of them ends. */
  readonly ends: Uint32Array;
  /** Of each row the index of its text; absent where rows do not share them. */
  readonly of?: Uint32Array;
}

/** Columns in which each row says something of its own, and those in which many say the same. */
const own = ["keys", "names"] as const;
const repeating = ["who", "size", "after", "cost"] as const;
const textColumns = [...own, ...repeating];
type TextColumn = (typeof textColumns)[number];
type TextColumns<Texts> = Readonly<Record<TextColumn, Texts>>;

/** A timeline as it crosses to a view: its texts are packed. */
export type PackedTimeline = Omit<Timeline, "rows"> & {
  readonly rows: Omit<TimelineRows, TextColumn> & TextColumns<PackedTexts>;
};

/** @returns a timeline as it is sent. */
export function packTimeline(timeline: Timeline): PackedTimeline {
  const { rows } = timeline;
  const packed = (columns: readonly TextColumn[], how: (texts: readonly string[]) => PackedTexts) =>
    columns.map((column) => [column, how(rows[column])]);
  const texts = Object.fromEntries([...packed(own, pack), ...packed(repeating, packRepeating)]);
  return { ...timeline, rows: { ...rows, ...(texts as TextColumns<PackedTexts>) } };
}

/** Whether something has the shape of what {@link packTimeline} makes; its numbers are not looked at. */
export function isPackedTimeline(value: unknown): value is PackedTimeline {
  if (typeof value !== "object" || value === null) return false;
  const { rows } = value as { readonly rows?: Readonly<Record<string, Partial<PackedTexts> | undefined>> | null };
  return textColumns.every((column) => {
    const texts = rows?.[column];
    const isIndexed = texts?.of === undefined || texts.of instanceof Uint32Array;
    return typeof texts?.text === "string" && texts.ends instanceof Uint32Array && isIndexed;
  });
}

/** @returns what was packed; rows that say the same share one string. */
export function unpackTimeline(timeline: PackedTimeline): Timeline {
  const { rows } = timeline;
  const texts = Object.fromEntries(textColumns.map((column) => [column, unpack(rows[column])]));
  return { ...timeline, rows: { ...rows, ...(texts as TextColumns<readonly string[]>) } };
}

function pack(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, at) => {
    end += text.length;
    ends[at] = end;
  });
  return { text: texts.join(""), ends };
}

function packRepeating(texts: readonly string[]): PackedTexts {
  const places = new Map<string, number>();
  const of = new Uint32Array(texts.length);
  texts.forEach((text, at) => {
    let place = places.get(text);
    if (place === undefined) {
      place = places.size;
      places.set(text, place);
    }
    of[at] = place;
  });
  return { ...pack([...places.keys()]), of };
}

function unpack({ text, ends, of }: PackedTexts): readonly string[] {
  const texts = new Array<string>(ends.length);
  let begin = 0;
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at] as number;
    texts[at] = text.slice(begin, end);
    begin = end;
  }
  return of === undefined ? texts : Array.from(of, (place) => texts[place] as string);
}
