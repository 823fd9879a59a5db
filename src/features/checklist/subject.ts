import { Uri } from "vscode";

/** What a checklist view shows: all checklists of a project, or one Markdown file. */
export interface ChecklistSubject {
  readonly kind: "project" | "file";
  /** The project's folder, or the file. */
  readonly uri: Uri;
}

/** One text for a subject: the key of its panel, and what a view keeps over a reload. */
export function subjectKey({ kind, uri }: ChecklistSubject): string {
  return `${kind} ${uri.toString()}`;
}

/** The subject that a view kept; nothing when it is not one. */
export function readSubject(state: unknown): ChecklistSubject | undefined {
  const subject: unknown = typeof state === "object" && state !== null ? Reflect.get(state, "subject") : undefined;
  const found = typeof subject === "string" ? /^(project|file) (\S+)$/.exec(subject) : null;
  const kind = found?.[1];
  if (kind !== "project" && kind !== "file") return undefined;
  try {
    const uri = Uri.parse(found?.[2] ?? "", true);
    return kind === "project" || isMarkdown(uri) ? { kind, uri } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is Markdown by its name. */
export function isMarkdown(uri: Uri): boolean {
  return /\.(md|markdown|mdown|mkd)$/i.test(uri.path);
}

/** The name of a file without its folder and ending. */
export function fileStem(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
}
