import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button, EmptyState, IconButton, LoadingBar, MessageBar, Toolbar } from "../shell/index.ts";
import { type PageActions, PageActionsProvider } from "./pageActions.ts";
import { Place, PracticeArticle, Surroundings } from "./practiceArticle.tsx";
import type { Arrival, PracticeController, PracticeState } from "./practiceController.ts";

/** Writing the reader's place down this long after the last movement is often enough, in milliseconds. */
const scrollPause = 150;

/** One page of the practice at a time, with ways to the others. */
export function PracticeView({ controller }: { readonly controller: PracticeController }) {
  const [state, setState] = useState(controller.state);
  const actions = useMemo<PageActions>(
    () => ({
      go: (place) => controller.go(place),
      runCommand: (command, argument) => controller.runCommand(command, argument),
      openAddress: (address) => controller.openAddress(address),
      tick: (item, done) => controller.tick(item, done),
      reveal: (id) => controller.reveal(id),
    }),
    [controller],
  );
  useEffect(() => {
    controller.listen(setState);
    setState(controller.state);
  }, [controller]);
  useArrivals(state);
  useScrollKeeping(controller);
  const { shown, problem, notice, loading } = state;
  return (
    <PageActionsProvider value={actions}>
      <LoadingBar loading={loading} label="Loading the page" />
      {notice === undefined ? null : (
        <div class="notice">
          <MessageBar kind="error" onClose={() => controller.closeNotice()}>
            {notice}
          </MessageBar>
        </div>
      )}
      {problem !== undefined ? (
        <main class="page">
          <h1 class="sr">Practice</h1>
          <Navigation state={state} controller={controller} />
          <EmptyState
            icon="info"
            title={problem.title}
            actions={<Button onClick={() => controller.find()}>Find Step or Skill</Button>}
          >
            {problem.text}
          </EmptyState>
        </main>
      ) : shown === undefined ? (
        <main aria-busy="true" />
      ) : (
        <div class="page frame">
          <div class="wrap">
            <main>
              <div class="place">
                <Place group={shown.group} />
                <Navigation state={state} controller={controller} />
              </div>
              <PracticeArticle key={shown.page.id} view={shown} />
            </main>
            <Surroundings view={shown} />
          </div>
        </div>
      )}
    </PageActionsProvider>
  );
}

function Navigation({ state, controller }: { readonly state: PracticeState; readonly controller: PracticeController }) {
  const id = state.shown?.page.id;
  return (
    <Toolbar label="Pages" class="navigation">
      <IconButton icon="arrow-left" label="Back" disabled={!state.canGoBack} onClick={() => controller.back()} />
      <IconButton
        icon="arrow-right"
        label="Forward"
        disabled={!state.canGoForward}
        onClick={() => controller.forward()}
      />
      <IconButton icon="search" label="Find Step or Skill" onClick={() => controller.find()} />
      <IconButton icon="list-tree" label="Show in the tree" onClick={() => controller.reveal(id)} />
    </Toolbar>
  );
}

/** After a page is drawn the reader is taken where they wanted to go, and so is the focus of who reads by keyboard. */
function useArrivals(state: PracticeState): void {
  const done = useRef(0);
  useLayoutEffect(() => {
    if (state.arrivals === done.current) return;
    const isFirst = done.current === 0;
    done.current = state.arrivals;
    arrive(state.arrival, isFirst);
  });
}

function arrive({ section, scroll }: Arrival, isFirst: boolean): void {
  const target = section === undefined ? undefined : document.getElementById(section);
  const focused = target ?? document.getElementById("page-title");
  // Focus must not come out of another part of the window, for instance the tree, into this view.
  if (!isFirst && document.hasFocus()) focused?.focus({ preventScroll: true });
  if (target) target.scrollIntoView({ block: "start" });
  else window.scrollTo(0, scroll ?? 0);
}

function useScrollKeeping(controller: PracticeController): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.scrolled(window.scrollY), scrollPause);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", onScroll);
    };
  }, [controller]);
}
