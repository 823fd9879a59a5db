import { type DayNumber, formatDate, parseDate } from "../../model/date.ts";
import { freeId, type Id, idFrom } from "../../model/identifier.ts";
import { parseMoney } from "../../model/money.ts";
import { type EditPlan, refuse } from "../../text/editing/edit.ts";
import { problemsIn, readTree } from "../../text/tree/index.ts";
import {
  type FileProblem,
  Found,
  type FoundValue,
  longestFile,
  refuseFor,
  type Statement,
  statements,
} from "../privateText.ts";
import {
  accreditations,
  deliveries,
  type EducationChange,
  type EducationComparison,
  type EducationDecision,
  greatestRating,
  type Programme,
  type ProgrammeFacts,
} from "./comparison.ts";
import {
  educationProblem,
  isIn,
  mostCriteria,
  mostHours,
  mostHoursAWeek,
  mostMonths,
  mostProgrammes,
} from "./educationProblem.ts";
import type { Criterion } from "./educationRecord.ts";

export interface EducationReading {
  readonly comparison: EducationComparison;
  readonly problems: readonly FileProblem[];
  /** Whether something may be written into it. */
  readonly canEdit: boolean;
}

/** The file says so in its first key. */
const versionKey = "education";
const version = "1";
const topOrder = [versionKey, "criteria", "programmes", "decision"];
const criterionOrder = ["name", "weight"];
/** In the file, a word of several parts has hyphens, as everywhere in the plan language. */
const programmeOrder = [
  "name",
  "kind",
  "provider",
  "accreditation",
  "delivery",
  "cost",
  "months",
  "hours-a-week",
  "contact-hours",
  "final-project",
  "technical",
  "requires",
  "start",
  "source",
  "ratings",
];
const decisionOrder = ["programme", "reason", "start", "budget", "stop"];

/** A new file: what is weighed first, before there is anything to rate. */
export function newEducationText(criteria: readonly Criterion[]): string {
  return [
    "# Programmes compared. It is private: nothing in this folder is shared or committed.",
    "# Set the weights first; they add up to 100. Ratings go from 0 to 5.",
    `${versionKey}: ${version}`,
    "criteria:",
    ...criteria.flatMap(({ id, name, weight }) => [`  ${id}:`, `    name: ${name}`, `    weight: ${weight}`]),
    "",
  ].join("\n");
}

/** Reads the file. It never throws; what can't be read is told with its line and left out. */
export function readEducation(text: string): EducationReading {
  const found = new Found(text);
  const broken = (message: string): EducationReading => ({
    comparison: { criteria: [], programmes: [], decision: {} },
    problems: [...found.problems, { message, line: 1 }],
    canEdit: false,
  });
  if (text.length > longestFile) return broken("The file is too large for a comparison.");
  const tree = readTree(text);
  for (const { message, start } of problemsIn(tree)) found.problem(message, start);
  const root = found.mapOf(tree, 0);
  if (root.get(versionKey)?.text !== version) {
    return broken(
      root.has(versionKey)
        ? "This comparison was written by a newer version of Gantry: it can be read by that one."
        : "This is no comparison: it does not begin with “education: 1”.",
    );
  }
  const reader = new Reader(found);
  const criteria = reader.entries(root, "criteria", mostCriteria, (id, own, spot) => reader.criterion(id, own, spot));
  const programmes = reader.entries(root, "programmes", mostProgrammes, (id, own) =>
    reader.programme(id, own, criteria),
  );
  const decision = reader.decision(root.get("decision"), programmes);
  return {
    comparison: { criteria, programmes, decision },
    problems: found.problems.sort((a, b) => a.line - b.line),
    canEdit: tree.problemCount === 0,
  };
}

/**
 * The edit that makes a change. Everything else in the file stays byte for byte.
 * @param path names the file in the edits
 */
export function educationEdit(path: string, text: string, change: EducationChange): EditPlan {
  const { canEdit, problems, comparison } = readEducation(text);
  if (!canEdit) return refuseFor(problems, "This comparison can't be changed.");
  const refusal = educationProblem(change, comparison);
  return refusal === undefined ? statements(path, text, valuesOf(change, comparison), orderOf) : refuse(refusal);
}

/** What is stated where; undefined takes it out. */
function valuesOf(
  change: EducationChange,
  { criteria, programmes, decision }: EducationComparison,
): readonly Statement[] {
  switch (change.kind) {
    case "criterion": {
      const at = ["criteria", change.id ?? newId(change.name, "criterion", criteria)];
      return [
        [[...at, "name"], change.name.trim()],
        [[...at, "weight"], String(change.weight), "decimal"],
      ];
    }
    case "programme":
      return factStatements(
        ["programmes", change.id ?? newId(change.facts.name, "programme", programmes)],
        change.facts,
      );
    case "rating": {
      const { programme, criterion, rating } = change;
      return [
        [["programmes", programme, "ratings", criterion], rating === undefined ? undefined : String(rating), "decimal"],
      ];
    }
    case "decision": {
      const { programme, reason, start, budget, stop } = change.decision;
      return [
        [["decision", "programme"], programme, "id"],
        [["decision", "reason"], wordsOf(reason)],
        [["decision", "start"], start === undefined ? undefined : formatDate(start), "date"],
        [["decision", "budget"], budget, "money"],
        [["decision", "stop"], wordsOf(stop)],
      ];
    }
    case "remove":
      return [
        [[change.section, change.id], undefined],
        // A rating without its criterion, or a choice without its programme, says nothing.
        ...(change.section === "criteria"
          ? programmes
              .filter(({ ratings }) => change.id in ratings)
              .map(({ id }): Statement => [["programmes", id, "ratings", change.id], undefined])
          : decision.programme === change.id
            ? [[["decision", "programme"], undefined] satisfies Statement]
            : []),
      ];
  }
}

function factStatements(at: readonly string[], facts: ProgrammeFacts): readonly Statement[] {
  const number = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return [
    [[...at, "name"], facts.name.trim()],
    [[...at, "kind"], facts.kind, "id"],
    [[...at, "provider"], wordsOf(facts.provider)],
    [[...at, "accreditation"], facts.accreditation, "id"],
    [[...at, "delivery"], facts.delivery, "id"],
    [[...at, "cost"], facts.cost, "money"],
    [[...at, "months"], number(facts.months), "decimal"],
    [[...at, "hours-a-week"], number(facts.hoursAWeek), "decimal"],
    [[...at, "contact-hours"], number(facts.contactHours), "decimal"],
    [
      [...at, "final-project"],
      facts.finalProject === undefined ? undefined : facts.finalProject ? "yes" : "no",
      "flag",
    ],
    [[...at, "technical"], number(facts.technical), "decimal"],
    [[...at, "requires"], wordsOf(facts.requires)],
    [[...at, "start"], facts.start === undefined ? undefined : formatDate(facts.start), "date"],
    [[...at, "source"], wordsOf(facts.source)],
  ];
}

function wordsOf(text: string | undefined): string | undefined {
  const words = text?.trim();
  return words === "" ? undefined : words;
}

function newId(name: string, fallback: string, entries: readonly { readonly id: Id }[]): Id {
  const taken = new Set(entries.map(({ id }) => id));
  return freeId(idFrom(name, fallback), (id) => taken.has(id));
}

function orderOf(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return topOrder;
  if (keys[0] === "decision") return decisionOrder;
  if (keys.length !== 2) return [];
  return keys[0] === "criteria" ? criterionOrder : programmeOrder;
}

type Fields = ReadonlyMap<string, FoundValue>;

/** Reads the parts of the file; what can't be read is told and left out. */
class Reader {
  readonly #found: Found;

  constructor(found: Found) {
    this.#found = found;
  }

  entries<T>(
    root: Fields,
    key: "criteria" | "programmes",
    most: number,
    read: (id: Id, own: Fields, spot: FoundValue) => T | undefined,
  ): readonly T[] {
    const all = [...this.#found.mapBelow(root, key)];
    if (all.length > most) this.#found.problem(`Only the first ${most} ${key} are read.`, root.get(key)?.start ?? 0);
    return all.slice(0, most).flatMap(([id, spot]) => {
      const one = read(id, this.#found.mapOf(spot.entry, spot.start), spot);
      return one === undefined ? [] : [one];
    });
  }

  criterion(id: Id, own: Fields, spot: FoundValue): Criterion | undefined {
    const weight = this.#number(own.get("weight"), `“weight” of ${id}`, 0, 100);
    if (weight === undefined) {
      if (!own.has("weight")) {
        this.#found.problem(`${id} has no weight, such as “weight: 20”; it does not count.`, spot.start);
      }
      return { id, name: own.get("name")?.text || id, weight: 0 };
    }
    return { id, name: own.get("name")?.text || id, weight };
  }

  programme(id: Id, own: Fields, criteria: readonly Criterion[]): Programme {
    const { money, words, day } = this.#readers(id, own);
    const facts = {
      kind: words("kind"),
      provider: words("provider"),
      accreditation: this.#oneOf(own.get("accreditation"), accreditations, `“accreditation” of ${id}`),
      delivery: this.#oneOf(own.get("delivery"), deliveries, `“delivery” of ${id}`),
      cost: money("cost"),
      months: this.#number(own.get("months"), `“months” of ${id}`, 0, mostMonths),
      hoursAWeek: this.#number(own.get("hours-a-week"), `“hours-a-week” of ${id}`, 0, mostHoursAWeek),
      contactHours: this.#number(own.get("contact-hours"), `“contact-hours” of ${id}`, 0, mostHours),
      finalProject: this.#yesOrNo(own.get("final-project"), `“final-project” of ${id}`),
      technical: this.#number(own.get("technical"), `“technical” of ${id}`, 0, greatestRating),
      requires: words("requires"),
      start: day("start"),
      source: words("source"),
    };
    return {
      id,
      name: own.get("name")?.text || id,
      ...whole(facts),
      ratings: this.#ratings(id, own, criteria),
    };
  }

  decision(spot: FoundValue | undefined, programmes: readonly Programme[]): EducationDecision {
    if (spot === undefined) return {};
    const own = this.#found.mapOf(spot.entry, spot.start);
    const { money, words, day } = this.#readers("the decision", own);
    const programme = words("programme");
    const isKnown = programme === undefined || programmes.some(({ id }) => id === programme);
    if (!isKnown) {
      this.#found.problem(`“${programme}” is none of the programmes.`, own.get("programme")?.start ?? spot.start);
    }
    return whole({
      programme: isKnown ? programme : undefined,
      reason: words("reason"),
      start: day("start"),
      budget: money("budget"),
      stop: words("stop"),
    });
  }

  #ratings(id: Id, own: Fields, criteria: readonly Criterion[]): Readonly<Record<string, number>> {
    const ratings: [string, number][] = [];
    for (const [criterion, value] of this.#found.mapBelow(own, "ratings")) {
      if (!criteria.some((one) => one.id === criterion)) {
        this.#found.problem(`${id} is rated by “${criterion}”, which is no criterion here.`, value.start);
        continue;
      }
      const rating = this.#number(value, `The rating of ${id} by ${criterion}`, 0, greatestRating);
      if (rating !== undefined) ratings.push([criterion, rating]);
    }
    return Object.fromEntries(ratings);
  }

  #readers(id: Id, own: Fields) {
    return {
      words: (key: string): string | undefined => own.get(key)?.text || undefined,
      money: (key: string): string | undefined => {
        const spot = own.get(key);
        if (spot?.text === undefined || spot.text === "") return undefined;
        if (parseMoney(spot.text) !== undefined) return spot.text;
        this.#found.problem(`“${key}” of ${id} is an amount, such as 12000 EUR.`, spot.start);
        return undefined;
      },
      day: (key: string): DayNumber | undefined => {
        const spot = own.get(key);
        if (spot?.text === undefined || spot.text === "") return undefined;
        const found = parseDate(spot.text);
        if (found === undefined) this.#found.problem(`“${key}” of ${id} is a day, such as 2027-03-01.`, spot.start);
        return found;
      },
    };
  }

  #number(spot: FoundValue | undefined, what: string, least: number, most: number): number | undefined {
    if (spot === undefined || spot.isEmpty) return undefined;
    const number = Number(spot.text);
    if (spot.text !== undefined && isIn(number, least, most)) return number;
    this.#found.problem(`${what} is a number from ${least} to ${most}.`, spot.start);
    return undefined;
  }

  #yesOrNo(spot: FoundValue | undefined, what: string): boolean | undefined {
    if (spot === undefined || spot.isEmpty) return undefined;
    if (spot.text === "yes" || spot.text === "true") return true;
    if (spot.text === "no" || spot.text === "false") return false;
    this.#found.problem(`${what} is yes or no.`, spot.start);
    return undefined;
  }

  #oneOf<T extends string>(spot: FoundValue | undefined, all: readonly T[], what: string): T | undefined {
    if (spot === undefined || spot.isEmpty) return undefined;
    const found = all.find((one) => one === spot.text);
    if (found === undefined) this.#found.problem(`${what} is one of ${all.join(", ")}.`, spot.start);
    return found;
  }
}

type Whole<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same without what is undefined. */
function whole<T extends object>(value: T): Whole<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Whole<T>;
}
