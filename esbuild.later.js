// @ts-check
// The second script of a view, `src/webviews/<view>/later.ts`: what nobody sees before they do something.

import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Neither script holds what the other one holds: what `shared.ts` lists of the first one, the second one takes from there. Anything
 * else that it imports of those modules is an error of the build.
 * @param {string} view
 * @returns {import("esbuild").Plugin}
 */
const takenFromFirst = (view) => ({
  name: "taken-from-first",
  setup(build) {
    const root = build.initialOptions.absWorkingDir ?? process.cwd();
    const list = path.join(root, "src", "webviews", view, "shared.ts");
    /** @type {ReadonlyMap<string, readonly string[]>} */
    let modules = new Map();
    build.onStart(async () => {
      const exported = (await readFile(list, "utf8")).matchAll(/^export \{([^}]+)\} from "([^"]+)";$/gm);
      modules = new Map(
        [...exported].map(([, names = "", from = ""]) => [
          from.startsWith(".") ? path.resolve(path.dirname(list), from) : from,
          names.split(",").flatMap((name) => name.trim() || []),
        ]),
      );
    });
    build.onResolve({ filter: /.*/ }, ({ path: wanted, resolveDir, kind }) => {
      if (kind !== "import-statement") return undefined;
      const module = wanted.startsWith(".") ? path.resolve(resolveDir, wanted) : wanted;
      return modules.has(module) ? { path: module, namespace: "first" } : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "first" }, ({ path: module }) => ({
      contents: `export const { ${modules.get(module)?.join(", ")} } = globalThis.gantryShared;`,
    }));
  },
});

/**
 * What esbuild has to know beside what it knows of any view. The first script finds what is built under the name of `gantryLater`.
 * @param {string} view
 */
export const laterScript = (view) => ({
  entryPoints: { [`${view}-later`]: `src/webviews/${view}/later.ts` },
  globalName: "gantryLater",
  plugins: [takenFromFirst(view)],
});
