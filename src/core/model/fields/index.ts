/**
 * The table of fields: every fact that can be stated, with its type, meaning and an example. Reader, completion, hover, schema and
 * documentation read it here; adding a field to a section is enough for each of them.
 */
export type { Field, Presence } from "./field.ts";
export {
  documentFields,
  isSectionName,
  progressFields,
  progressKey,
  projectFields,
  type Section,
  type SectionName,
  sectionNames,
  sectionOf,
  sections,
  sectionsOf,
  versionKey,
} from "./sections.ts";
export {
  type ChoiceType,
  type Fields,
  type GroupType,
  type IntegerType,
  type KeyType,
  type ListType,
  type MapType,
  type Namespace,
  namespaces,
  type ReferenceType,
  type ScalarKind,
  type ScalarType,
  type SingleType,
  type ValueOf,
  type ValuesOf,
  type ValueType,
  wordsOf,
} from "./valueType.ts";
