import type { Assignment } from "../../model/assignment.ts";
import { parseDecimal } from "../../model/decimal.ts";
import type { Id } from "../../model/identifier.ts";
import type { Person } from "../../model/records.ts";
import type { Account } from "../account.ts";
import type { IdMaker } from "../ids.ts";
import type { KeptFields } from "../imported.ts";
import type { Calendars } from "./calendars.ts";
import type { Allocation, SourcePlan, SourceResource } from "./source.ts";

const mostOfOne = 10_000;

/** TaskJuggler's resources as people; a group's members stand for it. */
export class People {
  readonly #plan: SourcePlan;
  readonly #account: Account;
  readonly #ids = new Map<SourceResource, Id>();
  readonly all: readonly Person[];
  readonly kept: KeptFields[] = [];

  constructor(plan: SourcePlan, account: Account, ids: IdMaker, calendars: Calendars, system: string) {
    this.#plan = plan;
    this.#account = account;
    const people: Person[] = [];
    for (const resource of plan.resources.values()) {
      const place = `line ${resource.line}`;
      if (resource.resources.length > 0) {
        account.changed("resource groups", "Its members stand alone and are named where the group was.", place);
        continue;
      }
      const id = ids.take(resource.path.replaceAll("_", "-"), "person");
      this.#ids.set(resource, id);
      const { calendar, leave } = calendars.of(resource);
      const rate = resource.rate === undefined ? undefined : parseDecimal(resource.rate);
      const count = teamSize(resource.efficiency);
      people.push({
        id,
        name: resource.name,
        ...(count > 1 && { count }),
        ...(rate !== undefined && { rate: { amount: rate, per: "d" } }),
        ...(resource.email !== undefined && { email: resource.email }),
        ...(calendar !== undefined && { calendar }),
        ...(leave.length > 0 && { leave }),
        ...(id !== resource.path && { links: new Map([[system, resource.path]]) }),
      });
      if (resource.efficiency !== 1) {
        const why = "It becomes a share of time where the resource works on an effort, above 1 a number of people.";
        account.changed("resource efficiency", why, place);
      }
      if (resource.kept.size > 0) this.kept.push({ of: { section: "people", id }, fields: resource.kept });
    }
    this.all = people;
  }

  /** The person that a resource became. */
  find(resource: string): Id | undefined {
    const found = this.#plan.resources.get(resource);
    return found && this.#ids.get(found);
  }

  /** Who works on a task: for an effort with the share that their efficiency says. */
  assignments(allocations: readonly Allocation[], isEffort: boolean): readonly Assignment[] {
    const assignments = new Map<Id, Assignment>();
    for (const { resource, line } of allocations) {
      const found = this.#plan.resources.get(resource);
      if (found === undefined) {
        this.#account.leftOut("allocate", `There is no resource ${resource}.`, `line ${line}`);
        continue;
      }
      for (const member of membersOf(found)) {
        const who = this.#ids.get(member);
        if (who === undefined) continue;
        const { efficiency } = member;
        if (isEffort && !(efficiency > 0)) {
          this.#account.leftOut(
            "allocate",
            "A resource that does no work is not assigned to an effort.",
            `line ${line}`,
          );
          continue;
        }
        const count = teamSize(efficiency);
        const units = isEffort ? Math.round((efficiency / count) * 100_000) / 1000 : 100;
        if (units >= 0.001) assignments.set(who, { who, count, units });
      }
    }
    return [...assignments.values()];
  }
}

/** A resource with an efficiency above 1 stands for so many people. */
function teamSize(efficiency: number): number {
  return Math.min(mostOfOne, Math.max(1, Math.ceil(efficiency)));
}

/** The resources in a group, or the one that is none. Without recursion, since groups nest as deep as one likes. */
function membersOf(resource: SourceResource): readonly SourceResource[] {
  const members: SourceResource[] = [];
  const open = [resource];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.resources.length === 0) members.push(one);
    else open.push(...one.resources.toReversed());
  }
  return members;
}
