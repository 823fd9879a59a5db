import { practiceToView } from "../../protocol/practice.ts";
import { mountView } from "../shell/index.ts";
import "./practice.css";
import { PracticeController } from "./practiceController.ts";
import { PracticeView } from "./practiceView.tsx";

const controller = new PracticeController(practiceToView);
mountView(<PracticeView controller={controller} />, () => void controller.start());
void controller.start();
