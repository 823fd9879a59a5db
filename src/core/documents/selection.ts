/** Leaving documents out of a plan of slices without leaving anything behind that points to them. */
import { isScalar, type YAMLMap } from "yaml";
import { addRecord, knownIds, referencesAt, sectionOf, setText, withoutDeadReferences } from "./references.ts";
import { mapAt, recordsOf, textAt, topMap, valueText, type YamlDocument } from "./yamlText.ts";

/**
 * Keeps the slices whose paths are wanted. Without a timeline its milestones and iterations move into the plan, and the calendar
 * becomes the usual week; without a plan a milestone keeps its dates. References to what is gone are taken out, and so are
 * records that then say nothing.
 */
export function selectSlices(documents: Map<string, YamlDocument>, wanted: (path: string) => boolean): void {
  const plan = documents.get("plan.yaml");
  const timeline = documents.get("timeline.yaml");
  if (plan !== undefined && timeline !== undefined && wanted("plan.yaml") && !wanted("timeline.yaml")) {
    for (const name of ["milestones", "iterations"]) {
      const section = mapAt(topMap(timeline), name);
      if (section === undefined || section.items.length === 0) continue;
      const target = sectionOf(plan, name);
      for (const { id, record } of recordsOf(section)) addRecord(target, id, record);
    }
  }
  const stakeholders = documents.get("stakeholders.yaml");
  const communications = documents.get("communications.yaml");
  if (stakeholders !== undefined && communications !== undefined && !wanted("stakeholders.yaml")) {
    const { people } = knownIds(documents.values());
    nameAudiences(topMap(communications), topMap(stakeholders), (id) => people.has(id));
  }
  for (const path of [...documents.keys()]) {
    if (!wanted(path)) documents.delete(path);
  }
  // A record that goes can take others with it that waited for it only; each round removes at least one.
  for (let changed = true; changed; ) {
    changed = false;
    const known = knownIds(documents.values());
    for (const document of documents.values()) {
      if (withoutDeadReferences(document, known)) changed = true;
      if (removeEmptyMilestones(topMap(document))) changed = true;
    }
  }
}

/**
 * Whoever a message is for is still named when there is no entry to point to.
 *
 * @param stakeholders the register that the ids came from.
 */
export function nameAudiences(communications: YAMLMap, stakeholders: YAMLMap, exists: (id: string) => boolean): void {
  const names = new Map(
    recordsOf(mapAt(stakeholders, "stakeholders")).map(({ id, record }) => [id, textAt(record, "name") ?? id]),
  );
  for (const { record } of recordsOf(mapAt(communications, "communications"))) {
    const lost = referencesAt(record, "audience").filter((id) => !exists(id));
    const words = lost.flatMap((id) => names.get(id) ?? []);
    if (words.length > 0) setText(record, "audience-other", words.join(", "));
  }
}

/** A milestone with no date, no deadline and nothing to wait for would stand at no time at all. */
function removeEmptyMilestones(top: YAMLMap): boolean {
  const milestones = mapAt(top, "milestones");
  const empty = recordsOf(milestones).filter(({ record }) =>
    ["after", "date", "deadline"].every((field) => textAt(record, field) === undefined && !record.has(field)),
  );
  for (const { id } of empty) milestones?.delete(id);
  if (milestones !== undefined && milestones.items.length === 0) removeField(top, "milestones");
  return empty.length > 0;
}

function removeField(map: YAMLMap, field: string): void {
  const index = map.items.findIndex((pair) => isScalar(pair.key) && valueText(pair.key) === field);
  if (index >= 0) map.items.splice(index, 1);
}
