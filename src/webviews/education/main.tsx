import { mountView } from "../shell/index.ts";
import "./education.css";
import { EducationController } from "./educationController.ts";
import { EducationView } from "./educationView.tsx";

const controller = new EducationController();
mountView(<EducationView controller={controller} />, () => controller.start());
controller.start();
