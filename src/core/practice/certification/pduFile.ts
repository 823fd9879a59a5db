import { formatDate, parseDate } from "../../model/date.ts";
import { freeId, type Id, idFrom } from "../../model/identifier.ts";
import { type EditPlan, refuse } from "../../text/editing/edit.ts";
import { problemsIn, readTree } from "../../text/tree/index.ts";
import { type FileProblem, Found, longestFile, refuseFor, type Statement, statements } from "../privateText.ts";
import {
  cycleEnd,
  isPdus,
  type PduChange,
  type PduCycle,
  type PduEntry,
  type PduKind,
  type PduLedger,
  type PduSide,
  pduKinds,
  pduProblem,
  pduSides,
} from "./pduLedger.ts";

export interface PduReading {
  readonly ledger: PduLedger;
  readonly problems: readonly FileProblem[];
  readonly canEdit: boolean;
}

const versionKey = "pdus";
const mostEntries = 2_000;

/** A new file, with nothing in it yet. */
export const newPduText = [
  "# PDUs, an hour each. It is private: nothing in this folder is shared or committed.",
  "# What counts for a certification is what lies in its cycle, three years from the day it was earned.",
  `${versionKey}: 1`,
  "",
].join("\n");

/** Reads the file. It never throws; what can't be read is told with its line and left out. */
export function readPdus(text: string): PduReading {
  const found = new Found(text);
  const broken = (message: string): PduReading => ({
    ledger: { cycles: [], entries: [] },
    problems: [...found.problems, { message, line: 1 }],
    canEdit: false,
  });
  if (text.length > longestFile) return broken("The file is too large for a ledger.");
  const tree = readTree(text);
  for (const { message, start } of problemsIn(tree)) found.problem(message, start);
  const root = found.mapOf(tree, 0);
  if (root.get(versionKey)?.text !== "1") {
    return broken(
      root.has(versionKey)
        ? "This ledger was written by a newer version of Gantry: it can be read by that one."
        : "This is no ledger: it does not begin with “pdus: 1”.",
    );
  }
  const cycles: PduCycle[] = [];
  for (const [certification, spot] of found.mapBelow(root, "cycles")) {
    const own = found.mapOf(spot.entry, spot.start);
    const from = parseDate(own.get("from")?.text ?? "");
    const end = own.get("to");
    const to = end === undefined ? undefined : parseDate(end.text ?? "");
    if (from === undefined) {
      found.problem(
        `“from” of ${certification} is the day it was earned, such as 2026-05-01.`,
        own.get("from")?.start ?? spot.start,
      );
    } else if (end !== undefined && (to === undefined || to < from)) {
      found.problem(`“to” of ${certification} is the last day of its cycle, such as 2029-04-30.`, end.start);
    } else cycles.push({ certification, from, to: to ?? cycleEnd(from) });
  }
  const entries: PduEntry[] = [];
  const all = [...found.mapBelow(root, "entries")];
  if (all.length > mostEntries) {
    found.problem(`Only the first ${mostEntries} entries are read.`, root.get("entries")?.start ?? 0);
  }
  for (const [id, spot] of all.slice(0, mostEntries)) {
    const own = found.mapOf(spot.entry, spot.start);
    const [date, kind, side, amount] = [own.get("date"), own.get("kind"), own.get("side"), own.get("pdus")];
    const day = parseDate(date?.text ?? "");
    const pdus = Number(amount?.text);
    const isEducation = kind?.text === "education";
    if (day === undefined) found.problem(`“date” of ${id} is a day, such as 2027-02-10.`, date?.start ?? spot.start);
    else if (!(pduKinds as readonly string[]).includes(kind?.text ?? "")) {
      found.problem(`“kind” of ${id} is one of ${pduKinds.join(", ")}.`, kind?.start ?? spot.start);
    } else if (amount?.text === undefined || amount.text === "" || !isPdus(pdus)) {
      found.problem(`“pdus” of ${id} is a number, such as 1.5.`, amount?.start ?? spot.start);
    } else {
      const isSide = (pduSides as readonly string[]).includes(side?.text ?? "");
      if (isEducation && !isSide) {
        found.problem(
          `“side” of ${id} is one of ${pduSides.join(", ")}; without it, it counts for none.`,
          side?.start ?? spot.start,
        );
      }
      entries.push({
        id,
        title: own.get("title")?.text || id,
        date: day,
        kind: kind?.text as PduKind,
        ...(isEducation && isSide && { side: side?.text as PduSide }),
        pdus,
      });
    }
  }
  return {
    ledger: { cycles, entries },
    problems: found.problems.sort((a, b) => a.line - b.line),
    canEdit: tree.problemCount === 0,
  };
}

/**
 * The edit that makes a change. Everything else in the file stays byte for byte.
 * @param path names the file in the edits
 */
export function pduEdit(path: string, text: string, change: PduChange): EditPlan {
  const { canEdit, problems, ledger } = readPdus(text);
  if (!canEdit) return refuseFor(problems, "This ledger can't be changed.");
  const problem = pduProblem(change);
  return problem === undefined ? statements(path, text, valuesOf(change, ledger), orderOf) : refuse(problem);
}

function valuesOf(change: PduChange, { cycles, entries }: PduLedger): readonly Statement[] {
  switch (change.kind) {
    case "remove":
      return [[["entries", change.id], undefined]];
    case "cycle": {
      const at = ["cycles", change.certification];
      if (change.from === undefined) return [[at, undefined]];
      const before = cycles.find(({ certification }) => certification === change.certification);
      return [
        [[...at, "from"], formatDate(change.from), "date"],
        // A last day that was written by hand belongs to the cycle that began on the day before the change.
        ...(before?.from === change.from ? [] : [[[...at, "to"], undefined] satisfies Statement]),
      ];
    }
    case "entry": {
      const { title, date, kind, side, pdus } = change.entry;
      const at = ["entries", change.id ?? newId(title, entries)];
      return [
        [[...at, "title"], title.trim()],
        [[...at, "date"], formatDate(date), "date"],
        [[...at, "kind"], kind, "id"],
        [[...at, "side"], kind === "education" ? side : undefined, "id"],
        [[...at, "pdus"], String(pdus), "decimal"],
      ];
    }
  }
}

function newId(title: string, entries: readonly PduEntry[]): Id {
  const taken = new Set(entries.map(({ id }) => id));
  return freeId(idFrom(title, "entry"), (id) => taken.has(id));
}

function orderOf(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [versionKey, "cycles", "entries"];
  if (keys.length === 1) return [];
  return keys[0] === "cycles" ? ["from", "to"] : ["title", "date", "kind", "side", "pdus"];
}
