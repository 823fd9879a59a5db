import type { Command, OptionDescription } from "./command.ts";
import { padded } from "./plainText.ts";

const width = 100;

/** What `gantry help` says. */
export function generalHelp(commands: readonly Command[]): string {
  const rows = [
    ...commands.map(({ name, about }) => [name, about] as const),
    ["help", "Says more about a command: gantry help check"] as const,
  ];
  return [
    "Gantry: a project's plan as text files.",
    "",
    "Usage: gantry <command> [options]",
    "",
    ...table(rows),
    "",
    "Every command takes --format text|json and --help. gantry --version says which version this is.",
    "The project is the folder that holds gantry.yaml: this one, “project” in it, or one above, unless another one is named.",
    "Exit codes: 0 fine, 1 errors found or refused, 2 the command line could not be understood.",
    "",
  ].join("\n");
}

/** What `gantry help <command>` says. */
export function commandHelp(command: Command, common: Readonly<Record<string, OptionDescription>>): string {
  const { name, usage, about, details, examples, options } = command;
  const rows = Object.entries({ ...options, ...common }).map(([option, { value, isValueOptional, about: meaning }]) => {
    const placeholder = value === undefined ? "" : isValueOptional ? ` [${value}]` : ` <${value}>`;
    return [`--${option}${placeholder}`, meaning] as const;
  });
  return [
    about,
    "",
    `Usage: gantry ${name} ${usage}`,
    "",
    ...table(rows),
    "",
    ...details.flatMap((line) => wrapped(line, width)),
    "",
    "Examples:",
    ...examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const first = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows.flatMap(([name, text]) =>
    wrapped(text, width - first).map((line, index) => padded(index === 0 ? `  ${name}` : "", first) + line),
  );
}

function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
