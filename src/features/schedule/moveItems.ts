import { l10n, type QuickPickItem, QuickPickItemKind } from "vscode";
import { moveText } from "../../core/schedule/compareWords.ts";
import type { Comparison, Move } from "../../core/schedule/comparison.ts";
import type { Schedule } from "../../core/schedule/schedule.ts";

/** Lists beyond these nobody reads. */
const mostMoves = 500;

/** A line of a list of what moves. */
export interface MoveItem extends QuickPickItem {
  /** The record it is about, if it is still there. */
  readonly id?: string;
}

/**
 * What moves between two schedules, milestones first: `3 → 8 Feb (+3d)`.
 * @param schedule the one after
 */
export function moveItems(schedule: Schedule, comparison: Comparison): readonly MoveItem[] {
  const shown = comparison.moves.filter(
    ({ kind, start, finish }) => kind !== "moved" || start !== undefined || finish !== undefined,
  );
  const more = shown.length - mostMoves;
  return [
    ...shown.slice(0, mostMoves).map((move) => itemOf(schedule, comparison, move)),
    ...(more > 0 ? [{ label: l10n.t("and {0} more", more) }] : []),
  ];
}

/** Items under a heading; nothing where there are none. */
export function under(label: string, items: readonly MoveItem[]): readonly MoveItem[] {
  return items.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...items];
}

function itemOf(schedule: Schedule, { causes }: Comparison, move: Move): MoveItem {
  const { kind, record, isStage, isMilestone } = move;
  const icon = isMilestone ? "milestone" : isStage ? "layers" : "circle-large";
  const what = kind === "added" ? l10n.t("added") : kind === "removed" ? l10n.t("removed") : moveText(schedule, move);
  const detail = move.causes.length > 1 ? causes[move.causes[0] as number]?.text : undefined;
  return {
    label: `$(${icon}) ${record.name}`,
    description: what,
    ...(detail !== undefined && { detail }),
    ...(kind !== "removed" && { id: record.id }),
  };
}
