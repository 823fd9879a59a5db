import { knownIds, type Namespace } from "./references.ts";
import { mapAt, parseYaml, recordsOf, textAt, topMap } from "./yamlText.ts";

/** What a project's slices already use, so that a new document points to what is there and takes no id twice. */
export interface IdsInUse {
  readonly ids: Readonly<Record<Namespace, readonly string[]>>;
  /** Id of a person or role → the name that stands there. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads the slices of a project; what can't be read gives nothing. */
export function idsInUse(slices: readonly string[]): IdsInUse {
  const documents = slices.map(parseYaml);
  const known = knownIds(documents);
  const names = new Map<string, string>();
  for (const document of documents) {
    for (const { id, record } of recordsOf(mapAt(topMap(document), "people"))) {
      const name = textAt(record, "name");
      if (name !== undefined) names.set(id, name);
    }
  }
  const ids = Object.fromEntries(Object.entries(known).map(([space, used]) => [space, [...used]]));
  return { ids: ids as unknown as Record<Namespace, readonly string[]>, names };
}
