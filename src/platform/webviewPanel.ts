import { Uri, type Webview, type WebviewOptions, type WebviewPanel } from "vscode";

/** A webview by the name of its folder in src/webviews. */
export interface ViewDescription {
  readonly name: string;
  readonly title: string;
  /** It makes pictures of its own; from elsewhere it may still load none. */
  readonly makesPictures?: boolean;
}

/** Scripts on, and only what the build made for webviews can be read. */
export function webviewOptions(extensionUri: Uri): WebviewOptions {
  return { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, "dist", "webviews")] };
}

/**
 * Gives a panel its page and hands on what the page says; used for new panels and for those VS Code brings back after
 * a reload. The page asks for its state when it is ready.
 */
export function connectPanel(
  panel: WebviewPanel,
  extensionUri: Uri,
  view: ViewDescription,
  receive: (message: unknown) => unknown,
): void {
  panel.webview.options = webviewOptions(extensionUri);
  panel.webview.onDidReceiveMessage((message) => receive(message));
  panel.webview.html = page(panel.webview, extensionUri, view);
}

function page(webview: Webview, extensionUri: Uri, view: ViewDescription): string {
  const resource = (file: string): string =>
    webview.asWebviewUri(Uri.joinPath(extensionUri, "dist", "webviews", file)).toString();
  const nonce = randomNonce();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    ...(view.makesPictures === true ? ["img-src blob:"] : []),
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(view.title)}</title>
<link rel="stylesheet" href="${resource("shell.css")}">
<link rel="stylesheet" href="${resource(`${view.name}.css`)}">
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${resource(`${view.name}.js`)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
