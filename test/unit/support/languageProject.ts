import {
  type Completion,
  type Completions,
  completionsAt,
  type LanguageTable,
} from "../../../src/core/language/index.ts";
import { type ProjectReading, readSlice, type Slice, unite } from "../../../src/core/text/reading/index.ts";

/** A project with people, a role, stages, milestones, an iteration, a calendar, a risk and a log. */
export const sampleFiles: Readonly<Record<string, string>> = {
  "gantry.yaml": `gantry: 1

name: Payments
start: 2027-01-04
currency: EUR
manager: ana

people:
  ana:
    name: Ana Dimitrova
    role: Project manager

  chen:
    name: Chen Wei
    role: Lead developer

  developer:
    name: Developer
    count: 4
`,
  "plan.yaml": `gantry: 1

tasks:
  discovery:
    name: Discovery
    tasks:
      interviews:
        name: Interview ten merchants
        effort: 5d
        who: [ana, chen 50%]

      findings:
        name: Write up what we learned
        duration: 2d
        after: interviews

  build:
    name: Build
    after: discovery
    tasks:
      api:
        name: New payments API
        effort: 8d / 12d / 20d
        who: chen
        after:
          - findings
        links: {jira: PAY-12}

      load:
        name: Load tests
        effort: 3d
`,
  "timeline.yaml": `gantry: 1

milestones:
  pilot:
    name: Pilot
    date: 2027-02-05
    after: api

iterations:
  iteration-1:
    name: Iteration 1
    start: 2027-01-25
    finish: 2027-02-05

calendars:
  standard:
    name: Standard week
    hours:
      monday: 09:00-17:00
`,
  "risks.yaml": `gantry: 1

risks:
  sandbox:
    name: The sandbox refuses our merchants
    category: supplier
    status: open
    note: See tasks/api and issues/none
`,
  "progress/ana.yaml": `gantry: 1

progress:
  - {at: 2027-01-13T15:10:00Z, task: interviews, done: 40%, spent: 2d}
  - {at: 2027-01-14T15:10:00Z, task: interviews, done: 60%}
`,
};

export function reading(files: Readonly<Record<string, string>>): ProjectReading {
  return unite(
    Object.entries(files).map(([path, text]) => readSlice(path, text)),
    "test",
  );
}

export function sliceOf(project: ProjectReading, path: string): Slice {
  const slice = project.slices.find((candidate) => candidate.path === path);
  if (slice === undefined) throw new Error(`There is no ${path}.`);
  return slice;
}

/** A text with its cursor, which stands at the `|`; a bar that is meant is written `¦`. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("|");
  if (offset < 0) throw new Error("There is no cursor in the text.");
  const text = (marked.slice(0, offset) + marked.slice(offset + 1)).replaceAll("¦", "|");
  return { text, offset };
}

/** The sample with one file replaced by a text with a cursor. */
export function placed(
  path: string,
  marked: string,
  files = sampleFiles,
): { readonly project: ProjectReading; readonly slice: Slice; readonly offset: number } {
  const { text, offset } = atCursor(marked);
  const project = reading({ ...files, [path]: text });
  return { project, slice: sliceOf(project, path), offset };
}

export interface CompleteOptions {
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly table?: LanguageTable;
  readonly paths?: readonly string[];
}

export function complete(
  marked: string,
  { path = "plan.yaml", files = sampleFiles, table, paths }: CompleteOptions = {},
): Completions {
  const { project, slice, offset } = placed(path, marked, files);
  return completionsAt(project, slice, offset, {
    today: "2027-01-20",
    now: "2027-01-20T10:00:00Z",
    ...(paths && { files: paths }),
    ...(table && { table }),
  });
}

export function labels({ items }: Completions): readonly string[] {
  return items.map(({ label }) => label);
}

/** The text after a completion is taken, its places to type in left empty and the last one marked. */
export function accepted(marked: string, item: Completion): string {
  const { text } = atCursor(marked);
  const also = item.alsoEdits ?? [];
  const indent = /^ */.exec(text.slice(text.lastIndexOf("\n", item.start - 1) + 1))?.[0] ?? "";
  const insert = item.isSnippet ? plain(item.insert).replaceAll("\n", `\n${indent}`) : item.insert;
  const edits = [{ start: item.start, end: item.end, text: insert }, ...also].sort((a, b) => b.start - a.start);
  return edits.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

function plain(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1")
    .replace(/\$\d+/g, "")
    .replace(/\\(.)/g, "$1");
}
