import path from "node:path";

/** Who may import whom; a room may always import itself. Libraries are listed with the rooms that may use them. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ["core"],
  platform: ["core"],
  services: ["platform", "core"],
  features: ["services", "platform", "protocol", "core"],
  webviews: ["protocol", "core"],
  cli: ["core"],
  "extension.ts": ["features", "services", "platform"],
  "webExtension.ts": ["platform"],
};
const hostRooms = new Set(["platform", "services", "features", "extension.ts", "webExtension.ts"]);

interface Import {
  readonly file: string;
  readonly target: string;
}

export function importsOf(file: string, text: string): readonly Import[] {
  const found = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s[^"';]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|^\s*import\s*"([^"]+)"/gm,
  );
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? match[3] ?? "" }));
}

/** Nothing when the import is allowed, else why not. */
export function refusal({ file, target }: Import): string | undefined {
  const room = file.split("/")[0] ?? "";
  if (!Object.hasOwn(arrows, room)) return `${file}: ${room} is not a room of the design`;
  if (!target.startsWith(".")) {
    if (target === "vscode") return hostRooms.has(room) ? undefined : `${file}: ${room} must not know vscode`;
    if (target.startsWith("node:")) return room === "cli" ? undefined : `${file}: ${room} must not know Node`;
    return undefined;
  }
  const other = path.posix.join(path.posix.dirname(file), target).split("/")[0] ?? "";
  if (other === room || arrows[room]?.includes(other)) {
    const feature = (name: string): string | undefined =>
      name.startsWith("features/") ? name.split("/")[1] : undefined;
    const resolved = path.posix.join(path.posix.dirname(file), target);
    const crossing =
      feature(file) !== undefined && feature(resolved) !== undefined && feature(file) !== feature(resolved);
    return crossing ? `${file}: features do not import each other (${target})` : undefined;
  }
  return `${file}: ${room} must not import ${other} (${target})`;
}
