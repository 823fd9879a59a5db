import { field, required } from "./field.ts";
import { list, map, scalar } from "./valueType.ts";

/** The first field of every record. */
export const name = required(scalar("text"), "New payments API", "What people call it.");

/** The last fields of every record. */
export const lastFields = {
  note: field(scalar("prose"), "Agreed on the phone", "Whatever else is worth knowing."),
  links: field(
    map("a name", { kind: "text" }, scalar("text")),
    "{jira: PAY-12}",
    "Where it is known elsewhere: the name of a system with a key or an address.",
  ),
  was: field(
    list(scalar("id")),
    "[old-id]",
    "Ids it had before. Renaming writes them, so that logs and baselines still find it.",
  ),
};
