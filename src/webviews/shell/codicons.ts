// The codicons (CC BY 4.0) that the views draw. Add an import and a line in the table to use another one.
import add from "@vscode/codicons/src/icons/add.svg" with { type: "text" };
import arrowLeft from "@vscode/codicons/src/icons/arrow-left.svg" with { type: "text" };
import arrowRight from "@vscode/codicons/src/icons/arrow-right.svg" with { type: "text" };
import calendar from "@vscode/codicons/src/icons/calendar.svg" with { type: "text" };
import check from "@vscode/codicons/src/icons/check.svg" with { type: "text" };
import chevronDown from "@vscode/codicons/src/icons/chevron-down.svg" with { type: "text" };
import chevronRight from "@vscode/codicons/src/icons/chevron-right.svg" with { type: "text" };
import circleLarge from "@vscode/codicons/src/icons/circle-large.svg" with { type: "text" };
import close from "@vscode/codicons/src/icons/close.svg" with { type: "text" };
import collapseAll from "@vscode/codicons/src/icons/collapse-all.svg" with { type: "text" };
import ellipsis from "@vscode/codicons/src/icons/ellipsis.svg" with { type: "text" };
import error from "@vscode/codicons/src/icons/error.svg" with { type: "text" };
import expandAll from "@vscode/codicons/src/icons/expand-all.svg" with { type: "text" };
import filter from "@vscode/codicons/src/icons/filter.svg" with { type: "text" };
import goToFile from "@vscode/codicons/src/icons/go-to-file.svg" with { type: "text" };
import graph from "@vscode/codicons/src/icons/graph.svg" with { type: "text" };
import info from "@vscode/codicons/src/icons/info.svg" with { type: "text" };
import layers from "@vscode/codicons/src/icons/layers.svg" with { type: "text" };
import listTree from "@vscode/codicons/src/icons/list-tree.svg" with { type: "text" };
import person from "@vscode/codicons/src/icons/person.svg" with { type: "text" };
import search from "@vscode/codicons/src/icons/search.svg" with { type: "text" };
import table from "@vscode/codicons/src/icons/table.svg" with { type: "text" };
import typeHierarchy from "@vscode/codicons/src/icons/type-hierarchy.svg" with { type: "text" };
import warning from "@vscode/codicons/src/icons/warning.svg" with { type: "text" };

/** SVG text by codicon name. */
export const codicons = {
  add,
  "arrow-left": arrowLeft,
  "arrow-right": arrowRight,
  calendar,
  check,
  "chevron-down": chevronDown,
  "chevron-right": chevronRight,
  "circle-large": circleLarge,
  close,
  "collapse-all": collapseAll,
  ellipsis,
  error,
  "expand-all": expandAll,
  filter,
  "go-to-file": goToFile,
  graph,
  info,
  layers,
  "list-tree": listTree,
  person,
  search,
  table,
  "type-hierarchy": typeHierarchy,
  warning,
} as const;
