/** Paths that come from outside: which of them may be written. */

const maximumPathLength = 200;

/** Names that a file on Windows can't have. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * Why a path must not be written, as half a sentence after the path, or undefined when it may: it has to stay inside the
 * folder on every operating system and may not hide.
 */
export function pathProblem(path: string): string | undefined {
  return folderProblem(path) ?? hiddenPart(path);
}

/** The same for a folder that a setting names: it may hide, as `.gantry/templates` does. */
export function folderProblem(path: string): string | undefined {
  if (path === "") return "is empty";
  if (path.length > maximumPathLength) return `is longer than ${maximumPathLength} characters`;
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(path)) return "holds a character that can't be seen";
  if (path.includes("\\")) return "holds a backslash";
  if (path.startsWith("/")) return "is an absolute path";
  if (/^[A-Za-z]:/.test(path)) return "names a drive";
  if (/[<>:"|?*]/.test(path)) return 'holds one of < > : " | ? *';
  for (const part of path.split("/")) {
    if (part === "") return "has an empty part";
    if (part === "." || part === "..") return `has a part "${part}" and could leave the folder`;
    if (/[. ]$/.test(part) || part.startsWith(" "))
      return `has the part "${part}" that begins or ends with a space or a dot`;
    if (deviceName.test(part)) return `has the part "${part}", which Windows keeps for itself`;
  }
  return undefined;
}

function hiddenPart(path: string): string | undefined {
  const part = path.split("/").find((candidate) => candidate.startsWith("."));
  return part === undefined ? undefined : `has the hidden part "${part}"`;
}

/** What two paths have in common when a file system can't tell them apart: letters in another case or composed otherwise. */
export function pathKey(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
