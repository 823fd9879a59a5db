import type { Io } from "./io.ts";
import type { Style } from "./style.ts";

/** 0: fine. 1: errors found, or refused. 2: the command line could not be understood. */
export type ExitCode = 0 | 1 | 2;

/** An option, named without its dashes by the key it stands under. */
export interface OptionDescription {
  /** What its value is called, in small letters; absent for a switch. */
  readonly value?: string;
  /** The value may be left out; it is taken when it begins with a digit. */
  readonly isValueOptional?: boolean;
  readonly about: string;
}

/** What was asked for, taken apart. */
export interface Request {
  readonly positional: readonly string[];
  /** Option → its value; empty for a switch, and for a value that was left out. */
  readonly options: Readonly<Record<string, string>>;
}

/** What a command has to say: each form says the same. */
export interface Answer {
  readonly exitCode: ExitCode;
  /** For people; ends with a line end, or is empty. */
  readonly text: string;
  /** For programs. */
  readonly json: unknown;
  /** For spreadsheets, of a command that has it among its formats; ends with a line end. */
  readonly csv?: string;
  /** For people, on the error stream, in either form; ends with a line end. */
  readonly errors?: string;
}

export interface Command {
  readonly name: string;
  /** What stands behind the name, as in `<task> [options]`. */
  readonly usage: string;
  /** One line. */
  readonly about: string;
  /** Further lines for its help. */
  readonly details: readonly string[];
  readonly examples: readonly string[];
  /** How many arguments it takes: at least, at most. */
  readonly takes: readonly [number, number];
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** Whether it has `--format csv` beside text and json. */
  readonly hasCsv?: boolean;
  readonly run: (request: Request, io: Io, style: Style) => Promise<Answer>;
}
