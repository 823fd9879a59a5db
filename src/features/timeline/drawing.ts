import { ColorThemeKind, window } from "vscode";
import type { Schedule } from "../../core/schedule/schedule.ts";
import { type PaletteName, timelineSvg } from "../../core/timeline/export/index.ts";
import { makeTimeline } from "../../core/timeline/makeTimeline.ts";
import type { TimelineGhost } from "../../core/timeline/timeline.ts";

const palettes: Readonly<Record<ColorThemeKind, PaletteName>> = {
  [ColorThemeKind.Light]: "light",
  [ColorThemeKind.Dark]: "dark",
  [ColorThemeKind.HighContrast]: "high-contrast",
  [ColorThemeKind.HighContrastLight]: "paper",
};

/** A whole timeline as SVG, in colours that go with the theme that is on. */
export function drawing(schedule: Schedule, ghost: TimelineGhost | undefined): string {
  return timelineSvg(makeTimeline(schedule, ghost), { palette: palettes[window.activeColorTheme.kind] });
}
