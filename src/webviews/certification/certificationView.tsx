import { useEffect, useReducer } from "preact/hooks";
import { FileMessages, IconButton, LoadingBar } from "../shell/index.ts";
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
    <main class="form-page certification" aria-label="Certifications">
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
        <FileMessages
          file={file}
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
