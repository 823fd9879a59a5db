import type { DayNumber } from "../../model/date.ts";
import type { Id } from "../../model/identifier.ts";
import { rounded } from "../rounded.ts";
import type { RenewalRule } from "./certificationRecord.ts";
import { addMonths } from "./experience.ts";

/** Education, giving back to the profession, or working in the role. */
export type PduKind = "education" | "giving-back" | "working";
/** The sides of PMI's Talent Triangle; education is in one of them. */
export type PduSide = "ways-of-working" | "power-skills" | "business-acumen";

export const pduKinds: readonly PduKind[] = ["education", "giving-back", "working"];
export const pduSides: readonly PduSide[] = ["ways-of-working", "power-skills", "business-acumen"];

/** Something that was learned or given; a PDU is an hour. */
export interface PduEntry {
  readonly id: Id;
  readonly title: string;
  readonly date: DayNumber;
  readonly kind: PduKind;
  /** Of education. */
  readonly side?: PduSide;
  readonly pdus: number;
}

/** The time in which a certification has to be renewed. */
export interface PduCycle {
  /** Of a certification with a renewal rule. */
  readonly certification: string;
  readonly from: DayNumber;
  /** The last day; three years where the file does not say. */
  readonly to: DayNumber;
}

export interface PduLedger {
  readonly cycles: readonly PduCycle[];
  readonly entries: readonly PduEntry[];
}

/** One change of the ledger's file; an entry without an id is a new one. */
export type PduChange =
  | { readonly kind: "cycle"; readonly certification: string; readonly from?: DayNumber }
  | { readonly kind: "entry"; readonly id?: Id; readonly entry: Omit<PduEntry, "id"> }
  | { readonly kind: "remove"; readonly id: Id };

/** Why an entry does not count whole. */
export type PduCut = "outside" | "working" | "giving-back";

/** What counts towards renewing, and what is missing. In PDUs. */
export interface PduResult {
  /** All that counts. */
  readonly counted: number;
  readonly education: number;
  readonly sides: Readonly<Record<PduSide, number>>;
  /** Of giving back and working, as far as it counts. */
  readonly givingBack: number;
  readonly working: number;
  /** Of education and of each side, as far as the rule asks for more. */
  readonly missingEducation: number;
  readonly missingSides: Readonly<Record<PduSide, number>>;
  /** The least that has to come, whatever it is about: what each rule asks for together. */
  readonly missing: number;
  /** Entries that don't count whole, with what counts of them. */
  readonly cut: readonly { readonly entry: PduEntry; readonly counts: number; readonly why: PduCut }[];
}

/** The same on a day, and what is in the cycle but still to come. */
export interface PduStanding extends PduResult {
  /** Earliest first. */
  readonly planned: readonly PduEntry[];
  /** What they add once they are done, and what is missing then. */
  readonly plannedCounts: number;
  readonly missingThen: number;
}

const mostPdus = 1_000;

/** Why a change says nothing that could be true; undefined when it may be made. */
export function pduProblem(change: PduChange): string | undefined {
  if (change.kind !== "entry") return undefined;
  const { title, pdus, date, kind, side } = change.entry;
  if (title.trim() === "") return "Say what it was.";
  if (!Number.isFinite(date)) return "Say on which day it was.";
  if (!isPdus(pdus)) return `PDUs are a number up to ${mostPdus}.`;
  return kind === "education" && side === undefined ? "Say which side the education was about." : undefined;
}

/** Whether somebody can have earned so many at once. */
export function isPdus(amount: number): boolean {
  return amount > 0 && amount <= mostPdus;
}

/** The last day of a cycle that begins on a day. */
export function cycleEnd(from: DayNumber): DayNumber {
  return addMonths(from, 36) - 1;
}

/** What counts in a cycle by a rule on a day. What is only planned is told apart: nobody has earned it yet. */
export function pdusOn(
  entries: readonly PduEntry[],
  cycle: PduCycle,
  rule: RenewalRule,
  today: DayNumber,
): PduStanding {
  const isPlanned = ({ date }: PduEntry): boolean => date > today && date >= cycle.from && date <= cycle.to;
  const now = pdusIn(
    entries.filter((entry) => !isPlanned(entry)),
    cycle,
    rule,
  );
  const then = pdusIn(entries, cycle, rule);
  return {
    ...now,
    planned: entries.filter(isPlanned).sort((a, b) => a.date - b.date),
    plannedCounts: rounded(then.counted - now.counted),
    missingThen: then.missing,
  };
}

/**
 * What counts in a cycle by a rule, whatever day it is: working up to its limit, that with giving back up to the limit of both, the earliest first; education
 * without a limit. Both ends of the cycle are in it.
 */
export function pdusIn(entries: readonly PduEntry[], cycle: PduCycle, rule: RenewalRule): PduResult {
  const sides: Record<PduSide, number> = { "ways-of-working": 0, "power-skills": 0, "business-acumen": 0 };
  let [education, givingBack, working] = [0, 0, 0];
  const cut: PduResult["cut"][number][] = [];
  const inOrder = [...entries].sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
  for (const entry of inOrder) {
    if (entry.date < cycle.from || entry.date > cycle.to) {
      cut.push({ entry, counts: 0, why: "outside" });
      continue;
    }
    if (entry.kind === "education") {
      education += entry.pdus;
      if (entry.side !== undefined) sides[entry.side] += entry.pdus;
      continue;
    }
    const ofWorking = entry.kind === "working" ? rule.working - working : Number.POSITIVE_INFINITY;
    const ofBoth = rule.givingBack - givingBack;
    const counts = Math.max(0, Math.min(entry.pdus, ofWorking, ofBoth));
    givingBack += counts;
    if (entry.kind === "working") working += counts;
    if (counts < entry.pdus) cut.push({ entry, counts, why: ofWorking < ofBoth ? "working" : "giving-back" });
  }
  for (const side of pduSides) sides[side] = rounded(sides[side]);
  [education, givingBack, working] = [rounded(education), rounded(givingBack), rounded(working)];
  const missingSides = Object.fromEntries(
    pduSides.map((side) => [side, rounded(Math.max(0, rule.eachSide - sides[side]))]),
  ) as Record<PduSide, number>;
  const missingEducation = rounded(Math.max(0, rule.education - education));
  const counted = rounded(education + givingBack);
  const inSides = pduSides.reduce((sum, side) => sum + missingSides[side], 0);
  return {
    counted,
    education,
    sides,
    givingBack,
    working,
    missingEducation,
    missingSides,
    missing: rounded(Math.max(0, rule.pdus - counted, missingEducation, inSides)),
    cut,
  };
}
