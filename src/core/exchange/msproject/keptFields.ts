import type { SectionName } from "../../model/fields/index.ts";
import type { Id } from "../../model/identifier.ts";
import type { KeptFields } from "../imported.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { prose } from "./values.ts";

export const whyKept = "The plan has no field for it; it stands under x-msproject.";
/** Longer texts are cut. */
const longestKept = 4_000;

/** What stands under `x-msproject`: fields by their names in the file, and a project's own fields by the names people gave them. */
export class Keeper {
  readonly #records = new Map<string, { readonly of: KeptFields["of"]; readonly fields: Map<string, string> }>();
  readonly #labels = new Map<string, string>();
  /** Field → value id → what it says. */
  readonly #values = new Map<string, Map<string, string>>();

  constructor(project: XmlElement) {
    for (const definition of project.records("ExtendedAttributes", "ExtendedAttribute")) {
      const id = definition.peek("FieldID");
      const label = definition.peek("Alias") ?? definition.peek("FieldName");
      if (id !== undefined && label !== undefined) this.#labels.set(id, label);
    }
    for (const code of project.records("OutlineCodes", "OutlineCode")) {
      const id = code.peek("FieldID");
      if (id === undefined) continue;
      const label = code.peek("Alias") ?? code.peek("FieldName");
      if (label !== undefined && !this.#labels.has(id)) this.#labels.set(id, label);
      const values = new Map<string, string>();
      for (const value of code.records("Values", "Value")) {
        values.set(value.peek("ValueID") ?? "", value.peek("Value") ?? "");
      }
      this.#values.set(id, values);
    }
  }

  /** Keeps a field of a record, if it holds something. */
  keep(of: KeptFields["of"], element: XmlElement, ...names: readonly string[]): void {
    for (const name of names) {
      const text = element.peek(name);
      if (text === undefined) continue;
      this.#put(of, name, text);
      element.lose(name, "kept", whyKept);
    }
  }

  /** Keeps what people's own fields say of a record. */
  keepOwnFields(section: SectionName, id: Id, element: XmlElement): void {
    for (const attribute of [...element.all("ExtendedAttribute"), ...element.all("OutlineCode")]) {
      const field = attribute.peek("FieldID");
      const valueId = attribute.peek("ValueID");
      const value = attribute.peek("Value") ?? (valueId && (this.#values.get(field ?? "")?.get(valueId) ?? valueId));
      if (field === undefined || value === undefined || value === "") continue;
      this.#put({ section, id }, this.#labels.get(field) ?? `Field ${field}`, value);
      attribute.loseAll("kept", whyKept);
    }
  }

  get kept(): readonly KeptFields[] {
    return [...this.#records.values()];
  }

  #put(of: KeptFields["of"], name: string, value: string): void {
    const key = of === undefined ? "" : `${of.section}/${of.id}`;
    let record = this.#records.get(key);
    if (record === undefined) {
      record = { of, fields: new Map() };
      this.#records.set(key, record);
    }
    const label = prose(name).replace(/\s+/g, " ").slice(0, 100) || "Field";
    // Two fields of one name in a record are both kept.
    let free = label;
    for (let number = 2; record.fields.has(free); number++) free = `${label} (${number})`;
    const text = prose(value).slice(0, longestKept);
    if (text !== "") record.fields.set(free, text);
  }
}
