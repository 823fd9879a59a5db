import type { ProblemCode, Severity } from "./problem.ts";

/** A kind of problem explained, for the reference. */
export interface ProblemExplanation {
  readonly severity: Severity;
  readonly cause: string;
  readonly fix: string;
  /** A slice that has this problem and no other; absent where it would fill pages. */
  readonly example?: string;
}

const task = "gantry: 1\n\ntasks:\n  api:\n    name: New payments API\n";

/** Every kind of problem with its cause and what to do, in the order of the reference. */
export const problemGuide: Readonly<Record<ProblemCode, ProblemExplanation>> = {
  tab: {
    severity: "error",
    cause: "A tab stands where YAML wants spaces.",
    fix: "Indent with two spaces. The quick fix writes them.",
    example: `${task}    effort:\t5d\n`,
  },
  anchor: {
    severity: "error",
    cause: "An anchor (`&name`) is YAML's way to repeat things; a plan states each fact where it belongs.",
    fix: "Remove it. In a text, write quotes around the value.",
    example: `${task}    note: &agreed Agreed on the phone\n`,
  },
  alias: {
    severity: "error",
    cause: "An alias (`*name`) or merge key (`<<`) repeats what stands elsewhere.",
    fix: "Write the value itself. In a text, write quotes around it.",
    example: `${task}    note: *agreed\n`,
  },
  tag: {
    severity: "error",
    cause: "A tag (`!!str`) sets a type; here the field says what its value is.",
    fix: "Remove it. In a text, write quotes around the value.",
    example: `${task}    note: !!str 2027\n`,
  },
  "second-document": {
    severity: "error",
    cause: "`---` begins a second document, or a line begins with `%`. A file holds one.",
    fix: "Remove the line, or move what follows to a file of its own.",
    example: `${task}    effort: 5d\n---\ngantry: 1\n`,
  },
  "no-colon": {
    severity: "error",
    cause: "A line is neither a field with a colon, nor an item of a list, nor a comment.",
    fix: "Finish the line, or put `#` before it.",
    example: `${task}    effort\n`,
  },
  indentation: {
    severity: "error",
    cause: "A line is indented so that it belongs to nothing.",
    fix: "Indent it as far as the lines it belongs to.",
    example: `${task}   effort: 5d\n`,
  },
  unclosed: {
    severity: "error",
    cause: "A quote or a bracket has no end.",
    fix: "Close it.",
    example: `${task}    note: "Agreed on the phone\n`,
  },
  "too-deep": {
    severity: "error",
    cause: "Something is nested more than 100 levels deep.",
    fix: "Move it up. Nobody reads a plan that deep.",
  },
  "too-large": {
    severity: "error",
    cause: "A file has more than 50 million characters.",
    fix: "Divide it into several files.",
  },
  syntax: {
    severity: "error",
    cause: "Something else that YAML does not allow.",
    fix: "Do what the message says; often quotes around the value help.",
    example: `${task}    note: "Agreed" on the phone\n`,
  },
  "merge-conflict": {
    severity: "error",
    cause:
      "Two versions contradict each other: the lines with which git marks a conflict stand in the file. Until it is settled, the first version counts.",
    fix: "Run *Gantry: Resolve Plan Conflict*, or keep one side and remove the marks.",
    example: `${task}<<<<<<< HEAD\n    effort: 5d\n=======\n    effort: 8d\n>>>>>>> feature\n`,
  },
  "left-out": {
    severity: "error",
    cause:
      "A project holds at most 5,000 YAML and Markdown files, six folders deep, each of at most 20 MB, so that one that is a whole repository can be looked through. What is beyond is not read; the message, on `gantry.yaml`, says what. Where only Markdown files lie too deep it is information, of a file that is too large it is a warning, since it may be none of the project's.",
    fix: "Move what is no part of the project out of its folder, and what lies too deep up; split a file that is too large. Folders called `node_modules`, `.git`, `dist` and `out` are never looked into, nor is a folder with a `gantry.yaml` of its own, which is another project.",
  },
  "no-version": {
    severity: "error",
    cause:
      "The file does not begin by saying which version of the language it is written in. Where the rest leaves no doubt that it belongs to the project, it is read all the same.",
    fix: "Begin it with the line `gantry: 1`.",
    example: "tasks:\n  api:\n    name: New payments API\n",
  },
  "newer-version": {
    severity: "error",
    cause: "A newer version of Gantry made the file. It is shown but not edited, so that nothing is lost.",
    fix: "Update Gantry.",
    example: "gantry: 2\n\ntasks:\n  api:\n    name: New payments API\n",
  },
  "unknown-key": {
    severity: "information",
    cause: "Gantry does not know a field or a section. It is kept as it is.",
    fix: "Correct the word if it is a typing mistake. Begin it with `x-` if it is your own.",
    example: `${task}    efort: 5d\n`,
  },
  "duplicate-key": {
    severity: "error",
    cause:
      "A field or a section stands twice in one place, or a fact of the project in two files, or a name twice in a list. The first one counts.",
    fix: "Keep one of them.",
    example: `${task}    effort: 5d\n    effort: 8d\n`,
  },
  "duplicate-id": {
    severity: "error",
    cause:
      "Two records have the same id: in one section, or one of them is a task and the other a milestone. So it is with two boxes of a checklist. References lead to the first. It happens when two people choose the same id and merge. It is a warning where an id under `was` is or was that of another record too.",
    fix: "Choose another id for one of them. The message shows both places.",
    example: `${task}\nmilestones:\n  api:\n    name: API released\n`,
  },
  "bad-id": {
    severity: "error",
    cause: "An id has capitals, spaces or other signs, begins with a digit, or is longer than 40 characters.",
    fix: "Use small letters, digits and hyphens. What people should read goes into `name`.",
    example: "gantry: 1\n\ntasks:\n  New API:\n    name: New payments API\n",
  },
  "wrong-value": {
    severity: "error",
    cause:
      "A value does not have the form that its field takes. The field counts as not stated. It is a warning where the value is read but can't be meant: a range that is not in order, an end before its start.",
    fix: "Write it as the message says.",
    example: `${task}    effort: 5 days\n`,
  },
  "wrong-shape": {
    severity: "error",
    cause: "A list, a text or fields stand where something else belongs.",
    fix: "Write it as the message says.",
    example: "gantry: 1\n\ntasks:\n  - New payments API\n",
  },
  "missing-field": {
    severity: "warning",
    cause:
      "A record has no name, or nothing at all; then it is a warning. A baseline without a date, money without an amount or an entry of a log without a time is an error.",
    fix: "State the field.",
    example: "gantry: 1\n\ntasks:\n  api:\n    effort: 5d\n",
  },
  "unknown-reference": {
    severity: "error",
    cause:
      "An id is named that no record has. A warning where it is a class of service that the project's rules do not name, or where a link in a document names it.",
    fix: "Choose an id that exists; completion offers them. Or write the record down.",
    example: `${task}    after: interviews\n`,
  },
  "old-reference": {
    severity: "warning",
    cause: "An id is named that its record had before it was renamed (it stands in `was`).",
    fix: "Write the new id. Logs and baselines may keep the old one.",
    example: `${task}    was: [service]\n\n  load:\n    name: Load test\n    after: service\n`,
  },
  "self-reference": {
    severity: "error",
    cause: "A task waits for itself, or a calendar is based on itself.",
    fix: "Remove the reference.",
    example: `${task}    after: api\n`,
  },
  "two-estimates": {
    severity: "error",
    cause: "A task has `effort` and `duration` but nobody to work on it, so that one of them says nothing.",
    fix: "Keep one of them, or say `who`; then the share of their time follows.",
    example: `${task}    effort: 5d\n    duration: 10d\n`,
  },
  "stage-estimate": {
    severity: "error",
    cause: "A stage has an `effort` or a `duration`. It takes what its tasks take.",
    fix: "Move the estimate to one of its tasks.",
    example: `${task}    effort: 5d\n    tasks:\n      draft:\n        name: Draft\n        effort: 2d\n`,
  },
  "milestone-work": {
    severity: "error",
    cause: "A task that is marked as a milestone has an `effort` or a `duration`.",
    fix: "Remove one or the other.",
    example: `${task}    milestone: true\n    effort: 5d\n`,
  },
  "progress-in-plan": {
    severity: "error",
    cause: "Progress stands in the plan. It belongs into the log, where two people can report at once.",
    fix: "Log it. The quick fix moves it there.",
    example: `${task}    done: 40%\n`,
  },
  "dependency-circle": {
    severity: "error",
    cause: "Tasks wait for each other in a circle, so that none of them can begin.",
    fix: "Take out one of the links. They are all named. Until then the last one of them is left out of the schedule.",
    example:
      "gantry: 1\n\ntasks:\n  api:\n    name: New payments API\n    effort: 5d\n    after: tests\n\n  tests:\n    name: Tests\n    effort: 2d\n    after: api\n",
  },
  "calendar-circle": {
    severity: "error",
    cause: "Calendars are based on each other in a circle.",
    fix: "Take out one `based-on`.",
    example:
      "gantry: 1\n\ncalendars:\n  early:\n    name: Early shift\n    based-on: late\n\n  late:\n    name: Late shift\n    based-on: early\n",
  },
  "constraint-conflict": {
    severity: "warning",
    cause:
      "A stated date that can't hold: what the task waits for, its length, the start of the project or another date of its own does not allow it, nobody who works on it is there on that day, or a stage starts or ends otherwise. A task is planned on its date all the same: by a `…-no-later` never before the project, by `must-start` and `must-finish` there too. Float is negative where something is too late for it.",
    fix: "Change the date, make what comes before it shorter, or take out the link. The message says by how much it is missed. A `deadline` is watched without moving anything.",
    example:
      "gantry: 1\n\nstart: 2027-01-04\n\ntasks:\n  api:\n    name: New payments API\n    effort: 10d\n\n  tests:\n    name: Tests\n    effort: 2d\n    after: api\n    must-start: 2027-01-11\n",
  },
  "endless-work": {
    severity: "error",
    cause:
      "Nobody works on a task as long as it needs: its calendar has no hours, its people are never there or have left, or it would run past the year 9999.",
    fix: "Look at the hours of the calendar, at `from`, `until` and `capacity` of the people, and at the estimate.",
    example:
      "gantry: 1\n\nstart: 2027-01-04\n\npeople:\n  ana:\n    name: Ana Kovač\n    until: 2027-01-08\n\ntasks:\n  api:\n    name: New payments API\n    effort: 10d\n    who: ana\n",
  },
};

/** The reference of all problems as Markdown, each with an example that has it. */
export function problemReference(): string {
  return Object.entries(problemGuide)
    .map(([code, { severity, cause, fix, example }]) => {
      const head = `#### ${code}\n\n${severity[0]?.toUpperCase()}${severity.slice(1)}. ${cause}\n\nWhat to do: ${fix}\n`;
      return example === undefined ? head : `${head}\n\`\`\`yaml\n# problem: ${code}\n${example}\`\`\`\n`;
    })
    .join("\n");
}
