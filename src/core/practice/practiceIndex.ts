import type { CoveredSection, Practice, PracticeGroup, PracticePage } from "./practice.ts";
import { practiceFormat } from "./practice.ts";

/** Where an id of the practice is found: a page, or a section of one. */
export interface PracticePlace {
  readonly page: PracticePage;
  readonly section?: CoveredSection;
}

/** Where a page stands in its group; `number` counts from 1. */
export interface PlaceInGroup {
  readonly group: PracticeGroup;
  readonly number: number;
  readonly of: number;
}

/** Looks things up in the practice: pages and sections by id, what comes before and after, what leads where. */
export class PracticeIndex {
  readonly groups: readonly PracticeGroup[];
  /** All pages, in reading order. */
  readonly pages: readonly PracticePage[];
  readonly #places = new Map<string, PracticePlace>();
  readonly #groups = new Map<string, PracticeGroup>();
  readonly #pageOfItem = new Map<string, PracticePage>();

  constructor(practice: Practice) {
    this.groups = practice.groups;
    this.pages = practice.groups.flatMap((group) => group.pages);
    for (const group of practice.groups) this.#groups.set(group.id, group);
    for (const page of this.pages) {
      this.#places.set(page.id, { page });
      for (const section of page.covers) this.#places.set(section.id, { page, section });
      for (const item of page.checklist) this.#pageOfItem.set(item.id, page);
    }
  }

  /** The page, or the section of a page, that an id stands for; nothing when there is none. */
  find(id: string): PracticePlace | undefined {
    return this.#places.get(id);
  }

  /** The page of this very id; sections don't count. */
  page(id: string): PracticePage | undefined {
    const place = this.#places.get(id);
    return place?.section === undefined ? place?.page : undefined;
  }

  group(id: string): PracticeGroup | undefined {
    return this.#groups.get(id);
  }

  /** The page a checklist item stands on. */
  pageOfItem(itemId: string): PracticePage | undefined {
    return this.#pageOfItem.get(itemId);
  }

  placeInGroup(page: PracticePage): PlaceInGroup {
    const group = this.#groups.get(page.group);
    if (group === undefined) throw new Error(`The page "${page.id}" belongs to no group.`);
    return { group, number: group.pages.indexOf(page) + 1, of: group.pages.length };
  }

  /** The pages before and after in reading order, across groups. */
  neighbours(page: PracticePage): { readonly previous?: PracticePage; readonly next?: PracticePage } {
    const position = this.pages.indexOf(page);
    const previous = this.pages[position - 1];
    const next = this.pages[position + 1];
    return { ...(previous && { previous }), ...(next && { next }) };
  }

  /** The pages this one leads to, in the author's order. */
  leadsTo(page: PracticePage): readonly PracticePage[] {
    return page.links.flatMap((id) => this.page(id) ?? []);
  }

  /** The pages that lead to this one, in reading order. */
  backlinks(page: PracticePage): readonly PracticePage[] {
    return this.pages.filter((other) => other !== page && other.links.includes(page.id));
  }
}

/**
 * Takes in what was read from `practice.json`. The build has checked the contents; what can still go wrong is a
 * damaged or foreign file, so the shape is looked at and nothing more.
 * @returns nothing when this is not a practice file of this version.
 */
export function readPractice(value: unknown): PracticeIndex | undefined {
  if (!isRecord(value) || value.format !== practiceFormat || !Array.isArray(value.groups)) return undefined;
  const groupFits = (group: unknown): boolean =>
    isRecord(group) && hasTexts(group, ["id", "title", "summary"]) && listOf(group.pages, pageFits);
  const pageFits = (page: unknown): boolean =>
    isRecord(page) &&
    hasTexts(page, ["id", "title", "summary", "group"]) &&
    listOf(page.links, (link) => typeof link === "string") &&
    listOf(page.covers, (section) => isRecord(section) && hasTexts(section, ["id", "title"])) &&
    listOf(page.lead, isRecord) &&
    listOf(
      page.sections,
      (part) => isRecord(part) && hasTexts(part, ["id", "title"]) && listOf(part.blocks, isRecord),
    ) &&
    listOf(
      page.checklist,
      (item) => isRecord(item) && hasTexts(item, ["id"]) && Array.isArray(item.text) && Array.isArray(item.why),
    );
  if (value.groups.length === 0 || !value.groups.every(groupFits)) return undefined;
  return new PracticeIndex(value as unknown as Practice);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasTexts(record: Record<string, unknown>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof record[key] === "string");
}

function listOf(value: unknown, fits: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}
