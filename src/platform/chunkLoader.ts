/** The text of a chunk, and what it is called in stack traces. */
export interface ChunkText {
  readonly text: string;
  readonly address: string;
}

export interface Chunks {
  /** Where they lie, below one folder. */
  readonly names: readonly string[];
  /** By chunk, as places in the names, those that it can't run without. */
  readonly imports: readonly (readonly number[])[];
}

/** What a chunk calls to get at others: at once, or those that come when they are used. */
interface ChunkRequire {
  (name: string): unknown;
  load(name: string): Promise<unknown>;
}

interface ChunkModule {
  exports: unknown;
}

/**
 * Runs the CommonJS chunks of the build in a web worker host, which has no `require` for files. It does with them what that host does
 * with the one file that it loads itself: it fetches the text and runs it as a function.
 */
export class ChunkLoader {
  readonly #chunks: Chunks;
  readonly #vscode: unknown;
  readonly #read: (name: string) => Promise<ChunkText>;
  readonly #texts = new Map<string, Promise<ChunkText>>();
  readonly #ready = new Map<string, ChunkText>();
  readonly #modules = new Map<string, ChunkModule>();

  /**
   * @param vscode what `require("vscode")` gives
   * @param read fetches a chunk; fails when it is not there
   */
  constructor(chunks: Chunks, vscode: unknown, read: (name: string) => Promise<ChunkText>) {
    this.#chunks = chunks;
    this.#vscode = vscode;
    this.#read = read;
  }

  /**
   * @returns what the chunk exports, when it and all that it needs have been fetched and run
   * @throws when one can't be fetched; the next time it is tried again
   */
  async load(name: string): Promise<unknown> {
    const wanted = this.#closureOf(name);
    await Promise.all(wanted.map((one) => this.#fetch(one)));
    return this.#run(name);
  }

  #closureOf(name: string): readonly string[] {
    const { names, imports } = this.#chunks;
    const found = new Set([names.indexOf(name)]);
    for (const one of found) for (const next of imports[one] ?? []) found.add(next);
    return [...found].flatMap((one) => names[one] ?? []).filter((one) => !this.#ready.has(one));
  }

  async #fetch(name: string): Promise<void> {
    let text = this.#texts.get(name);
    if (text === undefined) {
      text = this.#read(name);
      this.#texts.set(name, text);
      text.catch(() => this.#texts.delete(name));
    }
    this.#ready.set(name, await text);
  }

  #run(name: string): unknown {
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const chunk = this.#ready.get(name);
    if (chunk === undefined) throw new Error(`${name} does not belong to what was loaded.`);
    const module: ChunkModule = { exports: {} };
    this.#modules.set(name, module);
    const require: ChunkRequire = Object.assign(
      (other: string): unknown => (other === "vscode" ? this.#vscode : this.#run(besides(name, other))),
      { load: (other: string) => this.load(besides(name, other)) },
    );
    try {
      const run = new Function("module", "exports", "require", `${chunk.text}\n//# sourceURL=${chunk.address}`);
      run(module, module.exports, require);
    } catch (error) {
      this.#modules.delete(name);
      throw error;
    }
    return module.exports;
  }
}

/** The name of a file that another one calls `./that.cjs` or `../that.cjs`. */
function besides(name: string, other: string): string {
  const parts = name.split("/").slice(0, -1);
  for (const part of other.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
