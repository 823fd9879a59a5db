import { loadLater } from "../shell/index.ts";
import type * as later from "./later.ts";
import * as shared from "./shared.ts";

/** What the view's second script holds. */
export type LaterParts = typeof later;

/** Known while it runs. */
const first = document.currentScript as HTMLScriptElement;

/** Loads the second script, once. @throws Error with a sentence when it can't be had */
export async function laterParts(): Promise<LaterParts> {
  return (await loadLater(first, shared)) as LaterParts;
}
