import { useEffect, useRef } from "preact/hooks";

/** A screen reader is not spoken to more often than this, in milliseconds. */
const pause = 500;

let region: HTMLElement | undefined;
let waiting: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says one sentence to screen readers, politely. Of several within half a second only the last is spoken. */
export function announce(sentence: string): void {
  waiting = sentence;
  if (timer === undefined) speak();
}

function speak(): void {
  timer = undefined;
  if (waiting === undefined || region === undefined) return;
  // The same words twice are only spoken when the text differs.
  region.textContent = region.textContent === waiting ? `${waiting}\u00a0` : waiting;
  waiting = undefined;
  timer = setTimeout(speak, pause);
}

/** The one polite region of a view; `mountView` puts it there. */
export function LiveRegion() {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    region = element.current ?? undefined;
    speak();
    return () => {
      region = undefined;
    };
  }, []);
  return <div class="sr" role="status" aria-live="polite" ref={element} />;
}
