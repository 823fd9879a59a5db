/**
 * The picture of a schedule: what its rows are (`timeline`), where they lie in time (`scale`, `axis`), what is drawn (`rowShapes`,
 * `previewShapes`, `linkPaths`, `background`, `loadShapes`), and the same as a file (`export`). Views and the command line draw with
 * it; only `makeTimeline` knows of schedules.
 */
export { type Axis, type AxisOptions, axisOf, type Tick, type TodayFlag, todayX } from "./axis.ts";
export {
  type BackgroundOptions,
  backgroundShapes,
  daysOffShapes,
  gridShapes,
  iterationShapes,
  todayShapes,
} from "./background.ts";
export { dayWords, finishWords, rangeWords, startWords } from "./dateWords.ts";
export { type LinkIndex, linkIndex, linksOfRow, visibleLinks } from "./linkIndex.ts";
export { type LinkBox, type LinkOptions, type LinkPath, linkPath } from "./linkPaths.ts";
export { type LoadOptions, loadShapes, type OverStretch, overStretches } from "./loadShapes.ts";
export type { PixelRange } from "./measure.ts";
export { type PackedTimeline, packTimeline, unpackTimeline } from "./packedTimeline.ts";
export { type PreviewOptions, previewShapes } from "./previewShapes.ts";
export { type RowBox, rowBox } from "./rowBox.ts";
export { type RowOptions, rowShapes } from "./rowShapes.ts";
export {
  fitScale,
  leastPixelsPerDay,
  mostPixelsPerDay,
  nearestZoomLevel,
  pixelsPerDay,
  scaleAround,
  scaleOf,
  type ZoomLevel,
  zoomLevels,
} from "./scale.ts";
export { type Shape, type TimeScale, timeAt, xOf } from "./shapes.ts";
export { fitText, textWidth } from "./textWidth.ts";
export {
  linkTypeNames,
  rowKinds,
  standings,
  type Timeline,
  type TimelineGhost,
  type TimelineLinks,
  type TimelineLoad,
  type TimelineRows,
  type TimelineSpan,
} from "./timeline.ts";
