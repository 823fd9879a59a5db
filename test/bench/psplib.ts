import type { LevellingInput } from "../../src/core/schedule/levelling/problem.ts";

/** Reads a single-mode instance of PSPLIB (`.sm`). Throws with what is missing. */
export function readPsplib(text: string): LevellingInput {
  const lines = text.split(/\r?\n/);
  const numbersOf = (line: string): number[] => (line.match(/\d+/g) ?? []).map(Number);
  /** The lines below a heading that hold numbers, up to the next row of stars. */
  const section = (heading: string): number[][] => {
    const at = lines.findIndex((line) => line.startsWith(heading));
    if (at < 0) throw new Error(`There is no "${heading}".`);
    const end = lines.findIndex((line, index) => index > at && line.startsWith("*"));
    return lines
      .slice(at + 1, end < 0 ? lines.length : end)
      .filter((line) => /^[\s\d]*\d[\s\d]*$/.test(line))
      .map(numbersOf);
  };
  const capacities = section("RESOURCEAVAILABILITIES").at(-1) ?? [];
  const requests = section("REQUESTS/DURATIONS");
  const activities = requests.map(([, , duration = 0, ...amounts]) => ({
    duration,
    demands: amounts.map((amount, resource) => ({ resource, amount })),
  }));
  const precedences = section("PRECEDENCE RELATIONS").flatMap(([job = 0, , , ...successors]) =>
    successors.map((successor) => ({ from: job - 1, to: successor - 1, weight: activities[job - 1]?.duration ?? 0 })),
  );
  return { activities, precedences, capacities };
}
