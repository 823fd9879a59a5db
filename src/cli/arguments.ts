import { nearest } from "../core/model/identifier.ts";
import type { OptionDescription, Request } from "./command.ts";
import { UsageProblem } from "./io.ts";
import { plain } from "./plainText.ts";

/**
 * Takes a command's arguments apart: `--name value`, `--name=value`, switches, and `--` before arguments that begin with dashes.
 * @throws UsageProblem for an unknown or repeated option, or one without its value.
 */
export function parseArguments(args: readonly string[], known: Readonly<Record<string, OptionDescription>>): Request {
  const positional: string[] = [];
  const options: Record<string, string> = {};
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? "";
    if (argument === "--") {
      positional.push(...args.slice(index + 1));
      break;
    }
    if (!argument.startsWith("-") || argument === "-") {
      positional.push(argument);
      continue;
    }
    const short = argument === "-h" ? "--help" : argument;
    const equals = short.indexOf("=");
    const name = short.slice(short.startsWith("--") ? 2 : 1, equals < 0 ? undefined : equals);
    const description = Object.hasOwn(known, name) && short.startsWith("--") ? known[name] : undefined;
    if (description === undefined) throw new UsageProblem(unknownOption(name, Object.keys(known)));
    if (Object.hasOwn(options, name)) throw new UsageProblem(`--${name} stands twice.`);
    if (equals >= 0) {
      if (description.value === undefined) throw new UsageProblem(`--${name} takes no value.`);
      options[name] = short.slice(equals + 1);
    } else if (description.value === undefined) {
      options[name] = "";
    } else {
      const next = args[index + 1];
      const isThere = description.isValueOptional
        ? next !== undefined && /^\d/.test(next)
        : next !== undefined && !/^--?[a-z]/i.test(next);
      if (isThere) {
        options[name] = next ?? "";
        index++;
      } else if (description.isValueOptional) {
        options[name] = "";
      } else {
        throw new UsageProblem(`--${name} needs a value: --${name} <${description.value}>.`);
      }
    }
  }
  return { positional, options };
}

function unknownOption(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `There is no option --${plain(name)}.${near === undefined ? "" : ` Did you mean --${near}?`}`;
}

/** The value of an option that takes one of a few words. @throws UsageProblem */
export function oneOf<T extends string>(request: Request, option: string, words: readonly T[], usual: T): T {
  const given = request.options[option];
  if (given === undefined) return usual;
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  const near = nearest(given, words);
  const advice = near === undefined ? "" : ` Did you mean ${near}?`;
  throw new UsageProblem(`--${option} is one of ${words.join(", ")}, not “${plain(given)}”.${advice}`);
}
