import { readChecklist } from "../../checklist/readChecklist.ts";
import { freeId } from "../../model/identifier.ts";
import type { DocumentReading, Problem, ProjectReading } from "../../text/reading/index.ts";
import { type FieldText, fieldTextAt } from "../fieldText.ts";
import { spoken } from "../markdown.ts";
import { planTable } from "../table.ts";
import { targetAt } from "../target.ts";
import { editsPlan, type Fix } from "./fix.ts";
import { allFixes, fix, nearestFix, referenceFixes, worthwhile } from "./fixes.ts";

/** What would put a problem of a Markdown document right, the likeliest first. */
export function fixesInDocument(reading: ProjectReading, document: DocumentReading, problem: Problem): readonly Fix[] {
  if (reading.isNewer || problem.end > document.text.length) return [];
  return worthwhile(found(reading, document, problem));
}

function found(reading: ProjectReading, document: DocumentReading, problem: Problem): readonly Fix[] {
  const setting = { reading, problem, table: planTable };
  switch (problem.code) {
    case "unknown-reference":
      return referenceFixes(setting, targetAt(reading, document, problem.start));
    case "old-reference":
      return nearestFix(setting, true);
    case "duplicate-id":
      return otherItemId(document, problem);
    case "merge-conflict":
      return [];
    case "missing-field":
      return title(document, problem);
    default: {
      const fields = fieldTextAt(document, problem.start);
      return fields === undefined ? [] : inFrontMatter(reading, fields, problem);
    }
  }
}

/** As in a slice: the front matter is looked at by itself, and what is done there happens in the document. */
function inFrontMatter(reading: ProjectReading, { slice, base, whole }: FieldText, problem: Problem): readonly Fix[] {
  const own = { ...problem, start: problem.start - base, end: problem.end - base };
  const fixes = allFixes({ reading, slice, problem: own, table: planTable, givenIds: new Set(), whole });
  return fixes.flatMap((one): readonly Fix[] => {
    if (one.action.kind !== "edit" || one.action.plan.edits === undefined) return [];
    const edits = one.action.plan.edits.map((edit) => ({ ...edit, start: edit.start + base, end: edit.end + base }));
    return [{ ...one, action: { kind: "edit", plan: editsPlan(edits) } }];
  });
}

/** The title is what the first heading says, else what kind of document it is. */
function title({ path, text, facts }: DocumentReading, problem: Problem): readonly Fix[] {
  if (problem.data?.field !== "title") return [];
  const heading = /^#[ \t]+(\S.{0,200}?)[ \t]*#*[ \t]*\r?$/m.exec(text.slice(problem.end))?.[1];
  const words = heading ?? (facts.document === undefined ? undefined : spoken(facts.document));
  if (words === undefined) return [];
  const at = text.lastIndexOf("\n", problem.start - 1) + 1;
  const lineBreak = text.slice(0, at).endsWith("\r\n") ? "\r\n" : "\n";
  const line = `title: ${JSON.stringify(words)}${lineBreak}`;
  const plan = editsPlan([{ path, start: at, end: at, text: line }]);
  return [fix({ problem }, `Call it “${words}”`, plan, true)];
}

/** A box whose id stands twice in its checklist gets one of its own; the first one keeps what is logged about it. */
function otherItemId({ path, text }: DocumentReading, problem: Problem): readonly Fix[] {
  const { start, end } = problem;
  const taken = new Set(readChecklist(text).items.map(({ id }) => id));
  const before = text.slice(start, end);
  // Ids of boxes are counted: the next number of their kind is free more often than not.
  const [, stem = before, digits = ""] = /^(.*?-)(\d+)$/.exec(before) ?? [];
  let id = freeId(before, (candidate) => taken.has(candidate));
  for (let number = Number(digits) + 1; digits !== "" && number < 1000; number++) {
    const next = stem + String(number).padStart(digits.length, "0");
    if (taken.has(next) || next.length > 40) continue;
    id = next;
    break;
  }
  return [fix({ problem }, `Change to “${id}”`, editsPlan([{ path, start, end, text: id }]), true)];
}
