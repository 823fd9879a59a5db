import * as v from "valibot";
import type { QuestionSet } from "../assessment/index.ts";
import { count, id, rating, sentence, wholeObject } from "./parts.ts";

/** `media/practice/assessment/questions.yaml`. */
export const assessmentSchema: v.GenericSchema<unknown, QuestionSet> = wholeObject({
  version: count,
  levels: v.pipe(v.array(wholeObject({ name: sentence, means: sentence })), v.length(5)),
  questions: v.array(
    wholeObject({
      id: v.pipe(v.string(), v.regex(/^q[0-9]{2}$/)),
      skill: id,
      responsibilities: v.pipe(v.array(id), v.minLength(1)),
      ask: sentence,
      levels: v.pipe(v.array(sentence), v.length(5)),
      evidence: sentence,
    }),
  ),
  profiles: v.array(wholeObject({ id, name: sentence, targets: v.record(id, rating) })),
  fit: v.array(wholeObject({ id, ask: sentence, talk: sentence })),
  complexity: wholeObject({
    factors: v.array(wholeObject({ id, name: sentence, ratings: v.pipe(v.array(sentence), v.length(4)) })),
    ranges: v.array(wholeObject({ upTo: count, name: sentence })),
  }),
});
