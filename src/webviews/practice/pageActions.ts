import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PagePlace } from "../../protocol/practice.ts";

/** What links and boxes on a page can do. */
export interface PageActions {
  readonly go: (place: PagePlace) => void;
  readonly runCommand: (command: string, argument: string | undefined) => void;
  readonly openAddress: (address: string) => void;
  readonly tick: (item: string, done: boolean) => void;
  readonly reveal: (id?: string) => void;
}

const context = createContext<PageActions | undefined>(undefined);

export const PageActionsProvider = context.Provider;

export function usePageActions(): PageActions {
  const actions = useContext(context);
  if (actions === undefined) throw new Error("A part of a page was drawn outside of a page.");
  return actions;
}
