import type { PlannedFile } from "../../documents/templateLibrary.ts";
import { yamlText } from "../../documents/yamlText.ts";
import { idFrom } from "../../model/identifier.ts";
import type { IsoDate } from "../../model/moment.ts";
import type { CertificationRecord } from "./certificationRecord.ts";
import { feeText } from "./words.ts";

/** What a study plan is made for. */
export interface StudyWishes {
  readonly start: IsoDate;
  /** Of study. */
  readonly hoursPerWeek: number;
  readonly timeZone: string;
}

/** Hours of study where a record says nothing: a usual order of magnitude, to be replaced by one's own. */
const usualHours: Readonly<Record<NonNullable<CertificationRecord["level"]>, number>> = {
  entry: 60,
  professional: 120,
  specialist: 120,
};
const weekHours = 40;
/** What learning, practice questions and two mock exams take of the hours. */
const shares = { learning: 0.65, questions: 0.2, mock: 0.075 } as const;
/** One hour in five for the weeks that go wrong. */
const reserve = 0.2;
/** For books and question banks, in US dollars: an assumption to be replaced. */
const materials = 80;

/** Hours of study in all, the reserve for bad weeks left out. */
export function studyHoursOf({ studyHours, level }: CertificationRecord): number {
  return studyHours ?? usualHours[level ?? "professional"];
}

/** What is wrong with the hours a week as typed, as a sentence, or undefined when they can be used. */
export function hoursPerWeekProblem(text: string): string | undefined {
  const hours = Number(text.replace(",", "."));
  return text.trim() !== "" && hours >= 1 && hours <= weekHours
    ? undefined
    : `Write a number of hours from 1 to ${weekHours}.`;
}

/** The study for one certification as a project of its own: a plan with two mock exams and the exam where there is one, and what it costs. */
export function planStudy(record: CertificationRecord, wishes: StudyWishes): readonly PlannedFile[] {
  return [
    { path: "gantry.yaml", contents: headerText(record, wishes) },
    { path: "plan.yaml", contents: planText(record) },
    { path: "budget.yaml", contents: budgetText(record, wishes.start) },
  ];
}

/** The certification that a project is the study for, as its gantry.yaml says; nothing when it is none. */
export function studyFor(headerText: string): string | undefined {
  return /^x-study-for:[ \t]*["']?([a-z][a-z0-9-]{0,60})/m.exec(headerText)?.[1];
}

function headerText(record: CertificationRecord, { start, hoursPerWeek, timeZone }: StudyWishes): string {
  const capacity = Math.round((hoursPerWeek / weekHours) * 1000) / 10;
  return `gantry: 1
name: ${yamlText(`Study plan: ${record.name}`)}
start: ${start}
time-zone: ${timeZone}
currency: USD
x-study-for: ${record.id}

people:
  me:
    name: Me
    capacity: ${capacity}% # ${hoursPerWeek} hours of study a week
`;
}

function planText(record: CertificationRecord): string {
  const hours = studyHoursOf(record);
  const { paths, courses = [], unknown } = record.eligibility;
  const asked = paths.length > 0 || courses.length > 0 || unknown !== undefined;
  const share = (part: number): number => Math.max(1, Math.round(hours * part));
  const plan = new StageLines();
  plan.stage("prepare", "Prepare");
  plan.task(
    "conditions",
    asked ? "Check at the issuer what is asked, and gather the proof" : "Read at the issuer how it goes",
    2,
  );
  const keep = "Write down how it is kept, and put the dates into the calendar";
  if (record.exam === undefined) {
    plan.task("outline", "Read what the courses are about", 2, "conditions");
    plan.stage("learn", "Learn");
    plan.task("courses", "Take the courses and do their work", hours, "outline", record.insteadOfExam);
    plan.task("room", "Room for weeks that go wrong", share(reserve), "courses");
    plan.stage("finish", "Finish");
    plan.milestone("earned", "Certificate earned", ["room"]);
    plan.task("keep", keep, 1, "earned", record.renewal);
  } else {
    const { domains = [{ name: "The whole syllabus", percent: 100 }] } = record;
    const whole = domains.reduce((sum, { percent }) => sum + percent, 0);
    plan.task("outline", "Read the outline of the exam", 2, "conditions");
    plan.stage("learn", "Learn");
    let before = "outline";
    for (const { name, percent } of domains) {
      const id = `learn-${idFrom(name, "part")}`.slice(0, 40).replace(/-$/, "");
      const effort = share((shares.learning * percent) / whole);
      plan.task(id, `Learn: ${name}`, effort, before, domains.length > 1 ? `${percent} % of the exam` : undefined);
      before = id;
    }
    plan.stage("practise", "Practise");
    plan.task("questions", "Practice questions, and why each wrong one was wrong", share(shares.questions), before);
    plan.task("mock-1", "First mock exam, and what it showed", share(shares.mock), "questions");
    plan.task("room", "Room for weeks that go wrong", share(reserve), "mock-1");
    plan.task("mock-2", "Second mock exam", share(shares.mock), "room");
    plan.stage("finish", "Exam");
    plan.task("apply", "Apply and book a date", 2, "mock-1");
    plan.milestone("exam", "Exam", ["mock-2", "apply"]);
    plan.task("keep", keep, 1, "exam", record.renewal);
  }
  return `gantry: 1

# ${hours} hours in all and one in five more for bad weeks${record.studyHours === undefined ? ", a usual figure: put in your own" : ""}.
tasks:
${plan.text}
`;
}

/** Stages and their tasks, line by line. */
class StageLines {
  readonly #lines: string[] = [];

  stage(id: string, name: string): void {
    this.#lines.push(`  ${id}:`, `    name: ${name}`, "    tasks:");
  }

  task(id: string, name: string, effort: number, after?: string, comment?: string): void {
    this.#lines.push(
      `      ${id}:`,
      `        name: ${yamlText(name)}`,
      `        effort: ${effort}h${comment === undefined ? "" : ` # ${comment}`}`,
      "        who: me",
      ...(after === undefined ? [] : [`        after: ${after}`]),
      "",
    );
  }

  milestone(id: string, name: string, after: readonly string[]): void {
    this.#lines.push(
      `      ${id}:`,
      `        name: ${name}`,
      "        milestone: true",
      `        after: [${after.join(", ")}]`,
      "",
    );
  }

  get text(): string {
    return this.#lines.join("\n").trimEnd();
  }
}

/** What another attempt takes, and why that much; nothing where there is no exam. */
function retakeOf({
  exam,
  fee,
  retake,
}: CertificationRecord): { readonly amount: number; readonly basis: string } | undefined {
  if (exam === undefined) return undefined;
  if (retake !== undefined) return { amount: retake.amount, basis: `One attempt more; ${retake.note}` };
  // What a course costs says nothing about its exam.
  if (fee === undefined || fee.for === "course") {
    return { amount: 0, basis: "One attempt more; nobody states what it costs, ask the issuer" };
  }
  return { amount: fee.to, basis: "The exam taken again at its full fee, an assumption" };
}

function budgetText(record: CertificationRecord, start: IsoDate): string {
  const { fee, exam } = record;
  const amount = fee?.to ?? 0;
  const says =
    fee === undefined
      ? "No fee is recorded; ask the issuer and put it here."
      : `Seen: ${feeText(record)}. Check at the issuer.`;
  const forCourse = exam === undefined || fee?.for === "course";
  const retake = retakeOf(record);
  return `gantry: 1

funding:
  own:
    name: Own money
    amount: ${amount + (retake?.amount ?? 0) + materials}
    from: ${start}

costs:
  fee:
    name: ${exam === undefined ? "Fee for the courses" : forCourse ? "Fee for the course, with the exam" : "Exam fee"}
    type: service
    ${forCourse ? `date: ${start}` : "task: exam"}
    amount: ${amount} # ${says}

  materials:
    name: ${exam === undefined ? "Books" : "Books and question bank"}
    type: service
    amount: ${materials} # an assumption
    date: ${start}
${
  retake === undefined
    ? ""
    : `
contingency:
  amount: ${retake.amount}
  basis: ${yamlText(retake.basis)}
`
}`;
}
