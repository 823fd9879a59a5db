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
  /** Of each row the index of its text; absent where no two rows have the same. */
  readonly of?: Uint32Array;
}

type TextColumn = "keys" | "names" | "who" | "size" | "after" | "cost";
/** Columns in which many rows say the same. */
const repeating = ["who", "size", "after", "cost"] as const;

/** A timeline as it crosses to a view: its texts are packed. */
export type PackedTimeline = Omit<Timeline, "rows"> & {
  readonly rows: Omit<TimelineRows, TextColumn> & Readonly<Record<TextColumn, PackedTexts>>;
};

/** @returns a timeline as it is sent. */
export function packTimeline(timeline: Timeline): PackedTimeline {
  const { rows } = timeline;
  const [who, size, after, cost] = repeating.map((column) => packRepeating(rows[column])) as [
    PackedTexts,
    PackedTexts,
    PackedTexts,
    PackedTexts,
  ];
  return { ...timeline, rows: { ...rows, keys: pack(rows.keys), names: pack(rows.names), who, size, after, cost } };
}

/** @returns what was packed; rows that say the same share one string. */
export function unpackTimeline(timeline: PackedTimeline): Timeline {
  const { rows } = timeline;
  const [keys, names, who, size, after, cost] = (["keys", "names", ...repeating] as const).map((column) =>
    unpack(rows[column]),
  ) as [string[], string[], string[], string[], string[], string[]];
  return { ...timeline, rows: { ...rows, keys, names, who, size, after, cost } };
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
