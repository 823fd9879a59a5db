import closing from "../fixtures/checklists/closing.md" with { type: "text" };
import executing from "../fixtures/checklists/executing.md" with { type: "text" };
import initiating from "../fixtures/checklists/initiating.md" with { type: "text" };
import monitoring from "../fixtures/checklists/monitoring.md" with { type: "text" };
import planning from "../fixtures/checklists/planning.md" with { type: "text" };

/** Files by path, and how the view is opened on them. */
export interface ChecklistSample {
  readonly kind: "project" | "file";
  readonly files: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  /** The file is not there (any more). */
  readonly gone?: boolean;
}

const project = {
  "project/checklists/initiating.md": initiating,
  "project/checklists/planning.md": planning,
  "project/checklists/executing.md": executing,
  "project/checklists/monitoring.md": monitoring,
  "project/checklists/closing.md": closing,
};

const odd = `# Release day

Everything here is kept as it is.

## Before

- [x] Tell \`support\` and **everybody else** when it starts <!-- who:ana -->
- [ ] Freeze the [branch](../README.md), see https://example.org/freeze.
  - [ ] Only after the last merge <!-- who:"Bo Li" -->
    Or nobody knows what was tested.
  - [x] Tag it
- [ ] A very long item that goes on and on, because somebody could not stop writing and nobody has told them that a box is better served by a few words than by a paragraph of them
- [ ] <img src=x onerror="document.title='broken'">
- [ ] "><script>document.title = "broken"</script>

## After

## After

* [ ] Thank them
  note: cake
+ [ ]

\`\`\`
- [ ] not an item
\`\`\`
`;

function many(count: number): string {
  const groups = Math.max(1, Math.round(count / 100));
  const lines = ["# Many"];
  for (let group = 0; group < groups; group += 1) {
    lines.push("", `## Part ${group + 1}`, "");
    for (let item = 0; item < count / groups; item += 1) {
      lines.push(
        `- [${(group + item) % 3 === 0 ? "x" : " "}] Item ${item + 1} of part ${group + 1} <!-- p${group + 1}-${item + 1} who:${item % 2 === 0 ? "ana" : "bo"} -->`,
        "  It counts because it is one of many.",
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** The states in which the view is looked at. */
export const checklistSamples: Readonly<Record<string, ChecklistSample>> = {
  project: { kind: "project", files: project },
  file: { kind: "file", files: { "docs/release-day.md": odd } },
  done: { kind: "file", files: { "a.md": "- [x] One\n- [x] Two\n" } },
  empty: { kind: "project", files: {} },
  "no-items": { kind: "file", files: { "notes.md": "# Notes\n\nWords.\n" } },
  gone: { kind: "file", files: { "docs/release-day.md": odd }, gone: true },
  "read-only": { kind: "project", files: project, readOnly: true },
  conflict: {
    kind: "project",
    files: {
      ...project,
      "project/checklists/planning.md": planning.replace(
        /^- \[.\].*pla-03.*$/m,
        "<<<<<<< HEAD\n- [x] Every task has an estimate <!-- pla-03 -->\n=======\n- [ ] Every task has an estimate <!-- pla-03 -->\n>>>>>>> estimates",
      ),
    },
  },
  many: { kind: "file", files: { "many.md": many(5_000) } },
  huge: { kind: "file", files: { "huge.md": many(100_000) } },
};
