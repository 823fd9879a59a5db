import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { HolidayTable, PlannedFile, ProjectAnswers, TemplateLibrary } from "../../../src/core/documents/index.ts";
import { documentCatalogue } from "../../../src/core/documents/index.ts";
import type { Files } from "./readSlices.ts";

const folder = path.join(process.cwd(), "templates");

/** The library that the build packs: every file of templates/ as text. */
export const library: TemplateLibrary = {
  files: Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join("/"), readFileSync(file, "utf8")]),
  ),
};

/** A few holidays around the reference start, those that hit templates hardest. */
export const someHolidays: HolidayTable = {
  AT: [
    { date: "2026-12-08", name: "Immaculate Conception" },
    { date: "2026-12-25", name: "Christmas Day" },
    { date: "2027-01-01", name: "New Year's Day" },
    { date: "2027-01-06", name: "Epiphany" },
    { date: "2027-03-29", name: "Easter Monday" },
    { date: "2027-05-06", name: "Ascension Day" },
    { date: "2027-05-17", name: "Whit Monday" },
    { date: "2027-05-27", name: "Corpus Christi" },
    { date: "2027-10-26", name: "National Holiday" },
    { date: "2028-01-06", name: "Epiphany" },
    { date: "2029-01-01", name: "New Year's Day" },
  ],
  GB: [{ date: "2027-03-26", name: "Good Friday" }],
};

export const allDocuments: readonly string[] = documentCatalogue.map(({ id }) => id);

/** Answers to all questions, with what a test wants different. */
export function answersWith(different: Partial<ProjectAnswers> = {}): ProjectAnswers {
  return {
    name: "Orchard",
    kind: "software",
    method: "waterfall",
    start: "2027-01-04",
    region: "AT",
    timeZone: "Europe/Vienna",
    currency: "EUR",
    documents: allDocuments,
    ...different,
  };
}

/** Path → text of planned files. */
export function asFiles(files: readonly PlannedFile[]): Files {
  return Object.fromEntries(files.map(({ path: at, contents }) => [at, contents]));
}
