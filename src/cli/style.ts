/** How texts are set off from one another, when a person looks at them in a terminal. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly bad: (text: string) => string;
}

const introducer = "\u001B[";
const coloured =
  (on: number, off: number) =>
  (text: string): string =>
    `${introducer}${on}m${text}${introducer}${off}m`;
const asIs = (text: string): string => text;

/** Colours for a terminal; none where https://no-color.org/ asks for none. */
export function styleFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Style {
  const wanted = isTerminal && (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
  if (!wanted) return { strong: asIs, faint: asIs, good: asIs, warning: asIs, bad: asIs };
  return {
    strong: coloured(1, 22),
    faint: coloured(2, 22),
    good: coloured(32, 39),
    warning: coloured(33, 39),
    bad: coloured(31, 39),
  };
}
