import * as v from "valibot";

/** What any view may say to the host, whatever it shows. */
export const shellToHost = {
  /** Something went wrong in the view; it goes to the log. */
  log: v.object({
    level: v.picklist(["error", "warning"]),
    message: v.pipe(v.string(), v.maxLength(20_000)),
  }),
} as const;

export type LogMessage = v.InferOutput<typeof shellToHost.log>;
