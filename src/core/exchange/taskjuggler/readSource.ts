import { formatDate } from "../../model/date.ts";
import type { Account } from "../account.ts";
import { Unreadable } from "../imported.ts";
import { Phrases, Unexpected } from "./phrases.ts";
import { emptyPlan, type Minutes, type SourcePlan } from "./source.ts";
import { isMeaningless, type Room, topStatements } from "./statements.ts";
import { type Token, Tokens } from "./tokens.ts";

const deepestRooms = 200;
const longestKept = 2000;

/** Statements of TaskJuggler that are known and have no place in a plan. Where one stands, the statement before it is over. */
const foreign = new Set(
  `account accountreport active alert alertlevels allocate author auxdir balance bookings booking chargeset columns
  copyright credits currencyformat date details disabled effortdone effortleft enabled endcredit export extend fail flags
  icalreport include inherit journalentry label leaveallowances limits macro managers navigator newtask nikureport nodereport
  numberformat outputdir overtime projectid projectids projection purge reportprefix resourceprefix resourcereport scheduled
  scheduling startcredit statussheet statussheetreport strict summary tagfile taskprefix taskreport accountprefix textreport timesheet timesheetreport
  tracereport trackingscenario warn workinghours schedulingmode timezone shorttimeformat timeformat`.split(/\s+/),
);
const reports = /report$|^(?:export|navigator|tagfile)$/;

/**
 * What a .tjp file says. Braces are followed with a list of what is open, not by recursion. A statement that is not understood is
 * skipped up to the next one that is known, and entered with its line.
 */
export function readSource(text: string, account: Account): SourcePlan {
  const plan = emptyPlan();
  const problems = {
    leftOut: (source: string, why: string, line: number): void => account.leftOut(source, why, `line ${line}`),
  };
  const tokens = new Tokens(text, problems, (name) => builtIn(plan, name));
  return new Reader(plan, tokens, account).read();
}

function builtIn(plan: SourcePlan, name: string): string | undefined {
  const written = (at: Minutes | undefined): string | undefined => (at === undefined ? undefined : dateText(at));
  if (name === "projectstart") return written(plan.start);
  if (name === "projectend") return written(plan.end);
  if (name === "now" || name === "today") return written(plan.now);
  return undefined;
}

function dateText(at: Minutes): string {
  const day = Math.floor(at / 1440);
  const two = (value: number): string => String(value).padStart(2, "0");
  const rest = at - day * 1440;
  return `${formatDate(day)}-${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
}

class Reader {
  readonly #plan: SourcePlan;
  readonly #tokens: Tokens;
  readonly #account: Account;
  readonly #phrases: Phrases;
  readonly #open: Room[];

  constructor(plan: SourcePlan, tokens: Tokens, account: Account) {
    this.#plan = plan;
    this.#tokens = tokens;
    this.#account = account;
    this.#phrases = new Phrases(tokens, account);
    this.#open = [{ of: "file", statements: topStatements(plan), kept: undefined }];
  }

  read(): SourcePlan {
    for (let room = this.#open.at(-1); room !== undefined; room = this.#open.at(-1)) {
      const token = this.#tokens.next();
      if (token.kind === "end") {
        if (this.#open.length > 1) {
          this.#account.changed("braces", "One is not closed; everything up to the end is taken as inside.");
        }
        break;
      }
      if (token.kind === "sign" && token.text === "}") {
        if (this.#open.length > 1) this.#open.pop();
        else this.#account.leftOut("braces", "One closes what was not open.", `line ${token.line}`);
        continue;
      }
      if (token.kind === "word") this.#statement(token, room);
      else this.#skip(token, room, `${token.text.slice(0, 20)}`);
    }
    if (this.#plan.start === undefined) {
      throw new Unreadable(
        "It has no line that begins with `project`, so it is no TaskJuggler plan, or only a part of one.",
      );
    }
    return this.#plan;
  }

  #statement(token: Token, room: Room): void {
    const keyword = token.text;
    if (keyword === "macro") {
      const name = this.#tokens.next().text;
      if (this.#tokens.defineMacro(name)) this.#account.mapped("macro");
      else
        this.#account.leftOut(
          "macro",
          "What it stands for has no brackets around it, or no end.",
          `line ${token.line}`,
        );
      return;
    }
    if (this.#tokens.take(":") !== undefined) {
      const [first = "plan"] = this.#plan.scenarios;
      const attribute = this.#tokens.next();
      if (keyword === first) this.#statement(attribute, room);
      else this.#skip(attribute, room, `scenario ${keyword}`, "Only the first scenario is taken over.");
      return;
    }
    const read = room.statements.get(keyword);
    if (read === undefined) {
      this.#skip(token, room, keyword);
      return;
    }
    try {
      const inner = read(this.#phrases, token.line);
      if (isMeaningless(keyword))
        this.#account.leftOut(
          `${room.of} ${keyword}`,
          "It concerns how TaskJuggler shows or computes.",
          `line ${token.line}`,
        );
      else this.#account.mapped(room.of === "file" ? keyword : `${room.of} ${keyword}`);
      if (inner === undefined) return;
      if (this.#open.length >= deepestRooms) {
        throw new Unreadable("Tasks or resources are nested more than 200 deep.", token.line);
      }
      this.#open.push(inner);
    } catch (error) {
      if (!(error instanceof Unexpected)) throw error;
      this.#skip(token, room, keyword, `It was not understood: ${error.message}.`);
    }
  }

  /** Over everything up to the next statement that is known, or the end of the room. */
  #skip(from: Token, room: Room, source: string, because?: string): void {
    const words: string[] = [];
    let depth = 0;
    for (;;) {
      const token = this.#tokens.peek();
      if (token.kind === "end") break;
      const isSign = token.kind === "sign";
      if (depth === 0 && isSign && token.text === "}") break;
      if (depth === 0 && token.kind === "word" && (room.statements.has(token.text) || foreign.has(token.text))) break;
      this.#tokens.next();
      if (isSign && "{[".includes(token.text)) depth += 1;
      if (isSign && "}]".includes(token.text)) depth = Math.max(0, depth - 1);
      if (words.length < longestKept / 4) words.push(token.kind === "string" ? JSON.stringify(token.text) : token.text);
    }
    const name = room.of === "file" || source.startsWith("scenario ") ? source : `${room.of} ${source}`;
    const place = `line ${from.line}`;
    if (room.kept === undefined || because !== undefined || source.startsWith("scenario ")) {
      this.#account.leftOut(name, because ?? whyNot(source), place);
      return;
    }
    const written = words.join(" ").slice(0, longestKept);
    const before = room.kept.get(source);
    room.kept.set(source, before === undefined ? written : `${before}; ${written}`.slice(0, longestKept));
    this.#account.kept(name, "A plan has no field for it.", place);
  }
}

function whyNot(keyword: string): string {
  if (keyword === "include")
    return "A single file is read: what it includes is not there. Put it into this file to take it over.";
  if (reports.test(keyword)) return "It says how TaskJuggler reports, not what is planned.";
  if (keyword === "account" || keyword === "balance") return "A plan's money stands in its budget.";
  if (isMeaningless(keyword)) return "It concerns how TaskJuggler shows or computes.";
  return foreign.has(keyword) ? "A plan has no place for it." : "It is not understood.";
}
