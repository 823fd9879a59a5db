import { isSectionName, type Namespace, sectionOf, sectionsOf } from "../../../src/core/model/fields/index.ts";
import { fieldText } from "../../../src/core/model/reference/index.ts";
import { classNamed } from "../../../src/core/text/reading/classesOfService.ts";
import type { LocalReference, ProjectReading } from "../../../src/core/text/reading/index.ts";
import type { Files } from "./projectFiles.ts";

/** A slice with the records that are referred to and do not exist, so that an example can stand alone. */
export function stubsFor(reading: ProjectReading, further: readonly LocalReference[] = []): Files {
  const references = [
    ...reading.index.places.flatMap((place) => place.reading.references),
    ...reading.looseReferences.map(({ reference }) => reference),
    ...further,
  ];
  const missing = new Map<Namespace, Set<string>>();
  for (const { to, id } of references) {
    if (to.some((namespace) => reading.index.resolve(namespace, id) !== undefined)) continue;
    const namespace = to[0];
    if (namespace === undefined) continue;
    missing.set(namespace, (missing.get(namespace) ?? new Set()).add(id));
  }
  const sections = [...missing].map(([namespace, ids]) => {
    const section = sectionsOf(namespace)[0];
    if (section === undefined || !isSectionName(section)) throw new Error(namespace);
    const required = Object.entries(sectionOf(section).fields).filter(([, { presence }]) => presence === "required");
    const fields = required.map(([name, { example }]) => fieldText(name, example, 4)).join("");
    return `${section}:\n${[...ids].map((id) => `  ${id}:\n${fields}`).join("")}`;
  });
  const known = reading.project.header.rules?.classesOfService;
  const classes = new Set(reading.index.places.flatMap((place) => classNamed(place)?.id ?? []));
  const unknown = [...classes].filter((id) => known?.has(id) !== true);
  if (unknown.length > 0)
    sections.push(`rules:\n  classes-of-service:\n${unknown.map((id) => `    ${id}: {name: ${id}}\n`).join("")}`);
  return { "stubs.yaml": `gantry: 1\n\n${sections.join("\n")}` };
}
