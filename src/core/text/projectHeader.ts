import { isMap, isScalar, parseDocument } from "yaml";
import { parseDate } from "../model/date.ts";
import { languageVersion, methods, type ProjectHeader, phases } from "../model/index.ts";

/** Something about a text that its author should know; lines and columns count from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a project file says of the project as a whole, and what is wrong with it. */
export interface ProjectHeaderReading {
  readonly header: ProjectHeader;
  readonly problems: readonly TextProblem[];
}

/** Files above this size are not a project's head; reading them would only cost time. */
const maximumLength = 5_000_000;
/** Nobody reads more than these; a file that is no YAML at all can have one for every line. */
const mostProblems = 20;
/** Names are shown in titles and lists. */
const longestName = 200;

/**
 * Reads the top-level facts of `gantry.yaml`. Never throws: half a file gives half a header and its problems.
 * @param fallbackName stands in for a missing name, usually the folder's.
 */
export function readProjectHeader(text: string, fallbackName: string): ProjectHeaderReading {
  if (text.length > maximumLength) {
    const message = "This file is too large to be a project file (over 5 MB).";
    return { header: { version: languageVersion, name: fallbackName }, problems: [{ line: 1, column: 1, message }] };
  }
  const document = parseDocument(text, { strict: false, uniqueKeys: false, logLevel: "silent", prettyErrors: false });
  const problems: TextProblem[] = document.errors.slice(0, mostProblems).map((error) => ({
    ...placeOf(text, error.pos[0]),
    message: `This is not YAML that can be read: ${error.message}`,
  }));
  const facts = new Map<string, string>();
  if (isMap(document.contents)) {
    for (const pair of document.contents.items) {
      if (!isScalar(pair.key) || !isScalar(pair.value)) continue;
      const source = pair.value.source ?? String(pair.value.value ?? "");
      if (pair.value.value !== null) facts.set(String(pair.key.source ?? pair.key.value), source);
    }
  }
  const fact = (key: string): string | undefined => facts.get(key)?.trim() || undefined;
  const choice = <T extends string>(key: string, known: readonly T[]): T | undefined =>
    known.find((candidate) => candidate === fact(key));
  const date = (key: string): string | undefined => {
    const value = fact(key);
    return value !== undefined && parseDate(value) !== undefined ? value : undefined;
  };
  const version = Number(fact("gantry") ?? Number.NaN);
  if (!Number.isInteger(version) || version < 1) {
    problems.push({ line: 1, column: 1, message: 'A project file begins with "gantry: 1".' });
  } else if (version > languageVersion) {
    const message = `This project was made by a newer version of Gantry (gantry: ${version}). It opens read-only.`;
    problems.push({ line: 1, column: 1, message });
  }
  const found: { -readonly [Key in keyof ProjectHeader]?: ProjectHeader[Key] | undefined } = {
    method: choice("method", methods),
    phase: choice("phase", phases),
    start: date("start"),
    statusDate: date("status-date"),
    currency: fact("currency"),
    timeZone: fact("time-zone"),
    manager: fact("manager"),
    sponsor: fact("sponsor"),
  };
  const stated = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  const header: ProjectHeader = {
    version: Number.isInteger(version) && version >= 1 ? version : languageVersion,
    name:
      fact("name")
        ?.replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
        .slice(0, longestName) ?? fallbackName,
    ...stated,
  };
  return { header, problems };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
