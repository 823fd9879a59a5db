import type { ProgrammeFacts } from "../../core/practice/education/index.ts";

export const accreditationWords: Readonly<Record<NonNullable<ProgrammeFacts["accreditation"]>, string>> = {
  gac: "PMI’s GAC",
  regional: "regional or national",
  none: "none",
};
export const deliveryWords: Readonly<Record<NonNullable<ProgrammeFacts["delivery"]>, string>> = {
  online: "online",
  "on-site": "on site",
  both: "on site and online",
};
export const groupWords = {
  degree: "Degrees",
  online: "Online programmes",
  course: "Courses for single gaps",
} as const;
