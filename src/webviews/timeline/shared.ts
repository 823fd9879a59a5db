/** What the second script uses of the first one; `esbuild.later.js` reads this list. */
export { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export { Fragment, jsx, jsxs } from "preact/jsx-runtime";
export { linkPath, previewShapes, rangeWords, rowBox, rowKinds, standings, xOf } from "../../core/timeline/index.ts";
export { announce, Button, Cell, IconButton, listedRows, TreeGrid } from "../shell/index.ts";
export { baseOf, boxOf, near } from "./chart.tsx";
export { columns, columnsFor } from "./columns.tsx";
export { movesByRow } from "./consequenceMoves.ts";
export { goToRows, worstStretch } from "./loadView.tsx";
export { addBelow, nudge, stretch, toggleDone } from "./rowActions.ts";
export { Shapes } from "./shapeView.tsx";
export { rowOfKey } from "./visibleRows.ts";
export { daysText, finishText, linkWords, spokenRow, startText } from "./words.ts";
