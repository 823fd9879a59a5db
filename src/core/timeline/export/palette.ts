/** The colours of a picture that has no style sheet around it, each by what it is for. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  /** What stands out: titles, stages, milestones. */
  readonly strong: string;
  readonly secondary: string;
  /** Between parts of the picture. */
  readonly line: string;
  readonly grid: string;
  readonly dayOff: string;
  readonly plan: string;
  readonly planFill: string;
  readonly critical: string;
  readonly criticalFill: string;
  readonly criticalText: string;
  readonly near: string;
  readonly done: string;
  readonly ghost: string;
  readonly link: string;
  readonly float: string;
}

export const paletteNames = ["light", "dark", "paper", "high-contrast"] as const;

export type PaletteName = (typeof paletteNames)[number];

/** Text has a contrast of at least 4.5 against the background, and what is drawn one of 3. */
export const palettes: Readonly<Record<PaletteName, Palette>> = {
  light: {
    background: "#ffffff",
    text: "#202020",
    strong: "#1f1f1f",
    secondary: "#4a4a4a",
    line: "#dedede",
    grid: "#ededed",
    dayOff: "#f5f5f5",
    plan: "#1b56e9",
    planFill: "#c8d8ff",
    critical: "#a20909",
    criticalFill: "#efcdcd",
    criticalText: "#830e0e",
    near: "#8c670c",
    done: "#828282",
    ghost: "#7e7e7e",
    link: "#828282",
    float: "#828282",
  },
  dark: {
    background: "#121314",
    text: "#bfbfbf",
    strong: "#ffffff",
    secondary: "#9d9d9d",
    line: "#2c2d2e",
    grid: "#202122",
    dayOff: "#1a1b1c",
    plan: "#61a6f2",
    planFill: "#23364b",
    critical: "#eb8b79",
    criticalFill: "#3e2a27",
    criticalText: "#e1988a",
    near: "#c8af3d",
    done: "#737374",
    ghost: "#767777",
    link: "#737374",
    float: "#737374",
  },
  // In grey as in colour: what is critical is hatched and dark, what is planned is light with a dark edge, what is done is grey.
  paper: {
    background: "#ffffff",
    text: "#000000",
    strong: "#000000",
    secondary: "#333333",
    line: "#a6a6a6",
    grid: "#dcdcdc",
    dayOff: "#f0f0f0",
    plan: "#333333",
    planFill: "#ffffff",
    critical: "#7a0000",
    criticalFill: "#ffffff",
    criticalText: "#7a0000",
    near: "#333333",
    done: "#8a8a8a",
    ghost: "#6e6e6e",
    link: "#6e6e6e",
    float: "#4d4d4d",
  },
  "high-contrast": {
    background: "#000000",
    text: "#ffffff",
    strong: "#ffffff",
    secondary: "#d6d6d6",
    line: "#6fc3df",
    grid: "#3d3d3d",
    dayOff: "#1c1c1c",
    plan: "#6aadfa",
    planFill: "#000000",
    critical: "#f5917c",
    criticalFill: "#000000",
    criticalText: "#f7ab9c",
    near: "#ffe19e",
    done: "#a8a8a8",
    ghost: "#cccccc",
    link: "#b2b2b2",
    float: "#cccccc",
  },
};
