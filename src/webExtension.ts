import * as vscode from "vscode";
import { type ExtensionContext, Uri, workspace } from "vscode";
import { ChunkLoader, type Chunks } from "./platform/chunkLoader.ts";

/** Made by the build: the chunks with their names in one text. */
declare const chunks: Pick<Chunks, "imports"> & { readonly names: string };

/** Where a host has no `require` for files, the same chunks are fetched and run as it would run them. */
export async function activate(extension: ExtensionContext): Promise<void> {
  const folder = Uri.joinPath(extension.extensionUri, "dist");
  const [extensionName, ...others] = chunks.names.split(" ").map((name) => `${name}.cjs`);
  const names = [extensionName ?? "", ...others.map((name) => `chunks/${name}`)];
  const loader = new ChunkLoader({ ...chunks, names }, vscode, async (name) => {
    const uri = Uri.joinPath(folder, name);
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)), address: uri.toString(true) };
  });
  const root = (await loader.load("extension.cjs")) as { activate(extension: ExtensionContext): void };
  root.activate(extension);
}
