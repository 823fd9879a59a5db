import { progressFields, progressKey } from "../../model/fields/index.ts";
import { idFrom } from "../../model/identifier.ts";
import { languageVersion } from "../../model/project.ts";
import type { ProjectReading } from "../reading/unite.ts";
import { type Draft, planned, Refusal } from "./draft.ts";
import type { EditPlan } from "./edit.ts";
import { childrenOf, colonEnd, columnOf, contentEnd, nextLineOf, type Spot, tailEnd } from "./layout.ts";
import { addSection, manner } from "./records.ts";
import { flowText, insertInFlow, insertLines } from "./values.ts";

/** More files of one writer that can't be added to than this, and something else is wrong. */
const mostFiles = 50;

/**
 * Adds one line to a writer's log, which is made when there is none. A log that is too broken to be added to stays as it is; then
 * the line goes to a second one.
 * @param writer the file's name below `progress/`, without `.yaml`
 * @param entry fields with their texts; `at` is the caller's
 */
export function logProgress(
  reading: ProjectReading,
  writer: string,
  entry: Readonly<Record<string, string>>,
): EditPlan {
  const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(writer) ? writer : idFrom(writer, "log");
  const line = entryText(entry);
  let plan: EditPlan = { edits: [], newFiles: [] };
  for (let number = 1; number <= mostFiles; number++) {
    const path = `progress/${name}${number === 1 ? "" : `-${number}`}.yaml`;
    plan = planned(reading, (draft) => append(draft, path, line));
    if (plan.refusal === undefined || reading.isNewer) break;
  }
  return plan;
}

function entryText(entry: Readonly<Record<string, string>>): string {
  const order = Object.keys(progressFields);
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const fields = Object.entries(entry)
    .filter(([, text]) => text !== "")
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([key, text]) => `${key}: ${flowText(text, typeOf(key))}`);
  return `{${fields.join(", ")}}`;
}

function typeOf(key: string) {
  return Object.hasOwn(progressFields, key) ? progressFields[key as keyof typeof progressFields].type : undefined;
}

function append(draft: Draft, path: string, line: string): void {
  if (draft.slice(path) === undefined) {
    draft.create(path, `gantry: ${languageVersion}\n\n${progressKey}:\n  - ${line}\n`);
    return;
  }
  if (progressOf(draft, path) === undefined) addSection(draft, path, progressKey);
  const log = progressOf(draft, path);
  const value = log?.entry.value;
  if (log === undefined || (value !== undefined && value.kind !== "list"))
    throw new Refusal(`${path} can't be added to.`);
  const text = draft.text(path);
  const how = manner(draft, path);
  const items = childrenOf(log);
  const last = items.at(-1);
  if (value?.flow && last !== undefined) {
    draft.change(path, [insertInFlow(text, log, items.length, [line])]);
  } else if (last !== undefined) {
    const margin = " ".repeat(columnOf(text, last));
    draft.change(path, [insertLines(text, tailEnd(text, last), [`${margin}- ${line}`], how.lineEnding)]);
  } else {
    const margin = " ".repeat(columnOf(text, log) + how.indentation);
    const colon = colonEnd(text, log);
    const end = contentEnd(text, log);
    if (colon === undefined) throw new Refusal(`${path} can't be added to.`);
    draft.change(path, [
      { start: colon, end, text: "" },
      insertLines(text, nextLineOf(text, end), [`${margin}- ${line}`], how.lineEnding),
    ]);
  }
  draft.verify(path, ({ keys, after }) => {
    return (
      keys.length === 1 &&
      keys[0] === progressKey &&
      after?.value?.kind === "list" &&
      after.value.entries.length === items.length + 1
    );
  });
}

function progressOf(draft: Draft, path: string): Spot | undefined {
  const tree = draft.slice(path)?.tree;
  return tree && childrenOf({ entry: tree, start: 0 }).find(({ entry }) => entry.key?.text === progressKey);
}
