import { isSectionName, sections } from "../model/fields/index.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";

/** A record that a text or a comment names as `section/id`. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly place: RecordPlace;
}

/** The records that a text names as `section/id`, in their order. */
export function* mentionsIn({ index }: ProjectReading, text: string): Iterable<Mention> {
  for (const { 0: match, 1: section = "", 2: id = "", index: start } of text.matchAll(
    /\b([a-z]{4,20})\/([a-z][a-z0-9-]{0,39})(?![\w/-]|\.\w)/g,
  )) {
    if (!isSectionName(section) || /[\w./-]/.test(text[start - 1] ?? " ")) continue;
    const place = index.resolve(sections[section].namespace, id);
    if (place?.section === section) yield { start, end: start + match.length, id, place };
  }
}
