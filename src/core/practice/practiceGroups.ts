import type { PracticeGroup } from "./practice.ts";

/** The groups without their pages, in the order of the tree. Build time only: the packed practice carries them. */
export const practiceGroups: readonly Omit<PracticeGroup, "pages">[] = [
  {
    id: "steps",
    title: "Steps",
    summary:
      "Five steps from first interest to leading a project of your own. Each ends in something you have made, not only read.",
  },
  {
    id: "responsibilities",
    title: "Responsibilities",
    summary:
      "What a technical project manager answers for, from the first idea to the people around the project. Each shows in documents you can make here.",
  },
  {
    id: "skills",
    title: "Skills",
    summary:
      "Eight skills that the work asks for, technical and human. Each page says how it shows and how to practise it on your own plan.",
  },
  {
    id: "methods",
    title: "Methods",
    summary:
      "Ways to order the work, and when each of them fits. They differ in what is fixed early and what may change late.",
  },
  {
    id: "tools",
    title: "Tools",
    summary:
      "Programs that teams commonly use, and what each of them is for. None needs an account to practise the exchange with it.",
  },
  {
    id: "routes",
    title: "Routes",
    summary:
      "Four ways into the job, from promotion to work of your own. They can be taken side by side, and each leaves evidence.",
  },
  {
    id: "foundations",
    title: "The job",
    summary:
      "What technical project management is, and what the person in the role does. Read these first if the field is new to you.",
  },
];
