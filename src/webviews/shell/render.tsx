import { Component, type ComponentChildren, render, type VNode } from "preact";
import { LiveRegion } from "./announce.tsx";
import { logToHost, viewApi } from "./connect.ts";
import { Button } from "./controls.tsx";
import { Icon } from "./icon.tsx";

interface BoundaryProps {
  readonly children: ComponentChildren;
  /** Asks the host for the state again; the second time without what was remembered, which may be what it fails on. */
  readonly onReload: (anew: boolean) => void;
  /** What of a view it is, as a person would say it; the whole view when not given. */
  readonly name?: string;
}

interface BoundaryState {
  readonly failure: string | undefined;
}

/** Shows what went wrong and a way on instead of a blank view. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined };
  #reloads = 0;

  override componentDidCatch(error: unknown): void {
    logToHost("error", describe(error));
    this.setState({ failure: error instanceof Error ? error.message : String(error) });
  }

  override render() {
    if (this.state.failure === undefined) return this.props.children;
    const { name } = this.props;
    const [Room, Heading] = name === undefined ? (["main", "h1"] as const) : (["section", "h2"] as const);
    return (
      <Room>
        <div class="empty" role="alert">
          <Heading class="strong">
            <Icon name="error" class="t-critical" /> {name ?? "This view"} could not be drawn
          </Heading>
          <p>{this.state.failure} Your files are as they were. The details are in the log (Gantry: Show Log).</p>
          <Button onClick={() => this.#reload()}>Reload the view</Button>
        </div>
      </Room>
    );
  }

  #reload(): void {
    const anew = this.#reloads > 0;
    if (anew) viewApi().setState(undefined);
    this.#reloads += 1;
    this.setState({ failure: undefined });
    this.props.onReload(anew);
  }
}

/**
 * Draws a view into the page and reports every error that nothing caught.
 * @param onReload is called when the person asks for the view again after it failed: send `ready` there.
 */
export function mountView(view: VNode, onReload: (anew: boolean) => void): void {
  window.addEventListener("error", (event) => logToHost("error", describe(event.error ?? event.message)));
  window.addEventListener("unhandledrejection", (event) => logToHost("error", describe(event.reason)));
  const place = document.getElementById("app") ?? document.body;
  render(
    <>
      <ErrorBoundary onReload={onReload}>{view}</ErrorBoundary>
      <LiveRegion />
    </>,
    place,
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
