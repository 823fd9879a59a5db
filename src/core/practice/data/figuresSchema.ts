import * as v from "valibot";
import { day, id, sentence, source, wholeObject } from "./parts.ts";

/** `media/practice/figures/figures.yaml`: what is often quoted of the profession, beside what sources say. */
export const figuresSchema = wholeObject({
  figures: v.array(
    wholeObject({
      id,
      name: sentence,
      /** As it is quoted, and who is said to have said so. */
      claim: v.exactOptional(wholeObject({ text: sentence, by: v.exactOptional(sentence) })),
      says: v.array(wholeObject({ text: sentence, "as-of": sentence, source })),
      verdict: v.picklist(["corrected", "superseded", "current", "unverified"]),
      scope: v.exactOptional(sentence),
      note: sentence,
      checked: day,
    }),
  ),
});
export type FiguresData = v.InferOutput<typeof figuresSchema>;
