/** VS Code brings panels of this type back after a reload. */
export const assessmentPanelType = "gantry.assessment";
