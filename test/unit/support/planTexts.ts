/** Plans as people might write them, made from a stream of numbers: every habit of writing a file can have, mixed. */
import fc from "fast-check";

/** A plan file: what is in it and how it is written come from the numbers, so that fast-check can shrink them. */
export function planFromChoices(choices: readonly number[]): string {
  return new PlanWriter(choices).text();
}

/** Whole plan files, always readable. */
export const planTexts: fc.Arbitrary<string> = fc
  .array(fc.nat(1_000_000), { minLength: 20, maxLength: 160 })
  .map(planFromChoices);

const words = [
  "Discovery",
  "Build the API",
  "It's done: really",
  "Talk to #1",
  "no",
  "2027-01-04",
  "– Ärger, groß –",
  "a, b",
  "[draft]",
  "x{y}",
];
const notes = ["one\ntwo", "first\n\n  deeper\nlast", "# not a comment\nkey: value", "- a\n- b"];

class PlanWriter {
  readonly #choices: readonly number[];
  #at = 0;
  #lines: string[] = [];
  #count = 0;
  readonly #indentation: number;
  readonly #isSpaced: boolean;
  readonly #ids: string[] = [];

  constructor(choices: readonly number[]) {
    this.#choices = choices;
    this.#indentation = this.#pick([2, 2, 2, 4, 3]);
    this.#isSpaced = !this.#chance(4);
  }

  text(): string {
    const ending = this.#pick(["\n", "\n", "\r\n"]);
    const start = this.#chance(8) ? "\uFEFF" : "";
    this.#line(0, "gantry: 1");
    this.#blank();
    if (this.#chance(2)) {
      this.#line(0, `name: ${this.#scalar(this.#pick(words))}`);
      this.#line(0, "sponsor: ida");
      this.#blank();
    }
    this.#line(0, "people:");
    this.#line(this.#indentation, "ana: {name: Ana, rate: 85/h}");
    this.#line(this.#indentation, "ida: {name: Ida}");
    this.#blank();
    if (this.#chance(2)) this.#line(0, "# What is to be done.");
    this.#line(0, "tasks:");
    this.#tasks(this.#indentation, 0);
    if (this.#chance(2)) {
      this.#blank();
      this.#line(0, `issues:${this.#chance(2) ? "   # none yet" : ""}`);
    }
    if (this.#chance(3)) {
      this.#blank();
      this.#line(0, "risks:");
      this.#line(this.#indentation, "late: {name: Late, affects: [");
      this.#lines[this.#lines.length - 1] += `${this.#ids.slice(0, 2).join(", ")}]}`;
    }
    const text = start + this.#lines.join(ending);
    return this.#chance(4) ? text : text + ending + (this.#chance(6) ? ending : "");
  }

  #tasks(column: number, depth: number): void {
    const count = 1 + this.#next(depth === 0 ? 4 : 3);
    for (let index = 0; index < count; index++) {
      if (index > 0 && this.#isSpaced) this.#blank();
      this.#task(column, depth);
      if (this.#chance(9)) this.#line(column + this.#indentation, "# the end of it");
    }
  }

  #task(column: number, depth: number): void {
    this.#count++;
    const id = `${this.#pick(["a", "task", "api", "no"])}-${this.#count}`;
    if (this.#chance(4)) this.#line(column, "# about the next one");
    if (this.#chance(9)) this.#line(column, "# gantry-ignore SCH-09: agreed");
    if (this.#chance(7)) {
      const after = this.#reference();
      const fields = [
        `name: ${JSON.stringify(this.#pick(words))}`,
        "effort: 3d",
        ...(after === undefined ? [] : [`after: [${after}]`]),
      ];
      this.#line(column, `${id}: {${fields.join(", ")}}`);
      this.#ids.push(id);
      return;
    }
    this.#line(column, `${this.#chance(9) ? `"${id}"` : id}:${this.#comment()}`);
    const inner = column + this.#indentation;
    this.#line(inner, `name: ${this.#scalar(this.#pick(words))}${this.#comment()}`);
    const isStage = depth < 2 && this.#chance(3);
    if (!isStage && this.#chance(2))
      this.#line(inner, `effort:${this.#pick([" ", "  "])}${this.#pick(["5d", "8d / 12d / 20d"])}${this.#comment()}`);
    if (this.#chance(2))
      this.#line(inner, `who: ${this.#pick(["ana", "[ana, ida 50%]", "2 ida", '["ana", ida]'])}${this.#comment()}`);
    const after = this.#reference();
    if (after !== undefined && this.#chance(2)) {
      const lag = this.#pick(["", " SS+1d", " FF-2d"]);
      if (this.#chance(3)) {
        this.#line(inner, `after:${this.#comment()}`);
        const dash = inner + this.#pick([0, this.#indentation]);
        this.#line(dash, `- ${after}${lag}${this.#comment()}`);
        const other = this.#reference();
        if (other !== undefined && other !== after) this.#line(dash, `- ${other}`);
      } else {
        this.#line(inner, `after: ${after}${lag}`);
      }
    }
    if (this.#chance(5)) this.#line(inner, "x-own: {a: 1, b: [2, 3]}");
    if (this.#chance(5)) this.#note(inner);
    if (this.#chance(12)) this.#line(inner, "was: [old-one]");
    this.#ids.push(id);
    if (isStage) {
      this.#line(inner, "tasks:");
      this.#tasks(inner + this.#indentation, depth + 1);
    }
  }

  #note(column: number): void {
    this.#line(column, `note: ${this.#pick(["|", "|-", "|+", ">"])}`);
    for (const line of this.#pick(notes).split("\n")) this.#line(line === "" ? 0 : column + this.#indentation, line);
  }

  #reference(): string | undefined {
    return this.#ids.length === 0 ? undefined : this.#ids[this.#next(this.#ids.length)];
  }

  #scalar(text: string): string {
    const style = this.#next(3);
    if (style === 0 && /^[A-Za-z ]+$/.test(text)) return text;
    return style === 1 ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
  }

  #comment(): string {
    return this.#chance(5) ? `${this.#pick([" ", "    "])}# why: "so"` : "";
  }

  #line(column: number, text: string): void {
    this.#lines.push(" ".repeat(column) + text);
  }

  #blank(): void {
    this.#lines.push("");
    if (this.#chance(15)) this.#lines.push("");
  }

  #pick<T>(values: readonly T[]): T {
    return values[this.#next(values.length)] as T;
  }

  #chance(of: number): boolean {
    return this.#next(of) === of - 1;
  }

  #next(below: number): number {
    const choice = this.#choices[this.#at++ % this.#choices.length] ?? 0;
    return Math.floor(choice / (1 + (this.#at >> 6))) % below;
  }
}
