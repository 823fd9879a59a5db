import type { WorkingTime } from "../../calendar/index.ts";
import type { Id } from "../../model/identifier.ts";
import type { IsoDate } from "../../model/moment.ts";
import type { Baseline } from "../../model/records.ts";
import type { DurationWriter } from "./durations.ts";
import { finishMoment, startMoment } from "./moments.ts";
import type { Outline } from "./outline.ts";
import { moneyOf, secondsOf, timeOf, wholeNumber } from "./values.ts";

type BaselineTask = NonNullable<Baseline["tasks"]> extends ReadonlyMap<string, infer T> ? T : never;

/** Microsoft Project has eleven. */
const lastBaseline = 10;

/**
 * The baselines of a file, by their numbers. It does not say when they were saved; the date is the caller's.
 * @param time the project's working time
 */
export function baselinesOf(
  outline: Outline,
  date: IsoDate,
  time: WorkingTime,
  writer: DurationWriter,
): readonly Baseline[] {
  const found = new Map<number, Map<Id, BaselineTask>>();
  for (const { element, id, name } of outline.rows) {
    for (const baseline of element.all("Baseline")) {
      const number = wholeNumber(baseline.take("Number")) ?? 0;
      const start = timeOf(baseline.take("Start"));
      let finish = timeOf(baseline.take("Finish"));
      if (start !== undefined && finish !== undefined && finish < start) {
        baseline.child("Finish")?.loseAll("left-out", "It lies before the start that the baseline holds.", name);
        finish = undefined;
      }
      const work = secondsOf(baseline.take("Work"));
      const cost = moneyOf(baseline.take("Cost"));
      baseline.lose("Duration", "left-out", "A baseline holds start and finish; the duration follows from them.", name);
      baseline.settle("DurationFormat");
      if (number < 0 || number > lastBaseline) {
        baseline.loseAll("left-out", "There is no baseline of that number.", name);
        continue;
      }
      const planned = {
        ...(start !== undefined && { start: startMoment(start, [time]) }),
        ...(finish !== undefined && { finish: finishMoment(finish, [time]) }),
        ...(work !== undefined && work > 0 && { work: writer.write(work, "h") }),
        ...(cost !== undefined && { cost }),
      };
      if (Object.keys(planned).length === 0) continue;
      let tasks = found.get(number);
      if (tasks === undefined) {
        tasks = new Map();
        found.set(number, tasks);
      }
      if (!tasks.has(id)) tasks.set(id, planned);
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([number, tasks]) => ({
      id: number === 0 ? "baseline" : `baseline-${number}`,
      name: number === 0 ? "Baseline" : `Baseline ${number}`,
      date,
      tasks,
    }));
}
