/** Icons come in as text, so that a view carries only the ones it draws. */
declare module "*.svg" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: an import with `type: "text"` has only a default.
  export default text;
}

/** Styles are bundled beside the script; importing them has no value. */
declare module "*.css" {}
