import { parseDate } from "../../model/date.ts";
import type { Shift, WorkingDay } from "../../model/workingHours.ts";
import type { Account } from "../account.ts";
import type { Amount, Interval, Leave, Minutes, ShiftUse } from "./source.ts";
import type { Token, Tokens } from "./tokens.ts";

const units = ["min", "h", "d", "w", "m", "y"] as const;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Thrown where a statement is not as expected; the statement is then listed and left out. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";
}

/** The parts that statements are made of: dates, amounts, intervals, hours, lists. */
export class Phrases {
  readonly tokens: Tokens;
  readonly account: Account;

  constructor(tokens: Tokens, account: Account) {
    this.tokens = tokens;
    this.account = account;
  }

  text(): string {
    return this.#expect("string").text;
  }

  /** A text that has to stand on one line here. */
  line(): string {
    return this.text().replace(/\s+/g, " ").trim();
  }

  optionalText(): string | undefined {
    return this.tokens.peek().kind === "string" ? this.line() : undefined;
  }

  word(): string {
    return this.#expect("word").text;
  }

  number(): string {
    return this.#expect("number").text;
  }

  /** A list with commas between its items. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.tokens.take(",") !== undefined) items.push(item());
    return items;
  }

  date(): Minutes {
    const token = this.#expect("date");
    const at = minutesOf(token.text);
    if (at === undefined) throw new Unexpected(`${token.text} is no date`);
    if (/[+-]\d{4}$|-[A-Z]+$/.test(token.text.slice(16)) && !/[+-]0000$|-UTC$|-GMT$/.test(token.text)) {
      this.account.changed("dates with a zone", "Taken as the project's own time.", `line ${token.line}`);
    }
    return at;
  }

  amount(): Amount {
    const token = this.tokens.peek();
    if (token.kind === "amount") {
      this.tokens.next();
      const [, number = "", unit] = /^([\d.]+)([a-z]+)$/.exec(token.text) ?? [];
      return { number, unit: unit as Amount["unit"] };
    }
    const number = this.number();
    const unit = this.word();
    const known = units.find((candidate) => candidate === unit);
    if (known === undefined) throw new Unexpected(`${unit} is no unit of time`);
    return { number, unit: known };
  }

  /** `2027-01-04 - 2027-01-08`, `2027-01-04 +5d`; a date alone is its day. */
  interval(): Interval {
    const start = this.date();
    if (this.tokens.take("+") !== undefined) return { start, end: start + clockMinutes(this.amount()) };
    if (this.tokens.take("-") !== undefined) return { start, end: this.date() };
    return { start, end: start + 1440 };
  }

  optionalInterval(): Interval | undefined {
    return this.tokens.peek().kind === "date" ? this.interval() : undefined;
  }

  /** Behind `leaves`: `annual "Skiing" 2027-01-04 +5d, sick 2027-02-01`. */
  leaves(): readonly Leave[] {
    return this.list(() => {
      const type = this.word();
      const name = this.optionalText() ?? type;
      return { name, ...this.interval() };
    });
  }

  /** Behind `vacation`: `"Easter" 2027-03-29 +1d`. */
  vacation(): readonly Leave[] {
    const name = this.optionalText();
    return this.list(() => ({ name, ...this.interval() }));
  }

  shiftUses(): readonly ShiftUse[] {
    return this.list(() => {
      const { line } = this.tokens.peek();
      return { shift: this.word(), interval: this.optionalInterval(), line };
    });
  }

  /** Behind `workinghours`: `mon - fri 9:00 - 12:00, 13:00 - 17:00`. Changes the days it names. */
  workingHours(hours: (WorkingDay | undefined)[]): void {
    const days = this.list(() => {
      const from = this.#weekday();
      const until = this.tokens.take("-") === undefined ? from : this.#weekday();
      return Array.from({ length: ((until - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
    }).flat();
    const day = this.#day();
    for (const index of days) hours[index] = day;
  }

  #day(): WorkingDay {
    if (this.tokens.take("off") !== undefined) return [];
    const shifts = this.list((): Shift => {
      const start = this.#time();
      if (this.tokens.take("-") === undefined) throw new Unexpected("working hours run from a time to a time");
      return { start, finish: this.#time() };
    }).sort((a, b) => a.start - b.start);
    const merged: Shift[] = [];
    for (const shift of shifts) {
      if (shift.finish <= shift.start) throw new Unexpected("working hours end before they begin");
      const last = merged.at(-1);
      if (last !== undefined && shift.start < last.finish) {
        merged[merged.length - 1] = { start: last.start, finish: Math.max(last.finish, shift.finish) };
      } else merged.push(shift);
    }
    return merged;
  }

  #time(): number {
    const token = this.#expect("time");
    const [hours = 0, minutes = 0] = token.text.split(":").map(Number);
    if (minutes > 59 || hours * 60 + minutes > 1440) throw new Unexpected(`${token.text} is no time`);
    return hours * 60 + minutes;
  }

  #weekday(): number {
    const word = this.word();
    const day = weekdays.indexOf(word.slice(0, 3).toLowerCase());
    if (day < 0) throw new Unexpected(`${word} is no weekday`);
    return day;
  }

  #expect(kind: Token["kind"]): Token {
    const token = this.tokens.peek();
    if (token.kind !== kind) {
      throw new Unexpected(
        `a ${kind} was expected${token.kind === "end" ? "" : ` where ${token.text.slice(0, 20)} stands`}`,
      );
    }
    return this.tokens.next();
  }
}

/** `2027-01-04-13:30` as minutes; undefined for a day that there is not. */
function minutesOf(text: string): Minutes | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:-(\d{1,2}):(\d{2}))?/.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hours = "0", minutes = "0"] = match;
  const number = parseDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  if (number === undefined || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  return number * 1440 + Number(hours) * 60 + Number(minutes);
}

const clockUnits = { min: 1, h: 60, d: 1440, w: 7 * 1440, m: 30.4167 * 1440, y: 365 * 1440 };

/** An amount of elapsed time, as TaskJuggler counts it: months of 30.4167 days, years of 365. */
export function clockMinutes({ number, unit }: Amount): Minutes {
  return Math.round(Number(number) * clockUnits[unit]);
}
