import { progressKey } from "../../model/fields/index.ts";
import type { Id } from "../../model/identifier.ts";
import { decodedPath, resolvePath } from "../../model/relativePath.ts";
import { readDocument, recordOfLink } from "../reading/document.ts";
import { referencesInDocument } from "../reading/documentReferences.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import type { Slice } from "../reading/slice.ts";
import type { ProjectReading } from "../reading/unite.ts";
import type { Change } from "./compose.ts";
import { childrenOf } from "./layout.ts";

/** Longer paths are nobody's. */
const longestLink = 300;

/** Finds where texts name a record: `issues/sandbox-limit`, `[API](../plan.yaml#api)`, `who:ana`, and front matter. */
export class Mentions {
  readonly #reading: ProjectReading;
  readonly #place: RecordPlace;
  readonly #newId: Id;
  readonly #pattern: RegExp;
  readonly #linkPattern: RegExp;

  constructor(reading: ProjectReading, place: RecordPlace, newId: Id) {
    this.#reading = reading;
    this.#place = place;
    this.#newId = newId;
    const id = place.record.id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    this.#pattern = new RegExp(`(?<![\\w./#-])${place.section}/${id}(?![\\w/-]|\\.\\w)`, "g");
    this.#linkPattern = new RegExp(`#(${place.section}/)?${id}(?![\\w-])`, "g");
  }

  /** In texts and comments of a slice, but not in logs and baselines. */
  inSlice({ text, tree }: Slice): readonly Change[] {
    const kept = childrenOf({ entry: tree, start: 0 }).filter(
      ({ entry: { key } }) => key?.text === progressKey || key?.text === "baselines",
    );
    return [...this.#mentions(text), ...this.#links(text, "")].filter(
      ({ start }) => !kept.some((section) => start >= section.start && start < section.start + section.entry.length),
    );
  }

  /** In a Markdown document or a checklist. */
  inDocument(path: string, text: string): readonly Change[] {
    const { id } = this.#place.record;
    // Few documents name a given record.
    if (!text.includes(id)) return [];
    const references = referencesInDocument(this.#reading, readDocument(path, text))
      .filter((reference) => reference.place === this.#place && reference.id === id)
      .map(({ end }) => this.#change(end));
    // Unlike those that are read, links are changed in code too.
    const found = [...this.#mentions(text), ...this.#links(text, path), ...references];
    return [...new Map(found.map((change) => [change.start, change])).values()];
  }

  #mentions(text: string): readonly Change[] {
    return [...text.matchAll(this.#pattern)].map(({ index, 0: found }) => this.#change(index + found.length));
  }

  /** Links to a file of the project with the record's id behind the number sign, when that id means this record there. */
  #links(text: string, from: string): readonly Change[] {
    const { section: own, record } = this.#place;
    return [...text.matchAll(this.#linkPattern)].flatMap(({ index, 0: found, 1: stated }) => {
      const link = /[^\s()<>[\]"'#{},]+\.yaml$/.exec(text.slice(Math.max(0, index - longestLink), index))?.[0];
      const path = link && resolvePath(from, decodedPath(link));
      if (path === undefined || !this.#reading.slices.some((slice) => slice.path === path)) return [];
      const section = stated === undefined ? undefined : own;
      const isMeant = recordOfLink(this.#reading.index, { path, section, id: record.id }) === this.#place;
      return isMeant ? [this.#change(index + found.length)] : [];
    });
  }

  /** The id that ends at an offset becomes the new one. */
  #change(end: number): Change {
    return { start: end - this.#place.record.id.length, end, text: this.#newId };
  }
}
