/**
 * What a project can hold: every document that can be scaffolded, where it stands, and which method needs it.
 * Data only: it loads without a parser, so the sidebar can show it before anything else is loaded.
 */
import type { Method, Phase } from "../model/project.ts";

/** A slice is YAML in the plan language, a document is Markdown with front matter, a checklist is a Markdown task list. */
export type DocumentForm = "slice" | "document" | "checklist";

/** Whether a method needs a document, may gain from it, or has no use for it. */
export type Need = "required" | "useful" | "unused";

export interface DocumentDescription {
  readonly id: string;
  readonly title: string;
  /** One line: what it is for. */
  readonly description: string;
  /**
   * Path within the project folder. `<date>` stands for an ISO date, `<week>` for a week such as `2027-W05`, `<slug>` for a
   * short name; a path with one of them can exist many times.
   */
  readonly path: string;
  readonly form: DocumentForm;
  /** The phase in which it is first needed. */
  readonly phase: Phase;
  readonly needs: Readonly<Record<Method, Need>>;
  /** For slices: the top-level sections that hold the same facts, in whatever file they stand. */
  readonly sections?: readonly string[];
}

const letters = { R: "required", u: "useful", "-": "unused" } as const;

/** `"RRuR"` → the needs of waterfall, scrum, kanban and hybrid, in this order. */
function needs(code: string): Readonly<Record<Method, Need>> {
  const need = (index: number): Need => letters[code[index] as keyof typeof letters] ?? "unused";
  return { waterfall: need(0), scrum: need(1), kanban: need(2), hybrid: need(3) };
}

/** Every document that can be scaffolded, in the order in which a project meets them. */
export const documentCatalogue: readonly DocumentDescription[] = [
  {
    id: "idea",
    title: "Idea brief",
    description: "The problem, the wanted outcome, how it would be measured, and at least three options.",
    path: "idea.md",
    form: "document",
    phase: "initiating",
    needs: needs("RRRu"),
  },
  {
    id: "business-case",
    title: "Business case",
    description: "Why the project is worth its money: options, costs, benefits and a recommendation.",
    path: "business-case.md",
    form: "document",
    phase: "initiating",
    needs: needs("RuuR"),
  },
  {
    id: "charter",
    title: "Project charter",
    description: "Purpose, measurable objectives, what is in and out of scope, and who decides.",
    path: "charter.md",
    form: "document",
    phase: "initiating",
    needs: needs("RRRR"),
  },
  {
    id: "stakeholders",
    title: "Stakeholder register",
    description: "Clients, suppliers, contractors and colleagues: interest, influence and how each is kept on board.",
    path: "stakeholders.yaml",
    form: "slice",
    phase: "initiating",
    needs: needs("RRuR"),
    sections: ["stakeholders"],
  },
  {
    id: "assumptions",
    title: "Assumption log",
    description: "What is taken for true, who checks it and by when.",
    path: "assumptions.yaml",
    form: "slice",
    phase: "initiating",
    needs: needs("RuuR"),
    sections: ["assumptions"],
  },
  {
    id: "risks",
    title: "Risk register",
    description: "Threats and opportunities with rating, owner and response.",
    path: "risks.yaml",
    form: "slice",
    phase: "initiating",
    needs: needs("RRRR"),
    sections: ["risks"],
  },
  {
    id: "plan",
    title: "Project plan",
    description: "The work breakdown: stages and tasks with effort, dependencies and owners.",
    path: "plan.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RRRR"),
    sections: ["tasks"],
  },
  {
    id: "timeline",
    title: "Timeline",
    description: "Working calendar, holidays, milestones with deadlines, and iterations.",
    path: "timeline.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RRuR"),
    sections: ["milestones", "iterations", "calendars"],
  },
  {
    id: "budget",
    title: "Budget",
    description: "Funding, cost lines, contingency and management reserve.",
    path: "budget.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RuuR"),
    sections: ["costs", "funding"],
  },
  {
    id: "requirements",
    title: "Requirements",
    description: "What the result must do, where each demand comes from and how it will be accepted.",
    path: "requirements.md",
    form: "document",
    phase: "planning",
    needs: needs("RuuR"),
  },
  {
    id: "raci",
    title: "Responsibility matrix",
    description: "Who is responsible, accountable, consulted and informed for each deliverable.",
    path: "raci.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RRuR"),
    sections: ["raci"],
  },
  {
    id: "communications",
    title: "Communications plan",
    description: "Who hears what, how, how often and from whom.",
    path: "communications.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RuuR"),
    sections: ["communications"],
  },
  {
    id: "dependencies",
    title: "External dependencies",
    description: "What the project gets from others and gives to them, and when it is needed.",
    path: "dependencies.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RRRR"),
    sections: ["dependencies"],
  },
  {
    id: "procurement",
    title: "Procurement plan",
    description: "What is bought, by which criteria, from whom and when it has to arrive.",
    path: "procurement.yaml",
    form: "slice",
    phase: "planning",
    needs: needs("RuuR"),
    sections: ["procurement"],
  },
  {
    id: "kick-off",
    title: "Kick-off",
    description: "Agenda, participants, decisions and actions of the first meeting.",
    path: "meetings/<date>-kick-off.md",
    form: "document",
    phase: "planning",
    needs: needs("RuuR"),
  },
  {
    id: "premortem",
    title: "Premortem",
    description: "The project has failed: the team tells why, before it happens.",
    path: "meetings/<date>-premortem.md",
    form: "document",
    phase: "planning",
    needs: needs("uuuu"),
  },
  {
    id: "definition-of-done",
    title: "Definition of done",
    description: "What has to be true of every finished item.",
    path: "definition-of-done.md",
    form: "document",
    phase: "planning",
    needs: needs("uRRR"),
  },
  {
    id: "team-charter",
    title: "Team charter",
    description: "How this team works together, decides and disagrees.",
    path: "team-charter.md",
    form: "document",
    phase: "planning",
    needs: needs("uRuu"),
  },
  {
    id: "onboarding",
    title: "Onboarding guide",
    description: "The first day, week and month of somebody new to the team.",
    path: "onboarding.md",
    form: "document",
    phase: "planning",
    needs: needs("uuuu"),
  },
  {
    id: "status-report",
    title: "Status report",
    description: "One page a week: where we stand, what comes next, what needs a decision.",
    path: "status/<week>.md",
    form: "document",
    phase: "executing",
    needs: needs("RRRR"),
  },
  {
    id: "issues",
    title: "Issue log",
    description: "What stands in the way now, who removes it and by when.",
    path: "issues.yaml",
    form: "slice",
    phase: "executing",
    needs: needs("RRRR"),
    sections: ["issues"],
  },
  {
    id: "changes",
    title: "Change log",
    description: "Requests to change scope, time or money: impact, decision and who took it.",
    path: "changes.yaml",
    form: "slice",
    phase: "executing",
    needs: needs("RuuR"),
    sections: ["changes"],
  },
  {
    id: "actions",
    title: "Action log",
    description: "What was promised in meetings, by whom and for when.",
    path: "actions.yaml",
    form: "slice",
    phase: "executing",
    needs: needs("uuuu"),
    sections: ["actions"],
  },
  {
    id: "decision",
    title: "Decision record",
    description: "One decision: its context, the options, the outcome and what follows from it.",
    path: "decisions/<date>-<slug>.md",
    form: "document",
    phase: "executing",
    needs: needs("RRRR"),
  },
  {
    id: "meeting-notes",
    title: "Meeting notes",
    description: "Who was there, what was decided, who does what by when.",
    path: "meetings/<date>-<slug>.md",
    form: "document",
    phase: "executing",
    needs: needs("uuuu"),
  },
  {
    id: "iteration-review",
    title: "Iteration review",
    description: "What was finished, what was learned and what the team changes next.",
    path: "iterations/<date>-review.md",
    form: "document",
    phase: "executing",
    needs: needs("-RuR"),
  },
  {
    id: "negotiation",
    title: "Negotiation sheet",
    description: "Interests, limits and alternatives before a negotiation. Kept out of version control.",
    path: ".gantry-private/negotiation-<date>.md",
    form: "document",
    phase: "executing",
    needs: needs("uuuu"),
  },
  {
    id: "postmortem",
    title: "Postmortem",
    description: "What happened in an incident, why, and what keeps it from happening again.",
    path: "postmortems/<date>-<slug>.md",
    form: "document",
    phase: "executing",
    needs: needs("uuuu"),
  },
  {
    id: "acceptance",
    title: "Acceptance",
    description: "The criteria for each deliverable, the test results and who accepted it.",
    path: "acceptance.md",
    form: "document",
    phase: "executing",
    needs: needs("RRuR"),
  },
  {
    id: "transition",
    title: "Transition plan",
    description: "Cut-over steps with owners and ways back, and the decision to go live.",
    path: "transition.md",
    form: "document",
    phase: "closing",
    needs: needs("RRRR"),
  },
  {
    id: "runbook",
    title: "Runbook",
    description: "How the result is run: symptoms, checks, actions and whom to call.",
    path: "runbook.md",
    form: "document",
    phase: "closing",
    needs: needs("RRRR"),
  },
  {
    id: "lessons-learned",
    title: "Lessons learned",
    description: "What happened, why, and what the next project should do about it.",
    path: "lessons-learned.md",
    form: "document",
    phase: "closing",
    needs: needs("RRRR"),
  },
  {
    id: "closure",
    title: "Closure report",
    description: "Planned against actual, what stays open and who takes it over.",
    path: "closure.md",
    form: "document",
    phase: "closing",
    needs: needs("RuuR"),
  },
  {
    id: "portfolio",
    title: "Portfolio",
    description: "What you have led, with the evidence, for your next role.",
    path: "portfolio.md",
    form: "document",
    phase: "closing",
    needs: needs("uuuu"),
  },
  {
    id: "study-plan",
    title: "Study plan",
    description: "A certificate or course as a small project: goal, dates, hours and budget.",
    path: "study-plan.md",
    form: "document",
    phase: "initiating",
    needs: needs("----"),
  },
  {
    id: "contacts",
    title: "Contacts",
    description: "People to talk to about the work, and the next step with each. Kept out of version control.",
    path: ".gantry-private/contacts.md",
    form: "document",
    phase: "initiating",
    needs: needs("----"),
  },
  {
    id: "initiating",
    title: "Initiating checklist",
    description: "Ten things that hold before planning starts.",
    path: "checklists/initiating.md",
    form: "checklist",
    phase: "initiating",
    needs: needs("RRRR"),
  },
  {
    id: "planning",
    title: "Planning checklist",
    description: "Eighteen things that hold before the plan is approved.",
    path: "checklists/planning.md",
    form: "checklist",
    phase: "planning",
    needs: needs("RRRR"),
  },
  {
    id: "executing",
    title: "Executing checklist",
    description: "Ten things that hold while the work is done.",
    path: "checklists/executing.md",
    form: "checklist",
    phase: "executing",
    needs: needs("RRRR"),
  },
  {
    id: "monitoring",
    title: "Monitoring checklist",
    description: "Ten things to look at every week from planning to closing.",
    path: "checklists/monitoring.md",
    form: "checklist",
    phase: "executing",
    needs: needs("RRRR"),
  },
  {
    id: "closing",
    title: "Closing checklist",
    description: "Eight things that hold before the project is closed.",
    path: "checklists/closing.md",
    form: "checklist",
    phase: "closing",
    needs: needs("RRRR"),
  },
];

const descriptions = new Map(documentCatalogue.map((description) => [description.id, description]));

/** The document with this id, or undefined when there is none. */
export function documentById(id: string): DocumentDescription | undefined {
  return descriptions.get(id);
}

/** What fills the open parts of a path. */
export interface PathParts {
  /** ISO date. */
  readonly date: string;
  /** A week such as `2027-W05`. */
  readonly week: string;
  /** Made from a title by {@link slug}; left out, it becomes the document's id. */
  readonly slug?: string;
}

/** Where a document stands within the project folder. */
export function documentPath(description: DocumentDescription, parts: PathParts): string {
  return description.path
    .replace("<date>", parts.date)
    .replace("<week>", parts.week)
    .replace("<slug>", parts.slug === undefined || parts.slug === "" ? description.id : parts.slug);
}

/** A short name for a path or a record, of a to z, 0 to 9 and single hyphens, at most 40 characters; may come out empty. */
export function slug(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
}

/** Whether `path`, relative to the project folder, is this document or one of its kind. */
export function isDocumentAt(description: DocumentDescription, path: string): boolean {
  return pathPattern(description).test(path);
}

/** The document that stands at `path`, relative to the project folder, or undefined when it is none of the catalogue's. */
export function documentAt(path: string): DocumentDescription | undefined {
  const matches = documentCatalogue.filter((description) => isDocumentAt(description, path));
  // A kick-off also looks like meeting notes: the one with the fewest open parts is meant.
  return matches.sort((a, b) => openParts(a) - openParts(b))[0];
}

function openParts(description: DocumentDescription): number {
  return description.path.split("<").length;
}

const patterns = new Map<string, RegExp>();

function pathPattern(description: DocumentDescription): RegExp {
  let pattern = patterns.get(description.id);
  if (pattern === undefined) {
    const source = description.path
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace("<date>", "\\d{4}-\\d{2}-\\d{2}")
      .replace("<week>", "\\d{4}-W\\d{2}")
      .replace("<slug>", "[^/]+");
    pattern = new RegExp(`^${source}$`, "u");
    patterns.set(description.id, pattern);
  }
  return pattern;
}
