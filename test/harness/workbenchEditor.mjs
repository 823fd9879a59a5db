// @ts-check
/** The text editor in front: where the cursor is, what is typed, what is offered. Each step is seen done before the next one. */
import { exactly, pressUntil, until } from "./workbenchParts.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {{ line: number, column: number, selected: number }} Position counted from 1; `selected` letters before the cursor */

export class Editor {
  #page;
  #quickInput;

  /**
   * @param {Page} page
   * @param {import("./workbenchParts.mjs").QuickInput} quickInput
   */
  constructor(page, quickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /** @returns {Promise<Position>} where the cursor is, as the status bar says */
  async position() {
    const read = async () => {
      const text = (await this.#page.locator("#status\\.editor\\.selection").textContent({ timeout: 1000 })) ?? "";
      const [, line, column, selected = "0"] = /Ln (\d+), Col (\d+)(?: \((\d+) selected\))?/.exec(text) ?? [];
      return line === undefined
        ? undefined
        : { line: Number(line), column: Number(column), selected: Number(selected) };
    };
    return until("the cursor's position in the status bar", read);
  }

  /**
   * Puts the cursor into a place, or at the end of a shorter line, and the focus into the text.
   * @param {number} line
   * @param {number} column
   */
  async goTo(line, column) {
    const { box, input, rows } = this.#quickInput;
    await until(`line ${line}, column ${column}`, async () => {
      await pressUntil(this.#page, "Control+g", "the question for a line", () => input.isVisible());
      await input.fill(`:${line}:${column}`);
      await rows
        .filter({ hasText: `line ${line}` })
        .first()
        .waitFor();
      await pressUntil(this.#page, "Enter", "the answer", async () => !(await box.isVisible()));
      await this.#quickInput.waitForClosed();
      const there = async () => {
        const now = await this.position();
        return now.line === line && now.column <= column && (await this.#hasFocus());
      };
      return until("the cursor", there, 3000).catch(() => false);
    });
  }

  /** @param {number} line where the cursor will be, counted from 1 */
  async waitForLine(line) {
    await until(`the cursor in line ${line}`, async () => (await this.position()).line === line);
  }

  /** Whether the text has the focus, and VS Code knows it. */
  #hasFocus() {
    return this.#page.evaluate(() => document.activeElement?.closest(".monaco-editor.focused") !== null);
  }

  /**
   * Types a word of one line and waits until it stands there.
   * @param {string} text
   */
  async type(text) {
    const { line, column, selected } = await this.position();
    await this.#page.keyboard.type(text);
    const wanted = column - selected + text.length;
    await until(`“${text}” in the text`, async () => {
      const now = await this.position();
      return now.line === line && now.column === wanted;
    });
  }

  /**
   * Presses a key until the cursor stands where it leads to.
   * @param {string} key
   * @param {(now: Position, before: Position) => boolean} arrived
   */
  async press(key, arrived) {
    const before = await this.position();
    await pressUntil(this.#page, key, "the cursor to move", async () => arrived(await this.position(), before));
  }

  /** Begins a line below. */
  newLine() {
    return this.press("Enter", (now, before) => now.line === before.line + 1);
  }

  /** Goes to the next place of the snippet just inserted, which is on another line. */
  nextPlace() {
    return this.press("Tab", (now, before) => now.line !== before.line);
  }

  /** Leaves the snippet just inserted, and a list that is still open. */
  leaveSnippet() {
    const places = this.#page.locator(
      ".monaco-editor .snippet-placeholder, .monaco-editor .finish-snippet-placeholder",
    );
    return pressUntil(
      this.#page,
      "Escape",
      "the snippet to be left",
      async () => (await places.count()) === 0 && (await this.suggestions.count()) === 0,
    );
  }

  /** The rows of the list of completions. */
  get suggestions() {
    return this.#page.locator(".suggest-widget.visible .monaco-list-row");
  }

  /** @param {string} name */
  #suggestion(name) {
    return this.suggestions.filter({ has: this.#page.locator(".label-name", { hasText: exactly(name) }) }).first();
  }

  /**
   * Asks for the list of completions until something is in it.
   * @param {string} name
   */
  async suggest(name) {
    const row = this.#suggestion(name);
    await pressUntil(this.#page, "Control+Space", `“${name}” to be offered`, () => row.isVisible());
  }

  /**
   * @param {string} name
   * @returns {Promise<Locator>} what is offered by this name, once it is there
   */
  async waitForSuggestion(name) {
    const row = this.#suggestion(name);
    await row.waitFor();
    return row;
  }

  /**
   * Takes what is offered first, once that is the one named.
   * @param {string} name
   */
  async acceptSuggestion(name) {
    const row = await this.waitForSuggestion(name);
    await until(`“${name}” to be chosen`, async () => /\bfocused\b/.test((await row.getAttribute("class")) ?? ""));
    const before = await this.position();
    const hasMoved = async () => {
      const { line, column } = await this.position();
      return line !== before.line || column !== before.column;
    };
    await pressUntil(
      this.#page,
      "Enter",
      `“${name}” to be accepted`,
      async () => (await hasMoved()) || !(await row.isVisible()),
    );
    // The list closes before the text is there; the cursor stays only where the whole word had been typed.
    await until("the text to be there", hasMoved, 2000).catch(() => undefined);
  }
}
