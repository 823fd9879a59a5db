import { commandLabel } from "../../core/practice/pageCommands.ts";
import { plainText } from "../../core/practice/plainText.ts";
import type { CommandLink, ListItem, PracticePage, Span } from "../../core/practice/practice.ts";
import type { AssessmentExercise } from "../../protocol/assessment.ts";

/** Of a page, so many exercises are named. */
const mostExercises = 3;

/** A page's exercises: what its numbered list under *What to do here* begins with in bold, each with its first command. */
export function exercisesOf({ sections }: PracticePage): AssessmentExercise[] {
  const found = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "list" && block.ordered ? block.items.flatMap(exerciseOf) : [])),
  );
  return found.slice(0, mostExercises);
}

function exerciseOf({ blocks, actions = [] }: ListItem): AssessmentExercise[] {
  const [first] = blocks;
  const spans = first?.kind === "paragraph" ? first.spans : [];
  const [bold] = spans;
  if (typeof bold !== "object" || bold.kind !== "bold") return [];
  const title = plainText(bold.spans).replace(/\.$/, "");
  const link = actions[0] ?? spans.find(isCommand);
  if (link === undefined) return [{ title }];
  const { command, argument } = link;
  return [
    { title, action: { label: commandLabel(command, argument), command, ...(argument !== undefined && { argument }) } },
  ];
}

function isCommand(span: Span): span is CommandLink {
  return typeof span === "object" && span.kind === "command";
}
