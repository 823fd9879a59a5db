import { l10n } from "vscode";
import { outlineOf, type WorkKey } from "../../core/plan/planOutline.ts";
import { plainName } from "../../core/schedule/words.ts";
import type { ProjectReading } from "../../core/text/reading/index.ts";
import type { TimelineEdit } from "../../protocol/timelineToHost.ts";

/** What an edit did, in a few words: `“New API” moved`. @param reading the project before it */
export function editWords(edit: TimelineEdit, reading: ProjectReading): string {
  const outline = outlineOf(reading);
  const name = (key: WorkKey): string => plainName(outline.place(key)?.record.name ?? key);
  switch (edit.kind) {
    case "move":
      return l10n.t("“{0}” moved", name(edit.key));
    case "resize":
      return l10n.t("“{0}” made longer or shorter", name(edit.key));
    case "link":
      return l10n.t("“{0}” waits for “{1}”", name(edit.to), name(edit.from));
    case "unlink":
      return l10n.t("“{0}” no longer waits for “{1}”", name(edit.to), name(edit.from));
    case "cell":
      return l10n.t("“{0}” changed", name(edit.key));
    case "indent":
    case "outdent":
    case "up":
    case "down":
    case "reorder":
      return l10n.t("“{0}” put elsewhere in the list", name(edit.key));
    case "add":
      return l10n.t("“{0}” added", plainName(edit.name));
    case "remove":
      return l10n.t("“{0}” deleted", name(edit.key));
    case "done":
      return edit.done ? l10n.t("“{0}” done", name(edit.key)) : l10n.t("“{0}” not done", name(edit.key));
  }
}
