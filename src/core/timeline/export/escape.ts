const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Half of a pair of surrogates, and what XML has no way to write.
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text for the contents and the attributes of XML and HTML alike: on one line, without what neither can hold. */
export function escapeMarkup(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => named[character] ?? "");
}

/** A text on one line, with a mark in place of characters that can't be written. */
export function oneLine(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, " ").replace(unwritable, "\ufffd");
}
