const form = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/;
const known = new Map<string, boolean>();
const mostKept = 1000;

/** Whether `text` names a time zone, for instance `Europe/Vienna`. */
export function isTimeZone(text: string): boolean {
  if (text.length > 60 || !form.test(text)) return false;
  let result = known.get(text);
  if (result === undefined) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: text });
      result = true;
    } catch {
      result = false;
    }
    if (known.size > mostKept) known.clear();
    known.set(text, result);
  }
  return result;
}

/** The IANA name of this machine's zone. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
