import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import type { ProjectReading, ReferencePlace } from "../reading/unite.ts";
import type { Entry } from "../tree/node.ts";
import { saysTheSame } from "./differences.ts";
import { type Draft, planned, Refusal } from "./draft.ts";
import type { EditPlan } from "./edit.ts";
import { chainAround, indexIn, type Spot } from "./layout.ts";
import { cutOut } from "./records.ts";
import { referencesTo, withNested } from "./references.ts";
import { removeEntries } from "./values.ts";

/** How many of those that still need a record are named. */
const mostNamed = 3;

/**
 * Takes a record out, with the comments directly above it and, of a stage, all its tasks. While other records refer to it, it is
 * refused; with `cutReferences` those references go too. Logs and baselines keep what they say.
 */
export function removeRecord(
  reading: ProjectReading,
  place: RecordPlace,
  options: { readonly cutReferences?: boolean } = {},
): EditPlan {
  return planned(reading, (draft) => {
    const doomed = withNested(reading, place);
    const references = referencesTo(reading, doomed).filter(({ from }) => from === undefined || !doomed.has(from));
    if (references.length > 0 && options.cutReferences !== true) throw new Refusal(stillNeeded(place, references));
    cutOut(draft, place);
    draft.verify(quote(place.record.id), ({ keys, before, after, isOrder }) => {
      if (isOrder) return false;
      if (keys.includes(place.record.id)) return true;
      const only =
        before?.value?.kind === "map" && before.value.entries.length === 1 ? before.value.entries[0] : undefined;
      return only !== undefined && saysTheSame(only, place.entry) && after?.value === undefined;
    });
    cutReferences(draft, references);
    draft.verify(quote(place.record.id), () => true);
  });
}

function stillNeeded(place: RecordPlace, references: readonly ReferencePlace[]): string {
  const names = references.map(({ from, reference }) =>
    from === undefined ? `“${reference.field}” of the project` : quote(from.record.id),
  );
  const different = [...new Set(names)];
  const named = different.slice(0, mostNamed).join(", ");
  const more = different.length > mostNamed ? ` and ${different.length - mostNamed} more` : "";
  const refer = different.length === 1 ? "refers" : "refer";
  return `${named}${more} ${refer} to ${quote(place.record.id)}. Take the references out first, or remove it with them.`;
}

/** A map or list with the numbers of what is to go from it. */
interface Cut {
  readonly container: Spot;
  readonly indices: Set<number>;
}

/** Takes references out: items of lists, or the whole field when nothing would be left of it. */
function cutReferences(draft: Draft, references: readonly ReferencePlace[]): void {
  const byPath = new Map<string, ReferencePlace[]>();
  for (const reference of references) {
    const found = byPath.get(reference.path);
    if (found === undefined) byPath.set(reference.path, [reference]);
    else found.push(reference);
  }
  for (const [path, found] of byPath) {
    const slice = draft.slice(path);
    if (slice === undefined) continue;
    const cuts = new Map<Entry, Cut>();
    const fields = new Map<Entry, readonly Spot[]>();
    for (const { start } of found) {
      const chain = chainAround(slice.tree, draft.moved(path, start));
      cut(cuts, chain);
      const list = chain.at(-2);
      if (list?.entry.value?.kind === "list") fields.set(list.entry, chain.slice(0, -1));
    }
    // A list that loses all its items goes with its field.
    for (const [list, chain] of fields) {
      if (list.value?.kind !== "list" || cuts.get(list)?.indices.size !== list.value.entries.length) continue;
      cuts.delete(list);
      cut(cuts, chain);
    }
    const changes = [...cuts.values()].flatMap(({ container, indices }) => {
      return removeEntries(
        slice.text,
        container,
        [...indices].sort((a, b) => a - b),
      );
    });
    draft.change(path, changes);
  }
}

/** Notes that the last entry of a chain is to go. */
function cut(cuts: Map<Entry, Cut>, chain: readonly Spot[]): void {
  const container = chain.at(-2);
  const spot = chain.at(-1);
  if (container === undefined || spot === undefined) return;
  const known = cuts.get(container.entry) ?? { container, indices: new Set<number>() };
  known.indices.add(indexIn(container, spot));
  cuts.set(container.entry, known);
}
