import { mountView } from "../shell/index.ts";
import "./timeline.css";
import { TimelineController } from "./timelineController.ts";
import { TimelineView } from "./timelineView.tsx";

const controller = new TimelineController();
mountView(<TimelineView controller={controller} />, (anew) => controller.reload(anew));
controller.start();
