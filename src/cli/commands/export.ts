import { finishingTime, type LocalTime, startOfDay } from "../../core/calendar/index.ts";
import { nearest } from "../../core/model/identifier.ts";
import { isDate } from "../../core/model/moment.ts";
import { frozenSchedule, type Schedule } from "../../core/schedule/index.ts";
import { dateText } from "../../core/schedule/words.ts";
import { paletteNames, type SvgOptions, timelineHtml, timelineSvg } from "../../core/timeline/export/index.ts";
import { ghostOf } from "../../core/timeline/makeGhost.ts";
import { makeTimeline } from "../../core/timeline/makeTimeline.ts";
import type { Timeline, TimelineGhost } from "../../core/timeline/timeline.ts";
import { oneOf } from "../arguments.ts";
import { baselineOf, baselinePrefix } from "../baselines.ts";
import type { Command, Request } from "../command.ts";
import { ChangedMeanwhile, FileProblem, type Io, Refusal, UsageProblem } from "../io.ts";
import type { OpenProject } from "../openProject.ts";
import { plain } from "../plainText.ts";
import { openProjectAt } from "../revision.ts";
import { atOption, openAt, scheduleOf, statusDateOption } from "../scheduling.ts";

const forms: Readonly<Record<string, (timeline: Timeline, options: SvgOptions) => string>> = {
  svg: timelineSvg,
  html: timelineHtml,
};

/** More is no file of this command, and is not read to be overwritten. */
const longestFile = 256_000_000;

export const exportTimeline: Command = {
  name: "export",
  usage: "svg|html [<folder>] [--out <file>] [options]",
  about: "Draws the timeline: as a picture, or as a web page with the picture and a table.",
  details: [
    "The file needs nothing else: no script, no font, no network. It goes to the standard output unless --out names a file.",
    "The dates are those of gantry schedule.",
  ],
  examples: [
    "gantry export svg > timeline.svg",
    "gantry export html project --out timeline.html",
    "gantry export svg --compare baseline:approved --out timeline.svg",
    "gantry export html --theme paper --from 2027-02-01 --to 2027-04-30 --out spring.html",
  ],
  takes: [1, 2],
  options: {
    out: { value: "file", about: "Where it is written. A file of the same kind that stands there is replaced." },
    theme: {
      value: "name",
      about: "light, dark, paper or high-contrast. Paper is for printing: it reads the same without colours.",
    },
    from: { value: "date", about: "The first day that the chart shows. Rows outside are listed too." },
    to: { value: "date", about: "The last day that the chart shows." },
    compare: {
      value: "side",
      about: "Draws other dates below those of now, where they differ: baseline:<id>, or a revision of git.",
    },
    at: atOption,
    "status-date": statusDateOption,
  },
  run: async (request, io) => {
    const [form = "", folder] = request.positional;
    const draw = Object.hasOwn(forms, form) ? forms[form] : undefined;
    if (draw === undefined) throw new UsageProblem(unknownForm(form));
    const options = optionsOf(request);
    const project = await openAt(io, folder, request);
    const dates = scheduleOf(io, project.reading, request.options["status-date"]);
    const timeline = makeTimeline(dates, await ghostFor(io, project, dates, request));
    const text = draw(timeline, options);
    const { out } = request.options;
    const file = out === undefined ? undefined : await write(io, out, form, text);
    return {
      exitCode: 0,
      text: file === undefined ? text : `Wrote ${plain(file)}: ${counted(timeline.rows.count)}.\n`,
      json: {
        folder: io.shown(project.folder),
        ...("commit" in project && { commit: project.commit }),
        form,
        rows: timeline.rows.count,
        ...(file === undefined ? { text } : { file }),
      },
    };
  },
};

function unknownForm(form: string): string {
  const known = Object.keys(forms);
  const near = nearest(form, known);
  const advice = near === undefined ? `Say ${known.join(" or ")}.` : `Did you mean ${near}?`;
  return `There is no export as “${plain(form)}”. ${advice}`;
}

function optionsOf(request: Request): SvgOptions {
  const from = dateOf(request, "from", startOfDay);
  const to = dateOf(request, "to", finishingTime);
  if (from !== undefined && to !== undefined && to <= from) {
    throw new UsageProblem(`--to ${request.options.to} lies before --from ${request.options.from}.`);
  }
  return {
    palette: oneOf(request, "theme", paletteNames, "light"),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function dateOf(request: Request, option: string, time: (date: string) => LocalTime): LocalTime | undefined {
  const given = request.options[option];
  if (given === undefined) return undefined;
  if (!isDate(given)) {
    throw new UsageProblem(`--${option}: “${plain(given)}” is not a date. Write it like 2027-02-10.`);
  }
  return time(given);
}

/** The dates that `--compare` names, beside those of now. @throws Refusal for what is not there */
async function ghostFor(
  io: Io,
  project: OpenProject,
  dates: Schedule,
  { options }: Request,
): Promise<TimelineGhost | undefined> {
  const { compare } = options;
  if (compare === undefined) return undefined;
  if (!compare.startsWith(baselinePrefix)) {
    const other = await openProjectAt(io, project.folder, compare);
    return ghostOf(dates, scheduleOf(io, other.reading, options["status-date"]), compare);
  }
  const baseline = baselineOf(project.reading, compare.slice(baselinePrefix.length));
  const name =
    baseline.date === undefined ? `baseline “${baseline.name}”` : `baseline of ${dateText(baseline.date, dates.today)}`;
  return ghostOf(dates, frozenSchedule(baseline), name);
}

/** Writes a file, or replaces one of the same kind, so that a slip does not cost a plan; answers how one shows it. */
async function write(io: Io, out: string, form: string, text: string): Promise<string> {
  if (out === "") throw new UsageProblem("--out needs a file: --out timeline.svg.");
  const path = io.resolve(out);
  const shown = io.shown(path);
  const kind = await io.kindOf(path);
  if (kind === "folder" || kind === "other") throw new Refusal(`Nothing was written: ${plain(shown)} is no file.`);
  if (kind === "file" && !path.toLowerCase().endsWith(`.${form}`)) {
    throw new Refusal(`Nothing was written: ${plain(shown)} is there already, and only a .${form} file is replaced.`);
  }
  try {
    const before = kind === undefined ? undefined : await io.readText(path, longestFile);
    if (before !== text) await io.writeFiles(io.parent(path), [{ path: io.nameOf(path), before, after: text }]);
  } catch (error) {
    if (!(error instanceof FileProblem) || error instanceof ChangedMeanwhile) throw error;
    throw new Refusal(`Nothing was written: ${plain(io.shown(error.path))} ${error.what}.`);
  }
  return shown;
}

function counted(rows: number): string {
  return `${rows} ${rows === 1 ? "row" : "rows"}`;
}
