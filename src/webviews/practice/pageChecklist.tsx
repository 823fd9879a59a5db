import { plainText } from "../../core/practice/plainText.ts";
import type { PracticeItem } from "../../core/practice/practice.ts";
import type { PageView } from "../../protocol/practice.ts";
import { CheckBox } from "../shell/index.ts";
import { Spans } from "./blocks.tsx";
import { usePageActions } from "./pageActions.ts";

const dayFormat = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** The day of an instant as the reader's language writes it; nothing when it is no instant. */
export function formatDay(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? "" : dayFormat.format(date);
}

/** Statements with a box each. A tick is the reader's own; it is kept on this machine, not in a project. */
export function PageChecklist({ items, ticks }: { readonly items: readonly PracticeItem[] } & Pick<PageView, "ticks">) {
  return (
    <ul class="items">
      {items.map((item) => (
        <ChecklistRow key={item.id} item={item} at={ticks[item.id]} />
      ))}
    </ul>
  );
}

function ChecklistRow({ item, at }: { readonly item: PracticeItem; readonly at: string | undefined }) {
  const { tick } = usePageActions();
  const done = at !== undefined;
  const day = at === undefined ? "" : formatDay(at);
  return (
    <li class={done ? "item done" : "item"}>
      <CheckBox checked={done} label={plainText(item.text)} onChange={(checked) => tick(item.id, checked)} />
      <div>
        <div class="item-text" aria-hidden="true" onClick={() => tick(item.id, !done)}>
          <Spans spans={item.text} />
        </div>
        <p class="item-why">
          <Spans spans={item.why} />
        </p>
      </div>
      {day === "" ? null : (
        <span class="item-day">
          <span class="sr">ticked on </span>
          {day}
        </span>
      )}
    </li>
  );
}
