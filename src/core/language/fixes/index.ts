/** What puts a problem of a file right, as edit plans. Apart from the rest of the language, since it is loaded apart from it. */
export { fixesInDocument } from "./documentFixes.ts";
export type { Fix, FixAction } from "./fix.ts";
export { type FixOptions, fixAllOf, fixesFor } from "./fixes.ts";
