import { lastFields } from "../fields/common.ts";
import type { Field } from "../fields/field.ts";
import { type SectionName, sectionOf } from "../fields/sections.ts";
import type { Fields } from "../fields/valueType.ts";

/** A record of an example: its id, and which fields of its section it shows. */
interface ExampleRecord {
  readonly id: string;
  readonly name: string;
  readonly fields: readonly string[];
}

/** The id of a section's first example, which shows every field that none of the others shows. */
const firstIds: Readonly<Record<SectionName, string>> = {
  people: "ana",
  tasks: "api",
  milestones: "live",
  iterations: "iteration-1",
  calendars: "vienna",
  funding: "budget-2027",
  costs: "provider-set-up",
  stakeholders: "head-of-payments",
  risks: "sandbox-limits",
  raci: "payments-api",
  communications: "steering",
  issues: "sandbox-down",
  assumptions: "peak-load",
  dependencies: "test-environment",
  changes: "partial-refunds",
  actions: "test-merchants",
  procurement: "payment-provider",
  baselines: "approved",
};

/** Names that read better than the table's for a first example. */
const firstNames: Partial<Record<SectionName, string>> = {
  people: "Ana Kovač",
  milestones: "All merchants moved",
  iterations: "Iteration 1",
  calendars: "Vienna office",
  funding: "Released for the first stage",
  costs: "Setting up at the provider",
  stakeholders: "Head of payments",
  risks: "The sandbox is too small",
  raci: "Payments API",
  communications: "Steering meeting",
  issues: "The sandbox is down",
  assumptions: "Peak is below 60 payments a second",
  dependencies: "Environment for the load test",
  changes: "Refund a part of a payment",
  actions: "Ask for fifty test merchants",
  procurement: "Payment provider",
  baselines: "Approved plan",
};

/** What can't stand in the first example beside the rest. */
const furtherRecords: Partial<Record<SectionName, readonly ExampleRecord[]>> = {
  people: [{ id: "developer", name: "Developer", fields: ["count"] }],
  tasks: [
    {
      id: "training",
      name: "Train the support team",
      fields: ["duration", "start-no-later", "finish-no-earlier", "schedule"],
    },
    { id: "audit", name: "External audit", fields: ["must-start"] },
    { id: "freeze", name: "Change freeze begins", fields: ["milestone", "must-finish"] },
    { id: "discovery", name: "Discovery", fields: ["tasks"] },
  ],
  costs: [
    {
      id: "test-cards",
      name: "Cards for tests",
      fields: ["quantity", "unit", "unit-cost", "start", "finish", "every"],
    },
  ],
};

/** Fields that the further examples repeat, since they would be no plan without. */
const alsoShown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit: { duration: "2d" },
};

/** Fields that every record has; they are explained once. */
export const commonFields: ReadonlySet<string> = new Set(Object.keys(lastFields));

/** Records that show every field of a section with the example of the table, as YAML below the section's key. */
export function exampleOf(section: SectionName): string {
  const { fields } = sectionOf(section);
  const further = furtherRecords[section] ?? [];
  const apart = new Set(further.flatMap((record) => record.fields));
  const first = {
    id: firstIds[section],
    name: firstNames[section] ?? unquoted(fields.name),
    fields: Object.keys(fields).filter((field) => field !== "name" && !apart.has(field) && !commonFields.has(field)),
  };
  const records = [first, ...further].map((record) => recordText(record, fields));
  return `${section}:\n${records.join("\n")}`;
}

function unquoted(field: Field | undefined): string {
  return field?.example ?? "";
}

function recordText({ id, name, fields: shown }: ExampleRecord, fields: Fields): string {
  const lines = [`  ${id}:\n`, fieldText("name", name, 4)];
  for (const field of shown) lines.push(fieldText(field, fields[field]?.example ?? "", 4));
  for (const [field, text] of Object.entries(alsoShown[id] ?? {})) lines.push(fieldText(field, text, 4));
  return lines.join("");
}

/** `name: value` with its block below it, if the value is one, and a line break. */
export function fieldText(name: string, example: string, indent: number): string {
  const spaces = " ".repeat(indent);
  const text = example.startsWith("\n") ? example.replaceAll("\n", `\n${spaces}`) : ` ${example}`;
  return `${spaces}${name}:${text}\n`;
}

/** All fields of a table below each other, those inside groups too. */
export function fieldsExample(fields: Fields, indent: number): string {
  return Object.entries(fields)
    .map(([name, { type, example }]) =>
      type.kind === "group"
        ? `${" ".repeat(indent)}${name}:\n${fieldsExample(type.fields, indent + 2)}`
        : fieldText(name, example, indent),
    )
    .join("");
}
