import { Button, IconButton } from "../shell/index.ts";
import type { Explained, TimelineController } from "./timelineController.ts";

interface ExplainPanelProps {
  readonly controller: TimelineController;
  readonly explained: Explained;
  readonly path: ReadonlySet<string> | undefined;
}

/** Why a row stands where it stands, what that goes back to, and the critical paths. */
export function ExplainPanel({ controller, explained, path }: ExplainPanelProps) {
  const { key, explanation, paths, ways } = explained;
  return (
    <aside
      class="explain"
      aria-label="Why here?"
      onKeyDown={(event) => {
        if (event.key === "Escape") controller.closeExplanation();
      }}
    >
      <header>
        <h2 class="ellipsis">{explanation?.title ?? controller.nameOf(key)}</h2>
        <IconButton icon="close" label="Close the explanation" onClick={() => controller.closeExplanation()} />
      </header>
      {explanation?.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {explanation === undefined || explanation.chain.length === 0 ? null : (
        <>
          <h3>Goes back to</h3>
          <ol>
            {explanation.chain.map((step) => (
              <li key={step.key}>
                <Button kind="link" onClick={() => controller.goToRow(step.key)}>
                  {step.name}
                </Button>
              </li>
            ))}
          </ol>
        </>
      )}
      {explanation === undefined ? null : ways === undefined ? (
        <Button kind="link" onClick={() => void controller.askForWays()}>
          What would bring it forward?
        </Button>
      ) : ways === "asked" ? (
        <p class="dim">Trying what would bring it forward …</p>
      ) : ways.length === 0 ? (
        <p>Nothing was found that would bring it forward.</p>
      ) : (
        <>
          <h3>What would bring it forward</h3>
          <ul class="ways">
            {ways.map(({ text, file, line }) => (
              <li key={text}>
                {text}
                {file === undefined || line === undefined ? null : (
                  <>
                    {" "}
                    <Button kind="link" onClick={() => controller.openFile(file, line)}>
                      {file}:{line}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Paths</h3>
      <ul class="paths">
        <li>
          <Button kind="link" onClick={() => void controller.showPathTo(key)}>
            What leads here
          </Button>
        </li>
        {paths?.map((one) => (
          <li key={one.name}>
            <Button kind="link" onClick={() => controller.showPath(one.keys)}>
              {one.name}
            </Button>
          </li>
        ))}
        {path === undefined ? null : (
          <li>
            <Button kind="secondary" onClick={() => controller.showPath(undefined)}>
              Show all alike
            </Button>
          </li>
        )}
      </ul>
    </aside>
  );
}
