/**
 * The language described from its table of fields: JSON Schemas for other editors and the reference in `docs/language.md`. Only the
 * build and tests use it.
 */
export { commonFields, exampleOf, fieldText } from "./exampleRecords.ts";
export { fieldReference, valueReference, withGenerated } from "./referenceText.ts";
export { documentSchema, type JsonSchema, printSchema, sliceSchema } from "./schema.ts";
export { scalarWords } from "./valueWords.ts";
