import type { Fate, Imported, Loss } from "./imported.ts";

/** Losses that are told of in one breath: they have their fate and the reason in common. */
export interface LossGroup {
  readonly fate: Fate;
  readonly why: string;
  readonly count: number;
  readonly sources: readonly string[];
  readonly places: readonly string[];
}

const fates: readonly Fate[] = ["changed", "left-out", "kept"];
const mostSources = 6;
const mostPlaces = 5;

/** What is different, then what is missing, then what is kept; each by its reasons, in the order of the file. */
export function lossGroups(losses: readonly Loss[]): readonly LossGroup[] {
  const groups = new Map<
    string,
    { fate: Fate; why: string; count: number; sources: Set<string>; places: Set<string> }
  >();
  for (const { fate, why, count, source, places } of losses) {
    const key = `${fate} ${why}`;
    let group = groups.get(key);
    if (group === undefined) {
      group = { fate, why, count: 0, sources: new Set(), places: new Set() };
      groups.set(key, group);
    }
    group.count += count;
    group.sources.add(source);
    for (const place of places) if (group.places.size < mostPlaces) group.places.add(place);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, sources: [...group.sources], places: [...group.places] }))
    .sort((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate));
}

const headings: Readonly<Record<Fate, string>> = {
  changed: "Came over as something near it:",
  "left-out": "Did not come over:",
  kept: "Kept as it stands, beside what it belongs to:",
};

/** The account of an import as lines for people: every reason once, with the fields it holds for. */
export function accountLines({ mapped, losses }: Imported): readonly string[] {
  const lines: string[] = [];
  let fate: Fate | undefined;
  for (const group of lossGroups(losses)) {
    if (group.fate !== fate) {
      fate = group.fate;
      lines.push(headings[fate]);
    }
    const more = group.sources.length - mostSources;
    const sources = group.sources.slice(0, mostSources).join(", ") + (more > 0 ? ` and ${more} more` : "");
    const places = group.places.length === 0 ? "" : ` Found at: ${group.places.join("; ")}.`;
    lines.push(`  ${group.count} × ${sources}`, `    ${group.why}${places}`);
  }
  const came = mapped.reduce((sum, { count }) => sum + count, 0);
  const lost = losses.reduce((sum, { count }) => sum + count, 0);
  const rest = lost === 0 ? "nothing is missing" : `what became of the other ${lost} stands above`;
  lines.push(`Of ${came + lost} fields in the file ${came} came over; ${rest}.`);
  return lines;
}
