import * as v from "valibot";

/** Columns beside the name, in the order in which they stand. */
export const columnNames = ["who", "size", "start", "finish", "float", "done", "after", "deadline", "cost"] as const;
export type ColumnName = (typeof columnNames)[number];

/** Filters that are on or off. */
export const filterNames = ["critical", "late", "soon", "open"] as const;
export type FilterName = (typeof filterNames)[number];

const choices = v.object({
  folder: v.string(),
  query: v.string(),
  filters: v.array(v.picklist(filterNames)),
  /** Only what this person works on. */
  person: v.optional(v.string()),
  /** Only what lies in this stage. */
  stage: v.optional(v.string()),
  groupBy: v.picklist(["stage", "person"]),
  folded: v.array(v.string()),
  columns: v.array(v.picklist(columnNames)),
  /** Where time lies; absent while all of it is shown. */
  scale: v.optional(v.object({ origin: v.number(), pixelsPerSecond: v.number() })),
  /** Of the table beside the chart, in pixels; absent while it is as wide as its columns want. */
  tableWidth: v.optional(v.number()),
  links: v.boolean(),
  ghost: v.boolean(),
  load: v.boolean(),
  /** By what the table of the load is divided; weeks unless chosen. */
  loadUnit: v.optional(v.picklist(["day", "week", "month"])),
  asTable: v.boolean(),
  /** What the dates are compared with, as the host calls it. */
  compared: v.optional(v.string()),
  active: v.optional(v.string()),
});

/** What the person chose to see; VS Code keeps it for the view. */
export type Choices = v.InferOutput<typeof choices>;

export const usualChoices: Choices = {
  folder: "",
  query: "",
  filters: [],
  groupBy: "stage",
  folded: [],
  columns: ["who", "size", "finish", "float"],
  links: true,
  ghost: true,
  load: true,
  asTable: false,
};

/** What was kept, if it still has the shape. */
export function readChoices(kept: unknown): Choices | undefined {
  const parsed = v.safeParse(choices, kept);
  return parsed.success && !((parsed.output.scale?.pixelsPerSecond ?? 1) <= 0) ? parsed.output : undefined;
}

/** Whether rows are left out. */
export function isFiltering({ query, filters, person, stage }: Choices): boolean {
  return query.trim() !== "" || filters.length > 0 || person !== undefined || stage !== undefined;
}
