import type { Timeline } from "../../core/timeline/index.ts";
import type { Pending } from "./timelineController.ts";
import { rowOfKey } from "./visibleRows.ts";
import { daysText, finishText, linkWords, startText } from "./words.ts";

interface ConsequenceTipProps {
  readonly timeline: Timeline;
  readonly pending: Pending;
}

/** What would come of the edit that is shown: finish, float, deadlines, and the line that would be written. */
export function ConsequenceTip({ timeline, pending }: ConsequenceTipProps) {
  const { rows } = timeline;
  const { consequence, edit, by } = pending;
  const row = rowOfKey(timeline, pending.key);
  const name = rows.names[row] ?? pending.key;
  const change =
    edit.kind === "link"
      ? `waits for ${rows.names[rowOfKey(timeline, edit.from)]}`
      : edit.kind === "resize"
        ? `to ${finishText(timeline, pending.finish)}`
        : `${startText(timeline, rows.start[row] as number)} → ${startText(timeline, pending.start)}`;
  const [before, after, shift] = consequence?.finish ?? [timeline.finish, timeline.finish, 0];
  return (
    <>
      <div class="hover-body">
        <b class="strong">
          {name}: {change}
        </b>
        {edit.kind === "link" ? (
          <p>
            <b class="strong link-type">{linkWords[edit.type].name}</b>{" "}
            <span class="dim">{linkWords[edit.type].means}</span>
          </p>
        ) : null}
        {consequence === undefined ? (
          <p class="dim">Working out what moves …</p>
        ) : consequence.refusal !== undefined ? (
          <p class="t-critical">{consequence.refusal}</p>
        ) : (
          <table>
            <tbody>
              <tr>
                <th scope="row">Finish</th>
                <td>
                  {shift === 0
                    ? finishText(timeline, after)
                    : `${finishText(timeline, before)} → ${finishText(timeline, after)}`}
                </td>
                <td class={shift > 0 ? "num t-critical" : "num"}>
                  {shift === 0 ? "as before" : `${shift < 0 ? "" : "+"}${daysText(timeline, shift)} d`}
                </td>
              </tr>
              <tr>
                <th scope="row">{consequence.isCritical === true ? "Critical" : "Float"}</th>
                <td>{movesText(consequence.moves.filter(([key]) => key !== pending.key).length)}</td>
                <td class="num">
                  {consequence.float === undefined ? "" : `${daysText(timeline, consequence.float)} d float`}
                </td>
              </tr>
              {consequence.broken.slice(0, 3).map(([deadline, by]) => (
                <tr key={deadline}>
                  <th scope="row">{deadline}</th>
                  <td>misses its deadline</td>
                  <td class="num t-critical">late by {daysText(timeline, Math.abs(by))} d</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {consequence === undefined || consequence.refusal !== undefined ? null : (
        <div class="hover-foot">
          <span>
            {by === "keys" ? <kbd>Enter</kbd> : "Drop"}{" "}
            {consequence.asks === true ? "to choose how" : `to write ${consequence.place ?? "it"}`}
            {edit.kind === "link" && consequence.text !== undefined ? <code>{consequence.text}</code> : null}
          </span>
          <span class="push">
            <kbd>Esc</kbd> cancel
          </span>
        </div>
      )}
    </>
  );
}

function movesText(count: number): string {
  return count === 0 ? "nothing else moves" : count === 1 ? "1 other row moves" : `${count} other rows move`;
}
