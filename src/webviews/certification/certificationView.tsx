import { useEffect, useReducer } from "preact/hooks";
import { Button, IconButton, LoadingBar, MessageBar } from "../shell/index.ts";
import type { CertificationController } from "./certificationController.ts";
import { CompareView } from "./compareView.tsx";
import { EligibilityView } from "./eligibilityView.tsx";
import { PduView } from "./pduView.tsx";

const parts = [
  ["compare", "Compare"],
  ["eligibility", "Eligibility"],
  ["pdus", "PDUs"],
] as const;

/** Certifications: the records side by side, one's own background and how far it goes, or what keeps one. */
export function CertificationView({ controller }: { readonly controller: CertificationController }) {
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  useEffect(() => {
    controller.listen(() => redraw(undefined));
    // What came before somebody listened.
    redraw(undefined);
  }, [controller]);
  const { state, part, failure } = controller;
  const file = state?.files[controller.file];
  return (
    <main class="certification" aria-label="Certifications">
      <header class="toolbar">
        <h1>Certifications</h1>
        <fieldset class="segmented" aria-label="Part">
          {parts.map(([id, title]) => (
            <button key={id} type="button" aria-pressed={part === id} onClick={() => controller.show(id)}>
              {title}
            </button>
          ))}
        </fieldset>
        <span class="push" />
        {file?.isThere === true ? (
          <>
            <span class="dim small only-wide ellipsis">Kept in {file.path}</span>
            <IconButton icon="go-to-file" label="Open the file" onClick={() => controller.openFile()} />
          </>
        ) : null}
      </header>
      <div class="messages">
        <LoadingBar loading={state === undefined} label="Reading the records" />
        {failure === undefined ? null : (
          <MessageBar kind="error" onClose={() => controller.closeFailure()}>
            {failure}
          </MessageBar>
        )}
        {file?.problems.slice(0, 1).map(({ message, line }) => (
          <MessageBar
            key={line}
            kind="warning"
            actions={
              <Button kind="link" onClick={() => controller.openFile(line)}>
                Line {line}
              </Button>
            }
          >
            {message}
            {file.canEdit ? "" : " Mend it there; until then nothing is written."}
          </MessageBar>
        ))}
        {state?.noFolder === true ? (
          <MessageBar kind="info">Open a folder first: what you write down is kept in a file of it.</MessageBar>
        ) : null}
      </div>
      {state === undefined ? (
        <div aria-busy="true" />
      ) : (
        <div class="body">
          {part === "compare" ? (
            <CompareView controller={controller} state={state} />
          ) : part === "eligibility" ? (
            <EligibilityView controller={controller} state={state} />
          ) : (
            <PduView controller={controller} state={state} />
          )}
          <p class="dim small prose disclaimer">
            Gantry is not affiliated with any issuer; names are their owners'. What stands here is an aid, as of the day
            each record was checked. The issuer decides, and audits applications at random.
          </p>
        </div>
      )}
    </main>
  );
}
