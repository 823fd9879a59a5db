import { findWho, readTrailingComments } from "../../checklist/itemComment.ts";
import { documentFields, progressKey, sections } from "../../model/fields/index.ts";
import type { Id } from "../../model/identifier.ts";
import { decodedPath, resolvePath } from "../../model/relativePath.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import { Findings, readFields } from "../reading/readValue.ts";
import type { Slice } from "../reading/slice.ts";
import type { ProjectReading } from "../reading/unite.ts";
import { readTree } from "../tree/index.ts";
import type { Change } from "./compose.ts";
import { childrenOf, lineEndOf, nextLineOf } from "./layout.ts";

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
    const isPerson = sections[this.#place.section].namespace === "people";
    return [
      ...this.#mentions(text),
      ...this.#links(text, path),
      ...this.#frontMatter(text),
      ...(isPerson ? this.#items(text) : []),
    ];
  }

  #mentions(text: string): readonly Change[] {
    return [...text.matchAll(this.#pattern)].map(({ index, 0: found }) => this.#change(index + found.length));
  }

  /** Links to the record's file with its id behind the number sign, when that id means this record there. */
  #links(text: string, from: string): readonly Change[] {
    const { path } = this.#place.slice;
    return [...text.matchAll(this.#linkPattern)].flatMap(({ index, 0: found, 1: section }) => {
      const link = /[^\s()<>[\]"'#{},]+\.yaml$/.exec(text.slice(Math.max(0, index - longestLink), index))?.[0];
      if (link === undefined || resolvePath(from, decodedPath(link)) !== path) return [];
      return section !== undefined || this.#isFirst() ? [this.#change(index + found.length)] : [];
    });
  }

  /** Whether no record before it in its file has the same id, in another section. */
  #isFirst(): boolean {
    const { slice, record } = this.#place;
    return (
      this.#reading.index.places.find((other) => other.slice.path === slice.path && other.record.id === record.id) ===
      this.#place
    );
  }

  #frontMatter(text: string): readonly Change[] {
    const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
    if (match === null || match.index !== 0) return [];
    const base = match[0].indexOf("\n") + 1;
    const { value } = readTree(match[1] ?? "");
    if (value?.kind !== "map") return [];
    const findings = new Findings();
    readFields(documentFields, value.entries, value.starts, 0, findings);
    const { namespace } = sections[this.#place.section];
    return findings.references
      .filter(({ to, id }) => to.includes(namespace) && id === this.#place.record.id)
      .map(({ end }) => this.#change(base + end));
  }

  #items(text: string): readonly Change[] {
    const changes: Change[] = [];
    for (let at = text.indexOf("who:"); at >= 0; at = text.indexOf("who:", nextLineOf(text, at))) {
      const start = text.lastIndexOf("\n", at) + 1;
      const { own } = readTrailingComments(text, start, lineEndOf(text, at));
      const who = own && findWho(text, own);
      if (who !== undefined) {
        for (const { index, 0: name } of text.slice(who.start + 4, who.end).matchAll(/"[^"]*"|[^,"]+/g)) {
          const id = name.replaceAll('"', "");
          if (id !== this.#place.record.id) continue;
          const quoted = name.endsWith('"') ? 1 : 0;
          changes.push(this.#change(who.start + 4 + index + name.length - quoted));
        }
      }
      if (nextLineOf(text, at) >= text.length) break;
    }
    return changes;
  }

  /** The id that ends at an offset becomes the new one. */
  #change(end: number): Change {
    return { start: end - this.#place.record.id.length, end, text: this.#newId };
  }
}
