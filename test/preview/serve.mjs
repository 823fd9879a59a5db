// @ts-check
/** `node test/preview/serve.mjs [port]`: opens the views outside VS Code, for quick work on how they look. */
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPreview } from "./build.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf" };

/**
 * Serves a folder on this machine only.
 * @param {string} folder
 * @param {number} [port] any free one by default
 * @returns {Promise<{ address: string, close(): void }>}
 */
export async function serveFolder(folder, port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const file = path.join(folder, path.normalize(pathname === "/" ? "/index.html" : decodeURIComponent(pathname)));
    // A browser asks for it by itself.
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    if (!file.startsWith(folder) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const extension = /** @type {keyof typeof types} */ (path.extname(file));
    response.writeHead(200, {
      "content-type": types[extension] ?? "application/octet-stream",
      "cache-control": "no-store",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  const bound = server.address();
  const number = typeof bound === "object" && bound !== null ? bound.port : port;
  return { address: `http://127.0.0.1:${number}/`, close: () => server.close() };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const folder = await buildPreview();
  const { address } = await serveFolder(folder, Number(process.argv[2] ?? 8137));
  console.log(`${address}?view=checklist&theme=dark&state=project`);
  console.log("Themes: dark light hc-dark hc-light dark-modern light-modern. Run again after a change.");
}
