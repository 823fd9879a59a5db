import { mountView } from "../shell/index.ts";
import "./assessment.css";
import { AssessmentController } from "./assessmentController.ts";
import { AssessmentView } from "./assessmentView.tsx";

const controller = new AssessmentController();
mountView(<AssessmentView controller={controller} />, () => controller.start());
controller.start();
