import * as v from "valibot";

/**
 * Checks what a data file holds.
 * @returns the same, or what is wrong, with the place in the file
 */
export function readPracticeFile(
  schema: v.GenericSchema<unknown, unknown>,
  value: unknown,
): { readonly data: unknown } | { readonly problems: readonly string[] } {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    return { problems: result.issues.map((issue) => `${v.getDotPath(issue) ?? "the file"}: ${issue.message}`) };
  }
  const twice = idsThatStandTwice(value);
  return twice.length > 0 ? { problems: twice } : { data: result.output };
}

function idsThatStandTwice(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value)) return Object.values(value).flatMap(idsThatStandTwice);
  const ids = value.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "id" in one && typeof one.id === "string" ? [one.id] : [],
  );
  const own = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `The id ${id} stands twice.`);
  return [...own, ...value.flatMap(idsThatStandTwice)];
}
