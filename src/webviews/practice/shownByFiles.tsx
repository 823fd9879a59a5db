import type { PageView } from "../../protocol/practice.ts";
import { Button, Icon } from "../shell/index.ts";
import { usePageActions } from "./pageActions.ts";

/** What files decide and nobody ticks: each statement, what they say of it, and what brings it about. */
export function ShownByFiles({ shown }: Pick<PageView, "shown">) {
  const { runCommand } = usePageActions();
  return (
    <>
      <h3 class="shown-title" id="shown-by-files">
        Shown by your files
      </h3>
      <ul class="items" aria-labelledby="shown-by-files">
        {shown.map(({ id, statement, isShown, says, action }) => (
          <li key={id} class={isShown ? "item done" : "item"}>
            <span class="mark">
              <Icon
                name={isShown ? "check" : "circle-large"}
                class={isShown ? "t-ok" : "dim"}
                label={isShown ? "shown" : "not shown yet"}
              />
            </span>
            <div>
              <div class="item-text is-fixed">{statement}</div>
              <p class="item-why">{says}</p>
            </div>
            {isShown ? null : (
              <Button kind="link" onClick={() => runCommand(action.id, action.argument)}>
                {action.title}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
