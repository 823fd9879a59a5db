import type { DependencyType } from "../model/dependency.ts";

/** What the kinds of links between tasks mean. */
export const dependencyTypeMeaning: Readonly<Record<DependencyType, string>> = {
  FS: "Starts when it is finished",
  SS: "Starts when it starts",
  FF: "Finishes when it finishes",
  SF: "Finishes when it starts",
};
