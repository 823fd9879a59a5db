import {
  defaultDocuments,
  defaultStart,
  documentCatalogue,
  type FilePlan,
  guessRegion,
  type HolidayTable,
  planProject,
  readableName,
  regionById,
  regions,
  startProblem,
  type TemplateLibrary,
  zoneOf,
} from "../../core/documents/index.ts";
import { nearest } from "../../core/model/identifier.ts";
import { isCurrency } from "../../core/model/money.ts";
import { kinds, methods } from "../../core/model/project.ts";
import { isTimeZone } from "../../core/model/timeZone.ts";
import { dayIn } from "../../core/model/today.ts";
import { oneOf } from "../arguments.ts";
import type { Command, Request } from "../command.ts";
import { type Io, UsageProblem } from "../io.ts";
import { writeNewFiles } from "../newFiles.ts";
import { plain } from "../plainText.ts";

export const newProject: Command = {
  name: "new",
  usage: "<folder> [options]",
  about: "Makes a project: a folder with a plan, a timeline, a budget and what its method needs.",
  details: [
    "Nothing that exists is touched: when one of the files is there already, nothing is written and the exit code is 1.",
    `Documents: ${documentCatalogue.map(({ id }) => id).join(", ")}.`,
    `Regions: ${regions.map(({ id }) => id).join(", ")}.`,
  ],
  examples: [
    "gantry new project",
    'gantry new project --kind migration --method hybrid --start 2027-01-04 --name "Payments migration" --region AT',
  ],
  takes: [1, 1],
  options: {
    kind: { value: "kind", about: `The kind of work: ${kinds.join(", ")}. Software, if nothing is said.` },
    method: { value: "method", about: `How it is run: ${methods.join(", ")}. Hybrid, if nothing is said.` },
    start: { value: "date", about: "The first day of work; next Monday, if nothing is said." },
    name: { value: "name", about: "What it is called; made of the folder's name, if nothing is said." },
    region: { value: "region", about: "Whose public holidays count; found by the time zone, if nothing is said." },
    "time-zone": {
      value: "zone",
      about: "Whose days and hours count, as in Europe/Vienna; the region's, if nothing is said.",
    },
    currency: { value: "code", about: "The budget's currency; the region's, if nothing is said." },
    manager: { value: "name", about: "Who manages it." },
    sponsor: { value: "name", about: "Who sponsors it." },
    documents: {
      value: "ids",
      about: "What to write, with commas between; all, or what the method needs, if nothing is said.",
    },
  },
  run: async (request, io) => {
    const [wanted = ""] = request.positional;
    if (wanted.trim() === "") {
      throw new UsageProblem("The folder has no name. Name the folder that is to be made, as in: gantry new project");
    }
    const folder = io.resolve(wanted);
    const plan = await planFiles(request, io, folder);
    if (plan.files.length === 0) {
      throw new UsageProblem(
        plan.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(" "),
      );
    }
    await writeNewFiles(io, folder, plan.files);
    const files = plan.files.map(({ path }) => path);
    const notes = plan.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    const shown = plain(io.shown(folder));
    const lines = [
      ...files.map((path) => `  ${path}`),
      ...notes.map(plain),
      `Made ${files.length} files in ${shown}. Begin with ${plain(io.shown(io.resolve(folder, "plan.yaml")))}.`,
    ];
    return { exitCode: 0, text: `${lines.join("\n")}\n`, json: { folder: io.shown(folder), files, notes } };
  },
};

/** The same answers that the palette proposes, with what was said on the command line. */
async function planFiles(request: Request, io: Io, folder: string): Promise<FilePlan> {
  const { options } = request;
  const kind = oneOf(request, "kind", kinds, "software");
  const method = oneOf(request, "method", methods, "hybrid");
  const region = oneOf(
    request,
    "region",
    regions.map(({ id }) => id),
    guessRegion(options["time-zone"] ?? io.timeZone).id,
  );
  const today = dayIn(io.timeZone, io.now);
  const start = options.start ?? defaultStart(today);
  const wrongStart = startProblem(start);
  if (wrongStart !== undefined) throw new UsageProblem(`--start: ${wrongStart}`);
  const timeZone = options["time-zone"] ?? zoneOf(region, io.timeZone);
  if (!isTimeZone(timeZone)) {
    throw new UsageProblem(
      `--time-zone: there is no time zone “${plain(timeZone)}”. One is Europe/Vienna, for example.`,
    );
  }
  const currency = (options.currency ?? regionById(region).currency).toUpperCase();
  if (!isCurrency(currency))
    throw new UsageProblem("--currency: a currency is a code of three letters, for example EUR or USD.");
  const name = options.name ?? projectName(io, folder);
  if (name.trim() === "" || name.length > 120) throw new UsageProblem("--name: a name has 1 to 120 characters.");
  const answers = {
    name,
    kind,
    method,
    start,
    region,
    timeZone,
    currency,
    today,
    ...(options.manager !== undefined && { manager: options.manager }),
    ...(options.sponsor !== undefined && { sponsor: options.sponsor }),
    documents: options.documents === undefined ? defaultDocuments(method) : documentsIn(options.documents),
  };
  const [library, holidays] = await Promise.all([io.bundled("templates.json"), io.bundled("holidays.json")]);
  return planProject(library as TemplateLibrary, answers, holidays as HolidayTable);
}

function documentsIn(text: string): readonly string[] {
  const known = documentCatalogue.map(({ id }) => id);
  if (text === "all") return known;
  const ids = text.split(",").map((id) => id.trim());
  for (const id of ids) {
    if (id === "" || known.includes(id)) continue;
    const near = nearest(id, known);
    throw new UsageProblem(
      `--documents: there is no document “${plain(id)}”.${near === undefined ? "" : ` Did you mean ${near}?`}`,
    );
  }
  return ids.filter((id) => id !== "");
}

/** The name that a folder suggests; one called `project` says less than the one it lies in. */
function projectName(io: Io, folder: string): string {
  const own = io.nameOf(folder);
  const above = io.nameOf(io.parent(folder));
  return (readableName(own === "project" && above !== "" ? above : own) || "New project").slice(0, 120);
}
