import {
  type Cause,
  type Comparison,
  type ComparisonSide,
  compare,
  frozenSchedule,
  type Move,
  moveText,
  type Schedule,
  type Shift,
  withAuthors,
} from "../../core/schedule/index.ts";
import { baselineOf, baselinePrefix } from "../baselines.ts";
import type { Command } from "../command.ts";
import { type Io, Refusal } from "../io.ts";
import { findProject, findProjectAbove, type OpenProject, openProject } from "../openProject.ts";
import { plain } from "../plainText.ts";
import type { Json } from "../projectJson.ts";
import { authorOfLine, openProjectAt } from "../revision.ts";
import { finishJson, minutes, momentJson, scheduleOf, statusDateOption } from "../scheduling.ts";
import type { Style } from "../style.ts";
import { tableLines } from "../table.ts";
import { placing } from "./explain.ts";

export const diff: Command = {
  name: "diff",
  usage: "[<a>] [<b>] [options]",
  about: "Says what moved between two states of a project, by how much, why and by whom.",
  details: [
    "A side is a revision of git (HEAD~3, a tag, a branch), a folder, or baseline:<id>, which can be the first one only. Without the",
    "second side, it is the files as they lie there now; without the first one, HEAD. A folder alone is compared with its HEAD.",
    "Both sides are scheduled on the same day, so that nothing moves by the passing of time alone.",
  ],
  examples: ["gantry diff", "gantry diff HEAD~3", "gantry diff v1.0 v1.1", "gantry diff baseline:approved"],
  takes: [0, 2],
  options: {
    "status-date": statusDateOption,
    project: { value: "folder", about: "The project's folder." },
  },
  run: async (request, io, style) => {
    const { positional, options } = request;
    const sides = await sidesOf(io, positional, options.project);
    const after = scheduleOf(io, sides.after.reading, options["status-date"]);
    const before = sideOf(io, sides.before, sides.after, options["status-date"]);
    const bare = compare(before, after);
    const comparison = await authored(io, bare, after, sides.after);
    const placeAfter = placing(after);
    const placeBefore = "reading" in before ? placing(before) : undefined;
    return {
      exitCode: 0,
      text: `${textLines(after, comparison, style).join("\n")}\n`,
      json: {
        folder: io.shown(sides.after.folder),
        before: sides.names[0],
        after: sides.names[1],
        summary: comparison.summary,
        ...(comparison.start && { start: shiftJson(comparison.start, momentJson) }),
        ...(comparison.finish && { finish: shiftJson(comparison.finish, finishJson) }),
        deadlines: comparison.deadlines.map(({ record, before: then, after: now }) => ({
          id: record.id,
          ...(then !== undefined && { missedByMinutesBefore: minutes(then) }),
          missedByMinutes: minutes(now),
        })),
        causes: comparison.causes.map((cause) => {
          const placed = cause.side === "after" ? placeAfter : placeBefore;
          return causeJson(cause, after, cause.place && placed?.(cause.place));
        }),
        tasks: comparison.moves.map(moveJson),
      },
    };
  },
};

type Side = OpenProject | { readonly baseline: string };

interface Sides {
  readonly before: Side;
  readonly after: OpenProject & { readonly commit?: string };
  /** As they were asked for. */
  readonly names: readonly [string, string];
}

const workingFiles = "the files";

async function sidesOf(io: Io, positional: readonly string[], given: string | undefined): Promise<Sides> {
  const [first, second] = positional;
  if (second?.startsWith(baselinePrefix) === true) {
    throw new Refusal("A baseline keeps dates alone, so it can be the first side only.");
  }
  const open = async (name: string): Promise<OpenProject & { readonly commit?: string }> =>
    (await isFolder(io, name)) ? openProject(io, name) : openProjectAt(io, await folderOf(io, name, given), name);
  if (first === undefined || (second === undefined && (await isFolder(io, first)))) {
    const folder = await findProject(io, first ?? given);
    const after = await openProject(io, folder);
    return { before: await openProjectAt(io, folder, "HEAD"), after, names: ["HEAD", first ?? workingFiles] };
  }
  const after = second === undefined ? await openProject(io, given) : await open(second);
  const before = first.startsWith(baselinePrefix)
    ? { baseline: first.slice(baselinePrefix.length) }
    : await open(first);
  return { before, after, names: [first, second ?? workingFiles] };
}

/** The project a revision is of. Where there is none, the name was no revision either, and may have been meant as a folder. */
async function folderOf(io: Io, name: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return findProject(io, given);
  const folder = await findProjectAbove(io);
  if (folder !== undefined) return folder;
  throw new Refusal(
    `“${plain(name)}” is neither a folder with a project nor a revision of one: there is no project here. If it is a revision, name the project's folder with --project.`,
  );
}

/** A branch may have a folder's name; a path that says so is meant as one. */
async function isFolder(io: Io, name: string): Promise<boolean> {
  return !name.startsWith(baselinePrefix) && (await io.kindOf(io.resolve(name))) === "folder";
}

function sideOf(io: Io, side: Side, { reading }: OpenProject, statusDate: string | undefined): ComparisonSide {
  if (!("baseline" in side)) return scheduleOf(io, side.reading, statusDate);
  return frozenSchedule(baselineOf(reading, side.baseline));
}

/** Asking git for each line takes time; these many are told. */
const mostAuthors = 20;

async function authored(
  io: Io,
  comparison: Comparison,
  after: Schedule,
  { folder, commit }: Sides["after"],
): Promise<Comparison> {
  const place = placing(after);
  const known = new Map<string, string>();
  const asked = comparison.causes.filter((cause) => cause.by === undefined && cause.side === "after" && cause.place);
  for (const { place: at } of asked.slice(0, mostAuthors)) {
    if (at === undefined) continue;
    const { file, line } = place(at);
    const author = await authorOfLine(io, folder, commit, file, line);
    if (author !== undefined) known.set(`${at.path} ${at.start}`, author);
  }
  return withAuthors(comparison, after, ({ path, start }, side) =>
    side === "after" ? known.get(`${path} ${start}`) : undefined,
  );
}

function textLines(after: Schedule, { summary, causes, moves }: Comparison, style: Style): readonly string[] {
  const dated = moves.filter(({ start, finish }) => start !== undefined || finish !== undefined);
  const lines: string[] = [style.strong(plain(summary))];
  if (causes.length > 0) lines.push("", style.strong("Why"), ...causes.map(({ text }) => `  ${plain(text)}`));
  const rows = dated.map((move) => [
    move.record.id,
    move.record.name,
    moveText(after, move),
    move.isCritical === undefined ? "" : move.isCritical ? "now critical" : "no longer critical",
  ]);
  if (rows.length > 0) lines.push("", style.strong("What moved"), ...tableLines(rows));
  const others = moves.filter(({ kind, was }) => kind !== "moved" || was !== undefined);
  if (others.length > 0) lines.push("", style.strong("What else"), ...tableLines(others.map(otherCells)));
  return lines;
}

function otherCells({ kind, record, was }: Move): readonly string[] {
  return [record.id, record.name, kind === "moved" ? `was called ${was}` : kind];
}

function shiftJson({ before, after, by }: Shift, json: typeof finishJson): Json {
  return { ...json("before", before), ...json("after", after), byMinutes: minutes(by) };
}

function causeJson(cause: Cause, after: Schedule, place: Json | undefined): Json {
  const { kind, record, field, before, after: value, by, rows, movesFinish, text } = cause;
  return {
    kind,
    ...(record && { record: record.id }),
    ...(field !== undefined && field !== "" && { field }),
    ...(before !== undefined && { before }),
    ...(value !== undefined && { after: value }),
    ...(by !== undefined && { by }),
    ...(place as Readonly<Record<string, Json>> | undefined),
    movesFinish,
    tasks: rows.map((row) => after.at(row).record.id),
    text,
  };
}

function moveJson({
  kind,
  record,
  was,
  isStage,
  isMilestone,
  start,
  finish,
  duration,
  totalFloat,
  isCritical,
  causes,
}: Move): Json {
  const amounts = ({ before, after }: { readonly before: number; readonly after: number }): Json => ({
    beforeMinutes: minutes(before),
    afterMinutes: minutes(after),
  });
  return {
    id: record.id,
    name: record.name,
    kind: isStage ? "stage" : isMilestone ? "milestone" : "task",
    change: kind,
    ...(was !== undefined && { was }),
    ...(start && { start: shiftJson(start, momentJson) }),
    ...(finish && { finish: shiftJson(finish, finishJson) }),
    ...(duration && { duration: amounts(duration) }),
    ...(totalFloat && { totalFloat: amounts(totalFloat) }),
    ...(isCritical !== undefined && { critical: isCritical }),
    causes,
  };
}
