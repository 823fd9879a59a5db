/** The type of the panel in which practice pages are read; `when` clauses and the manifest name it. */
export const practicePanelType = "gantry.practice";
