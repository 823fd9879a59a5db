import type { ImportResult } from "./imported.ts";
import { readMsProject } from "./msproject/index.ts";
import { readTaskjuggler } from "./taskjuggler/index.ts";

/** A system whose files can be imported. */
export interface ForeignSystem {
  /** As commands, `links` and `x-` fields name it. */
  readonly id: string;
  readonly name: string;
  /** Which of its files, for help. */
  readonly files: string;
  /** Never throws. @param path of the file, for messages and names */
  readonly read: (text: string, path: string) => ImportResult;
}

/** In the order in which help lists them. */
export const systems: readonly ForeignSystem[] = [
  { id: "msproject", name: "Microsoft Project", files: "a plan saved as XML", read: readMsProject },
  { id: "taskjuggler", name: "TaskJuggler", files: "a .tjp file", read: readTaskjuggler },
];

export function systemOf(id: string): ForeignSystem | undefined {
  return systems.find((system) => system.id === id);
}
