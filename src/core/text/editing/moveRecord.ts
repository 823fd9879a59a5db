import type { RecordPlace } from "../reading/projectIndex.ts";
import { quote } from "../reading/readValue.ts";
import type { ProjectReading } from "../reading/unite.ts";
import type { Entry, Value } from "../tree/node.ts";
import { saysTheSame } from "./differences.ts";
import { type Draft, planned, Refusal, recordWord } from "./draft.ts";
import type { Destination, EditPlan } from "./edit.ts";
import {
  childrenOf,
  columnOf,
  contentEnd,
  endsWithoutBreak,
  headStart,
  type Spot,
  spacesAt,
  tailEnd,
} from "./layout.ts";
import {
  cutOut,
  floorOf,
  insertRecord,
  isInFlow,
  type RecordSlot,
  type RecordText,
  slotBeside,
  slotInSection,
  slotInStage,
} from "./records.ts";
import { scalarText } from "./scalarText.ts";

/**
 * Puts a record elsewhere in its section: beside another one, into a stage, or to the end of the top level; also into another file.
 * Its text goes along as it stands, with its comments and those directly above it.
 */
export function moveRecord(reading: ProjectReading, place: RecordPlace, to: Destination): EditPlan {
  return planned(reading, (draft) => {
    refuseImpossible(place, to);
    if (isThere(place, to)) return;
    const record = textOf(draft, place);
    insertRecord(draft, slotFor(draft, place, to), record);
    cutOut(draft, place);
    const isMoved = (entry: Entry | undefined): boolean => entry !== undefined && saysTheSame(entry, place.entry);
    draft.verify(quote(place.record.id), ({ before, after, isOrder }) => {
      return isOrder || isMoved(before) || isMoved(after) || holdsOnly(before, isMoved) || holdsOnly(after, isMoved);
    });
  });
}

/** Whether the record is all there is in an entry, or in the `tasks` that are all there is. */
function holdsOnly(entry: Entry | undefined, isMoved: (entry: Entry | undefined) => boolean): boolean {
  const value = entry?.value;
  const only = value?.kind === "map" && value.entries.length === 1 ? value.entries[0] : undefined;
  if (only === undefined) return false;
  return isMoved(only) || (only.key?.text === "tasks" && holdsOnly(only, isMoved));
}

function refuseImpossible(place: RecordPlace, { before, after, into }: Destination): void {
  const word = recordWord(place.section);
  for (const other of [before, after, into]) {
    if (other === undefined || other === "top") continue;
    if (other.section !== place.section) throw new Refusal(`A ${word} can't be moved among the ${other.section}.`);
    for (
      let outer: RecordPlace | undefined = other === into ? other : other.parent;
      outer !== undefined;
      outer = outer.parent
    ) {
      if (outer === place) throw new Refusal(`${quote(place.record.id)} can't be moved into itself.`);
    }
  }
  if (into !== undefined && into !== "top" && into.section !== "tasks")
    throw new Refusal(`A ${word} holds no other ones.`);
}

/** Whether nothing would change. */
function isThere(place: RecordPlace, { before, after }: Destination): boolean {
  return before === place || (before === undefined && after === place);
}

function slotFor(draft: Draft, place: RecordPlace, { before, after, into }: Destination): RecordSlot {
  if (before !== undefined) return slotBeside(draft, before, 0);
  if (after !== undefined) return slotBeside(draft, after, 1);
  if (into === undefined || into === "top") return slotInSection(draft, place.section, place.slice.path);
  return slotInStage(draft, into);
}

/** A record's text as it stands, ready to stand elsewhere. */
function textOf(draft: Draft, place: RecordPlace): RecordText {
  const text = draft.text(place.slice.path);
  const chain = draft.chainOf(place);
  const spot = chain.at(-1) as Spot;
  if (isInFlow(chain)) {
    const end = contentEnd(text, spot);
    return {
      linesAt: (column, { indentation }) => fromFlow(text.slice(spot.start, end), spot.entry, column, indentation),
      inFlow: () => text.slice(spot.start, end),
    };
  }
  const from = headStart(text, spot, floorOf(text, chain));
  const to = tailEnd(text, spot);
  const source = text.slice(from, to);
  const lines = (endsWithoutBreak(source) ? source : source.slice(0, -1))
    .split("\n")
    .map((line) => line.replace(/\r$/, ""));
  const present = columnOf(text, spot);
  return {
    linesAt: (column) => lines.map((line) => moved(line, column - present)),
    inFlow: () => {
      if (hasComments(text.slice(from, to), from, spot)) {
        throw new Refusal(
          `${quote(place.record.id)} has comments, which have no place between brackets. Move it in the file.`,
        );
      }
      return flowEntry(spot.entry);
    },
  };
}

/** A line with other spaces before it; an empty one stays empty. */
function moved(line: string, by: number): string {
  if (line === "" || by === 0) return line;
  if (by > 0) return " ".repeat(by) + line;
  return line.slice(Math.min(-by, spacesAt(line, 0)));
}

/** A record between brackets as lines of a block: its own further lines stand further to the right. */
function fromFlow(source: string, { key, value }: Entry, column: number, indentation: number): readonly string[] {
  const margin = " ".repeat(column);
  const [first = "", ...more] = source.split("\n").map((line) => line.replace(/\r$/, ""));
  const colon = value === undefined && key !== undefined && !/:\s*$/.test(first) ? ":" : "";
  const least = Math.min(...more.filter((line) => line.trim() !== "").map((line) => spacesAt(line, 0)));
  const rest = more.map((line) => (line.trim() === "" ? line : moved(line, column + indentation - least)));
  return [margin + first.trimEnd() + colon, ...rest];
}

function hasComments(source: string, from: number, spot: Spot): boolean {
  let rest = source;
  const hide = ({ entry, start }: Spot): void => {
    for (const part of [entry.key, entry.value]) {
      if (part?.kind !== "scalar") continue;
      const begin = start + part.start - from;
      const end = start + part.end - from;
      rest = rest.slice(0, begin) + " ".repeat(end - begin) + rest.slice(end);
    }
    for (const child of childrenOf({ entry, start })) hide(child);
  };
  hide(spot);
  return rest.includes("#");
}

function flowEntry({ key, value }: Entry): string {
  const said = value === undefined ? "" : flowValue(value);
  return key === undefined
    ? said
    : `${scalarText(key.text, { inFlow: true, isFree: false, style: key.style })}: ${said}`;
}

function flowValue(value: Value): string {
  if (value.kind === "map") return `{${value.entries.map(flowEntry).join(", ")}}`;
  if (value.kind === "list") return `[${value.entries.map(flowEntry).join(", ")}]`;
  return scalarText(value.text, { inFlow: true, isFree: false, style: value.style });
}
