import { pathProblem } from "../core/documents/filePaths.ts";
import { idFrom, isId } from "../core/model/identifier.ts";
import type { Project } from "../core/model/records.ts";
import { type Io, UsageProblem } from "./io.ts";
import { plain } from "./plainText.ts";

/** Who logs: the name of the log's file, and how it was found. */
export interface Writer {
  readonly id: string;
  /** As in "by --as", for people. */
  readonly by: string;
}

/**
 * Who is at this machine, as the id of a person in the project where that can be told: from `--as`, the variable GANTRY_ME, what
 * git knows, or the account.
 * @throws UsageProblem when what was said can't name a file
 */
export async function whoWrites(io: Io, folder: string, project: Project, said: string | undefined): Promise<Writer> {
  if (said !== undefined) return { id: checked(said, "--as"), by: "--as" };
  const variable = io.environment.GANTRY_ME?.trim() ?? "";
  if (variable !== "") return { id: checked(variable, "GANTRY_ME"), by: "GANTRY_ME" };
  const name = (await io.git(folder, "config", "user.name"))?.trim() ?? "";
  const email = (await io.git(folder, "config", "user.email"))?.trim() ?? "";
  const same = (a: string | undefined, b: string): boolean => b !== "" && a?.toLowerCase() === b.toLowerCase();
  const person = project.people.find((candidate) => same(candidate.email, email) || same(candidate.name, name));
  if (person !== undefined && isUsable(person.id)) return { id: person.id, by: "git" };
  const byGit = idFrom(name, "");
  if (isUsable(byGit)) return { id: byGit, by: "git user.name" };
  const byAccount = idFrom(io.account, "");
  return { id: isUsable(byAccount) ? byAccount : "me", by: "the account's name" };
}

function isUsable(id: string): boolean {
  return isId(id) && pathProblem(`progress/${id}.yaml`) === undefined;
}

function checked(text: string, by: string): string {
  if (isUsable(text)) return text;
  const slug = idFrom(text, "");
  const advice = isUsable(slug) ? ` Write ${slug}, for example.` : "";
  throw new UsageProblem(
    `${by}: “${plain(text)}” can't name a log. Use up to 40 small letters, digits and hyphens, beginning with a letter.${advice}`,
  );
}
