import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { compilePractice, type PracticeFile } from "../../src/core/practice/compilePractice.ts";
import { type PageTexts, pageTexts } from "../../src/core/practice/data/index.ts";
import { PracticeIndex } from "../../src/core/practice/index.ts";

const folder = path.join(process.cwd(), "media/practice");

/** The pages that ship. */
export function shippedFiles(): readonly PracticeFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: `media/practice/${path.relative(folder, file).split(path.sep).join("/")}`,
      text: readFileSync(file, "utf8"),
    }));
}

/** What the pages take from the data that ships. */
export function shippedTexts(): PageTexts {
  const data = (name: string) => parse(readFileSync(path.join(folder, name, `${name}.yaml`), "utf8"));
  return pageTexts({ education: data("education"), figures: data("figures") });
}

const filler = Array.from({ length: 30 }, () => "These words only make the page long enough.").join(" ");

/** Two small pages that lead to each other and have no problems. */
export function smallFiles(): readonly PracticeFile[] {
  return [
    {
      path: "media/practice/skills/skill-listening.md",
      text: `---
id: skill-listening
title: Listening well
summary: What somebody means, taken in before an answer is given. It shows in notes that the other side confirms.
order: 1
covers: [aspect-silence]
links: [step-1-begin]
---
Listening is work. ${filler}

## Why it matters
A *misheard* date costs a week. See [the first step](practice:step-1-begin) and [a source](https://example.org/a).

### Silence <!-- aspect-silence -->
Wait three seconds, then ask about the façade.

## What to do here
1. Write down what was said. [New Document: minutes](command:gantry.scaffold.newDocument?meeting-notes) It is done when the other side agrees.
2. Then open the [planning checklist](command:gantry.checklist.open?planning) and tick what is true.

| Who | Hours |
|---|--:|
| Ana | 4 |

## Checklist
- [ ] I repeated in my own words what I heard <!-- skill-listening-01 -->
  It shows what you did not hear.
- [ ] I asked before I answered, \`twice\` <!-- skill-listening-02 -->
  Questions are cheaper than rework.
- [ ] Nobody had to say it again <!-- skill-listening-03 -->
  Repetition is the price of not listening.
`,
    },
    {
      path: "media/practice/steps/step-1-begin.md",
      text: `---
id: step-1-begin
title: Begin
summary: The first day of a project. It shows in one file that was not there before.
order: 1
links: [skill-listening]
---
Begin somewhere. ${filler}

## Why it matters
Nothing follows from nothing; not even [silence](practice:aspect-silence).

## What to do here
1. Choose a project. [New Project…](command:gantry.scaffold.newProject)

## Checklist
- [ ] There is a project <!-- step-1-begin-01 -->
  Without one all of this stays talk.
- [ ] It has a name <!-- step-1-begin-02 -->
  What has no name is not asked about.
- [ ] Somebody knows of it <!-- step-1-begin-03 -->
  Secrets are rarely finished.
`,
    },
  ];
}

/** The small pages with one replacement in one of them; throws when there is nothing to replace. */
export function spoiled(file: number, search: string | RegExp, replacement: string): readonly PracticeFile[] {
  return smallFiles().map(({ path: name, text }, index) => {
    if (index !== file) return { path: name, text };
    const changed = text.replace(search, replacement);
    if (changed === text) throw new Error(`Nothing to replace: ${String(search)}`);
    return { path: name, text: changed };
  });
}

export function smallIndex(): PracticeIndex {
  return new PracticeIndex(compilePractice(smallFiles()).practice);
}
