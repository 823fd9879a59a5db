import { formatDate, parseDate } from "../model/date.ts";
import { type Kind, kinds, type Method, methods } from "../model/project.ts";
import { documentById } from "./catalogue.ts";
import { startProblem } from "./defaults.ts";
import type { PlanProblem } from "./templateLibrary.ts";

/** What a person answered to the questions of a new project. */
export interface ProjectAnswers {
  readonly name: string;
  readonly kind: Kind;
  readonly method: Method;
  /** ISO date of the first day of work. */
  readonly start: string;
  /** Region id of the holidays, `none` without any. */
  readonly region: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** A person's name. Without one the role stands in. */
  readonly manager?: string;
  /** A person's name. Without one the role stands in. */
  readonly sponsor?: string;
  /** Ids of the catalogue. `gantry.yaml` is always written. */
  readonly documents: readonly string[];
  /** ISO date on which the documents are dated; the start when left out. */
  readonly today?: string;
}

/** Answers in a form that can be written: names on one line, dates checked. */
export interface CheckedAnswers extends ProjectAnswers {
  readonly today: string;
}

/**
 * A typed name on one line: control characters, line breaks and tabs become spaces, spaces around it go, text-direction
 * overrides and broken character halves are taken out. Everything else stays as typed.
 */
export function oneLine(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
      // Overrides can make a line read differently from what it says.
      .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g, "")
      // With the flag `u`, this class matches only halves without their partner.
      .replace(/\p{Cs}/gu, "\uFFFD")
      .trim()
  );
}

/** The answers, checked, or the reasons why they can't be used. */
export function checkAnswers(
  answers: ProjectAnswers,
):
  | { readonly answers: CheckedAnswers; readonly problems: readonly [] }
  | { readonly problems: readonly PlanProblem[] } {
  const problems: PlanProblem[] = [];
  const name = oneLine(answers.name);
  const start = answers.start.trim();
  if (name === "") problems.push({ message: "The project needs a name." });
  const wrongStart = startProblem(start);
  if (wrongStart !== undefined) problems.push({ message: `Start date: ${wrongStart}` });
  if (!kinds.includes(answers.kind)) problems.push({ message: `There is no kind of work "${answers.kind}".` });
  if (!methods.includes(answers.method)) problems.push({ message: `There is no method "${answers.method}".` });
  const currency = answers.currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    problems.push({ message: "A currency is a code of three letters, for example EUR or USD." });
  }
  const timeZone = answers.timeZone.trim();
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/.test(timeZone)) {
    problems.push({ message: "A time zone is named by area and city, for example Europe/Vienna." });
  }
  for (const id of answers.documents) {
    if (documentById(id) === undefined) problems.push({ message: `There is no document "${id}".` });
  }
  if (problems.length > 0) return { problems };

  const manager = oneLine(answers.manager ?? "");
  const sponsor = oneLine(answers.sponsor ?? "");
  const today = parseDate((answers.today ?? "").trim());
  const { manager: _manager, sponsor: _sponsor, ...rest } = answers;
  return {
    answers: {
      ...rest,
      name,
      start,
      currency,
      timeZone,
      ...(manager === "" ? {} : { manager }),
      ...(sponsor === "" ? {} : { sponsor }),
      documents: [...new Set(answers.documents)],
      today: today === undefined ? start : formatDate(today),
    },
    problems: [],
  };
}
