import { type LocalTime, startingTime, type WorkingTime } from "../calendar/index.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { adapted } from "./adaptNetwork.ts";
import { type CompiledLink, type CompiledWork, WorkCompiler } from "./compiledWork.ts";
import { Links } from "./links.ts";
import {
  type Constraint,
  fromStart,
  linkTypes,
  type Network,
  nodeKinds,
  ontoFinish,
  type Part,
  type Row,
} from "./network.ts";
import { type Figures, setNode } from "./nodeFigures.ts";
import { Sequence } from "./sequence.ts";

/**
 * The network of a project: what its records say, put together.
 * @param fallbackStart when a project begins that does not say it
 */
export function buildNetwork(reading: ProjectReading, fallbackStart: LocalTime): Network {
  const compiler = WorkCompiler.of(reading);
  const { start } = reading.project.header;
  const from = start === undefined ? fallbackStart : startingTime(start);
  const built = builtBefore.get(compiler);
  const [sequence, changed] = built?.sequence.followedBy(reading, mostChanges) ?? [Sequence.of(reading)];
  const network =
    (built && changed && adapted(built.network, sequence, changed, compiler, from)) ??
    new Builder(reading, compiler, sequence, from).build();
  builtBefore.set(compiler, { sequence, network });
  return network;
}

/** Mostly, what is built is what was built before but for one task. */
const builtBefore = new WeakMap<WorkCompiler, { readonly sequence: Sequence; readonly network: Network }>();

/** With more changes than this, all is built anew. */
const mostChanges = 64;

type GrowingRow = { -readonly [K in keyof Row]: Row[K] };

class Builder {
  readonly #reading: ProjectReading;
  readonly #compiler: WorkCompiler;
  readonly #start: LocalTime;
  readonly #rows: GrowingRow[] = [];
  readonly #compiled: CompiledWork[] = [];
  readonly #sequence: Sequence;
  readonly #links: Links;
  readonly #times: WorkingTime[] = [];
  readonly #floatTimes: WorkingTime[] = [];
  readonly #parts = new Map<number, readonly Part[]>();
  readonly #constraints = new Map<number, Constraint>();
  readonly #delays = new Map<number, Part>();
  readonly #late = new Set<number>();
  readonly #stageFirst = new Map<number, number>();
  #size = 0;
  #kinds = new Uint8Array(0);
  #rowOfNode = new Int32Array(0);
  #nodeOfRow = new Int32Array(0);
  #stageStartOfRow = new Int32Array(0);
  #work = new Float64Array(0);
  #figures: Figures = {
    work: this.#work,
    times: this.#times,
    floatTimes: this.#floatTimes,
    parts: this.#parts,
    constraints: this.#constraints,
    delays: this.#delays,
  };

  constructor(reading: ProjectReading, compiler: WorkCompiler, sequence: Sequence, start: LocalTime) {
    this.#reading = reading;
    this.#compiler = compiler;
    this.#sequence = sequence;
    this.#start = start;
    this.#links = new Links(reading.index.places.length * 3);
  }

  build(): Network {
    this.#collectRows();
    const { length } = this.#rows;
    this.#nodeOfRow = new Int32Array(length);
    this.#stageStartOfRow = new Int32Array(length).fill(-1);
    // A stage has two nodes, and a third one when something waits for its start.
    let most = length;
    for (const { isStage } of this.#rows) if (isStage) most += 2;
    this.#kinds = new Uint8Array(most);
    this.#rowOfNode = new Int32Array(most);
    this.#work = new Float64Array(most);
    this.#figures = { ...this.#figures, work: this.#work };
    for (let row = 0; row < length; row++) this.#addNodes(row);
    for (let row = 0; row < length; row++) this.#addLinks(row);
    return {
      rows: this.#rows,
      rowOf: this.#sequence.rowOf,
      calendars: this.#compiler.calendars,
      start: this.#start,
      size: this.#size,
      kinds: this.#kinds,
      rowOfNode: this.#rowOfNode,
      parentOfRow: this.#sequence.parents,
      nodeOfRow: this.#nodeOfRow,
      stageStartOfRow: this.#stageStartOfRow,
      work: this.#work,
      times: this.#times,
      floatTimes: this.#floatTimes,
      parts: this.#parts,
      constraints: this.#constraints,
      delays: this.#delays,
      late: this.#late,
      ...this.#links.bySuccessor(this.#size),
    };
  }

  #collectRows(): void {
    const { records } = this.#sequence;
    for (let row = 0; row < records.length; row++) {
      const record = records[row] as WorkRecord;
      const parent = this.#sequence.parents[row] as number;
      const isStage = this.#sequence.isStage(row);
      const isMilestone = this.#sequence.isMilestone(row);
      const depth = parent < 0 ? 0 : (this.#rows[parent] as GrowingRow).depth + 1;
      this.#rows.push({ record, parent, depth, isStage, isMilestone, end: row + 1 });
      this.#compiled.push(this.#compiler.of(record, isStage, isMilestone));
    }
    for (let row = records.length - 1; row >= 0; row--) {
      const { parent, end } = this.#rows[row] as GrowingRow;
      const above = this.#rows[parent];
      if (above !== undefined && above.end < end) above.end = end;
    }
  }

  #node(row: number, kind: number, time: WorkingTime, floatTime: WorkingTime): number {
    const node = this.#size++;
    this.#kinds[node] = kind;
    this.#rowOfNode[node] = row;
    this.#times.push(time);
    this.#floatTimes.push(floatTime);
    return node;
  }

  #addNodes(row: number): void {
    const { isStage, parent } = this.#rows[row] as Row;
    const compiled = this.#compiled[row] as CompiledWork;
    const { time, floatTime, isLate } = compiled;
    if (isStage) this.#stageStartOfRow[row] = this.#node(row, nodeKinds.stageStart, time, floatTime);
    const node = this.#node(row, isStage ? nodeKinds.stageFinish : nodeKinds.activity, time, floatTime);
    this.#nodeOfRow[row] = node;
    setNode(
      this.#figures,
      { nodeOfRow: this.#nodeOfRow, stageStartOfRow: this.#stageStartOfRow },
      row,
      compiled,
      isStage,
    );
    if (!isStage && (isLate ?? this.#isLateStage(parent))) this.#late.add(node);
  }

  #isLateStage(parent: number): boolean {
    for (let row = parent; row >= 0; row = (this.#rows[row] as Row).parent) {
      const { isLate } = this.#compiled[row] as CompiledWork;
      if (isLate !== undefined) return isLate;
    }
    return false;
  }

  #addLinks(row: number): void {
    const { parent, isStage } = this.#rows[row] as Row;
    const node = this.#nodeOfRow[row] as number;
    const entry = isStage ? (this.#stageStartOfRow[row] as number) : node;
    if (parent >= 0) {
      this.#links.add(this.#stageStartOfRow[parent] as number, entry, linkTypes.SS);
      this.#links.add(node, this.#nodeOfRow[parent] as number, linkTypes.FF);
    }
    const { links } = this.#compiled[row] as CompiledWork;
    for (let index = 0; index < links.length; index++) {
      const link = links[index] as CompiledLink;
      const { type, lag, lagKind } = link;
      const place = this.#reading.index.resolve("work", link.on);
      const from = this.#sequence.rowAt(place);
      if (place?.record.id === link.on) link.on = place.record.id;
      if (from < 0 || from === row) continue;
      const source = (type & fromStart) !== 0 ? this.#startNode(from) : (this.#nodeOfRow[from] as number);
      if (!isStage || (type & ontoFinish) === 0) {
        this.#links.add(source, entry, type, lag, lagKind, index);
      } else {
        for (const last of this.#lastOnes(row)) this.#links.add(source, last, type, lag, lagKind, -2 - index);
      }
    }
  }

  #rowOfId(id: string): number {
    return this.#sequence.rowAt(this.#reading.index.resolve("work", id));
  }

  /** Where a record starts: of a stage, the start of the first thing it holds. */
  #startNode(row: number): number {
    const { isStage, end } = this.#rows[row] as Row;
    if (!isStage) return this.#nodeOfRow[row] as number;
    let node = this.#stageFirst.get(row);
    if (node === undefined) {
      const { time, floatTime } = this.#compiled[row] as CompiledWork;
      node = this.#node(row, nodeKinds.stageFirst, time, floatTime);
      this.#stageFirst.set(row, node);
      for (let inside = row + 1; inside < end; inside++) {
        if (!(this.#rows[inside] as Row).isStage) {
          this.#links.add(this.#nodeOfRow[inside] as number, node, linkTypes.SS);
        }
      }
    }
    return node;
  }

  /** What a stage holds that nothing else in it waits for: what has to wait when the finish of the stage waits. */
  #lastOnes(row: number): readonly number[] {
    const { end } = this.#rows[row] as Row;
    const waitedFor = new Set<number>();
    for (let inside = row + 1; inside < end; inside++) {
      for (const { on } of (this.#compiled[inside] as CompiledWork).links) waitedFor.add(this.#rowOfId(on));
    }
    const last: number[] = [];
    for (let inside = row + 1; inside < end; inside++) {
      if (!(this.#rows[inside] as Row).isStage && !waitedFor.has(inside)) last.push(this.#nodeOfRow[inside] as number);
    }
    return last;
  }
}
