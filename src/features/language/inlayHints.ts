import { InlayHint, type InlayHintsProvider, type Range, type TextDocument, window } from "vscode";
import { workWithin } from "../../core/language/index.ts";
import type { RecordPlace, Slice } from "../../core/text/reading/index.ts";
import { type Project, type ProjectStore, settings } from "../../services/index.ts";
import { dateWords } from "../../services/scheduleWords.ts";
import { whyHere } from "../../services/whyHere.ts";
import { type Place, placeOf } from "./place.ts";
import { positionIn } from "./ranges.ts";

/** A hint that knows what it is about, for when somebody points at it. */
class DatesHint extends InlayHint {
  readonly project: Project;
  readonly record: RecordPlace["record"];

  constructor(project: Project, { slice, record }: RecordPlace, offset: number, label: string) {
    super(positionIn(slice, offset), label);
    this.project = project;
    this.record = record;
    this.paddingLeft = true;
  }
}

/** Dates and float behind the id of each task, stage and milestone: `28 Jan → 5 Feb · 6d float`. */
export class LanguageHints implements InlayHintsProvider<InlayHint> {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideInlayHints(document: TextDocument, range: Range): InlayHint[] | undefined {
    const place = placeOf(this.#projects, document);
    const wanted = settings.inlayHints;
    if (place === undefined || wanted === "off") return undefined;
    const { project, reading, slice } = place;
    const { schedule } = project;
    const atCursor = wanted === "atCursor" ? recordAtCursor(document, place) : undefined;
    if (wanted === "atCursor" && atCursor === undefined) return [];
    return workWithin(reading, slice.path, document.offsetAt(range.start), document.offsetAt(range.end)).flatMap(
      (found) => {
        const work = wanted === "on" || found === atCursor ? schedule.of(found.record) : undefined;
        if (work === undefined) return [];
        const { dates, room } = dateWords(schedule, work);
        const label = room === "" ? dates : `${dates} · ${room}`;
        return [new DatesHint(project, found, endOfLine(slice, found), label)];
      },
    );
  }

  resolveInlayHint(hint: InlayHint): InlayHint {
    // The plan may have moved on since; then the hint is about to be replaced.
    const why = hint instanceof DatesHint ? whyHere(hint.project.schedule, hint.record) : undefined;
    if (why !== undefined) hint.tooltip = why;
    return hint;
  }
}

/** The innermost task, stage or milestone that the cursor stands in. */
function recordAtCursor(document: TextDocument, { reading, slice }: Place): RecordPlace | undefined {
  const editor = window.visibleTextEditors.find((one) => one.document === document);
  const place = editor && reading.index.at(slice.path, document.offsetAt(editor.selection.active));
  return place;
}

/** Behind all that stands on the line of its id, a comment too. */
function endOfLine({ text }: Slice, { entry, start }: RecordPlace): number {
  const from = start + (entry.key?.end ?? 0);
  const end = text.indexOf("\n", from);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}
