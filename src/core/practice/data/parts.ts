import * as v from "valibot";

/** An object without other keys than these: a typo in a fact is a problem, not a fact that is missing. */
export const wholeObject = v.strictObject;

export const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/));
export const sentence = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const amount = v.pipe(v.number(), v.minValue(0));
export const rating = v.pipe(v.number(), v.minValue(1), v.maxValue(5));
export const day = v.pipe(v.string(), v.isoDate());

/** Who says so, and of what; an address where it can be looked up. */
export const source = wholeObject({
  name: sentence,
  for: v.exactOptional(sentence),
  url: v.exactOptional(v.pipe(v.string(), v.regex(/^https:\/\/[^\s]+$/))),
});
export const sources = v.pipe(v.array(source), v.minLength(1));
export const reliability = v.picklist(["high", "medium", "low"]);
