import type { LocalTime } from "../calendar/index.ts";
import type { WorkRecord } from "../model/taskProgress.ts";
import type { CompiledLink, CompiledWork, WorkCompiler } from "./compiledWork.ts";
import type { Network, Row } from "./network.ts";
import { setNode } from "./nodeFigures.ts";
import type { Sequence } from "./sequence.ts";

/**
 * The network of before with what has changed since; undefined when that is more than a few figures of a few records.
 * @param changed rows whose record is another one
 */
export function adapted(
  before: Network,
  sequence: Sequence,
  changed: readonly number[],
  compiler: WorkCompiler,
  start: LocalTime,
): Network | undefined {
  const { rows } = before;
  const { records } = sequence;
  const same = { ...before, rowOf: sequence.rowOf, start };
  if (changed.length === 0) return same;
  const next = {
    rows: rows.slice(),
    work: before.work.slice(),
    times: before.times.slice(),
    floatTimes: before.floatTimes.slice(),
    parts: new Map(before.parts),
    constraints: new Map(before.constraints),
    delays: new Map(before.delays),
  };
  for (const row of changed) {
    const known = rows[row] as Row;
    const record = records[row] as WorkRecord;
    const [isStage, isMilestone] = [sequence.isStage(row), sequence.isMilestone(row)];
    const was = compiler.of(known.record, known.isStage, known.isMilestone);
    const is = compiler.of(record, isStage, isMilestone);
    const isSimilar = known.record.id === record.id && sameOldIds(known.record, record) && sameLinks(was, is);
    if (!isSimilar || known.isStage !== isStage || was.isLate !== is.isLate) return undefined;
    next.rows[row] = { ...known, record, isMilestone };
    setNode(next, before, row, is, isStage);
  }
  return { ...same, ...next };
}

function sameLinks({ links: one }: CompiledWork, { links: other }: CompiledWork): boolean {
  return (
    one.length === other.length &&
    one.every((link, index) => {
      const { on, type, lag, lagKind } = other[index] as CompiledLink;
      return link.on === on && link.type === type && link.lag === lag && link.lagKind === lagKind;
    })
  );
}

function sameOldIds({ was: one }: WorkRecord, { was: other }: WorkRecord): boolean {
  return one === other || (one ?? []).join() === (other ?? []).join();
}
