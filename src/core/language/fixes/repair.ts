import { type SingleType, wordsOf } from "../../model/fields/index.ts";
import { scalars } from "../../model/fields/scalars.ts";
import { idFrom } from "../../model/identifier.ts";

const pad = (text: string | undefined): string => (text ?? "").padStart(2, "0");
const unitLetters: Readonly<Record<string, string>> = { m: "m", h: "h", d: "d", w: "w", mo: "mo" };

function unitOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (/^(?:mo|mos|months?)$/.test(lower)) return "mo";
  if (/^(?:m|mins?|minutes?)$/.test(lower)) return "m";
  if (/^(?:h|hrs?|hours?)$/.test(lower)) return "h";
  if (/^(?:d|days?)$/.test(lower)) return "d";
  if (/^(?:w|wks?|weeks?)$/.test(lower)) return "w";
  return unitLetters[lower];
}

/** What people write when they mean such a value; each is tried in turn. */
function guesses(kind: string, text: string): readonly string[] {
  switch (kind) {
    case "date":
    case "moment":
    case "span": {
      const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
      if (iso !== null) return [`${iso[1]}-${pad(iso[2])}-${pad(iso[3])}`];
      // A date with points has its day first; with slashes it depends on who writes it, so it is left alone.
      const points = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
      if (points !== null) return [`${points[3]}-${pad(points[2])}-${pad(points[1])}`];
      const spans = /^(\d{4}-\d{2}-\d{2})\s*(?:-|–|—|\.\.|to|until)\s*(\d{4}-\d{2}-\d{2})$/.exec(text);
      return spans === null ? [] : [`${spans[1]} / ${spans[2]}`];
    }
    case "duration":
    case "estimate":
    case "cadence": {
      const three = text.split(/\s*(?:[-–/,]|to)\s*/);
      const found = three.map((part) => {
        const match = /^(\d+(?:[.,]\d+)?)\s*([A-Za-z]+)$/.exec(part.trim());
        const unit = match === null ? undefined : unitOf(match[2] ?? "");
        return unit === undefined ? undefined : `${(match?.[1] ?? "").replace(",", ".")}${unit}`;
      });
      if (found.some((part) => part === undefined)) return /^\d+$/.test(text) && kind !== "cadence" ? [`${text}d`] : [];
      return [found.join(" / ")];
    }
    case "percent":
    case "share":
      return /^\d+(?:[.,]\d+)?(?:\s*(?:percent|per cent|pct))?$/i.test(text)
        ? [`${/^[\d.,]+/.exec(text)?.[0].replace(",", ".")}%`]
        : [];
    case "decimal":
    case "money":
    case "rate":
      return moneyGuesses(text);
    case "flag":
      return /^(?:y|on|x|ja|oui)$/i.test(text)
        ? ["true"]
        : /^(?:n|off|nein|non)$/i.test(text)
          ? ["false"]
          : [text.toLowerCase()];
    case "currency":
      return [text.toUpperCase(), ...([...(signs.get(text) ?? "")].length > 0 ? [signs.get(text) ?? ""] : [])];
    case "id":
    case "reference":
      return [idFrom(text, "")];
    case "workingDay":
      return [
        text
          .replaceAll("–", "-")
          .replaceAll(/(^|[\s,-])(\d{1,2})(?=[\s,-]|$)/g, "$1$2:00")
          .replaceAll(".", ":"),
      ];
    case "instant":
      return [text.replace(" ", "T"), `${text}T00:00:00Z`, `${text}Z`, `${text}:00Z`];
    case "dependency":
      return [
        text.replace(
          /^(\S+?)\s*[:,]?\s*(fs|ss|ff|sf)\b/i,
          (_, id: string, type: string) => `${id} ${type.toUpperCase()}`,
        ),
      ];
    case "assignment":
      return [
        text.replace(/^(\S+)\s*[([]\s*(\d+)\s*%\s*[)\]]$/, "$1 $2%"),
        text.replace(/^(\d+)%\s*(\S+)$/, "$2 $1%"),
        text.replace(/^(\d+)\s*[x×]\s*(\S+)$/i, "$1 $2"),
        idFrom(text, ""),
      ];
    default:
      return [];
  }
}

const signs: ReadonlyMap<string, string> = new Map([
  ["€", "EUR"],
  ["$", "USD"],
  ["£", "GBP"],
  ["¥", "JPY"],
]);

function moneyGuesses(text: string): readonly string[] {
  const sign = [...signs.keys()].find((candidate) => text.includes(candidate));
  const code = sign === undefined ? (/[A-Z]{3}/.exec(text)?.[0] ?? "") : (signs.get(sign) ?? "");
  const per = /\/\s*(h|d|w|mo)\b/.exec(text)?.[0].replaceAll(" ", "") ?? "";
  // A comma before three digits parts thousands; both readings of a point are right already.
  const number = /\d[\d.,' ]*/.exec(text)?.[0].trim() ?? "";
  const plain = /^\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/.test(number) ? number.replaceAll(/[,' ]/g, "") : "";
  const german = /^\d{1,3}(?:\.\d{3})*,\d{1,2}$/.test(number) ? number.replaceAll(".", "").replace(",", ".") : "";
  const figure = plain || german || (/^\d+(?:\.\d+)?$/.test(number) ? number : "");
  return figure === "" ? [] : [`${figure}${code === "" ? "" : ` ${code}`}${per}`];
}

/** The value that was most likely meant by a text that is none of its kind; undefined when nothing is near. */
export function repaired(type: SingleType, text: string): string | undefined {
  if (type.kind === "choice") {
    const lower = text.toLowerCase().replaceAll(/[\s_]+/g, "-");
    return wordsOf(type).find((word) => word === lower);
  }
  if (type.kind === "integer") {
    const number = Math.round(Number(text));
    return text !== "" && number >= type.least && number <= type.most && String(number) !== text
      ? String(number)
      : undefined;
  }
  const { parse } = scalars[type.kind === "reference" ? "id" : type.kind];
  return guesses(type.kind, text.trim()).find((guess) => guess !== text && guess !== "" && parse(guess) !== undefined);
}
