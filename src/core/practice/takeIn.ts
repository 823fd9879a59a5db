/** Puts what pages take from the data where they ask for it, and knows which line of the file each line came from. */
const asked = /^<!-- data: ([a-z][a-z0-9-]*) -->$/;

export interface TakenIn {
  readonly text: string;
  /** The line of the file, from 1, in which a line of the text stood or was asked for. */
  readonly lineOf: (line: number) => number;
  /** What is asked for and not there: its name and line. */
  readonly unknown: readonly { readonly name: string; readonly line: number }[];
}

/** @param texts by the names that pages use */
export function takeIn(text: string, texts: Readonly<Record<string, string>>): TakenIn {
  const lines: string[] = [];
  const from: number[] = [];
  const unknown: { name: string; line: number }[] = [];
  text.split("\n").forEach((line, index) => {
    const name = asked.exec(line)?.[1];
    const found = name === undefined ? undefined : texts[name];
    if (name !== undefined && found === undefined) unknown.push({ name, line: index + 1 });
    for (const put of found?.split("\n") ?? [line]) {
      lines.push(put);
      from.push(index + 1);
    }
  });
  return { text: lines.join("\n"), lineOf: (line) => from[line - 1] ?? line, unknown };
}
