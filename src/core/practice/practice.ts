/** Groups of pages, in the order of the tree. At most seven, so that the top can be taken in at a glance. */
export const practiceGroupIds = [
  "steps",
  "responsibilities",
  "skills",
  "methods",
  "tools",
  "routes",
  "foundations",
] as const;
export type PracticeGroupId = (typeof practiceGroupIds)[number];

/** What one page of a group is called, for instance beside a link to it. */
export const groupNouns: Readonly<Record<PracticeGroupId, string>> = {
  steps: "step",
  responsibilities: "responsibility",
  skills: "skill",
  methods: "method",
  tools: "tool",
  routes: "route",
  foundations: "the job",
};

/** A piece of running text; a plain string is text without any mark. */
export type Span =
  | string
  | { readonly kind: "bold" | "italic"; readonly spans: readonly Span[] }
  | { readonly kind: "code"; readonly text: string }
  | PageLink
  | CommandLink
  | WebLink;

/** Leads to another page, or to a section of one. */
export interface PageLink {
  readonly kind: "page";
  readonly page: string;
  readonly section?: string;
  readonly spans: readonly Span[];
}

/** Runs one of the commands that pages may run. */
export interface CommandLink {
  readonly kind: "command";
  readonly command: string;
  readonly argument?: string;
  readonly spans: readonly Span[];
}

/** Leads to a source on the web; always https. */
export interface WebLink {
  readonly kind: "web";
  readonly address: string;
  readonly spans: readonly Span[];
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly spans: readonly Span[];
}

/** A heading inside a section. */
export interface Heading {
  readonly kind: "heading";
  readonly id: string;
  readonly spans: readonly Span[];
}

export interface ListBlock {
  readonly kind: "list";
  readonly ordered: boolean;
  /** Number of the first item; 1 when left out. */
  readonly start?: number;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly blocks: readonly Block[];
  /** Commands that stood as sentences of their own in a step of *What to do here*. */
  readonly actions?: readonly CommandLink[];
}

export type ColumnAlignment = "left" | "center" | "right";

export interface TableBlock {
  readonly kind: "table";
  /** One per column; nothing where the author left it open. */
  readonly alignments: readonly (ColumnAlignment | null)[];
  readonly head: readonly (readonly Span[])[];
  readonly rows: readonly (readonly (readonly Span[])[])[];
}

export interface CodeBlock {
  readonly kind: "code";
  readonly language?: string;
  readonly text: string;
}

export type Block = Paragraph | Heading | ListBlock | TableBlock | CodeBlock;

/** A part of a page under a heading of level 2. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The id of the section that the checklist items belong to. */
export const checklistSectionId = "checklist";

/** One statement a person can make about themselves or their project. */
export interface PracticeItem {
  readonly id: string;
  readonly text: readonly Span[];
  readonly why: readonly Span[];
}

/** An item of the practice without a page of its own, and the heading under which it stands. */
export interface CoveredSection {
  readonly id: string;
  readonly title: string;
}

export interface PracticePage {
  readonly id: string;
  readonly title: string;
  /** Two sentences: what it is, and where it shows. */
  readonly summary: string;
  readonly group: PracticeGroupId;
  readonly order: number;
  readonly covers: readonly CoveredSection[];
  /** Ids of the pages this one leads to. */
  readonly links: readonly string[];
  /** What stands before the first heading. */
  readonly lead: readonly Block[];
  readonly sections: readonly PageSection[];
  readonly checklist: readonly PracticeItem[];
}

export interface PracticeGroup {
  readonly id: PracticeGroupId;
  readonly title: string;
  readonly summary: string;
  readonly pages: readonly PracticePage[];
}

/** Version of the shape below; a file with another one is not read. */
export const practiceFormat = 1;

/** All pages, as the build packs them into `practice.json`. */
export interface Practice {
  readonly format: typeof practiceFormat;
  readonly groups: readonly PracticeGroup[];
}
