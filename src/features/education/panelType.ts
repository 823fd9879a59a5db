/** The view's type, by which VS Code brings it back after a reload. */
export const educationPanelType = "gantry.education";
