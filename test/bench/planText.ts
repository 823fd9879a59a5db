/**
 * A plan as people write one: stages of tasks with effort ranges, people, links, constraints and notes, the same for the same
 * number.
 */
export function planText(tasks: number, stageSize = 25): string {
  const lines = ["gantry: 1", "", "# A plan of the bench.", "tasks:"];
  for (let task = 0; task < tasks; task += 1) {
    if (task % stageSize === 0) {
      if (task > 0) lines.push("");
      const stage = task / stageSize;
      lines.push(`  stage-${stage}:`, `    name: Stage ${stage}`);
      if (stage > 0) lines.push(`    after: stage-${stage - 1}`);
      lines.push("    tasks:");
    } else {
      lines.push("");
    }
    lines.push(`      task-${task}:`, `        name: Task number ${task}, as one would call it`);
    lines.push(
      task % 3 === 0
        ? `        effort: ${4 + (task % 5)}d / ${8 + (task % 7)}d / 20d`
        : `        effort: ${1 + (task % 9)}d`,
    );
    lines.push(
      task % 4 === 0
        ? "        who: [ana, chen 50%]"
        : `        who: ${["ana", "chen", "bo", "2 developer"][task % 4]}`,
    );
    if (task % stageSize > 0) {
      if (task % 5 === 0 && task % stageSize > 1)
        lines.push("        after:", `          - task-${task - 1}`, `          - task-${task - 2} SS+1d`);
      else lines.push(`        after: task-${task - 1}`);
    }
    if (task % 17 === 0) lines.push("        start-no-earlier: 2027-02-01  # agreed");
    if (task % 23 === 0) lines.push('        note: "Waits for the provider: see the minutes"');
    if (task % 29 === 0) lines.push("        links: {jira: PAY-12}");
  }
  return `${lines.join("\n")}\n`;
}

export const headerText = `gantry: 1

name: Bench
start: 2027-01-04
currency: EUR
time-zone: Europe/Vienna
manager: ana

people:
  ana:
    name: Ana
    rate: 90/h

  chen:
    name: Chen
    rate: 92/h

  bo:
    name: Bo
    rate: 84/h

  developer:
    name: Developer
    count: 4
    rate: 80/h
`;

/**
 * A plan whose tasks run side by side: layers of a hundredth of them, at least 20 wide, each task behind two of the layer before, with
 * people on calendars of their own, so that it lasts some years whatever its size.
 * @param from the first task to write; @param to the one behind the last
 */
export function layeredPlan(tasks: number, from = 0, to = tasks): string {
  const width = Math.max(20, Math.ceil(tasks / 100));
  const lines = ["gantry: 1", "", "tasks:"];
  for (let task = from; task < to; task += 1) {
    const layer = Math.floor(task / width);
    const column = task % width;
    lines.push(
      `  t${task}:`,
      `    name: Task ${task}`,
      `    effort: ${1 + ((task * 7) % 9)}d`,
      `    who: p${task % 50}`,
    );
    if (layer > 0) {
      const other = (column * 13 + 5) % width;
      const before = (layer - 1) * width;
      const links = [
        `t${before + column}`,
        ...(other === column ? [] : [`t${before + other}${task % 7 === 0 ? " SS+1d" : ""}`]),
      ];
      lines.push(`    after: [${links.join(", ")}]`);
    }
    if (task % 97 === 0) lines.push("    start-no-earlier: 2027-02-01");
    lines.push("");
  }
  return `${lines.join("\n")}\n`;
}

/** Fifty people, of whom ten work part time and each has a week of leave; three holidays. */
export const layeredPlanHeader = [
  "gantry: 1",
  "",
  "name: Bench",
  "start: 2027-01-04",
  "calendar: office",
  "",
  "calendars:",
  "  office:",
  "    name: Office",
  "    hours: {monday: 09:00-13:00, tuesday: 09:00-17:00, wednesday: 09:00-17:00, thursday: 09:00-17:00, friday: 09:00-15:00}",
  "    holidays: {2027-01-06: Epiphany, 2027-03-29: Easter Monday, 2027-05-01: May Day}",
  "  part-time:",
  "    name: Part time",
  "    based-on: office",
  "    hours: {friday: off}",
  "",
  "people:",
  ...Array.from({ length: 50 }, (_, person) => {
    const calendar = person % 5 === 0 ? ", calendar: part-time" : "";
    const month = 1 + (person % 12);
    return `  p${person}: {name: Person ${person}, leave: 2027-${String(month).padStart(2, "0")}-11 / 2027-${String(month).padStart(2, "0")}-15${calendar}}`;
  }),
  "",
].join("\n");
