import type { Task } from "../model/records.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { ProjectReading, RecordPlace } from "../text/reading/index.ts";

/** Where the records of a project's work stand: which one is in which row. */
interface Places {
  /** Of the places of the reading: their rows, -1 for what is no work. */
  readonly rowOfPosition: Int32Array;
  readonly parents: Int32Array;
  /** How many rows are tasks; the rest are milestones. */
  readonly tasks: number;
}

/** The records of the work in the order of rows: stages before what they hold, milestones behind the tasks. */
export class Sequence {
  readonly records: readonly WorkRecord[];
  /** How many of them are tasks; the rest are milestones. */
  readonly tasks: number;
  readonly #places: Places;
  readonly #reading: ProjectReading;

  private constructor(reading: ProjectReading, places: Places, records: readonly WorkRecord[]) {
    this.#reading = reading;
    this.#places = places;
    this.tasks = places.tasks;
    this.records = records;
  }

  static of(reading: ProjectReading): Sequence {
    const { places } = reading.index;
    const rowOfPosition = new Int32Array(places.length).fill(-1);
    const records: WorkRecord[] = [];
    const parents = new Int32Array(places.length);
    const add = ({ record, parent, position }: RecordPlace): void => {
      rowOfPosition[position] = records.length;
      parents[records.length] = parent === undefined ? -1 : (rowOfPosition[parent.position] as number);
      records.push(record as WorkRecord);
    };
    for (const place of places) if (place.section === "tasks") add(place);
    const tasks = records.length;
    for (const place of places) if (place.section === "milestones") add(place);
    return new Sequence(reading, { rowOfPosition, parents, tasks }, records);
  }

  /**
   * The sequence of a reading out of that of the one before, when no record came, went or moved: then most places are the same
   * objects, and only the others are looked at.
   * @param most so many rows may say something else
   * @returns it, and the rows whose record is another one; undefined where all has to be looked at
   */
  followedBy(
    reading: ProjectReading,
    most: number,
  ): readonly [sequence: Sequence, changed: readonly number[]] | undefined {
    const [{ places: old }, { places }] = [this.#reading.index, reading.index];
    if (places.length !== old.length) return undefined;
    const { rowOfPosition } = this.#places;
    const changed: number[] = [];
    if (places !== old) {
      for (let position = 0; position < places.length; position++) {
        const [place, was] = [places[position] as RecordPlace, old[position] as RecordPlace];
        if (place === was) continue;
        if (place.section !== was.section || place.parent?.position !== was.parent?.position) return undefined;
        const row = rowOfPosition[position] as number;
        if (row < 0 || place.record === was.record) continue;
        if (changed.push(row) > most) return undefined;
      }
    }
    if (changed.length === 0) return [new Sequence(reading, this.#places, this.records), changed];
    const records = this.records.slice();
    for (let position = 0; position < places.length; position++) {
      const row = rowOfPosition[position] as number;
      if (row >= 0 && places[position] !== old[position])
        records[row] = (places[position] as RecordPlace).record as WorkRecord;
    }
    return [new Sequence(reading, this.#places, records), changed];
  }

  /** By rows: the row of the stage each lies in, -1 for what lies in none. */
  get parents(): Int32Array {
    return this.#places.parents;
  }

  rowAt(place: RecordPlace | undefined): number {
    return place === undefined ? -1 : (this.#places.rowOfPosition[place.position] as number);
  }

  /** Whether a row is a stage. */
  isStage(row: number): boolean {
    const record = this.records[row] as WorkRecord;
    return row < this.tasks && (record as Task).tasks.length > 0;
  }

  isMilestone(row: number): boolean {
    return row >= this.tasks || (!this.isStage(row) && (this.records[row] as Task).milestone === true);
  }

  readonly rowOf = {
    get: (record: WorkRecord): number | undefined => {
      const row = this.rowAt(this.#reading.index.find("work", record.id));
      if (this.records[row] === record) return row;
      // One whose id is taken by another.
      const other = this.records.indexOf(record);
      return other < 0 ? undefined : other;
    },
  };
}
