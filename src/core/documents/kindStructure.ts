/** What `kind.yaml` says of a kind of work: how its plan can be cut into iterations, gates and a flow. */
import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { type DayNumber, parseDate } from "../model/date.ts";
import { type Method, methods } from "../model/project.ts";
import { mapAt, parseYaml, recordsOf, textAt, topMap, valueText } from "./yamlText.ts";

export interface IterationPlan {
  readonly goal: string;
  /** Task ids in the order of the backlog. */
  readonly tasks: readonly string[];
}

export interface KindStructure {
  /** The Monday that all dates of the kind's files count from. */
  readonly start: DayNumber;
  /** The stage whose tasks become a backlog. */
  readonly iterate?: {
    readonly stage: string;
    /** The Monday on which the first iteration starts. */
    readonly from: DayNumber;
    /** Length of an iteration. */
    readonly weeks: number;
    readonly iterations: readonly IterationPlan[];
  };
  /** Stages between which items flow freely. */
  readonly flow: readonly string[];
  /** Class of service → task ids; the others are of the class `standard`. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** By how many weeks a method's deadlines lie later than in the kind's files. */
  readonly deadlinesLater: Readonly<Partial<Record<Method, number>>>;
  /** By how many weeks a method's iterations start later than `from`. */
  readonly iterationsLater: Readonly<Partial<Record<Method, number>>>;
}

/**
 * Reads a kind's structure. Dates are moved with `move`.
 *
 * @returns undefined when the text is no such description.
 */
export function readKindStructure(
  text: string,
  move: (day: DayNumber, start: DayNumber) => DayNumber,
): KindStructure | undefined {
  const document = parseYaml(text);
  const top = topMap(document);
  const start = parseDate(textAt(top, "start") ?? "");
  if (document.errors.length > 0 || start === undefined) return undefined;
  const iterate = mapAt(top, "iterate");
  const from = iterate === undefined ? undefined : parseDate(textAt(iterate, "from") ?? "");
  return {
    start,
    ...(iterate === undefined || from === undefined
      ? {}
      : {
          iterate: {
            stage: textAt(iterate, "stage") ?? "",
            from: move(from, start),
            weeks: Number(textAt(iterate, "weeks") ?? 2),
            iterations: recordsOf(mapAt(iterate, "iterations")).map(({ record }) => ({
              goal: textAt(record, "goal") ?? "",
              tasks: listAt(record, "tasks"),
            })),
          },
        }),
    flow: listAt(top, "flow"),
    classes: Object.fromEntries(
      (mapAt(top, "classes")?.items ?? []).map((pair) => [
        isScalar(pair.key) ? valueText(pair.key) : "",
        isSeq(pair.value) ? pair.value.items.filter((item) => isScalar(item)).map(valueText) : [],
      ]),
    ),
    deadlinesLater: weeksByMethod(mapAt(top, "deadlines-later")),
    iterationsLater: weeksByMethod(mapAt(top, "iterations-later")),
  };
}

function listAt(map: YAMLMap, key: string): readonly string[] {
  const value = map.get(key, true);
  return isSeq(value) ? value.items.filter((item) => isScalar(item)).map(valueText) : [];
}

function weeksByMethod(map: YAMLMap | undefined): Partial<Record<Method, number>> {
  const weeks: Partial<Record<Method, number>> = {};
  for (const method of methods) {
    const value = isMap(map) ? textAt(map, method) : undefined;
    const match = /^(\d+)w$/.exec(value ?? "");
    if (match !== null) weeks[method] = Number(match[1]);
  }
  return weeks;
}
