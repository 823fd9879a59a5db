import { type Id, isId } from "../model/identifier.ts";
import type { EditPlan, TextEdit } from "../text/editing/index.ts";
import { type ClassPlace, classNamed, classPlaces } from "../text/reading/classesOfService.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { code, escaped } from "./markdown.ts";
import { type FileRange, isSlice, type ReadFile } from "./target.ts";

/** A class of service at a place of a slice: where it is written down, or where a task names it. */
export interface ClassTarget extends FileRange {
  readonly id: Id;
  /** Where it is written down; absent where no rule has it. */
  readonly place: ClassPlace | undefined;
}

/** The class of service that is named at a place. */
export function classAt(reading: ProjectReading, file: ReadFile, offset: number): ClassTarget | undefined {
  if (!isSlice(file)) return undefined;
  const places = classPlaces(reading.slices);
  const isHere = ({ path, start, end }: FileRange): boolean => path === file.path && start <= offset && offset <= end;
  const place = places.find(isHere);
  if (place !== undefined) return { id: place.id, path: place.path, start: place.start, end: place.end, place };
  const record = reading.index.at(file.path, offset);
  const named = record && classNamed(record);
  if (record === undefined || named === undefined) return undefined;
  const { id } = named;
  const range = { path: file.path, start: record.start + named.start, end: record.start + named.end };
  return isHere(range) ? { id, ...range, place: places.find((one) => one.id === id) } : undefined;
}

/** Where a class is written down, as something one can go to. */
export function definitionOfClass({ path, start, end, entry }: ClassPlace): {
  readonly to: FileRange;
  readonly whole: FileRange;
} {
  return { to: { path, start, end }, whole: { path, start: entry.start, end: entry.start + entry.entry.length } };
}

/** Every place that names a class of service, where it is written down first. */
export function referencesToClass(
  reading: ProjectReading,
  { id, place }: ClassTarget,
  withDefinition = true,
): readonly FileRange[] {
  const own = withDefinition && place !== undefined ? [definitionOfClass(place).to] : [];
  const named = reading.index.places.flatMap((record): readonly FileRange[] => {
    const found = classNamed(record);
    if (found?.id !== id) return [];
    return [{ path: record.slice.path, start: record.start + found.start, end: record.start + found.end }];
  });
  return [...own, ...named];
}

/** A class of service in a few lines. Markdown. */
export function describeClass(reading: ProjectReading, target: ClassTarget): string | undefined {
  const facts = reading.project.header.rules?.classesOfService?.get(target.id);
  if (facts === undefined || target.place === undefined) return undefined;
  const { name, policy, limit } = facts;
  const count = referencesToClass(reading, target, false).length;
  const rows = [
    policy === undefined ? "" : `- policy: ${escaped(policy)}`,
    limit === undefined ? "" : `- limit: ${limit}`,
  ].filter((row) => row !== "");
  return [
    `**${escaped(name ?? target.id)}** · class of service ${code(target.id)}`,
    rows.join("\n"),
    `${count} ${count === 1 ? "task" : "tasks"} in this project.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The edits that give a class of service another id, where it is written down and in every task. */
export function renameClass(reading: ProjectReading, target: ClassTarget, newId: Id): EditPlan {
  if (!isId(newId) || newId === target.id) return { edits: [], newFiles: [] };
  if (classPlaces(reading.slices).some(({ id }) => id === newId))
    return { refusal: `There is a class of service “${newId}” already. Choose another id.` };
  const edits: readonly TextEdit[] = referencesToClass(reading, target).map((range) => ({ ...range, text: newId }));
  return { edits, newFiles: [] };
}
