import type { MenuAction } from "../shell/index.ts";
import { columns, columnsFor } from "./columns.tsx";
import type { TimelineController, TimelineScreen } from "./timelineController.ts";

/** The actions of the timeline that have no button of their own, in groups as the menu shows them. */
export function moreActions(
  controller: TimelineController,
  { choices, timeline }: TimelineScreen,
): readonly (readonly MenuAction[])[] {
  return [
    [
      { label: "Show all of it", run: () => controller.showAll() },
      { label: "Zoom in", keys: "Ctrl+wheel", run: () => controller.zoom(2) },
      { label: "Zoom out", run: () => controller.zoom(0.5) },
    ],
    [
      {
        label: choices.groupBy === "person" ? "Group by stage" : "Group by person",
        run: () => controller.choose({ groupBy: choices.groupBy === "person" ? "stage" : "person", folded: [] }),
      },
      { label: choices.folded.length > 0 ? "Expand all" : "Collapse all", run: () => controller.foldAll() },
      {
        label: `${choices.load ? "Hide" : "Show"} people’s load`,
        run: () => controller.choose({ load: !choices.load }),
      },
    ],
    (timeline === undefined ? columns : columnsFor(timeline)).map(({ name, title }) => ({
      label: `${choices.columns.includes(name) ? "Hide" : "Show"} column “${title.replace(" d", "")}”`,
      run: () =>
        controller.choose({
          columns: choices.columns.includes(name)
            ? choices.columns.filter((one) => one !== name)
            : [...choices.columns, name],
        }),
    })),
    [
      { label: "Compare with…", run: () => controller.run("gantry.timeline.compareWith") },
      {
        label: "Level resources…",
        disabled: timeline === undefined,
        run: () => controller.run("gantry.schedule.levelResources"),
      },
      { label: "Copy as a picture", run: () => void controller.copyPicture() },
      { label: "Export…", run: () => controller.run("gantry.timeline.export") },
    ],
  ];
}
