// Builds everything Gantry ships and tests.
//   node esbuild.js [--production] [--watch] [--tests]
// Targets: host (node), host (web worker), webviews, content (practice, templates, holidays), and with --tests the suites.
// The size gates are read from esbuild's own metafile and fail a production build.

import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { holidayTable } from "./esbuild.holidays.js";

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const withTests = process.argv.includes("--tests");
const from = (...parts) => path.join(root, ...parts);

/** Gates of the design, in bytes of minified output. */
const gates = {
  activation: { limit: 100_000, what: "loaded at activation" },
  core: { limit: 300_000, what: "loaded with the first project (all other chunks together)" },
  web: { limit: 450_000, what: "web host, one file" },
  view: { limit: 120_000, what: "a webview, script and style" },
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

const nodeHost = {
  ...shared,
  entryPoints: { extension: "src/extension.ts" },
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  // Neutral, since host code uses nothing of Node's: libraries come in as ES modules and lose what is not used.
  platform: "neutral",
  mainFields: ["module", "main"],
  splitting: true,
  external: ["vscode"],
  write: false,
};

/**
 * esbuild splits ES modules only, and VS Code loads those through asynchronous hooks, between which other extensions run.
 * So each finished chunk is turned into CommonJS, which is loaded at once. A source map stays with its chunk.
 */
async function writeAsCommonJs({ outputFiles, metafile }) {
  const rename = (name) => name.replace(/\.js$/, ".cjs");
  for (const file of outputFiles.filter(({ path: name }) => name.endsWith(".js"))) {
    const { code } = await esbuild.transform(file.text, {
      format: "cjs",
      platform: "node",
      minify: production,
      supported: { "dynamic-import": false },
      sourcefile: path.basename(file.path),
      sourcemap: production ? false : "inline",
      legalComments: "none",
    });
    const target = rename(file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, code.replaceAll(/(require\("\.{1,2}\/[^"]+)\.js"\)/g, '$1.cjs")'));
    const output = metafile.outputs[path.relative(root, file.path).split(path.sep).join("/")];
    output.bytes = Buffer.byteLength(code);
  }
}

const webHost = {
  ...shared,
  entryPoints: { extension: "src/extension.ts" },
  outdir: "dist/web",
  // The web worker host refuses a .js file of a package that says "type": "module".
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  platform: "browser",
  external: ["vscode"],
};

/** Icons are drawn at 16 pixels: two decimals of their coordinates are enough, and a fifth of their size goes. */
const shortIcons = {
  name: "short-icons",
  setup(build) {
    build.onLoad({ filter: /\.svg$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replaceAll(/\d*\.\d{3,}/g, (number) => {
        const short = Number(number).toFixed(2);
        return number.startsWith(".") ? short.replace(/^0/, "") : short;
      }),
      loader: "text",
    }));
  },
};

async function webviewEntries() {
  const folders = await readdir(from("src/webviews"), { withFileTypes: true });
  const entries = {};
  for (const folder of folders) {
    const main = `src/webviews/${folder.name}/main.tsx`;
    if (folder.isDirectory() && existsSync(from(main))) entries[folder.name] = main;
  }
  return entries;
}

const webviews = async () => ({
  ...shared,
  entryPoints: await webviewEntries(),
  outdir: "dist/webviews",
  format: "iife",
  platform: "browser",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [shortIcons],
});

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

  const { compilePractice } = await loadModule("src/core/practice/compilePractice.ts");
  const pages = [];
  for (const file of await filesBelow("media/practice", (name) => name.endsWith(".md"))) {
    pages.push({ path: file, text: (await readFile(from(file), "utf8")).replaceAll("\r\n", "\n") });
  }
  const { practice, problems } = compilePractice(pages);
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

/** Bytes that come in with an output and what it imports statically. */
function staticBytes(outputs, name, seen = new Set()) {
  if (seen.has(name) || !outputs[name]) return 0;
  seen.add(name);
  let sum = outputs[name].bytes;
  for (const link of outputs[name].imports) {
    if (link.kind === "import-statement") sum += staticBytes(outputs, link.path, seen);
  }
  return sum;
}

function checkSizes(node, web, views) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = [];
  const scripts = Object.entries(node.outputs).filter(([name]) => name.endsWith(".js"));
  const activation = staticBytes(node.outputs, "dist/extension.js");
  const all = scripts.reduce((sum, [, output]) => sum + output.bytes, 0);
  rows.push(["activation", "dist/extension.cjs", activation], ["core", "dist/chunks", all - activation]);
  rows.push(["web", "dist/web/extension.cjs", web.outputs["dist/web/extension.cjs"].bytes]);
  for (const view of Object.keys(views.outputs).filter((name) => name.endsWith(".js"))) {
    const style = views.outputs[view.replace(/\.js$/, ".css")]?.bytes ?? 0;
    rows.push(["view", view, views.outputs[view].bytes + style]);
  }
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

const commonJsAfterBuild = {
  name: "common-js-after-build",
  setup(build) {
    build.onEnd((result) => (result.errors.length === 0 ? writeAsCommonJs(result) : undefined));
  },
};

async function main() {
  if (!watch) await rm(from("dist"), { recursive: true, force: true });
  await buildContent();
  const targets = [nodeHost, webHost, await webviews()];
  if (watch) {
    for (const target of targets) {
      const plugins = [...(target.plugins ?? []), reportRebuilds, ...(target === nodeHost ? [commonJsAfterBuild] : [])];
      const context = await esbuild.context({ ...target, plugins });
      await context.watch();
    }
    return;
  }
  const [node, web, views] = await Promise.all(targets.map((target) => esbuild.build(target)));
  await writeAsCommonJs(node);
  if (production) {
    const sizes = checkSizes(node.metafile, web.metafile, views.metafile);
    await mkdir(from("out"), { recursive: true });
    await writeFile(from("out/sizes.json"), JSON.stringify(sizes, null, 2));
  }
  if (withTests) await buildTests();
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
