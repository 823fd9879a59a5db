/// <reference path="../../src/webviews/shell/assets.d.ts" />
/** Texts that are bundled into the page. */
declare module "*.md" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: an import with `type: "text"` has only a default.
  export default text;
}

declare module "sample-project" {
  /** Slices of the sample project, by path. */
  export const files: Readonly<Record<string, string>>;
}

declare module "assessment-questions" {
  /** The question set as it is written. */
  export const data: unknown;
}

declare module "certification-data" {
  /** What stands in media/practice/certification/certifications.yaml. */
  export const data: unknown;
}

declare module "education-data" {
  /** What stands in media/practice/education/education.yaml. */
  export const data: unknown;
}

declare module "figures-data" {
  /** What stands in media/practice/figures/figures.yaml. */
  export const data: unknown;
}
