/**
 * What every view is made of: the token sheet, the controls of the workbench's look, the line to the host and the frame
 * that never leaves a blank page. A view is a folder with `main.tsx`, which calls `connect` and `mountView`.
 */
import "./tokens.css";
import "./base.css";
import "./controls.css";
import "./forms.css";

export { announce } from "./announce.tsx";
export { connect, type HostConnection, logToHost, messageFromView } from "./connect.ts";
export {
  Button,
  type ButtonProps,
  CheckBox,
  type CheckBoxProps,
  IconButton,
  type IconButtonProps,
  TextField,
  type TextFieldProps,
  Toggle,
  type ToggleProps,
} from "./controls.tsx";
export {
  ChoiceLine,
  DayLine,
  Entry,
  Fields,
  FileMessages,
  isTicked,
  numberIn,
  Section,
  ShortLine,
  TextLine,
  textIn,
  useEditing,
} from "./forms.tsx";
export { Icon, type IconName, type IconProps } from "./icon.tsx";
export { loadLater } from "./laterScript.ts";
export { LineEditor, type LineEditorProps } from "./lineEditor.tsx";
export { Menu, type MenuAction, type MenuProps } from "./menu.tsx";
export { LoadingBar, ProgressBar, type ProgressProps, Segments } from "./progress.tsx";
export { ErrorBoundary, mountView } from "./render.tsx";
export { SourceLinks } from "./sourceLinks.tsx";
export { EmptyState, type EmptyStateProps, MessageBar, type MessageBarProps } from "./states.tsx";
export { type TextCell, TextCells } from "./textCells.tsx";
export { Toolbar, type ToolbarProps } from "./toolbar.tsx";
export {
  Cell,
  type CellProps,
  type RowAttributes,
  type RowEvents,
  type RowWindow,
  TreeGrid,
  type TreeGridControls,
  type TreeGridProps,
} from "./treeGrid.tsx";
export { listedRows, type TreeRow, type TreeRows } from "./treeRows.ts";
