/**
 * The view's second script: what nobody sees before they do something. It comes when the first picture stands and there is nothing
 * else to do, or at once when somebody is faster.
 */
export { Menu } from "../shell/menu.tsx";
export { copyPicture } from "./copyPicture.ts";
export { ExplainPanel } from "./explainPanel.tsx";
export { LoadTable } from "./loadTable.tsx";
export { moreActions } from "./moreActions.ts";
export { Previews } from "./previews.tsx";
export { menuFor } from "./rowMenu.ts";
export { Tip } from "./tip.tsx";
