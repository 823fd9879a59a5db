/** Small files as Microsoft Project writes them, for tests: each only says what the test is about. */

type Fields = Readonly<Record<string, string | number | readonly Fields[]>>;

const day = (type: number, hours: readonly (readonly [string, string])[]): string => {
  const times = hours.map(([from, to]) => {
    return `<WorkingTime><FromTime>${from}:00</FromTime><ToTime>${to}:00</ToTime></WorkingTime>`;
  });
  const inner = hours.length === 0 ? "" : `<WorkingTimes>${times.join("")}</WorkingTimes>`;
  return `<WeekDay><DayType>${type}</DayType><DayWorking>${hours.length > 0 ? 1 : 0}</DayWorking>${inner}</WeekDay>`;
};

export const officeHours = [
  ["08:00", "12:00"],
  ["13:00", "17:00"],
] as const;

/** The weekdays of a calendar that works so from Monday to Friday. */
export function weekDays(hours: readonly (readonly [string, string])[], extra = ""): string {
  const days = [1, 2, 3, 4, 5, 6, 7].map((type) => day(type, type === 1 || type === 7 ? [] : hours));
  return `<WeekDays>${days.join("")}${extra}</WeekDays>`;
}

export const standardCalendar = `<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>${weekDays(officeHours)}</Calendar>`;

function xmlOf(name: string, fields: Fields): string {
  const inner = Object.entries(fields).map(([key, value]) => {
    if (typeof value === "object") return value.map((one) => xmlOf(key, one)).join("");
    return `<${key}>${String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${key}>`;
  });
  return `<${name}>${inner.join("")}</${name}>`;
}

export interface ProjectParts {
  readonly header?: Fields;
  readonly calendars?: string;
  readonly tasks?: readonly Fields[];
  readonly resources?: readonly Fields[];
  readonly assignments?: readonly Fields[];
}

/** A project that starts on Monday, 2026-03-02 at eight. Tasks get UIDs in their order from 1 on. */
export function projectXml({ header, calendars, tasks = [], resources = [], assignments = [] }: ProjectParts): string {
  const facts = {
    Name: "Test.xml",
    ScheduleFromStart: 1,
    StartDate: "2026-03-02T08:00:00",
    CalendarUID: 1,
    MinutesPerDay: 480,
    MinutesPerWeek: 2400,
    DaysPerMonth: 20,
    ...header,
  };
  const list = (name: string, record: string, all: readonly Fields[]): string => {
    return `<${name}>${all.map((fields, index) => xmlOf(record, { UID: index + 1, ...fields })).join("")}</${name}>`;
  };
  const rows = tasks.map((fields, index) => ({
    ID: index + 1,
    OutlineLevel: 1,
    Type: 0,
    Duration: "PT8H0M0S",
    DurationFormat: 7,
    ...fields,
  }));
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="http://schemas.microsoft.com/project">',
    ...Object.entries(facts).map(([key, value]) => xmlOf("x", { [key]: value }).slice(3, -4)),
    `<Calendars>${standardCalendar}${calendars ?? ""}</Calendars>`,
    list("Tasks", "Task", rows),
    list(
      "Resources",
      "Resource",
      resources.map((fields) => ({ Type: 1, ...fields })),
    ),
    list("Assignments", "Assignment", assignments),
    "</Project>",
  ].join("");
}
