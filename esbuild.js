// Builds everything Gantry ships and tests.
//   node esbuild.js [--production] [--watch] [--tests]
// Targets: host (node) with the command line, host (web worker), webviews, workers, content (practice, templates, holidays), and with --tests the suites.
// The size gates are read from esbuild's own metafile and fail a production build.

import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { minify } from "terser";
import { parse } from "yaml";
import { holidayTable } from "./esbuild.holidays.js";
import { laterScript } from "./esbuild.later.js";

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const withTests = process.argv.includes("--tests");
const from = (...parts) => path.join(root, ...parts);

/** Gates of the design, in bytes of minified output. */
const gates = {
  activation: { limit: 100_000, what: "loaded at activation" },
  core: { limit: 300_000, what: "loaded with the first project: reader, schedule, language, plan and documents views" },
  used: { limit: 150_000, what: "loaded when it is used, the largest beyond what a project loads" },
  web: { limit: 10_000, what: "web host: fetches the same chunks" },
  view: { limit: 120_000, what: "a webview's script" },
  later: { limit: 30_000, what: "a webview's second script, loaded behind its first picture" },
  style: { limit: 30_000, what: "a webview's style, with the shell's" },
};

const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  target: "es2022",
  metafile: true,
  logLevel: "warning",
  absWorkingDir: root,
  legalComments: "none",
};

/**
 * The reader of XML decodes entities itself and hands none to the library, which would look them up in long lists of what may be
 * unsafe in one. Without the lists, every entity is.
 */
const noEntities = {
  name: "no-entities",
  setup(build) {
    build.onResolve({ filter: /^is-unsafe$/ }, () => ({ path: "is-unsafe", namespace: "no-entities" }));
    build.onLoad({ filter: /.*/, namespace: "no-entities" }, () => ({
      contents: "export const HTML = []; export const XML = []; export const isUnsafe = () => true;",
    }));
  },
};

/**
 * Of the `yaml` package, what YAML 1.1 had and nobody here asks for: dates and times, sets, ordered maps and the like as types of their
 * own. A file that says `%YAML 1.1` is read as any other.
 */
const noOldYaml = {
  name: "no-old-yaml",
  setup(build) {
    build.onLoad(
      { filter: /[\\/]yaml[\\/].*[\\/]yaml-1\.1[\\/](?:binary|omap|pairs|schema|set|timestamp)\.js$/ },
      ({ path: file }) => ({
        contents:
          path.basename(file) === "schema.js"
            ? 'export { schema } from "../core/schema.js";'
            : "export const binary = undefined, omap = undefined, pairs = undefined, set = undefined, timestamp = undefined, intTime = undefined, floatTime = undefined;",
        loader: "js",
      }),
    );
  },
};

/** The node host and the command line: entries with the chunks that they share. Templates and the like are read beside them. */
const nodePrograms = {
  ...shared,
  entryPoints: {
    extension: "src/extension.ts",
    "cli/gantry": "src/cli/main.ts",
    "cli/install": "src/cli/install/index.ts",
  },
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  // Neutral, since host code uses nothing of Node's: libraries come in as ES modules and lose what is not used.
  platform: "neutral",
  mainFields: ["module", "main"],
  splitting: true,
  external: ["vscode", "node:*"],
  plugins: [noEntities, noOldYaml],
  write: false,
};

/**
 * esbuild splits ES modules only, and VS Code loads those through asynchronous hooks, between which other extensions run.
 * So each finished chunk is turned into CommonJS, which is loaded at once. What is imported when it is used goes by `require.load` in
 * the web host, which has to fetch it first (src/platform/chunkLoader.ts). A source map stays with its chunk.
 */
async function writeAsCommonJs({ outputFiles, metafile }) {
  const rename = (name) => name.replace(/\.js$/, ".cjs");
  const loads = "const $load=require.load??(file=>Promise.resolve().then(()=>require(file)));";
  for (const file of outputFiles.filter(({ path: name }) => name.endsWith(".js"))) {
    const text = file.text.replaceAll(/\bimport\(("\.{1,2}\/[^"]+)\.js"\)/g, '$load($1.cjs")');
    const { code: plain } = await esbuild.transform(text, {
      format: "cjs",
      platform: "node",
      minify: production,
      sourcefile: path.basename(file.path),
      sourcemap: production ? false : "inline",
      legalComments: "none",
    });
    const code = plain
      .replaceAll(/(require\("\.{1,2}\/[^"]+)\.js"\)/g, '$1.cjs")')
      .replace(/^("use strict";)?/, (strict) => (text === file.text ? strict : `${strict}${loads}`));
    const target = rename(file.path);
    const isChunk = path.dirname(file.path).endsWith("chunks");
    await mkdir(path.dirname(target), { recursive: true });
    const written = isChunk ? withShortExports(code) : code;
    await writeFile(target, written);
    const output = metafile.outputs[path.relative(root, file.path).split(path.sep).join("/")];
    output.bytes = Buffer.byteLength(written);
  }
}

/** What esbuild writes before a chunk's exports, for whoever would import them by `import`: the names it gives, then the exports. */
const exportsOfChunk =
  /var ([\w$]+)=Object\.defineProperty;var ([\w$]+)=Object\.getOwnPropertyDescriptor;var ([\w$]+)=Object\.getOwnPropertyNames;var ([\w$]+)=Object\.prototype\.hasOwnProperty;var ([\w$]+)=[^;]*?,([\w$]+)=\([^;]*;return [\w$]+\};var ([\w$]+)=[\w$]+=>\6\(\1\([^;]*;var ([\w$]+)=\{\};\5\(\8,(\{[^{}]*\})\);module\.exports=\7\(\8\);/;

/**
 * A finished chunk with its exports in short. Chunks are asked for by `require` alone, so they need not look like modules of another
 * kind: a third of a kilobyte in each of the fifty that come with a project. One that does not look as expected stays as it is.
 */
function withShortExports(code) {
  return code
    .replace(exportsOfChunk, (...found) => {
      return `((o,s)=>{for(var e in s)Object.defineProperty(o,e,{get:s[e],enumerable:!0})})(module.exports,${found[9]});`;
    })
    .replace(/0&&\(module\.exports=\{[\w$,]*\}\);\s*$/, "");
}

/**
 * The chunks of the extension, in few bytes: their names in `dist/chunks` without the ending, the first the extension itself, and by
 * chunk those that it can't run without, as places in the names.
 */
function chunksOf({ outputs }) {
  const found = ["dist/extension.js"];
  const linksOf = (output) => outputs[output].imports.filter(({ path: to }) => outputs[to] !== undefined);
  for (const output of found) {
    for (const { path: to } of linksOf(output)) if (!found.includes(to)) found.push(to);
  }
  const needs = (output) => linksOf(output).filter(({ kind }) => kind === "import-statement");
  return {
    names: found.map((output) => output.replace(/^dist\/(chunks\/)?/, "").replace(/\.js$/, "")).join(" "),
    imports: found.map((output) => needs(output).map(({ path: to }) => found.indexOf(to))),
  };
}

const webHost = {
  ...shared,
  entryPoints: { extension: "src/webExtension.ts" },
  outdir: "dist/web",
  // The web worker host refuses a .js file of a package that says "type": "module".
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  platform: "browser",
  external: ["vscode"],
};

/** What runs beside the host: each one a file that is a thread of Node's and a web worker, whichever starts it. */
const workers = {
  ...shared,
  entryPoints: { simulation: "src/services/simulation/worker.ts" },
  outdir: "dist/workers",
  format: "iife",
  platform: "neutral",
};

/** Icons are drawn at 16 pixels: two decimals of their coordinates are enough, and a fifth of their size goes. */
const shortIcons = {
  name: "short-icons",
  setup(build) {
    build.onLoad({ filter: /\.svg$/ }, async ({ path: file }) => ({
      // Of the outermost element, the view reads the box alone.
      contents: (await readFile(file, "utf8"))
        .trim()
        .replace(/<svg [^>]*(viewBox="[^"]*")[^>]*>/, "<svg $1>")
        .replaceAll(/\d*\.\d{3,}/g, (number) => {
          const short = Number(number).toFixed(2);
          return number.startsWith(".") ? short.replace(/^0/, "") : short;
        }),
      loader: "text",
    }));
  },
};

/** The sheets of the shell are one file for all views, which their pages link first. */
const sharedStyle = {
  name: "shared-style",
  setup(build) {
    build.onLoad({ filter: /[\\/]shell[\\/]\w+\.css$/ }, () => ({ contents: "", loader: "css" }));
  },
};

/** A view gets those icons of the table whose names stand in its own files or in the shell's. */
const ownIcons = (view) => ({
  name: "own-icons",
  setup(build) {
    build.onLoad({ filter: /[\\/]shell[\\/]codicons\.ts$/ }, async ({ path: file }) => {
      const sources = await filesBelow("src/webviews", (name) => /\.tsx?$/.test(name) && name !== "codicons.ts");
      const own = sources.filter((name) => /^src\/webviews\/(?:shell)\//.test(name) || name.includes(`/${view}/`));
      const text = (await Promise.all(own.map((name) => readFile(from(name), "utf8")))).join("\n");
      const table = await readFile(file, "utf8");
      const contents = table.replaceAll(/^ {2}(?:"([a-z-]+)": )?([A-Za-z]+),$/gm, (line, quoted, name) =>
        text.includes(`"${quoted ?? name}"`) ? line : "",
      );
      return { contents, loader: "ts" };
    });
  },
});

const shellStyle = {
  ...shared,
  stdin: {
    contents: ["tokens", "base", "controls", "forms"]
      .map((name) => `@import "./src/webviews/shell/${name}.css";`)
      .join("\n"),
    resolveDir: root,
    loader: "css",
  },
  outfile: "dist/webviews/shell.css",
};

async function webviews() {
  const folders = await readdir(from("src/webviews"), { withFileTypes: true });
  const has = (folder, file) => folder.isDirectory() && existsSync(from(`src/webviews/${folder.name}/${file}`));
  const view = {
    ...shared,
    outdir: "dist/webviews",
    format: "iife",
    platform: "browser",
    jsx: "automatic",
    jsxImportSource: "preact",
  };
  return [
    ...folders
      .filter((folder) => has(folder, "main.tsx"))
      .map(({ name }) => ({
        ...view,
        entryPoints: { [name]: `src/webviews/${name}/main.tsx` },
        plugins: [shortIcons, ownIcons(name), sharedStyle],
      })),
    ...folders.filter((folder) => has(folder, "later.ts")).map(({ name }) => ({ ...view, ...laterScript(name) })),
  ];
}

/** A view's script is parsed each time the view opens: another compressor takes a few hundredths more off it. */
async function shorten({ outputs }) {
  for (const name of Object.keys(outputs).filter((output) => output.endsWith(".js"))) {
    const { code } = await minify(await readFile(from(name), "utf8"), {
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
      format: { ascii_only: false },
    });
    await writeFile(from(name), code);
    outputs[name].bytes = Buffer.byteLength(code);
  }
}

async function filesBelow(folder, keep) {
  if (!existsSync(from(folder))) return [];
  const found = await readdir(from(folder), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && keep(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** Loads a TypeScript module of the core for use at build time. */
async function loadModule(source) {
  const outfile = from("out/build", `${path.basename(source, ".ts")}.mjs`);
  await esbuild.build({
    entryPoints: [from(source)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}

/** Content is data: it is checked and packed here, so that no parser has to be loaded to show it. */
async function buildContent() {
  await mkdir(from("dist"), { recursive: true });
  const templates = {};
  for (const file of await filesBelow("templates", () => true)) {
    templates[file.slice("templates/".length)] = (await readFile(from(file), "utf8")).replaceAll("\r\n", "\n");
  }
  await writeFile(from("dist/templates.json"), JSON.stringify({ files: templates }));
  await writeFile(from("dist/holidays.json"), JSON.stringify(await holidayTable()));

  const { practiceFiles, readPracticeFile, pageTexts } = await loadModule("src/core/practice/data/index.ts");
  const known = {};
  for (const { source, name, schema, isOnlyInPages } of practiceFiles) {
    const file = `media/practice/${source}`;
    const { data, problems: wrong } = readPracticeFile(schema, parse(await readFile(from(file), "utf8")));
    if (wrong !== undefined) throw new Error(wrong.map((problem) => `${file}: ${problem}`).join("\n"));
    known[name] = data;
    if (isOnlyInPages !== true) await writeFile(from(`dist/${name}.json`), JSON.stringify(data));
  }
  const { compilePractice } = await loadModule("src/core/practice/compilePractice.ts");
  const pages = [];
  for (const file of await filesBelow("media/practice", (name) => name.endsWith(".md"))) {
    pages.push({ path: file, text: (await readFile(from(file), "utf8")).replaceAll("\r\n", "\n") });
  }
  const { practice, problems } = compilePractice(pages, pageTexts(known));
  for (const problem of problems) console.error(`${problem.path}:${problem.line}: ${problem.message}`);
  if (problems.length > 0) throw new Error("The practice pages have problems.");
  await writeFile(from("dist/practice.json"), JSON.stringify(practice));
}

async function buildTests() {
  const suite = async (folder, out, options) => {
    const files = await filesBelow(`test/${folder}`, (name) => /\.test\.tsx?$/.test(name));
    if (files.length === 0) return;
    await esbuild.build({
      ...shared,
      minify: false,
      sourcemap: "inline",
      metafile: false,
      stdin: { contents: files.map((file) => `import "./${file}";`).join("\n"), resolveDir: root, loader: "ts" },
      outfile: `out/test/${out}`,
      jsx: "automatic",
      jsxImportSource: "preact",
      ...options,
    });
  };
  const node = { platform: "node", format: "esm", packages: "external" };
  await suite("unit", "unit.mjs", node);
  await suite("manifest", "manifest.mjs", node);
  await suite("webviews", "webviews.mjs", node);
  await suite("workbench", "workbench.mjs", node);
  await suite("bench", "bench.mjs", node);
  if (existsSync(from("test/harness/hostRunner.ts"))) {
    const files = await filesBelow("test/host", (name) => name.endsWith(".test.ts"));
    const hostSuites = {
      name: "host-suites",
      setup(build) {
        build.onResolve({ filter: /^host-suites$/ }, () => ({ path: "host-suites", namespace: "suites" }));
        build.onLoad({ filter: /.*/, namespace: "suites" }, () => ({
          contents: files.map((file) => `require("./${file}");`).join("\n"),
          resolveDir: root,
        }));
      },
    };
    const host = {
      ...shared,
      minify: false,
      sourcemap: "inline",
      metafile: false,
      entryPoints: ["test/harness/hostRunner.ts"],
      format: "cjs",
      external: ["vscode"],
      plugins: [hostSuites],
    };
    await esbuild.build({ ...host, platform: "node", outfile: "out/test/host.cjs" });
    await esbuild.build({
      ...host,
      platform: "browser",
      alias: { "node:assert/strict": from("test/harness/webAssert.ts") },
      outfile: "out/test/host.web.cjs",
    });
  }
}

/** What is imported dynamically as soon as a workspace holds a project. */
const loadedWithProject = [
  "src/services/projectCore.ts",
  "src/features/language/registerLanguage.ts",
  "src/features/plan/planView.ts",
  "src/features/schedule/finishItem.ts",
  "src/features/documents/documentNodes.ts",
];

/** Bytes that come in with an output and what it imports statically, beside what was seen before. */
function staticBytes(outputs, name, seen = new Set()) {
  if (seen.has(name) || !outputs[name]) return 0;
  seen.add(name);
  let sum = outputs[name].bytes;
  for (const link of outputs[name].imports) {
    if (link.kind === "import-statement") sum += staticBytes(outputs, link.path, seen);
  }
  return sum;
}

/** The output that a source file is the entry of. */
function outputOf(outputs, source) {
  const found = Object.keys(outputs).find((name) => name.endsWith(".js") && outputs[name].entryPoint === source);
  if (found === undefined) throw new Error(`${source} is not loaded by itself any more; see loadedWithProject.`);
  return found;
}

/** What both scripts of a view need is held by the first one alone. */
function checkNothingTwice(views) {
  const holds = new Map(views.flatMap(({ outputs }) => Object.entries(outputs)));
  for (const [name, { inputs }] of holds) {
    if (!name.endsWith("-later.js")) continue;
    const first = holds.get(name.replace("-later", "")).inputs;
    const twice = Object.keys(inputs).filter((input) => (first[input]?.bytesInOutput ?? 0) > 0);
    if (twice.length > 0) throw new Error(`${name} holds what the first script holds: ${twice.join(", ")}`);
  }
}

function checkSizes(node, web, views) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = [];
  const loaded = new Set();
  const activation = staticBytes(node.outputs, "dist/extension.js", loaded);
  let core = 0;
  for (const source of loadedWithProject) core += staticBytes(node.outputs, outputOf(node.outputs, source), loaded);
  rows.push(["activation", "dist/extension.cjs", activation], ["core", "dist/chunks", core]);
  let largest = ["", 0];
  for (const [name, { entryPoint }] of Object.entries(node.outputs)) {
    // The command line is a program of its own.
    if (entryPoint === undefined || entryPoint.startsWith("src/cli/") || loaded.has(name)) continue;
    const bytes = staticBytes(node.outputs, name, new Set(loaded));
    if (bytes > largest[1]) largest = [entryPoint, bytes];
  }
  rows.push(["used", largest[0].replace("src/", ""), largest[1]]);
  rows.push(["web", "dist/web/extension.cjs", web.outputs["dist/web/extension.cjs"].bytes]);
  const shellBytes = views.reduce((sum, { outputs }) => sum + (outputs["dist/webviews/shell.css"]?.bytes ?? 0), 0);
  for (const { outputs } of views) {
    for (const [name, { bytes }] of Object.entries(outputs)) {
      if (name.endsWith(".js")) rows.push([name.endsWith("-later.js") ? "later" : "view", name, bytes]);
      else if (!name.endsWith("shell.css")) rows.push(["style", name, bytes + shellBytes]);
    }
  }
  checkNothingTwice(views);
  const failed = rows.filter(([gate, , bytes]) => bytes > gates[gate].limit);
  for (const [gate, name, bytes] of rows) {
    console.log(
      `${name.padEnd(32)} ${kilobytes(bytes).padStart(10)} of ${kilobytes(gates[gate].limit)}  ${gates[gate].what}`,
    );
  }
  if (failed.length > 0) throw new Error(`Over the size gate: ${failed.map(([, name]) => name).join(", ")}`);
  return rows.map(([gate, name, bytes]) => ({ gate, name, bytes, limit: gates[gate].limit }));
}

const reportRebuilds = {
  name: "report-rebuilds",
  setup(build) {
    build.onStart(() => console.log("[watch] build started"));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log("[watch] build finished");
    });
  },
};

/** The chunks of both hosts, and what the web host has to know of them. */
async function writeHosts(node) {
  await writeAsCommonJs(node);
  await chmod(from("dist/cli/gantry.cjs"), 0o755);
  return esbuild.build({ ...webHost, define: { chunks: JSON.stringify(chunksOf(node.metafile)) } });
}

const hostsAfterBuild = {
  name: "hosts-after-build",
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length === 0) await writeHosts(result);
    });
  },
};

async function main() {
  if (!watch) await rm(from("dist"), { recursive: true, force: true });
  await buildContent();
  const targets = [nodePrograms, workers, shellStyle, ...(await webviews())];
  if (watch) {
    for (const target of targets) {
      const plugins = [
        ...(target.plugins ?? []),
        reportRebuilds,
        ...(target === nodePrograms ? [hostsAfterBuild] : []),
      ];
      const context = await esbuild.context({ ...target, plugins });
      await context.watch();
    }
    return;
  }
  const [node, , ...views] = await Promise.all(targets.map((target) => esbuild.build(target)));
  const web = await writeHosts(node);
  if (production) {
    for (const { metafile } of views) await shorten(metafile);
    const sizes = checkSizes(
      node.metafile,
      web.metafile,
      views.map(({ metafile }) => metafile),
    );
    await mkdir(from("out"), { recursive: true });
    await writeFile(from("out/sizes.json"), JSON.stringify(sizes, null, 2));
  }
  if (withTests) await buildTests();
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
