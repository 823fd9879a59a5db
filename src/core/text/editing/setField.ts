import { sectionOf } from "../../model/fields/index.ts";
import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import type { ProjectReading } from "../reading/unite.ts";
import type { Difference } from "./differences.ts";
import { planned, Refusal } from "./draft.ts";
import type { EditPlan, FieldText } from "./edit.ts";
import { setKey } from "./records.ts";

/** What may be added to a baseline; the rest of it is never changed again. */
const baselineWords: ReadonlySet<string> = new Set(["name", "note", "links"]);

/**
 * States a field of a record, states it otherwise, or takes it out (undefined, an empty text or list). A comment behind the value
 * stays when the value changes.
 */
export function setField(
  reading: ProjectReading,
  place: RecordPlace,
  field: string,
  value: FieldText | undefined,
): EditPlan {
  return planned(reading, (draft) => {
    if (place.section === "baselines" && !baselineWords.has(field)) {
      throw new Refusal("A baseline is never changed. Save a new one.");
    }
    const { fields } = sectionOf(place.section);
    const { path } = place.slice;
    const chain = draft.chainOf(place);
    const wanted = setKey(draft, path, chain, field, value, fields);
    const keys = [...chain.slice(1).map(({ entry }) => entry.key?.text ?? ""), field];
    draft.verify(`“${field}” of ${quote(place.record.id)}`, (difference) => isField(difference, keys, wanted));
  });
}

function isField(
  { keys, after, isOrder }: Difference,
  wantedKeys: readonly string[],
  wanted: FieldText | undefined,
): boolean {
  if (isOrder) return false;
  const shown = keys.join("\n");
  const whole = wantedKeys.join("\n");
  if (shown !== whole) return isOwner(keys, wantedKeys, after, wanted);
  const value = after?.value;
  if (wanted === undefined) return after === undefined;
  if (typeof wanted === "string") return value?.kind === "scalar" && value.text === wanted;
  return (
    value?.kind === "list" &&
    value.entries.length === wanted.length &&
    value.entries.every(({ value: item }, index) => item?.kind === "scalar" && item.text === wanted[index])
  );
}

/** A record that had nothing now has that one field, or the other way round. */
function isOwner(
  keys: readonly string[],
  wantedKeys: readonly string[],
  after: Difference["after"],
  wanted: FieldText | undefined,
): boolean {
  const field = wantedKeys.at(-1) ?? "";
  if (keys.join("\n") !== wantedKeys.slice(0, -1).join("\n")) return false;
  const value = after?.value;
  if (wanted === undefined) return value === undefined;
  const only = value?.kind === "map" && value.entries.length === 1 ? value.entries[0] : undefined;
  return (
    only?.key?.text === field &&
    isField({ keys: wantedKeys, before: undefined, after: only, isOrder: false }, wantedKeys, wanted)
  );
}
