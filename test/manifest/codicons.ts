import { readdirSync } from "node:fs";
import path from "node:path";

/** The names of all icons that VS Code ships: one SVG each in the codicons package. */
export function codiconNames(): ReadonlySet<string> {
  const folder = path.join(process.cwd(), "node_modules/@vscode/codicons/src/icons");
  return new Set(readdirSync(folder).flatMap((file) => (file.endsWith(".svg") ? [file.slice(0, -4)] : [])));
}
