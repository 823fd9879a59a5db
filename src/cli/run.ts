import { nearest } from "../core/model/identifier.ts";
import { oneOf, parseArguments } from "./arguments.ts";
import type { Command, ExitCode, OptionDescription, Request } from "./command.ts";
import { check } from "./commands/check.ts";
import { diff } from "./commands/diff.ts";
import { explain } from "./commands/explain.ts";
import { exportTimeline } from "./commands/export.ts";
import { importPlan } from "./commands/import.ts";
import { log } from "./commands/log.ts";
import { newProject } from "./commands/new.ts";
import { rename } from "./commands/rename.ts";
import { schedule } from "./commands/schedule.ts";
import { show } from "./commands/show.ts";
import { simulate } from "./commands/simulate.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { FileProblem, type Io, Refusal, UsageProblem } from "./io.ts";
import { merge } from "./mergeCommand.ts";
import { jsonText, plain } from "./plainText.ts";
import { styleFor } from "./style.ts";

/** What a run writes, and how it ends. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly output: string;
  readonly errors: string;
}

/** In the order in which help lists them. */
export const commands: readonly Command[] = [
  newProject,
  importPlan,
  check,
  show,
  schedule,
  explain,
  diff,
  simulate,
  log,
  rename,
  exportTimeline,
  merge,
];

/** Options of every command. */
export const commonOptions: Readonly<Record<string, OptionDescription>> = {
  format: { value: "form", about: "text for people, or json for programs." },
  help: { about: "What the command does." },
};

/** The options of every command as this one has them. */
function optionsOf({ hasCsv }: Command): Readonly<Record<string, OptionDescription>> {
  if (hasCsv !== true) return commonOptions;
  return {
    ...commonOptions,
    format: { value: "form", about: "text for people, json for programs, csv for spreadsheets." },
  };
}

const formats = ["text", "json"] as const;
const formatsWithCsv = ["text", "json", "csv"] as const;
type Format = (typeof formatsWithCsv)[number];

/** Runs the program. Never throws; what went wrong is in the outcome, without a stack trace. */
export async function runGantry(args: readonly string[], io: Io): Promise<Outcome> {
  const format = wantedFormat(args);
  try {
    return await dispatch(args, io);
  } catch (error) {
    return failure(error, format, args[0]);
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<Outcome> {
  const [first, ...rest] = args;
  const fine = (output: string): Outcome => ({ exitCode: 0, output, errors: "" });
  if (first === undefined) return { exitCode: 2, output: "", errors: generalHelp(commands) };
  if (first === "--help" || first === "-h") return fine(generalHelp(commands));
  if (first === "--version" || first === "-V" || first === "version") return fine(`gantry ${await io.version()}\n`);
  if (first === "help") {
    const name = rest.find((word) => !word.startsWith("-"));
    return fine(name === undefined ? generalHelp(commands) : commandHelp(commandOf(name), optionsOf(commandOf(name))));
  }
  const command = commandOf(first);
  const request = parseArguments(rest, { ...command.options, ...commonOptions });
  if (request.options.help !== undefined) return fine(commandHelp(command, optionsOf(command)));
  checkCount(command, request);
  const format = oneOf<Format>(request, "format", command.hasCsv === true ? formatsWithCsv : formats, "text");
  const style = styleFor(io.isTerminal, io.environment);
  const { exitCode, text, json, csv = "", errors = "" } = await command.run(request, io, style);
  return { exitCode, output: format === "json" ? jsonText(json) : format === "csv" ? csv : text, errors };
}

function commandOf(name: string): Command {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    commands.map((command) => command.name),
  );
  const advice = near === undefined ? "All commands: gantry help" : `Did you mean ${near}?`;
  throw new UsageProblem(`There is no command “${plain(name)}”. ${advice}`);
}

function checkCount({ name, usage, takes: [least, most] }: Command, { positional }: Request): void {
  if (positional.length >= least && positional.length <= most) return;
  const what =
    positional.length < least
      ? "Something is missing."
      : `“${plain(positional[most] ?? "")}” is one argument too many.`;
  throw new UsageProblem(`${what} Usage: gantry ${name} ${usage}`);
}

/** Asked before anything else is understood, so that programs get problems in their form too. */
function wantedFormat(args: readonly string[]): Format {
  const index = args.indexOf("--format");
  return args.includes("--format=json") || (index >= 0 && args[index + 1] === "json") ? "json" : "text";
}

function failure(error: unknown, format: Format, command: string | undefined): Outcome {
  const { exitCode, code, message } = describe(error, command);
  if (format === "json") return { exitCode, output: jsonText({ error: { code, message } }), errors: "" };
  return { exitCode, output: "", errors: `gantry: ${message}\n` };
}

function describe(
  error: unknown,
  command: string | undefined,
): { readonly exitCode: ExitCode; readonly code: string; readonly message: string } {
  if (error instanceof UsageProblem) return { exitCode: 2, code: "usage", message: error.message };
  if (error instanceof Refusal) return { exitCode: 1, code: "refused", message: error.message };
  if (error instanceof FileProblem)
    return { exitCode: 1, code: "file", message: `${plain(error.path)} ${error.what}.` };
  const reason = plain(error instanceof Error ? error.message : String(error));
  const what = command === undefined ? "" : ` ${plain(command)}`;
  return {
    exitCode: 1,
    code: "internal",
    message: `This should not happen: gantry${what} failed (${reason}). Please report it.`,
  };
}
