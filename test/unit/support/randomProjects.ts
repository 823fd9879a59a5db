import fc from "fast-check";

/** What a task takes, as a number of hours or of elapsed hours, and what is logged of it. */
export interface RandomTask {
  readonly id: string;
  readonly stage: number;
  readonly lines: readonly string[];
  readonly unit: "h" | "eh";
  readonly kind: "effort" | "duration" | "milestone";
  readonly log?: string;
}

/** A project with all that the language knows about dates: people, calendars, links, lags, constraints, delays, progress. */
export interface RandomProject {
  readonly tasks: readonly RandomTask[];
  readonly stages: readonly string[];
  readonly header: string;
}

const header = `gantry: 1

name: P
start: 2027-01-04
calendar: usual

people:
  ana:
    name: Ana
  bo:
    name: Bo
    calendar: early
    leave: [2027-01-11 / 2027-01-13]
  chen:
    name: Chen
    calendar: weekend
  dev:
    name: Developer
    count: 3

calendars:
  usual:
    name: Usual
    hours:
      monday: 08:00-12:00, 13:00-17:00
      tuesday: 08:00-12:00, 13:00-17:00
      wednesday: 08:00-12:00, 13:00-17:00
      thursday: 08:00-12:00, 13:00-17:00
      friday: 08:00-12:00, 13:00-17:00
    holidays:
      2027-01-06: Holiday
  early:
    name: Early
    hours:
      monday: 06:00-14:00
      tuesday: 06:00-14:00
      wednesday: 06:00-14:00
      thursday: 06:00-10:00
  weekend:
    name: Weekend
    hours:
      friday: 09:00-12:00
      saturday: 08:00-16:00
      sunday: 08:00-16:00
`;

const day = fc.integer({ min: 0, max: 25 }).map((at) => new Date(Date.UTC(2027, 0, 4 + at)).toISOString().slice(0, 10));
const moment = fc.oneof(
  day,
  fc.tuple(day, fc.integer({ min: 7, max: 17 })).map(([date, hour]) => `${date}T${String(hour).padStart(2, "0")}:30`),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: freq, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const task = fc.record({
  stage: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom("effort", "effort", "duration", "duration", "duration", "milestone"),
  isElapsed: fc.constantFrom(false, false, false, false, true),
  who: fc.constantFrom("", "", "ana", "ana 50%", "bo", "bo 30%", "[ana, bo]", "[ana 50%, chen]", "2 dev"),
  calendar: fc.constantFrom("", "", "", "early", "weekend"),
  links: fc.array(
    fc.record({
      on: fc.nat(),
      type: fc.constantFrom("FS", "FS", "FS", "SS", "FF", "SF"),
      lag: fc.constantFrom("", "", "", "+4h", "-3h", "+6eh", "-5eh", "+50%", "-25%"),
      toStage: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 3 },
  ),
  constraint: rarely(
    fc.tuple(
      fc.constantFrom(
        "start-no-earlier",
        "start-no-later",
        "finish-no-earlier",
        "finish-no-later",
        "must-start",
        "must-finish",
        "deadline",
      ),
      moment,
    ),
    4,
  ),
  delay: rarely(fc.constantFrom("4h", "1d", "7eh"), 8),
  isLate: fc.constantFrom(false, false, false, false, true),
  log: rarely(
    fc.tuple(fc.constantFrom("start", "start", "done", "left", "finish", "both"), day, fc.integer({ min: 1, max: 9 })),
    5,
  ),
});

/** @param hasProgress whether anything was logged */
export function randomProject(): fc.Arbitrary<RandomProject> {
  return fc
    .record({
      tasks: fc.array(task, { minLength: 1, maxLength: 14 }),
      stageLinks: fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom("", " SS", " FF", " SS+2h")), {
        maxLength: 2,
      }),
      stageConstraint: rarely(fc.tuple(fc.nat(3), day), 5),
      hasProgress: fc.boolean(),
      stays: fc.boolean(),
      status: rarely(day, 2),
    })
    .map(({ tasks, stageLinks, stageConstraint, hasProgress, status }) => {
      const sorted = [...tasks].sort((a, b) => a.stage - b.stage);
      const made = sorted.map((one, index): RandomTask => {
        const after = one.links.flatMap(({ on, type, lag, toStage }) => {
          const other = index === 0 ? undefined : sorted[on % index];
          if (other === undefined) return [];
          const target = toStage && other.stage < one.stage ? `s${other.stage}` : `t${on % index}`;
          return [{ target, text: `${target} ${type}${lag}` }];
        });
        const unique = after.filter(({ target }, at) => after.findIndex((link) => link.target === target) === at);
        const { kind, who, calendar, constraint, delay, isLate, log } = one;
        const lines = [
          kind === "milestone" ? "milestone: true" : "",
          who !== "" && kind !== "milestone" ? `who: ${who}` : "",
          calendar === "" ? "" : `calendar: ${calendar}`,
          unique.length > 0 ? `after: [${unique.map(({ text }) => text).join(", ")}]` : "",
          constraint === undefined ? "" : `${constraint[0]}: ${constraint[1]}`,
          delay === undefined ? "" : `delay: ${delay}`,
          isLate ? "schedule: late" : "",
        ].filter((line) => line !== "");
        return {
          id: `t${index}`,
          stage: one.stage,
          lines,
          kind: kind as RandomTask["kind"],
          unit: kind === "duration" && one.isElapsed ? "eh" : "h",
          ...(hasProgress && log !== undefined && { log: logText(log) }),
        };
      });
      const used = [0, 1, 2, 3].filter((stage) => made.some((one) => one.stage === stage));
      const stages = [0, 1, 2, 3].map((stage) => {
        const waits = stageLinks.filter(([from, to]) => to === stage && from < to && used.includes(from));
        const unique = waits.filter(([from], at) => waits.findIndex(([other]) => other === from) === at);
        const after =
          unique.length === 0 ? "" : `    after: [${unique.map(([from, , type]) => `s${from}${type}`).join(", ")}]\n`;
        const held = stageConstraint?.[0] === stage ? `    start-no-earlier: ${stageConstraint[1]}\n` : "";
        return after + held;
      });
      return {
        tasks: made,
        stages,
        header: status === undefined ? header : header.replace("start:", `status-date: ${status}\nstart:`),
      };
    });
}

function logText([kind, date, amount]: readonly [string, string, number]): string {
  switch (kind) {
    case "start":
      return `start: ${date}`;
    case "done":
      return `done: ${amount}0%`;
    case "left":
      return `start: ${date}, left: ${amount}h`;
    case "finish":
      return `finish: ${date}`;
    default:
      return `start: ${date}, finish: ${date}`;
  }
}

/** The files of the project. @param amountOf what a task takes, as it stands behind `effort:` or `duration:` */
export function filesOf(
  project: RandomProject,
  amountOf: (task: RandomTask, index: number) => string,
): Readonly<Record<string, string>> {
  const lines = ["tasks:"];
  for (const [stage, more] of project.stages.entries()) {
    const inside = project.tasks.filter((one) => one.stage === stage);
    if (inside.length === 0) continue;
    lines.push(`  s${stage}:`, `    name: Stage ${stage}`);
    if (more !== "") lines.push(more.trimEnd());
    lines.push("    tasks:");
    for (const one of inside) {
      lines.push(`      ${one.id}:`, `        name: ${one.id}`);
      if (one.kind !== "milestone") lines.push(`        ${one.kind}: ${amountOf(one, project.tasks.indexOf(one))}`);
      lines.push(...one.lines.map((line) => `        ${line}`));
    }
  }
  const logs = project.tasks.filter(({ log }) => log !== undefined);
  return {
    "gantry.yaml": project.header,
    "plan.yaml": `gantry: 1\n\n${lines.join("\n")}\n`,
    ...(logs.length > 0 && {
      "progress/ana.yaml": `gantry: 1\n\nprogress:\n${logs.map(({ id, log }) => `  - {at: 2027-01-12T15:00:00Z, task: ${id}, ${log}}`).join("\n")}\n`,
    }),
  };
}
