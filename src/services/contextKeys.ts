import { commands } from "vscode";

/** Context keys for `when` clauses; each is set only when its value really changes. */
export class ContextKeys {
  readonly #values = new Map<string, unknown>();

  /** @param key without the prefix, for instance `hasProject` for `gantry:hasProject`. */
  set(key: ContextKey, value: boolean | string | number | undefined): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void commands.executeCommand("setContext", `gantry:${key}`, value);
  }
}

/** Every context key there is; the manifest test holds the `when` clauses against this list. */
export const contextKeys = ["ready", "hasProject", "severalProjects"] as const;
export type ContextKey = (typeof contextKeys)[number];
