import type { ComponentChildren } from "preact";
import type { PagePlace } from "../../protocol/practice.ts";
import { usePageActions } from "./pageActions.ts";

/** Runs instead of what VS Code does with a link in a webview. */
function instead(action: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}

/** Leads to another page, or to a section of one. */
export function LinkToPage({ place, children }: { readonly place: PagePlace; readonly children: ComponentChildren }) {
  const { go } = usePageActions();
  return (
    <a href={`#${place.section ?? place.id}`} onClick={instead(() => go(place))}>
      {children}
    </a>
  );
}

/** Leads to a source on the web, by way of the host. */
export function LinkToWeb({ address, children }: { readonly address: string; readonly children: ComponentChildren }) {
  const { openAddress } = usePageActions();
  return (
    <a href={address} title={address} onClick={instead(() => openAddress(address))}>
      {children}
    </a>
  );
}
