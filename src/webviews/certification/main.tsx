import { mountView } from "../shell/index.ts";
import "./certification.css";
import { CertificationController } from "./certificationController.ts";
import { CertificationView } from "./certificationView.tsx";

const controller = new CertificationController();
mountView(<CertificationView controller={controller} />, () => controller.start());
controller.start();
