import type { Schedule } from "../../core/schedule/index.ts";
import type { DocumentText } from "../../core/text/editing/index.ts";
import { documentProblems, type Problem, readDocument, type Severity } from "../../core/text/reading/index.ts";
import { oneOf } from "../arguments.ts";
import type { Command } from "../command.ts";
import { type OpenProject, openProject, readDocuments } from "../openProject.ts";
import { type Place, Places } from "../places.ts";
import { plain } from "../plainText.ts";
import { scheduleOf } from "../scheduling.ts";
import type { Style } from "../style.ts";

/** A problem as `check` tells it. */
export interface ProblemReport {
  /** Below the project folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** The id, key or word that was probably meant. */
  readonly nearest?: string;
  readonly related?: readonly (Place & { readonly file: string; readonly message: string })[];
}

const severities: readonly Severity[] = ["error", "warning", "information"];

export const check: Command = {
  name: "check",
  usage: "[<folder>] [--severity error|warning|information]",
  about: "Finds what is wrong in a project's files and with the dates that follow from them.",
  details: [
    "Each problem comes with its file, line and column. The exit code is 1 when there are errors, whatever is listed.",
  ],
  examples: ["gantry check", "gantry check project --severity error", "gantry check --format json"],
  takes: [0, 1],
  options: {
    severity: { value: "severity", about: "The least severe problems to list; all, if nothing is said." },
  },
  run: async (request, io, style) => {
    const least = oneOf(request, "severity", severities, "information");
    const project = await openProject(io, request.positional[0]);
    const { texts, unread } = await readDocuments(io, project);
    const dates = scheduleOf(io, project.reading, undefined);
    const all = problemsOf({ ...project, unread: [...project.unread, ...unread] }, texts, dates);
    const listed = all.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
    const counts = countBySeverity(all);
    const lines = problemLines(listed, (file) => io.shown(io.resolve(project.folder, file)), style);
    const files = project.reading.slices.length + texts.length;
    const summary = `${summaryText(counts)} in ${files} ${files === 1 ? "file" : "files"}.`;
    return {
      exitCode: counts.errors > 0 ? 1 : 0,
      text: `${[...lines, counts.errors > 0 ? style.bad(summary) : style.good(summary)].join("\n")}\n`,
      json: { folder: io.shown(project.folder), files, ...counts, problems: listed },
    };
  },
};

/** Problems as lines that editors and CI know how to link. */
export function problemLines(
  problems: readonly ProblemReport[],
  shown: (file: string) => string,
  style: Style,
): readonly string[] {
  const where = ({ file, line, column }: Place & { readonly file: string }): string =>
    `${plain(shown(file))}:${line}:${column}`;
  return problems.flatMap((problem) => {
    const { severity, code, message, related = [] } = problem;
    return [
      `${where(problem)}: ${severityText(severity, style)}: ${plain(message)} ${style.faint(`[${code}]`)}`,
      ...related.map((other) => `    ${where(other)}: ${plain(other.message)}`),
    ];
  });
}

function severityText(severity: Severity, style: Style): string {
  if (severity === "error") return style.bad(severity);
  return severity === "warning" ? style.warning(severity) : severity;
}

/** How many problems there are of each severity. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
}

export function countBySeverity(problems: readonly ProblemReport[]): ProblemCounts {
  const count = (wanted: Severity): number => problems.filter(({ severity }) => severity === wanted).length;
  return { errors: count("error"), warnings: count("warning"), information: count("information") };
}

/** `1 error, 2 warnings`, or that there is nothing. */
export function summaryText({ errors, warnings, information }: ProblemCounts): string {
  const parts: string[] = [];
  if (errors > 0) parts.push(`${errors} ${errors === 1 ? "error" : "errors"}`);
  if (warnings > 0) parts.push(`${warnings} ${warnings === 1 ? "warning" : "warnings"}`);
  if (information > 0) parts.push(`${information} ${information === 1 ? "note" : "notes"}`);
  return parts.length === 0 ? "No problems" : parts.join(", ");
}

/**
 * All problems of a project: file by file in the order in which the files are put together, then the documents, each by place.
 * @param documents none to look at the slices alone.
 * @param dates what is wrong with them is told too.
 */
export function problemsOf(
  { reading, unread, leftOut }: Pick<OpenProject, "reading" | "unread" | "leftOut">,
  documents: readonly DocumentText[],
  dates: Schedule,
): readonly ProblemReport[] {
  const texts = new Map([...reading.slices, ...documents].map(({ path, text }) => [path, text]));
  const known = new Map<string, Places>();
  const placesOf = (path: string): Places => {
    let places = known.get(path);
    if (places === undefined) {
      places = new Places(texts.get(path) ?? "");
      known.set(path, places);
    }
    return places;
  };
  const report = ({ path, start, end, severity, code, message, data, related }: Problem): ProblemReport => {
    const { line: endLine, column: endColumn } = placesOf(path).at(end);
    return {
      file: path,
      ...placesOf(path).at(start),
      endLine,
      endColumn,
      severity,
      code,
      message,
      ...(data?.nearest !== undefined && { nearest: data.nearest }),
      ...(related !== undefined && {
        related: related.map((other) => ({
          file: other.path,
          ...placesOf(other.path).at(other.start),
          message: other.message,
        })),
      }),
    };
  };
  const sliceProblems = (path: string): readonly Problem[] =>
    [
      ...leftOut.filter((problem) => problem.path === path),
      ...(reading.problems.get(path) ?? []),
      ...(dates.problems.get(path) ?? []),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
  const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [
    ...reading.slices.flatMap(({ path }) => sliceProblems(path)).map(report),
    ...documents.flatMap(({ path, text }) => documentProblems(reading, readDocument(path, text))).map(report),
    ...unread.map(({ path, what }) => ({
      file: path,
      ...start,
      severity: "error" as const,
      code: "unreadable-file",
      message: `This file ${what}.`,
    })),
  ];
}
