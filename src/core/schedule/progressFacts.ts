import type { Person } from "../model/records.ts";
import type { ProjectReading } from "../text/reading/index.ts";

/** Who writes a log: the file's name, without the number of a writer's further logs, as in `ana-2.yaml`. */
export function writerOf({ index }: ProjectReading, log: string): string {
  const name = log.replace(/^.*\//, "").replace(/\.yaml$/, "");
  if (index.resolve("people", name) !== undefined) return name;
  const bare = name.replace(/-\d+$/, "");
  return index.resolve("people", bare) === undefined ? name : bare;
}

/** The name of a person of the project, else the id as it stands. */
export function personName({ index }: ProjectReading, id: string): string {
  const place = index.resolve("people", id);
  return (place?.record as Person | undefined)?.name ?? id;
}
