// @ts-check
/** One window of VS Code and what a person does in it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { axeFaults } from "./axe.mjs";
import { fromRoot, removeScratchFolder } from "./paths.mjs";
import { Editor } from "./workbenchEditor.mjs";
import { Dialog, exactly, Notifications, pressUntil, QuickInput, Tree, until } from "./workbenchParts.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */
/** @typedef {import("./workbench.mjs").Theme} Theme */

/**
 * @typedef {object} WorkbenchParts
 * @property {Page} page
 * @property {string} folder
 * @property {"node" | "web"} kind
 * @property {string} ready
 * @property {string} address
 * @property {typeof import("./workbench.mjs").themes} themes
 * @property {(closing: Workbench) => boolean} [keep] whether the window is left to other tests, and not closed
 */

export class Workbench {
  #parts;
  /** @type {Theme} */
  #theme = "dark";

  /** @param {WorkbenchParts} parts */
  constructor(parts) {
    this.#parts = parts;
    /** Playwright's page, for all that has no helper here. */
    this.page = parts.page;
    /** The opened folder, a copy of its own. */
    this.folder = parts.folder;
    this.kind = parts.kind;
    this.quickInput = new QuickInput(parts.page);
    this.notifications = new Notifications(parts.page);
    this.dialog = new Dialog(parts.page);
    this.editor = new Editor(parts.page, this.quickInput);
    /**
     * What the window, its extension host and its webviews wrote to the console as errors.
     * @type {string[]}
     */
    this.consoleErrors = [];
    parts.page.on("console", (message) => {
      if (message.type() === "error") this.consoleErrors.push(message.text());
    });
    parts.page.on("dialog", (dialog) => void dialog.accept());
  }

  /**
   * Opens the address and waits until the extension stands in the activity bar.
   * @param {Theme} theme
   */
  async load(theme) {
    await this.#preferTheme(theme);
    await this.page.goto(this.#parts.address);
    await this.#waitUntilReady();
  }

  get theme() {
    return this.#theme;
  }

  /**
   * Chooses another theme in the open window, by the command for it.
   * @param {Theme} theme
   */
  async switchTheme(theme) {
    if (theme === this.#theme) return;
    await this.#preferTheme(theme);
    await this.runCommand("Preferences: Color Theme");
    await this.quickInput.pick(this.#parts.themes[theme].label);
    await this.quickInput.waitForClosed();
    await this.#waitForTheme();
  }

  /** @param {Theme} theme */
  async #preferTheme(theme) {
    this.#theme = theme;
    const colorScheme = this.#parts.themes[theme].scheme;
    await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  }

  #waitForTheme() {
    return this.page.locator(`.monaco-workbench.${this.#parts.themes[this.#theme].windowClass}`).first().waitFor();
  }

  /** Loads the window again; the state of this window stays. */
  async reload() {
    const reloaded = this.page.waitForEvent("framenavigated", {
      predicate: (frame) => frame === this.page.mainFrame(),
    });
    // VS Code's own command, since it writes what it remembers of its editors before it goes.
    await this.runCommand("Developer: Reload Window");
    await reloaded;
    await this.#waitUntilReady();
  }

  async #waitUntilReady() {
    await this.#activityItem(this.#parts.ready).waitFor({ timeout: 60_000 });
    await this.#waitForTheme();
  }

  /** @param {string} name */
  #activityItem(name) {
    return this.page.locator(`.activitybar a.action-label[aria-label^="${name}"]`).first();
  }

  /**
   * Shows a container of the activity bar.
   * @param {string} [name]
   */
  async activityBar(name = "Gantry") {
    const item = this.#activityItem(name);
    await item.waitFor();
    const title = this.page.locator(".part.sidebar .composite.title h2", { hasText: exactly(name) });
    // A click on the container that is shown hides it, and a window that was loaded again may show it by itself.
    await until(`the container ${name}`, async () => {
      if (await title.isVisible()) return true;
      await item.click();
      return until("its title", () => title.isVisible(), 2000).catch(() => false);
    });
  }

  /**
   * A tree of the sidebar; show its container first.
   * @param {string} view its name, such as "Practice"
   */
  tree(view) {
    return new Tree(this.page, view);
  }

  /**
   * Runs a command from the palette.
   * @param {string} title as the palette shows it, such as "Gantry: New Project…"
   */
  async runCommand(title) {
    const row = this.quickInput.rows.filter({
      has: this.page.locator(".label-name", { hasText: exactly(title) }),
    });
    // A command may still be on its way in when the window has just been opened.
    await until(`the command "${title}" in the palette`, async () => {
      await this.#openPalette(`>${title}`);
      await row.or(this.quickInput.rows).first().waitFor({ timeout: 5000 });
      if (await row.first().isVisible()) {
        // A webview that takes the focus late closes the palette before the command is chosen.
        await row.first().click({ timeout: 3000 });
        return true;
      }
      await this.quickInput.dismiss();
      return false;
    });
  }

  /**
   * Opens a file of the folder in an editor.
   * @param {string} file its relative path
   */
  async openFile(file) {
    await this.#openPalette("");
    await this.quickInput.type(file);
    const row = this.quickInput.rows.filter({
      has: this.page.locator(".label-name", { hasText: exactly(path.posix.basename(file)) }),
    });
    await row.first().click();
    await this.waitForTab(path.posix.basename(file));
  }

  /**
   * Presses a key until what it does is on the screen.
   * @param {string} key
   * @param {string} what it does, in words
   * @param {() => Promise<unknown> | unknown} seen whether it has done it
   */
  press(key, what, seen) {
    return pressUntil(this.page, key, what, seen);
  }

  /** @param {string} text */
  async #openPalette(text) {
    await this.press("F1", "the palette to open", () => this.quickInput.box.isVisible());
    await this.quickInput.input.waitFor();
    await this.quickInput.type(text);
  }

  /** @returns {Promise<string[]>} the names of the open editors, in their order; a bullet before one with unsaved changes */
  tabs() {
    return this.page
      .locator(".part.editor .tab")
      .evaluateAll((tabs) =>
        tabs.map(
          (tab) =>
            `${tab.classList.contains("dirty") ? "● " : ""}${tab.querySelector(".monaco-icon-name-container")?.textContent ?? ""}${tab.querySelector(".monaco-icon-suffix-container")?.textContent ?? ""}`,
        ),
      );
  }

  /** @returns {Promise<string>} the name of the editor in front; empty when none is open */
  async activeTab() {
    const group = this.page.locator(".part.editor .editor-group-container.active .tab.active");
    const parts = group.first().locator(".monaco-icon-name-container, .monaco-icon-suffix-container");
    return (await parts.allInnerTexts()).join("").trim();
  }

  /** @param {string | RegExp} title of an editor, open in front or behind */
  async waitForTab(title) {
    await until(`the editor "${title}"`, async () => {
      const names = (await this.tabs()).map((name) => name.replace("● ", ""));
      return names.some((name) => (title instanceof RegExp ? title.test(name) : name === title));
    });
  }

  /**
   * The document of a webview, two frames deep. Ask again after it was hidden or the window was loaded again.
   * @param {string | RegExp} title of its editor
   * @returns {Promise<Frame>} once it has a body with something in it
   */
  async webview(title) {
    return until(`the webview "${title}"`, async () => {
      for (const frame of this.page.frames()) {
        if (frame.parentFrame() === null) continue;
        const element = await frame.frameElement();
        if ((await element.getAttribute("id")) !== "active-frame") continue;
        const shown = (await element.getAttribute("title")) ?? "";
        if (!(title instanceof RegExp ? title.test(shown) : shown === title)) continue;
        if (!(await element.isVisible())) continue;
        if (await frame.evaluate(() => document.body !== null && document.body.childElementCount > 0)) return frame;
      }
      return undefined;
    });
  }

  /** @param {string} file its relative path */
  exists(file) {
    return existsSync(path.join(this.folder, file));
  }

  /** @param {string} file its relative path */
  readFile(file) {
    return readFileSync(path.join(this.folder, file), "utf8");
  }

  /**
   * Writes a file as git or another program would, past VS Code.
   * @param {string} file its relative path
   * @param {string} text
   */
  writeFile(file, text) {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  /**
   * Writes a file past VS Code and waits until that is seen in the window. On a busy machine VS Code's watcher may miss a
   * write that comes while it begins to watch or right behind another one, so it is written again until it is seen.
   * @param {string} file its relative path
   * @param {string} text
   * @param {(timeout: number) => Promise<unknown>} seen rejects when it is not within the timeout
   */
  async writeUntil(file, text, seen) {
    for (let attempt = 1; ; attempt++) {
      this.writeFile(file, text);
      try {
        await seen(8_000);
        return;
      } catch (error) {
        if (attempt === 6) throw error;
      }
    }
  }

  /**
   * Waits until a file on the disk is as wanted.
   * @param {string} file its relative path
   * @param {(text: string) => boolean} [wanted] that it exists, when not given
   * @returns {Promise<string>} its text
   */
  async waitForFile(file, wanted = () => true) {
    const read = await until(`the file ${file}`, () => {
      if (!this.exists(file)) return undefined;
      const text = this.readFile(file);
      return wanted(text) ? { text } : undefined;
    });
    return read.text;
  }

  /**
   * A picture of the window, in `out/screenshots/<name>-<theme>.png`.
   * @param {string} name
   * @returns {Promise<string>} the file
   */
  async screenshot(name) {
    const file = fromRoot("out", "screenshots", `${name}-${this.theme}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: "disabled", caret: "hide" });
    return file;
  }

  /**
   * Accessibility faults of a webview.
   * @param {Frame} frame
   * @param {{ leaveOut?: readonly string[] }} [options]
   */
  axe(frame, options) {
    return axeFaults(frame, options);
  }

  /**
   * Makes a used window fit for other files: nothing is open or said in it, and there is no project.
   * @param {Theme} theme
   * @param {() => void} empty empties the folder
   */
  async startAnew(theme, empty) {
    if (await this.quickInput.box.isVisible()) await this.quickInput.dismiss();
    await this.runCommand("View: Close All Editors");
    await until("all editors to be closed", async () => {
      if ((await this.tabs()).length === 0) return true;
      if (await this.dialog.box.isVisible()) await this.dialog.press("Don't Save");
      return false;
    });
    if (await this.notifications.all.first().isVisible()) {
      await this.runCommand("Notifications: Clear All Notifications");
      await until("nothing to be said", async () => (await this.notifications.all.count()) === 0);
    }
    const panel = this.page.locator(".part.panel");
    await this.press("Control+j", "the panel to close", async () => !(await panel.isVisible()));
    await this.switchTheme(theme);
    empty();
    await this.activityBar();
    await this.#untilHeard((timeout) => this.#noProject.waitFor({ timeout }));
    this.consoleErrors.length = 0;
  }

  get #noProject() {
    return this.tree("Plan").pane.getByText("There is no project in this workspace yet.");
  }

  /** Waits until Gantry, whose container is shown, knows a project. */
  async waitForProject() {
    await this.#untilHeard((timeout) => this.#noProject.waitFor({ state: "hidden", timeout }));
  }

  /**
   * Loads the window again when it has not heard of its files: VS Code's watcher misses what happens in a folder that
   * is made or removed in the moment it looks.
   * @param {(timeout: number) => Promise<void>} heard
   */
  async #untilHeard(heard) {
    try {
      await heard(8_000);
    } catch {
      await this.load(this.#theme);
      await this.activityBar();
      await heard(30_000);
    }
  }

  /** Ends the use of the window: it is closed, or left to a test that takes a used one. */
  async close() {
    if (!this.#parts.keep?.(this)) await this.dispose();
  }

  /** Closes the window and removes its folder. */
  async dispose() {
    await this.page.close();
    removeScratchFolder(path.dirname(this.folder));
  }
}
