import * as v from "valibot";
import type { EducationData } from "../education/index.ts";
import { count, day, id, reliability, sentence, sources, wholeObject } from "./parts.ts";

const range = wholeObject({ from: count, to: count });
const sourced = { sources, reliability, checked: day };

/** `media/practice/education/education.yaml`. */
export const educationSchema: v.GenericSchema<unknown, EducationData> = wholeObject({
  routes: v.array(
    wholeObject({
      id,
      name: sentence,
      group: v.picklist(["degree", "online", "course"]),
      for: sentence,
      credits: v.exactOptional(range),
      months: v.exactOptional(range),
      "contact-hours": v.exactOptional(count),
      know: v.exactOptional(sentence),
      ...sourced,
    }),
  ),
  facts: v.array(wholeObject({ id, text: sentence, ...sourced })),
  criteria: v.array(wholeObject({ id, name: sentence, weight: v.pipe(v.number(), v.minValue(1), v.maxValue(100)) })),
});
