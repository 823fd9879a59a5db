/** What pages take from the data, as Markdown: a fact is changed in one place. A page names it in a line `<!-- data: figures -->`. */
import { parseDate } from "../../model/date.ts";
import { fullDayWords } from "../../timeline/dateWords.ts";
import type { EducationData, EducationFact, EducationRoute } from "../education/index.ts";
import type { Source } from "../sourced.ts";
import type { FiguresData } from "./figuresSchema.ts";

export type PageTexts = Readonly<Record<string, string>>;

/** By the name under which pages ask for it. */
export function pageTexts(data: { readonly education: EducationData; readonly figures: FiguresData }): PageTexts {
  const routes = (group: EducationRoute["group"]): readonly EducationRoute[] =>
    data.education.routes.filter((route) => route.group === group);
  return {
    figures: data.figures.figures.map(figureText).join("\n\n"),
    "education-degrees": routeTable(routes("degree")),
    "education-online": routeTable(routes("online")),
    "education-facts": data.education.facts.map(factText).join("\n\n"),
  };
}

type Figure = FiguresData["figures"][number];

function figureText({ id, name, claim, says, verdict, scope, note, checked }: Figure): string {
  const rows = [
    ...(claim === undefined
      ? []
      : [["Often\u00a0quoted", claim.text, "", claim.by === undefined ? "" : `attributed to ${claim.by}`]]),
    ...says.map(({ text, "as-of": asOf, source }) => [
      "Sources\u00a0say",
      text,
      asOf.replaceAll(" ", "\u00a0"),
      sourceText(source),
    ]),
    ...(says.length === 0 ? [["Sources\u00a0say", "nothing we could check", "", ""]] : []),
  ];
  const judged = scope === undefined ? verdict : `${verdict}, ${scope}`;
  return [
    `### ${name} <!-- ${id} -->`,
    table(["", "What", "As of", "Source"], rows),
    "",
    `**${upperFirst(judged)}.** ${note} Checked ${dayText(checked)}.`,
  ].join("\n");
}

function routeTable(routes: readonly EducationRoute[]): string {
  return table(
    ["Kind", "For whom", "Typically"],
    routes.map(({ name, for: whom, know, ...figures }) => [name, whom, upperFirst(typically(figures, know))]),
  );
}

/** How long it takes and what it gives, as far as that is known. */
function typically(
  { credits, months, "contact-hours": hours }: Pick<EducationRoute, "credits" | "months" | "contact-hours">,
  know: string | undefined,
): string {
  const range = ({ from, to }: { readonly from: number; readonly to: number }): string =>
    from === to ? String(from) : `${from} to ${to}`;
  const figures = [
    ...(credits === undefined ? [] : [`${range(credits)} US credits`]),
    ...(months === undefined ? [] : [`${range(months)} months`]),
    ...(hours === undefined ? [] : [`${hours} contact hours`]),
  ].join(", ");
  return [figures === "" ? "" : `${figures}.`, know ?? ""].filter(Boolean).join(" ");
}

function factText({ text, sources, checked }: EducationFact): string {
  return `${text} *Source:* ${sources.map(sourceText).join("; ")}, checked ${dayText(checked)}.`;
}

function sourceText({ name, url, for: what }: Source): string {
  const said = url === undefined ? name : `[${name}](${url})`;
  return what === undefined ? said : `${said} (${what})`;
}

function dayText(day: string): string {
  return fullDayWords(parseDate(day) ?? 0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function upperFirst(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
