import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { commands } from "../../src/cli/index.ts";
import { CommandLine, quietEnvironment, runProgram, writeAll } from "./support/commandLine.ts";

/** A step of the page: a file to write, or commands to run with what they print. */
interface Example {
  readonly language: string;
  readonly file: string;
  readonly text: string;
  readonly line: number;
}

interface Step {
  readonly command: string;
  readonly code: number;
  readonly expected: string;
}

const page = readFileSync("docs/command-line.md", "utf8");

function examples(): readonly Example[] {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? "",
    file: match[2] ?? "",
    text: match[3] ?? "",
    line: page.slice(0, match.index).split("\n").length,
  }));
}

function stepsOf(text: string): readonly Step[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [first = "", ...output] = part.split("\n");
      const [command = "", code = "0"] = first.split(/ +# exit code /);
      return { command, code: Number(code), expected: output.join("\n") };
    });
}

describe("the page about the command line", () => {
  const gantry = new CommandLine();
  after(() => gantry.dispose());

  it("shows what the program really prints", async () => {
    const work = gantry.fresh("work");
    mkdirSync(work);
    let ran = 0;
    for (const { language, file, text, line } of examples()) {
      if (language === "yaml" || language === "xml") writeAll(work, { [file]: text });
      if (language !== "console") continue;
      for (const { command, code, expected } of stepsOf(text)) {
        const script = `gantry() { "${process.execPath}" "${gantry.program}" "$@"; }\n${command}`;
        const result = await runProgram("sh", ["-c", script], { cwd: work, env: quietEnvironment });
        assert.equal(result.output + result.errors, expected, `docs/command-line.md:${line}: ${command}`);
        assert.equal(result.code, code, command);
        ran += 1;
      }
    }
    assert.ok(ran >= commands.length);
  });

  it("tells of every command and every option", () => {
    for (const { name, options } of commands) {
      const section = new RegExp(`^## gantry ${name}$([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(page)?.[1];
      assert.ok(section !== undefined, name);
      for (const option of Object.keys(options)) assert.ok(section.includes(`--${option}`), `${name} --${option}`);
    }
  });
});
