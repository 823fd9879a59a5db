// Widths of a usual sans serif in hundredths of the font size, a little on the wide side: a label that is left out is better than
// one that runs into its neighbour.
const narrow = "iljI.,:;|!'’`()[]{}/\\ ftr·-";
const wide = "mwMW@%—…";
const capitals = /[A-ZÄÖÜ&#$€+=<>~^_]/;

const latin = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (narrow.includes(character)) return 34;
  if (wide.includes(character)) return 92;
  return capitals.test(character) ? 70 : 58;
});

/** About how wide a text is, in pixels, at a font size in pixels. */
export function textWidth(text: string, fontSize = 11): number {
  let hundredths = 0;
  for (const character of text) hundredths += characterWidth(character);
  return (hundredths * fontSize) / 100;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 256) return latin[code] as number;
  if (wide.includes(character)) return 92;
  // Writing systems with wide signs, and pictures, begin there.
  return code < 0x1100 || (code >= 0x1e00 && code < 0x2e80) ? 60 : 105;
}

/** The text, or as much of its beginning as fits into `width` pixels with an ellipsis; empty when not even that fits. */
export function fitText(text: string, width: number, fontSize = 11): string {
  if (textWidth(text, fontSize) <= width) return text;
  let left = width - textWidth("…", fontSize);
  let kept = "";
  for (const character of text) {
    left -= (characterWidth(character) * fontSize) / 100;
    if (left < 0) break;
    kept += character;
  }
  kept = kept.trimEnd();
  return kept === "" ? "" : `${kept}…`;
}

/** The first of several wordings, longest first, that fits into `width` pixels; empty when none does. */
export function firstThatFits(wordings: readonly string[], width: number, fontSize = 11): string {
  return wordings.find((wording) => textWidth(wording, fontSize) <= width) ?? "";
}
