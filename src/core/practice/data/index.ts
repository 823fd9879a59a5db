/**
 * What the data of the practice has to look like: one schema for each file. The build checks the files against them, so that nothing
 * that is shown has to be checked again, and `npm run generate` writes them as JSON Schemas into `media/practice/schemas` for editors.
 */
import type * as v from "valibot";
import { assessmentSchema } from "./assessmentSchema.ts";
import { certificationSchema } from "./certificationSchema.ts";
import { educationSchema } from "./educationSchema.ts";
import { figuresSchema } from "./figuresSchema.ts";

interface PracticeFile {
  /** In `media/practice`. */
  readonly source: string;
  /** In `dist`; the JSON Schema has the same name. */
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, unknown>;
  /** Only pages take it in; it is not packed by itself. */
  readonly isOnlyInPages?: true;
}

export const practiceFiles: readonly PracticeFile[] = [
  { source: "assessment/questions.yaml", name: "assessment", schema: assessmentSchema },
  { source: "certification/certifications.yaml", name: "certification", schema: certificationSchema },
  { source: "education/education.yaml", name: "education", schema: educationSchema },
  { source: "figures/figures.yaml", name: "figures", schema: figuresSchema, isOnlyInPages: true },
];

export type { FiguresData } from "./figuresSchema.ts";
export { type PageTexts, pageTexts } from "./pageTexts.ts";
export { readPracticeFile } from "./readPracticeFile.ts";
