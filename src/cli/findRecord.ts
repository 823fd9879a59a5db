import { isSectionName, type Namespace, namespaces, type SectionName, sections } from "../core/model/fields/index.ts";
import { nearest } from "../core/model/identifier.ts";
import type { ProjectReading, RecordPlace } from "../core/text/reading/index.ts";
import { Refusal, UsageProblem } from "./io.ts";
import { plain } from "./plainText.ts";

/** A record as a person names it: `api`, or with its section, `tasks/api`. */
export interface RecordName {
  readonly section: SectionName | undefined;
  readonly id: string;
}

/** @throws UsageProblem for a section that does not exist */
export function recordName(text: string, section?: string): RecordName {
  const slash = text.indexOf("/");
  const named = slash < 0 ? section : text.slice(0, slash);
  const id = slash < 0 ? text : text.slice(slash + 1);
  if (named === undefined) return { section: undefined, id };
  if (isSectionName(named)) return { section: named, id };
  const near = nearest(named, Object.keys(sections));
  throw new UsageProblem(`There is no section “${plain(named)}”.${near === undefined ? "" : ` Did you mean ${near}?`}`);
}

/**
 * The record that is meant; ids from before a renaming are understood.
 * @param among the namespaces to look in when no section is named.
 * @throws Refusal when there is none, or several.
 */
export function findRecord(
  { index }: ProjectReading,
  { section, id }: RecordName,
  among: readonly Namespace[] = namespaces,
): RecordPlace {
  const where = section === undefined ? among : [sections[section].namespace];
  const found = where.flatMap((namespace) => index.find(namespace, id) ?? []);
  const places = found.length > 0 ? found : where.flatMap((namespace) => index.resolve(namespace, id) ?? []);
  const [first, ...others] = places;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const names = places.map((place) => `${place.section}/${id}`).join(", ");
    throw new Refusal(`There are several of that id: ${plain(names)}. Say which one.`);
  }
  const near = nearest(
    id,
    where.flatMap((namespace) => [...index.idsOf(namespace)]),
  );
  const what = section === undefined ? nothingOf(among) : `no ${sections[section].record}`;
  throw new Refusal(`There is ${what} “${plain(id)}”.${near === undefined ? "" : ` Did you mean ${near}?`}`);
}

function nothingOf(among: readonly Namespace[]): string {
  return among.length === 1 && among[0] === "work" ? "no task or milestone" : "nothing called";
}
