import { useEffect, useReducer } from "preact/hooks";
import { FileMessages, IconButton, LoadingBar } from "../shell/index.ts";
import { ComparisonView } from "./comparisonView.tsx";
import type { EducationController } from "./educationController.ts";
import { RoutesView } from "./routesView.tsx";

const parts = [
  ["compare", "Compare"],
  ["routes", "Kinds"],
] as const;

/** Education: programmes compared and one chosen, or the kinds there are. */
export function EducationView({ controller }: { readonly controller: EducationController }) {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  useEffect(() => {
    controller.listen(() => redraw(undefined));
    // What came before somebody listened.
    redraw(undefined);
  }, [controller]);
  const { state, part, failure } = controller;
  return (
    <main class="form-page education" aria-label="Education">
      <header class="toolbar">
        <h1>Education</h1>
        <fieldset class="segmented" aria-label="Part">
          {parts.map(([id, title]) => (
            <button key={id} type="button" aria-pressed={part === id} onClick={() => controller.show(id)}>
              {title}
            </button>
          ))}
        </fieldset>
        <span class="push" />
        {state?.file.isThere === true ? (
          <>
            <span class="dim small only-wide ellipsis">Kept in {state.file.path}</span>
            <IconButton icon="go-to-file" label="Open the file" onClick={() => controller.openFile()} />
          </>
        ) : null}
      </header>
      <div class="messages">
        <LoadingBar loading={state === undefined} label="Reading the comparison" />
        <FileMessages
          file={state?.file}
          failure={failure}
          noFolder={state?.noFolder === true}
          onCloseFailure={() => controller.closeFailure()}
          onOpenFile={(line) => controller.openFile(line)}
        />
      </div>
      {state === undefined ? (
        <div aria-busy="true" />
      ) : (
        <div class="body">
          {part === "compare" ? (
            <ComparisonView controller={controller} state={state} />
          ) : (
            <RoutesView controller={controller} state={state} />
          )}
        </div>
      )}
    </main>
  );
}
