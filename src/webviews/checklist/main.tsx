import { mountView } from "../shell/index.ts";
import "./checklist.css";
import { ChecklistController } from "./checklistController.ts";
import { ChecklistView } from "./checklistView.tsx";

const controller = new ChecklistController();
mountView(<ChecklistView controller={controller} />, () => controller.start());
controller.start();
