import { blocksText, itemText, plainText } from "./plainText.ts";
import type { Block, CoveredSection, PracticePage } from "./practice.ts";
import { checklistSectionId } from "./practice.ts";
import type { PracticeIndex } from "./practiceIndex.ts";

/** Where the words were found, best first. */
export const searchRanks = ["titleStart", "titleWord", "id", "summary", "body"] as const;
export type SearchRank = (typeof searchRanks)[number];

/** A page, or a section of one, that holds every word of the query. */
export interface SearchHit {
  readonly page: PracticePage;
  /** Where on the page; nothing for its top. */
  readonly section?: CoveredSection;
  readonly rank: SearchRank;
  /** The summary, or the words around what was found. */
  readonly snippet: string;
}

/** Longer queries are cut: nobody types them. */
const maximumQuery = 200;
const snippetBefore = 40;
const snippetLength = 140;

interface Passage {
  readonly section?: CoveredSection;
  readonly text: string;
  readonly folded: string;
}

interface Entry {
  readonly page: PracticePage;
  readonly section?: CoveredSection;
  readonly title: string;
  readonly id: string;
  readonly summary: string;
  readonly passages: readonly Passage[];
}

/**
 * Finds pages and covered sections by title, id, summary and text. Every word must be found; letters match without
 * regard to case and diacritics.
 */
export class PracticeSearch {
  readonly #entries: readonly Entry[];

  constructor(index: PracticeIndex) {
    this.#entries = index.pages.flatMap(entriesOf);
  }

  /** @returns at most `limit` hits, best first; of equals pages before sections, then in reading order. */
  find(query: string, limit = 60): readonly SearchHit[] {
    const wanted = fold(query.slice(0, maximumQuery)).trim();
    const words = wanted.split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return [];
    const found = this.#entries.flatMap((entry) => matchEntry(entry, wanted, words) ?? []);
    const shownSections = new Set(found.filter(({ covered }) => covered).map(({ hit }) => hit.page));
    return found
      .filter(({ hit, covered }) => covered || hit.rank !== "body" || !shownSections.has(hit.page))
      .map((match, position) => ({ ...match, position, order: searchRanks.indexOf(match.hit.rank) }))
      .sort(
        (a, b) =>
          a.order - b.order ||
          Number(a.covered) - Number(b.covered) ||
          Number(b.exact) - Number(a.exact) ||
          a.position - b.position,
      )
      .slice(0, limit)
      .map(({ hit }) => hit);
  }
}

interface Match {
  readonly hit: SearchHit;
  readonly covered: boolean;
  /** The query is the whole title. */
  readonly exact: boolean;
}

function matchEntry(entry: Entry, wanted: string, words: readonly string[]): Match | undefined {
  const ranks = words.map((word) => rankOf(entry, word));
  const worst = Math.max(...ranks);
  const covered = entry.section !== undefined;
  // A section that only mentions the words is found through its page.
  if (worst >= searchRanks.length || (covered && worst > 2)) return undefined;
  const rank = entry.title.startsWith(wanted) ? "titleStart" : (searchRanks[Math.max(1, worst)] ?? "body");
  const place = { page: entry.page, ...(entry.section && { section: entry.section }), rank };
  const match = { covered, exact: entry.title === wanted };
  if (covered) return { ...match, hit: { ...place, snippet: cut(entry.passages[0]?.text ?? "", 0) } };
  if (rank !== "body") return { ...match, hit: { ...place, snippet: entry.page.summary } };
  // What the title says already need not be shown again.
  const inBody = words.filter((_, position) => ranks[position] === bodyRank);
  const { passage, at } = bestPassage(entry.passages, inBody);
  const snippet = passage === undefined ? entry.page.summary : cut(passage.text, at);
  return { ...match, hit: { ...place, ...(passage?.section && { section: passage.section }), snippet } };
}

const bodyRank = searchRanks.indexOf("body");

function rankOf(entry: Entry, word: string): number {
  if (startsWord(entry.title, word)) return 1;
  if (entry.title.includes(word) || entry.id.includes(word)) return 2;
  if (entry.summary.includes(word)) return 3;
  return entry.passages.some(({ folded }) => folded.includes(word)) ? bodyRank : searchRanks.length;
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return true;
  }
  return false;
}

/** The passage with the most of the words, and where the first of them stands in it. */
function bestPassage(passages: readonly Passage[], words: readonly string[]): { passage?: Passage; at: number } {
  let best: { passage?: Passage; at: number; count: number } = { at: 0, count: 0 };
  for (const passage of passages) {
    const places = words.map((word) => passage.folded.indexOf(word)).filter((at) => at >= 0);
    if (places.length > best.count) best = { passage, at: Math.min(...places), count: places.length };
  }
  return best;
}

function cut(text: string, at: number): string {
  let start = at <= snippetBefore ? 0 : text.lastIndexOf(" ", at - snippetBefore) + 1;
  if (at - start > 2 * snippetBefore) start = at - snippetBefore;
  if (text.length - start <= snippetLength) return `${start > 0 ? "… " : ""}${text.slice(start)}`;
  const space = text.lastIndexOf(" ", start + snippetLength);
  const end = space > at ? space : start + snippetLength;
  return `${start > 0 ? "… " : ""}${text.slice(start, end)} …`;
}

function entriesOf(page: PracticePage): readonly Entry[] {
  const passages = passagesOf(page);
  const summary = fold(page.summary);
  const own: Entry = { page, title: fold(page.title), id: page.id, summary, passages };
  const covered = page.covers.map(
    (section): Entry => ({
      page,
      section,
      title: fold(section.title),
      id: section.id,
      summary: "",
      passages: passages.filter((passage) => passage.section?.id === section.id),
    }),
  );
  return [own, ...covered];
}

function passagesOf(page: PracticePage): readonly Passage[] {
  const passages: Passage[] = [];
  const add = (section: CoveredSection | undefined, text: string): void => {
    const tidy = text.replace(/\s+/g, " ").trim().normalize("NFC");
    if (tidy !== "") passages.push({ ...(section && { section }), text: tidy, folded: fold(tidy) });
  };
  add(undefined, blocksText(page.lead));
  for (const { id, title, blocks } of page.sections) {
    let section: CoveredSection = { id, title };
    let held: Block[] = [];
    for (const block of blocks) {
      if (block.kind === "heading") {
        add(section, blocksText(held));
        held = [];
        section = { id: block.id, title: plainText(block.spans) };
      } else held.push(block);
    }
    add(section, blocksText(held));
    if (id === checklistSectionId) for (const item of page.checklist) add({ id, title }, itemText(item));
  }
  return passages;
}

/** Lower case without diacritics, of the same length as the composed text, so that places found hold in both. */
export function fold(text: string): string {
  return Array.from(text.normalize("NFC").split(""), (unit) => {
    const base = unit.normalize("NFD")[0] ?? unit;
    const lower = base.toLowerCase();
    return lower.length === 1 ? lower : base;
  }).join("");
}
