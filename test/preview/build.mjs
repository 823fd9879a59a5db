// @ts-check
/** Builds the page that opens the views outside VS Code, into out/preview. */

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import { parse } from "yaml";
import { laterScript } from "../../esbuild.later.js";
import { fromRoot } from "../harness/paths.mjs";

// As strict as in VS Code: a view that needs anything inline fails here too.
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; img-src blob:";

const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gantry view</title>
</head>
<body>
<div id="app"></div>
<script src="page.js"></script>
</body>
</html>
`;

/** The sample project's slices by path, as a module: the page may fetch nothing. */
const sampleProject = {
  name: "sample-project",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^sample-project$/ }, () => ({ path: "sample-project", namespace: "sample" }));
    build.onLoad({ filter: /.*/, namespace: "sample" }, async () => {
      const folder = fromRoot("templates", "sample");
      const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".yaml")).sort();
      const files = await Promise.all(
        names.map(async (name) => [name.split(path.sep).join("/"), await readFile(path.join(folder, name), "utf8")]),
      );
      return { contents: `export const files = ${JSON.stringify(Object.fromEntries(files))};`, loader: "js" };
    });
  },
};

/** Data of the practice by its file in media/practice, as modules. */
const practiceData = {
  name: "practice-data",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    const files = {
      "assessment-questions": ["assessment", "questions.yaml"],
      "certification-data": ["certification", "certifications.yaml"],
      "education-data": ["education", "education.yaml"],
      "figures-data": ["figures", "figures.yaml"],
    };
    for (const [name, at] of Object.entries(files)) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, (args) => ({ path: args.path, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, async () => {
        const text = await readFile(fromRoot("media", "practice", ...at), "utf8");
        return { contents: `export const data = ${JSON.stringify(parse(text))};`, loader: "js" };
      });
    }
  },
};

/**
 * @param {{ minify?: boolean }} [options]
 * @returns {Promise<string>} the folder with index.html
 */
export async function buildPreview({ minify = false } = {}) {
  const folder = fromRoot("out", "preview");
  await mkdir(folder, { recursive: true });
  const views = await readdir(fromRoot("src", "webviews"));
  const entries = views
    .map((view) => ({ view, main: fromRoot("src", "webviews", view, "main.tsx") }))
    .filter(({ main }) => existsSync(main));
  /** @type {import("esbuild").BuildOptions} */
  const shared = { bundle: true, format: "iife", platform: "browser", target: "es2022", logLevel: "warning" };
  /** @type {import("esbuild").BuildOptions} */
  const script = { ...shared, minify, jsx: "automatic", jsxImportSource: "preact", outdir: path.join(folder, "views") };
  await Promise.all([
    esbuild.build({
      ...shared,
      plugins: [sampleProject, practiceData],
      entryPoints: [fromRoot("test", "preview", "page.ts")],
      outfile: path.join(folder, "page.js"),
    }),
    esbuild.build({
      ...shared,
      entryPoints: [fromRoot("test", "preview", "generatedHost.ts")],
      outfile: path.join(folder, "generatedHost.js"),
    }),
    esbuild.build({
      ...script,
      entryPoints: Object.fromEntries(entries.map(({ view, main }) => [view, main])),
      loader: { ".ttf": "file" },
    }),
    ...views
      .filter((view) => existsSync(fromRoot("src", "webviews", view, "later.ts")))
      .map((view) => esbuild.build({ ...script, ...laterScript(view) })),
    writeFile(path.join(folder, "index.html"), html),
  ]);
  return folder;
}
