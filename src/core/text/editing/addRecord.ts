import { type SectionName, sectionOf, sections } from "../../model/fields/index.ts";
import { freeId, type Id, idFrom, isId } from "../../model/identifier.ts";
import { languageVersion } from "../../model/project.ts";
import { quote } from "../reading/readValue.ts";
import type { ProjectReading } from "../reading/unite.ts";
import { type Draft, planned, Refusal } from "./draft.ts";
import type { EditPlan, FieldText, NewRecord } from "./edit.ts";
import { insertRecord, type RecordSlot, type RecordText, slotBeside, slotInSection, slotInStage } from "./records.ts";
import { fieldLines, flowText, type Manner, requireSimple, tidied } from "./values.ts";

/**
 * Writes a new record: beside another one, into a stage, or to the end of its section, in the file that has it or that it usually
 * stands in.
 * @returns the plan with the id the record gets
 */
export function addRecord(reading: ProjectReading, wanted: NewRecord): EditPlan & { readonly addedId?: Id } {
  const { section } = wanted;
  const { namespace, record: word } = sections[section];
  const isTaken = (id: Id): boolean => reading.index.resolve(namespace, id) !== undefined;
  const id = wanted.id ?? freeId(idFrom(wanted.name, word), isTaken);
  const plan = planned(reading, (draft) => {
    if (!isId(id)) {
      throw new Refusal(
        `${quote(id)} can't be an id. Use up to 40 small letters, digits and hyphens, beginning with a letter.`,
      );
    }
    if (isTaken(id)) throw new Refusal(`The id ${quote(id)} is taken already. Choose another one.`);
    for (const place of [wanted.into, wanted.after, wanted.before]) {
      if (place !== undefined && place.section !== section) {
        throw new Refusal(`A ${word} can't stand among the ${place.section}.`);
      }
    }
    const record = recordText(section, id, fieldsInOrder(section, wanted));
    const path = usualPath(section, id);
    if (isNewFile(draft, wanted, path)) {
      const how = { lineEnding: "\n", indentation: 2 };
      const lines = [`gantry: ${languageVersion}`, "", `${section}:`, ...record.linesAt(2, how), ""];
      draft.create(path, lines.join("\n"));
      return;
    }
    insertRecord(draft, slotFor(draft, wanted, path), record);
    draft.verify(`The section “${section}”`, ({ keys, before, after, isOrder }) => {
      if (isOrder || before?.value?.kind === "scalar" || before?.value?.kind === "list") return false;
      // The record itself, or what holds it and was empty or not there before.
      const isEmpty = before?.value === undefined || before.value.entries.length === 0;
      return keys.includes(id) ? before === undefined && after !== undefined : isEmpty && holds(after, id);
    });
  });
  return plan.refusal === undefined ? { ...plan, addedId: id } : plan;
}

function holds(entry: NewEntry, id: Id): boolean {
  const value = entry?.value;
  if (value?.kind !== "map" || value.entries.length !== 1) return false;
  const only = value.entries[0];
  return only?.key?.text === id || (only?.key?.text === "tasks" && holds(only, id));
}

type NewEntry = Parameters<Parameters<Draft["verify"]>[1]>[0]["after"];

/** The file a section usually stands in; each baseline has its own. */
function usualPath(section: SectionName, id: Id): string {
  const { file } = sectionOf(section);
  return file.endsWith(".yaml") ? file : `${file}/${id}.yaml`;
}

function isNewFile(draft: Draft, { section, into, after, before }: NewRecord, path: string): boolean {
  if (into !== undefined || after !== undefined || before !== undefined || draft.slice(path) !== undefined)
    return false;
  if (section === "baselines") return true;
  return !draft.reading.slices.some(({ tree: { value } }) => {
    return (
      value?.kind === "map" &&
      value.entries.some(({ key, value: records }) => {
        return key?.text === section && (records === undefined || records.kind === "map");
      })
    );
  });
}

function slotFor(draft: Draft, { section, into, after, before }: NewRecord, path: string): RecordSlot {
  if (before !== undefined) return slotBeside(draft, before, 0);
  if (after !== undefined) return slotBeside(draft, after, 1);
  return into === undefined ? slotInSection(draft, section, path) : slotInStage(draft, into);
}

type FieldOf = readonly [string, FieldText];

function fieldsInOrder(section: SectionName, { name, fields }: NewRecord): readonly FieldOf[] {
  const table = sectionOf(section).fields;
  const order = Object.keys(table);
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const all: Readonly<Record<string, FieldText>> = { ...fields, name };
  return Object.keys(all)
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((key): readonly FieldOf[] => {
      const type = Object.hasOwn(table, key) ? table[key]?.type : undefined;
      const value = tidied(all[key], type);
      if (value === undefined) return [];
      requireSimple(key, type);
      return [[key, value]];
    });
}

function recordText(section: SectionName, id: Id, fields: readonly FieldOf[]): RecordText {
  const table = sectionOf(section).fields;
  const typeOf = (key: string) => (Object.hasOwn(table, key) ? table[key]?.type : undefined);
  return {
    linesAt: (column: number, how: Manner) => [
      `${" ".repeat(column)}${id}:`,
      ...fields.flatMap(([key, value]) => fieldLines(key, value, typeOf(key), column + how.indentation, how)),
    ],
    inFlow: () => `${id}: {${fields.map(([key, value]) => `${key}: ${flowText(value, typeOf(key))}`).join(", ")}}`,
  };
}
