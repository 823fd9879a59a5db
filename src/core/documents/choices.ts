/** The kinds of work and the methods a new project can choose from, in words. Data only, without a parser. */
import type { Kind, Method } from "../model/project.ts";

export interface KindChoice {
  readonly id: Kind;
  readonly title: string;
  /** One line: what work it is for. */
  readonly description: string;
}

export interface MethodChoice {
  readonly id: Method;
  readonly title: string;
  /** One line: when it fits. */
  readonly fits: string;
  /** The same as half a sentence that goes on after "because". */
  readonly because: string;
}

export const kindChoices: readonly KindChoice[] = [
  {
    id: "software",
    title: "Software release",
    description: "A release that users get: discovery, design, build, verification, roll-out.",
  },
  {
    id: "migration",
    title: "Migration",
    description: "Data or infrastructure moves to a new home and the old one is switched off.",
  },
  {
    id: "hardware",
    title: "Hardware prototype",
    description: "Electronics, firmware and enclosure up to tested prototypes.",
  },
  {
    id: "production",
    title: "Production line change",
    description: "New equipment on a running line, from layout to ramp-up.",
  },
  {
    id: "blank",
    title: "Blank",
    description: "A short skeleton for any other work.",
  },
];

export const methodChoices: readonly MethodChoice[] = [
  {
    id: "waterfall",
    title: "Waterfall",
    fits: "Demands are known early, and changing them late is expensive or needs approval.",
    because: "the demands are known early and a late change would be expensive or need approval",
  },
  {
    id: "scrum",
    title: "Scrum",
    fits: "One team learns what is needed by showing working results every two weeks.",
    because: "what is needed becomes clear only by showing working results every two weeks",
  },
  {
    id: "kanban",
    title: "Kanban",
    fits: "Work arrives all the time and its order changes; limits keep it flowing.",
    because: "work arrives all the time, its order changes, and limits keep it flowing",
  },
  {
    id: "hybrid",
    title: "Hybrid",
    fits: "Fixed dates and approvals outside, iterations inside the part that has to be learned.",
    because: "dates and approvals are fixed outside while one part of the work has to be learned in iterations",
  },
];

/** The choice for a kind of work. */
export function kindChoice(id: Kind): KindChoice {
  return kindChoices.find((choice) => choice.id === id) ?? { id, title: id, description: "" };
}

/** The choice for a method. */
export function methodChoice(id: Method): MethodChoice {
  return methodChoices.find((choice) => choice.id === id) ?? { id, title: id, fits: "", because: "" };
}
