import type { Id } from "../../model/identifier.ts";
import { IdMaker } from "../ids.ts";
import { deepestStages } from "../writeProject.ts";
import type { XmlElement } from "../xml/xmlElement.ts";
import { isTrue, oneLine, wholeNumber } from "./values.ts";

/** A row of the task table that comes over. */
export interface OutlineRow {
  readonly element: XmlElement;
  readonly uid: number;
  readonly id: Id;
  readonly name: string;
  readonly parent: OutlineRow | undefined;
  readonly children: OutlineRow[];
}

/** The work breakdown of a file: rows by their outline levels, in the file's order. */
export class Outline {
  readonly top: OutlineRow[] = [];
  /** Rows before what they hold. */
  readonly rows: OutlineRow[] = [];
  /** Row 0, which stands for the project. */
  readonly summary: XmlElement | undefined;
  readonly #byUid = new Map<number, OutlineRow>();
  /** UIDs of rows that don't come over, with the reason. */
  readonly #leftOut = new Map<number, string>();

  constructor(project: XmlElement) {
    const ids = new IdMaker();
    /** The open rows by level; a row that does not come over stands for the one above it. */
    const open: { readonly level: number; readonly row: OutlineRow | undefined }[] = [];
    for (const element of project.records("Tasks", "Task")) {
      const uid = wholeNumber(element.take("UID"));
      element.settle("ID", "IsNull", "OutlineLevel", "OutlineNumber", "Summary");
      if (isTrue(element.peek("IsNull"))) {
        element.settleAll();
        continue;
      }
      const level = wholeNumber(element.peek("OutlineLevel")) ?? 1;
      if (this.summary === undefined && (uid === 0 || level === 0)) {
        this.summary = element;
        continue;
      }
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
      const above = open.at(-1)?.row;
      const reason =
        uid === undefined || this.#byUid.has(uid) ? "It has no UID of its own." : reasonToLeaveOut(element);
      const stated = oneLine(element.take("Name") ?? "");
      const name = stated === "" ? `Task ${element.peek("ID") ?? uid ?? ""}`.trim() : stated;
      if (uid === undefined || reason !== undefined) {
        if (uid !== undefined) this.#leftOut.set(uid, reason ?? "");
        element.loseAll("left-out", reason ?? "", name);
        open.push({ level, row: above });
        continue;
      }
      const id = ids.take(name, `task-${Math.abs(uid)}`);
      const parent = this.#deepEnough(above, element, name);
      const row: OutlineRow = { element, uid, id, name, parent, children: [] };
      (parent?.children ?? this.top).push(row);
      this.rows.push(row);
      this.#byUid.set(uid, row);
      open.push({ level, row });
    }
  }

  byUid(uid: number | undefined): OutlineRow | undefined {
    return uid === undefined ? undefined : this.#byUid.get(uid);
  }

  /** Why a row did not come over; undefined when there is none of that UID. */
  reasonLeftOut(uid: number): string | undefined {
    return this.#leftOut.get(uid);
  }

  #deepEnough(above: OutlineRow | undefined, element: XmlElement, name: string): OutlineRow | undefined {
    let depth = 0;
    for (let row = above; row !== undefined; row = row.parent) depth++;
    let parent = above;
    if (depth < deepestStages) return parent;
    element.lose("OutlineLevel", "changed", `A plan has at most ${deepestStages} levels of stages.`, name);
    for (; depth >= deepestStages; depth--) parent = parent?.parent;
    return parent;
  }
}

function reasonToLeaveOut(element: XmlElement): string | undefined {
  if (element.peek("Active") !== undefined && !isTrue(element.peek("Active"))) {
    return "It is inactive: out of the plan, and kept in the file for the record.";
  }
  if (isTrue(element.peek("ExternalTask"))) return "It is a task of another project.";
  return undefined;
}
