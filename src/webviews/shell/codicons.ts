// The codicons (CC BY 4.0) that the views draw. Add an import and a line in the table to use another one.
import add from "@vscode/codicons/src/icons/add.svg" with { type: "text" };
import arrowDown from "@vscode/codicons/src/icons/arrow-down.svg" with { type: "text" };
import arrowLeft from "@vscode/codicons/src/icons/arrow-left.svg" with { type: "text" };
import arrowRight from "@vscode/codicons/src/icons/arrow-right.svg" with { type: "text" };
import arrowUp from "@vscode/codicons/src/icons/arrow-up.svg" with { type: "text" };
import book from "@vscode/codicons/src/icons/book.svg" with { type: "text" };
import check from "@vscode/codicons/src/icons/check.svg" with { type: "text" };
import checklist from "@vscode/codicons/src/icons/checklist.svg" with { type: "text" };
import chevronDown from "@vscode/codicons/src/icons/chevron-down.svg" with { type: "text" };
import chevronRight from "@vscode/codicons/src/icons/chevron-right.svg" with { type: "text" };
import circleFilled from "@vscode/codicons/src/icons/circle-filled.svg" with { type: "text" };
import circleLarge from "@vscode/codicons/src/icons/circle-large.svg" with { type: "text" };
import close from "@vscode/codicons/src/icons/close.svg" with { type: "text" };
import collapseAll from "@vscode/codicons/src/icons/collapse-all.svg" with { type: "text" };
import comment from "@vscode/codicons/src/icons/comment.svg" with { type: "text" };
import edit from "@vscode/codicons/src/icons/edit.svg" with { type: "text" };
import ellipsis from "@vscode/codicons/src/icons/ellipsis.svg" with { type: "text" };
import error from "@vscode/codicons/src/icons/error.svg" with { type: "text" };
import expandAll from "@vscode/codicons/src/icons/expand-all.svg" with { type: "text" };
import exportIcon from "@vscode/codicons/src/icons/export.svg" with { type: "text" };
import file from "@vscode/codicons/src/icons/file.svg" with { type: "text" };
import filter from "@vscode/codicons/src/icons/filter.svg" with { type: "text" };
import gear from "@vscode/codicons/src/icons/gear.svg" with { type: "text" };
import goToFile from "@vscode/codicons/src/icons/go-to-file.svg" with { type: "text" };
import history from "@vscode/codicons/src/icons/history.svg" with { type: "text" };
import home from "@vscode/codicons/src/icons/home.svg" with { type: "text" };
import info from "@vscode/codicons/src/icons/info.svg" with { type: "text" };
import issueReopened from "@vscode/codicons/src/icons/issue-reopened.svg" with { type: "text" };
import lightbulb from "@vscode/codicons/src/icons/lightbulb.svg" with { type: "text" };
import linkExternal from "@vscode/codicons/src/icons/link-external.svg" with { type: "text" };
import listTree from "@vscode/codicons/src/icons/list-tree.svg" with { type: "text" };
import note from "@vscode/codicons/src/icons/note.svg" with { type: "text" };
import pass from "@vscode/codicons/src/icons/pass.svg" with { type: "text" };
import person from "@vscode/codicons/src/icons/person.svg" with { type: "text" };
import play from "@vscode/codicons/src/icons/play.svg" with { type: "text" };
import references from "@vscode/codicons/src/icons/references.svg" with { type: "text" };
import refresh from "@vscode/codicons/src/icons/refresh.svg" with { type: "text" };
import search from "@vscode/codicons/src/icons/search.svg" with { type: "text" };
import target from "@vscode/codicons/src/icons/target.svg" with { type: "text" };
import trash from "@vscode/codicons/src/icons/trash.svg" with { type: "text" };
import warning from "@vscode/codicons/src/icons/warning.svg" with { type: "text" };

/** SVG text by codicon name. */
export const codicons = {
  add,
  "arrow-down": arrowDown,
  "arrow-left": arrowLeft,
  "arrow-right": arrowRight,
  "arrow-up": arrowUp,
  book,
  check,
  checklist,
  "chevron-down": chevronDown,
  "chevron-right": chevronRight,
  "circle-filled": circleFilled,
  "circle-large": circleLarge,
  close,
  "collapse-all": collapseAll,
  comment,
  edit,
  ellipsis,
  error,
  "expand-all": expandAll,
  export: exportIcon,
  file,
  filter,
  gear,
  "go-to-file": goToFile,
  history,
  home,
  info,
  "issue-reopened": issueReopened,
  lightbulb,
  "link-external": linkExternal,
  "list-tree": listTree,
  note,
  pass,
  person,
  play,
  references,
  refresh,
  search,
  target,
  trash,
  warning,
} as const;
