import * as v from "valibot";
import type { CertificationData } from "../certification/index.ts";
import { amount, count, day, id, reliability, sentence, sources, wholeObject } from "./parts.ts";

const ids = v.pipe(v.array(id), v.minLength(1));

const path = wholeObject({
  education: v.picklist(["none", "secondary", "associate", "bachelor", "gac"]),
  experience: v.exactOptional(
    wholeObject({
      kind: v.picklist(["leading", "agile", "risk", "construction"]),
      months: count,
      window: count,
      unless: v.exactOptional(ids),
    }),
  ),
  hours: v.exactOptional(
    wholeObject({
      topic: v.picklist(["project-management", "agile", "risk"]),
      need: count,
      unless: v.exactOptional(ids),
    }),
  ),
  holds: v.exactOptional(ids),
});

const course = wholeObject({ name: sentence, hours: v.exactOptional(count) });
const askedFor = wholeObject({
  paths: v.array(path),
  courses: v.exactOptional(v.pipe(v.array(course), v.minLength(1))),
  unknown: v.exactOptional(sentence),
  advice: v.exactOptional(v.pipe(v.array(sentence), v.minLength(1))),
});

/** `media/practice/certification/certifications.yaml`. */
export const certificationSchema: v.GenericSchema<unknown, CertificationData> = wholeObject({
  certifications: v.array(
    wholeObject({
      id,
      name: sentence,
      issuer: sentence,
      level: v.exactOptional(v.picklist(["entry", "professional", "specialist"])),
      eligibility: askedFor,
      exam: v.exactOptional(sentence),
      insteadOfExam: v.exactOptional(sentence),
      domains: v.exactOptional(
        v.pipe(
          v.array(wholeObject({ name: sentence, percent: v.pipe(v.number(), v.minValue(1), v.maxValue(100)) })),
          v.minLength(2),
        ),
      ),
      renewal: sentence,
      fee: v.exactOptional(
        wholeObject({
          from: amount,
          to: amount,
          for: v.exactOptional(v.picklist(["course"])),
          note: v.exactOptional(sentence),
        }),
      ),
      retake: v.exactOptional(wholeObject({ amount, note: sentence })),
      studyHours: v.exactOptional(count),
      conflicts: v.exactOptional(
        v.array(wholeObject({ about: sentence, values: v.pipe(v.array(sentence), v.minLength(2)) })),
      ),
      sources,
      reliability,
      checked: day,
    }),
  ),
  renewals: v.array(
    wholeObject({
      id,
      certifications: ids,
      pdus: count,
      education: count,
      eachSide: count,
      givingBack: count,
      working: count,
      sources,
      reliability,
      checked: day,
    }),
  ),
  paths: v.array(wholeObject({ id, name: sentence, steps: v.pipe(v.array(ids), v.minLength(1)), why: sentence })),
});
