import type { Id } from "../../model/identifier.ts";
import type { Person } from "../../model/records.ts";
import { IdMaker } from "../ids.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import type { SourceCalendars } from "./calendars.ts";
import type { Keeper } from "./keptFields.ts";
import { decimalOf, isTrue, labelOf, numberOf, oneLine, prose, wholeNumber } from "./values.ts";

/** A resource of the file: a person or a role of the plan, or something that is used up or paid for. */
export interface SourceResource {
  readonly element: XmlElement;
  readonly name: string;
  readonly kind: "work" | "material" | "cost";
  /** Of the person; "" for what is none. */
  readonly id: Id;
  /** Undefined where it is the project's. */
  readonly calendar: Id | undefined;
  /** Per cent of one person's time that there is of it. */
  readonly capacity: number;
  readonly count: number;
}

/** People and roles, by the UIDs of the resources. Materials and costs are among the resources, but not among the people. */
export class SourceResources {
  readonly people: readonly Person[];
  readonly #byUid: ReadonlyMap<number, SourceResource>;

  constructor(project: XmlElement, calendars: SourceCalendars, keeper: Keeper) {
    const ids = new IdMaker();
    const people: Person[] = [];
    const byUid = new Map<number, SourceResource>();
    for (const element of project.records("Resources", "Resource")) {
      const uid = wholeNumber(element.take("UID"));
      element.settle("ID", "IsNull");
      if (uid === undefined || byUid.has(uid) || isTrue(element.peek("IsNull"))) {
        element.loseAll("left-out", "It is an empty row.");
        continue;
      }
      const stated = oneLine(element.take("Name") ?? "");
      if (stated === "" && uid <= 0) {
        // What is assigned to nobody.
        element.settleAll();
        continue;
      }
      const name = stated === "" ? `Resource ${element.peek("ID") ?? uid}` : stated;
      const kind = kindOf(element);
      if (kind !== "work") {
        byUid.set(uid, { element, name, kind, id: "", calendar: undefined, capacity: 100, count: 1 });
        continue;
      }
      const id = ids.take(name, `person-${Math.abs(uid)}`);
      const own = calendars.idOf(wholeNumber(element.take("CalendarUID")));
      const calendar = own === calendars.projectId ? undefined : own;
      const amount = amountOf(element, name);
      const count = amount.count ?? 1;
      byUid.set(uid, { element, name, kind, id, calendar, capacity: (amount.capacity ?? 100) * count, count });
      people.push(personOf(element, uid, { id, name, ...amount, ...(calendar !== undefined && { calendar }) }));
      const of = { section: "people", id } as const;
      if (isInitial(element.peek("Initials"), name)) element.settle("Initials");
      else keeper.keep(of, element, "Initials");
      keeper.keep(of, element, "Group", "Code", "NTAccount", "CostCenter", "Phonetics");
      keeper.keepOwnFields("people", id, element);
    }
    this.people = people;
    this.#byUid = byUid;
  }

  byUid(uid: number | undefined): SourceResource | undefined {
    return uid === undefined ? undefined : this.#byUid.get(uid);
  }

  all(): Iterable<SourceResource> {
    return this.#byUid.values();
  }

  /** The person that a name means, as managers are named. */
  idByName(name: string): Id | undefined {
    const wanted = name.toLowerCase();
    return this.people.find((person) => person.name.toLowerCase() === wanted)?.id;
  }
}

/** What Project makes of a name by itself. */
function isInitial(initials: string | undefined, name: string): boolean {
  return initials === [...name][0];
}

function kindOf(element: XmlElement): SourceResource["kind"] {
  const type = element.take("Type");
  if (type === "2" || isTrue(element.take("IsCostResource"))) return "cost";
  return type === "0" ? "material" : "work";
}

/** How much there is: a share of one person, or how many of a role. */
function amountOf(element: XmlElement, place: string): { readonly count?: number; readonly capacity?: number } {
  const most = numberOf(element.take("MaxUnits")) ?? 1;
  const isRole = isTrue(element.take("IsGeneric"));
  const whole = Math.round(most);
  if (Math.abs(most - whole) < 1e-6 && whole >= 1 && whole <= 10_000) {
    return whole > 1 || isRole ? { count: whole } : {};
  }
  const percent = Math.round(most * 100_000) / 1000;
  if (percent >= 0.001 && percent <= 1000) return { capacity: percent, ...(isRole && { count: 1 }) };
  element.lose("MaxUnits", "changed", "Nobody with none of their time; the plan gives them all of it.", place);
  return isRole ? { count: 1 } : {};
}

function personOf(element: XmlElement, uid: number, person: Person): Person {
  const place = person.name;
  // Rates are amounts for an hour, whatever they are shown in.
  const rate = numberOf(element.take("StandardRate"));
  const amount = rate === undefined || rate <= 0 ? undefined : decimalOf(rate, 4);
  element.settle("StandardRateFormat");
  if (numberOf(element.peek("CostPerUse")) !== 0) {
    element.lose("CostPerUse", "left-out", "A cost for each use has no place in the plan.", place);
  }
  if (numberOf(element.peek("OvertimeRate")) !== 0) {
    element.lose("OvertimeRate", "left-out", "There is one rate for all hours.", place);
  }
  const rates = element.records("Rates", "Rate");
  for (const one of rates) {
    if (rates.length === 1) one.settle("RatesFrom", "RatesTo", "RateTable", "StandardRate", "StandardRateFormat");
    else one.loseAll("left-out", "There is one rate for all the time; the present one came over.", place);
  }
  for (const period of element.records("AvailabilityPeriods", "AvailabilityPeriod")) {
    period.loseAll("left-out", "Dates don't follow from it, neither there nor here.", place);
  }
  const note = prose(element.take("Notes") ?? "");
  const email = oneLine(element.take("EmailAddress") ?? "");
  const address = hyperlinkOf(element);
  return {
    ...person,
    ...(amount !== undefined && { rate: { amount, per: "h" as const } }),
    ...(email !== "" && { email }),
    ...(note !== "" && { note }),
    links: new Map([["msproject", String(uid)], ...(address === undefined ? [] : [["web", address] as const])]),
  };
}

/** The address that a record points to, with its place within. */
export function hyperlinkOf(element: XmlElement): string | undefined {
  const address = oneLine(element.take("HyperlinkAddress") ?? "");
  const within = oneLine(element.take("HyperlinkSubAddress") ?? "");
  if (element.peek("Hyperlink") !== undefined) {
    element.lose("Hyperlink", "left-out", "A link has an address and no words of its own.", labelOf(element));
  }
  if (address === "" && within === "") return undefined;
  return within === "" ? address : `${address}#${within.replace(/^#/, "")}`;
}
