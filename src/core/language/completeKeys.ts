import { type MapType, progressKey, type ValueType, versionKey } from "../model/fields/index.ts";
import { isId } from "../model/identifier.ts";
import { languageVersion } from "../model/project.ts";
import type { ProjectReading } from "../text/reading/index.ts";
import { completeValue, type ValueSources } from "./completeValues.ts";
import { type Completion, type Completions, matches, noCompletions, plainInSnippet } from "./completion.ts";
import { type CursorContext, fieldsOf, mapOf } from "./context.ts";
import type { CursorPlace } from "./cursor.ts";
import { describeField, describeSection, nounOf } from "./describe.ts";
import { code } from "./markdown.ts";
import { byPresence, fieldSnippet, recordSnippets, titleOf } from "./snippets.ts";
import type { LanguageTable } from "./table.ts";

/** What can be written where a key stands or could stand. */
export function completeKey(sources: ValueSources, { cursor, meaning }: CursorContext): Completions {
  const { table } = sources;
  if (meaning.is === "document") return all(documentKeys(sources, cursor));
  if (meaning.is === "section") {
    return { items: newRecords(sources, cursor, meaning.name, meaning.section), isCut: true };
  }
  const fields = fieldsOf(table, meaning);
  if (fields !== undefined) {
    const there = new Set(cursor.siblings());
    return all(
      byPresence(fields).flatMap((name) => {
        const field = fields[name];
        if (field === undefined || there.has(name)) return [];
        const { text, asksOn } = fieldSnippet(name, field, cursor.isFlow);
        return {
          kind: "field" as const,
          label: name,
          detail: nounOf(table, field.type),
          documentation: describeField(table, name, field),
          ...keyInsert(cursor, name, text, asksOn),
        };
      }),
    );
  }
  const map = mapOf(meaning);
  if (map !== undefined && meaning.is === "value") return mapKeys(sources, cursor, map, meaning.name);
  // A list or a single value may stand on a line of its own below its key.
  if (meaning.is === "log") return all([logEntry(sources, cursor)]);
  if (meaning.is === "value") return completeValue(sources, { cursor, meaning });
  return noCompletions;
}

function all(items: readonly Completion[]): Completions {
  return { items, isCut: false };
}

/** A key that has its colon already only changes its name. */
function keyInsert(
  cursor: CursorPlace,
  name: string,
  snippet: string,
  asksOn: boolean,
): Pick<Completion, "insert" | "isSnippet" | "start" | "end" | "asksOn"> {
  const { start, end, hasColon } = cursor;
  if (hasColon) return { insert: name, isSnippet: false, start, end, asksOn: false };
  return { insert: snippet, isSnippet: true, start, end, asksOn };
}

function documentKeys({ table, reading, slice }: ValueSources, cursor: CursorPlace): readonly Completion[] {
  if (cursor.column !== 0) return [];
  const there = new Set(cursor.siblings());
  const stated = statedFacts(reading, slice.path, there);
  const items: Completion[] = [];
  if (!there.has(versionKey)) {
    const insert = keyInsert(cursor, versionKey, `${versionKey}: ${languageVersion}\n`, false);
    const documentation =
      "Every file of a project begins with it. It says in which version of the language the file is written.";
    items.push({ kind: "field", label: versionKey, documentation, ...insert });
  }
  const isLog = slice.path.startsWith(`${progressKey}/`);
  const log: Completion = {
    kind: "section",
    label: progressKey,
    documentation:
      "What happened: one entry a line, the last one counts. Usually in a file of its own for each writer.",
    ...keyInsert(cursor, progressKey, `${progressKey}:\n  $0`, true),
  };
  if (isLog && !there.has(progressKey)) items.push(log);
  const facts = byPresence(table.projectFields).flatMap((name): readonly Completion[] => {
    const field = table.projectFields[name];
    if (field === undefined || there.has(name) || stated.has(name)) return [];
    const { text, asksOn } = fieldSnippet(name, field, false);
    const documentation = describeField(table, name, field);
    return [
      {
        kind: "field",
        label: name,
        detail: nounOf(table, field.type),
        documentation,
        ...keyInsert(cursor, name, text, asksOn),
      },
    ];
  });
  const sections = Object.entries(table.sections).flatMap(([name, section]): readonly Completion[] => {
    if (there.has(name)) return [];
    const documentation = describeSection(name, section);
    return [
      {
        kind: "section",
        label: name,
        detail: `${section.record}s`,
        documentation,
        ...keyInsert(cursor, name, `${name}:\n  $0`, true),
      },
    ];
  });
  // What usually stands in this file comes first.
  const usual = (item: Completion): boolean => table.sections[item.label]?.file === slice.path;
  items.push(...sections.filter(usual), ...facts, ...sections.filter((item) => !usual(item)));
  if (!isLog && !there.has(progressKey)) items.push(log);
  return items;
}

/** Facts that another file states. */
function statedFacts(reading: ProjectReading, path: string, here: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const slice of reading.slices) {
    if (slice.path === path || slice.tree.value?.kind !== "map") continue;
    for (const { key } of slice.tree.value.entries) if (key !== undefined && !here.has(key.text)) names.add(key.text);
  }
  return names;
}

function newRecords(
  { slice }: ValueSources,
  cursor: CursorPlace,
  name: string,
  section: LanguageTable["sections"][string],
): readonly Completion[] {
  if (cursor.hasColon || cursor.isFlow) return [];
  const typed = slice.text.slice(cursor.start, cursor.at);
  return recordSnippets(name, section, undefined).map(({ word }, index): Completion => {
    // What was typed is the id, unless it is on its way to be the word for such a record.
    const id = isId(typed) && !matches(typed, word) ? typed : undefined;
    const snippet = recordSnippets(name, section, id)[index];
    return {
      kind: "record",
      label: id === undefined ? word : id,
      description: titleOf(word),
      documentation: `A new ${word}. The id is yours to choose: small letters, digits and hyphens, such as ${code("payments-api")}.`,
      insert: snippet?.text ?? "",
      isSnippet: true,
      start: cursor.start,
      end: cursor.end,
      filter: id === undefined ? word : typed,
      asksOn: false,
      ...blankLineBefore(slice.text, cursor),
    };
  });
}

/** Records are set apart by a blank line; the first one follows its section. */
function blankLineBefore(text: string, { lineStart, column }: CursorPlace): Pick<Completion, "alsoEdits"> {
  const before = text.slice(0, lineStart);
  const last = before.slice(before.lastIndexOf("\n", lineStart - 2) + 1).trimEnd();
  const indent = last.length - last.trimStart().length;
  if (last === "" || indent < column || last.trimStart().startsWith("#")) return {};
  return { alsoEdits: [{ start: lineStart, end: lineStart, text: "\n" }] };
}

function logEntry({ now }: ValueSources, cursor: CursorPlace): Completion {
  return {
    kind: "record",
    label: "- {at: …}",
    description: "New entry",
    documentation: "What happened to a task, a cost or a checklist item.",
    insert: `- {at: ${now}, task: $1, done: \${2:50%}}$0`,
    isSnippet: true,
    start: cursor.start,
    end: cursor.end,
    filter: cursor.text === "" ? "- at" : cursor.text,
    asksOn: false,
  };
}

function mapKeys(sources: ValueSources, cursor: CursorPlace, map: MapType, name: string): Completions {
  const { keys } = map;
  const there = new Set(cursor.siblings());
  const suffix = cursor.hasColon
    ? ""
    : map.values.kind === "map"
      ? ":\n  $0"
      : map.values.kind === "group"
        ? ": {$0}"
        : ": $0";
  const finish = ({ items, isCut }: Completions): Completions => ({
    isCut,
    items: items
      .filter(({ insert }) => !there.has(insert))
      .map((item) => ({
        ...item,
        insert: plainInSnippet(item.insert) + suffix,
        isSnippet: true,
        asksOn: suffix !== "",
      })),
  });
  const ask = (type: ValueType): Completions => {
    const field = { type, about: "", example: "", presence: "optional" } as const;
    return finish(
      completeValue(sources, { cursor, meaning: { is: "value", type, field, name, record: undefined, isItem: true } }),
    );
  };
  switch (keys.kind) {
    case "choice":
      return ask({ kind: "choice", about: keys.about });
    case "id":
      // In a baseline they are those of the plan; else the author's own.
      if (name === "tasks") return ask({ kind: "reference", to: ["work"] });
      return name === "costs" ? ask({ kind: "reference", to: ["costs"] }) : noCompletions;
    case "text":
      return finish(all(usedKeys(sources.reading, name, cursor)));
    default:
      return ask({ kind: keys.kind });
  }
}

/** Keys that other records have in the same field: the names of systems, for instance. */
function usedKeys(reading: ProjectReading, field: string, { start, end }: CursorPlace): readonly Completion[] {
  const words = new Set<string>();
  for (const { record } of reading.index.places) {
    const value = (record as unknown as Readonly<Record<string, unknown>>)[field];
    if (value instanceof Map) for (const key of value.keys()) words.add(String(key));
    if (words.size > 50) break;
  }
  return [...words].map((word) => ({
    kind: "word",
    label: word,
    insert: word,
    isSnippet: false,
    start,
    end,
    asksOn: false,
  }));
}
