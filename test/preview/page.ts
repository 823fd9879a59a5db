/** Opens a view outside VS Code: `?view=checklist&theme=dark&state=project&motion=reduce&size=13`. */
import { messageFromView } from "../../src/webviews/shell/connect.ts";
import recorded from "../fixtures/themes.json";
import { makeAssessmentHost } from "./assessmentHost.ts";
import { makeCertificationHost } from "./certificationHost.ts";
import { makeChecklistHost } from "./checklistHost.ts";
import { makeEducationHost } from "./educationHost.ts";
import { makePracticeHost } from "./practiceHost.ts";
import type { MakePreviewHost } from "./previewHost.ts";
import { makeTimelineHost } from "./timelineHost.ts";

/** A view gets its own host here. */
const hosts: Readonly<Record<string, MakePreviewHost>> = {
  assessment: makeAssessmentHost,
  certification: makeCertificationHost,
  education: makeEducationHost,
  checklist: makeChecklistHost,
  practice: makePracticeHost,
  timeline: makeTimelineHost,
};

interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const themes = recorded.themes as unknown as Readonly<Record<string, Theme>>;
const wish = new URLSearchParams(location.search);
const view = wish.get("view") ?? "";

function applyTheme(name: string): void {
  const theme = themes[name] ?? themes.dark;
  if (theme === undefined) return;
  const root = document.documentElement;
  for (const [key, value] of Object.entries(theme.variables)) root.style.setProperty(key, value);
  const size = wish.get("size");
  if (size !== null) root.style.setProperty("--vscode-font-size", `${Number(size)}px`);
  root.style.colorScheme = name.includes("light") ? "light" : "dark";
  // A webview is transparent: what lies behind it is the editor.
  root.style.backgroundColor = "var(--vscode-editor-background)";
  document.body.className = theme.bodyClass + (wish.get("motion") === "reduce" ? " vscode-reduce-motion" : "");
}

applyTheme(wish.get("theme") ?? "dark");
const make = Object.hasOwn(hosts, view) ? hosts[view] : undefined;
if (make === undefined) {
  document.body.textContent = `Choose a view: ?view=${Object.keys(hosts).join(" or ?view=")}`;
} else {
  const host = make(wish.get("state") ?? "", (message) => window.postMessage(message, "*"));
  window.addEventListener(messageFromView, (event) => host.receive((event as CustomEvent<unknown>).detail));
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `views/${view}.css`;
  const script = document.createElement("script");
  script.src = `views/${view}.js`;
  // As in VS Code, where the page names its style before its script.
  style.addEventListener("load", () => document.body.append(script));
  document.head.append(style);
}
