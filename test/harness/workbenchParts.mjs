// @ts-check
/** The parts of VS Code's workbench that tests use, each as a person would: quick input, trees, notifications, dialogs. */

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/**
 * Waits until something is so. What is looked at is the screen, a file or an answer, never the clock.
 * @template T
 * @param {string} what in words, for the message
 * @param {() => Promise<T> | T} look gives something truthy when it is so
 * @param {number} [limit] milliseconds
 * @returns {Promise<NonNullable<T>>} what `look` gave
 * @throws {Error} when it is still not so at the limit, with the last error `look` threw
 */
export async function until(what, look, limit = 30_000) {
  const end = performance.now() + limit;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const seen = await look();
      if (seen) return /** @type {NonNullable<T>} */ (seen);
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      throw new Error(
        `Waited ${limit / 1000} s in vain for ${what}.${last instanceof Error ? ` ${last.message}` : ""}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Presses a key until what it does is on the screen: a window that is busy swallows keys, and a list that opens late takes Enter,
 * Tab and Escape for itself. It is pressed again only when nothing came of it for a while, so what it does twice must be
 * what it does once, or be told apart by `seen`.
 * @param {Page} page
 * @param {string} key
 * @param {string} what it does, in words
 * @param {() => Promise<unknown> | unknown} seen whether it has done it; when it is so already, nothing is pressed
 */
export async function pressUntil(page, key, what, seen) {
  await until(
    `${what} by ${key}`,
    async () => {
      if (await seen()) return true;
      await page.keyboard.press(key);
      return until(what, seen, 4000).catch(() => false);
    },
    30_000,
  );
}

/**
 * A text that is the whole text of an element.
 * @param {string | RegExp} text
 */
export function exactly(text) {
  if (text instanceof RegExp) return text;
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/\s+/g, "\\s+")}\\s*$`);
}

/** Lists of the workbench draw only the rows in sight; this is one row as it is drawn. */
const rowClass = ".monaco-list-row";

/**
 * @param {Locator} rows
 * @param {string | RegExp} label
 */
const withLabel = (rows, label) =>
  rows.filter({ has: rows.page().locator(".label-name", { hasText: exactly(label) }) });

/**
 * Turns the mouse wheel over a list, by less than what a list shows.
 * @param {Locator} list
 * @param {"up" | "down"} way
 */
async function scroll(list, way) {
  const place = await list.boundingBox();
  if (place === null) return;
  const { mouse } = list.page();
  await mouse.move(place.x + place.width / 2, place.y + Math.min(place.height, 200) / 2);
  // One notch moves a list by about two rows, however far it is said to turn.
  for (let notch = 0; notch < 3; notch++) await mouse.wheel(0, way === "down" ? 150 : -150);
}

/** The box in the middle of the top: the command palette, quick picks and input boxes. */
export class QuickInput {
  #page;
  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** The whole box. */
  get box() {
    return this.#page.locator(".quick-input-widget:visible");
  }

  /** The text field. */
  get input() {
    return this.box.locator("input.input");
  }

  /** The rows in sight. */
  get rows() {
    return this.box.locator(`.quick-input-list ${rowClass}`);
  }

  /** @returns {Promise<string>} the title with its step count, such as "New Project (2/9)"; empty without one */
  title() {
    return this.#shown(".quick-input-title");
  }

  /**
   * @param {string | RegExp} title a part of it
   * @returns {Promise<string>} the whole title
   */
  async waitForTitle(title) {
    const matches = (/** @type {string} */ text) => (title instanceof RegExp ? title.test(text) : text.includes(title));
    return until(`the question "${title}"`, async () => {
      const text = await this.title();
      return text !== "" && matches(text) ? text : undefined;
    });
  }

  /**
   * Waits until it is gone and keys go to what is behind it. VS Code notes in a timer that the focus has left; a key that comes before
   * that is still taken for the question, so Enter would be lost.
   */
  async waitForClosed() {
    await until("the quick input to close", async () => !(await this.box.isVisible()));
    await this.#page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 0)));
  }

  /** @param {string} text replaces what stands in the field */
  async type(text) {
    await this.input.fill(text);
  }

  /** @returns {Promise<string>} what stands in the field */
  value() {
    return this.input.inputValue();
  }

  /** @returns {Promise<string>} the line below the field: the prompt, or what is wrong with the value; empty without one */
  message() {
    return this.#shown("#quickInput_message");
  }

  /**
   * The text of a part as it is now; nothing is waited for, since the box may close at any moment.
   * @param {string} part a selector
   */
  async #shown(part) {
    const texts = await this.box.locator(`${part}:visible`).allTextContents();
    return texts.join(" ").replaceAll("\u00a0", " ").trim();
  }

  /** @returns {Promise<string[]>} the labels of the rows in sight, once there are some; a hidden one is left from the list before */
  async labels() {
    await this.rows.first().waitFor();
    return (await this.rows.locator(".label-name:visible").allTextContents()).map((text) => text.trim());
  }

  /** @returns {Promise<string[]>} the labels of all rows, once there are some; a long list is scrolled through */
  async allLabels() {
    await this.rows.first().waitFor();
    /** @type {Map<number, string>} */
    const seen = new Map();
    const list = this.box.locator(".quick-input-list");
    const look = async () => {
      const rows = await this.rows.evaluateAll((drawn) =>
        drawn.map((row) => ({
          index: Number(row.getAttribute("data-index")),
          label: row.querySelector(".label-name")?.textContent?.trim() ?? "",
          last: row.getAttribute("data-last-element") === "true",
        })),
      );
      for (const { index, label } of rows) seen.set(index, label);
      return rows;
    };
    await until("the end of the list", async () => {
      if ((await look()).some(({ last }) => last)) return true;
      await scroll(list, "down");
      return false;
    });
    await until("the top of the list", async () => {
      if ((await look()).some(({ index }) => index === 0)) return true;
      await scroll(list, "up");
      return false;
    });
    return [...seen.entries()].sort(([left], [right]) => left - right).map(([, label]) => label);
  }

  /**
   * Presses Enter and waits until the question is answered: another title, or none.
   * @param {{ stay?: boolean }} [options] `stay` when the value is wrong and the question is meant to remain
   */
  async accept({ stay = false } = {}) {
    const before = await this.title();
    await this.#ready();
    // An editor that opens late may have taken the focus away.
    await this.input.press("Enter");
    if (stay || before === "") return;
    await until(`the question "${before}" to be answered`, async () => (await this.title()) !== before);
  }

  /**
   * Answers VS Code's own dialog for files and folders. It lists folders while one types, puts its own folder in when that comes late, and
   * takes no answer meanwhile: so the path has to stand for a while, and Enter is pressed until it is taken.
   * @param {string} wanted
   */
  async answerPath(wanted) {
    const before = await this.title();
    const isAnswered = async () => (await this.title()) !== before;
    await until(`the path ${wanted} to be taken`, async () => {
      for (let looks = 0; looks < 5; looks++) {
        if (await isAnswered()) return true;
        if ((await this.value().catch(() => wanted)) !== wanted) {
          await this.type(wanted).catch(() => {});
          looks = -1;
        }
        await this.#page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      }
      if (await isAnswered()) return true;
      await this.input.press("Enter", { timeout: 2000 }).catch(() => {});
      return until("the answer", isAnswered, 4000).catch(() => false);
    });
  }

  /** An empty list takes no Enter, so its rows are waited for. */
  async #ready() {
    await this.input.waitFor();
    const list = this.box.locator(".quick-input-list");
    if (await list.isVisible()) await this.rows.first().waitFor();
  }

  /**
   * Chooses a row by its label; in a list with boxes it is ticked or unticked.
   * @param {string | RegExp} label
   */
  async pick(label) {
    const row = withLabel(this.rows, label).first();
    if (!(await row.isVisible()) && typeof label === "string") {
      await this.#ready();
      if (!(await row.isVisible())) await this.type(label); // it may be out of sight in a long list
    }
    await row.waitFor();
    const box = row.getByRole("checkbox");
    if ((await box.count()) > 0) await box.first().click();
    else await row.click();
  }

  /** Goes back one step. */
  async back() {
    const before = await this.title();
    await this.box.locator(".codicon-quick-input-back").click();
    await until(`a way back from "${before}"`, async () => (await this.title()) !== before);
  }

  /** @param {string} name of a button in the title or the row */
  async button(name) {
    await this.box.getByRole("button", { name }).first().click();
  }

  async dismiss() {
    await pressUntil(this.#page, "Escape", "the quick input to close", async () => !(await this.box.isVisible()));
    await this.waitForClosed();
  }
}

/**
 * @typedef {object} TreeRow
 * @property {string} label
 * @property {string} description what stands dimmed behind the label
 * @property {number} level 1 at the top
 * @property {boolean | undefined} expanded undefined for a row without children
 * @property {string} spoken what a screen reader says
 */

/** A tree in the sidebar, such as *Practice*. */
export class Tree {
  #page;
  #view;
  /**
   * @param {Page} page
   * @param {string} view the view's name
   */
  constructor(page, view) {
    this.#page = page;
    this.#view = view;
  }

  /** The tree itself. */
  get list() {
    return this.#page.locator(`.part.sidebar [role="tree"][aria-label="${this.#view}"]`);
  }

  /** The view with its header and its buttons. */
  get pane() {
    return this.#page.locator(".part.sidebar .pane", {
      has: this.#page.locator(`.pane-header[aria-label^="${this.#view}"]`),
    });
  }

  /** @returns {Promise<TreeRow[]>} the rows in sight, once there are some */
  async rows() {
    const rows = this.list.locator(rowClass);
    await rows.first().waitFor();
    const drawn = await rows.evaluateAll((elements) =>
      elements.map((element) => {
        const expanded = element.getAttribute("aria-expanded");
        return {
          index: Number(element.getAttribute("data-index")),
          label: element.querySelector(".label-name")?.textContent?.trim() ?? "",
          description: element.querySelector(".label-description")?.textContent?.trim() ?? "",
          level: Number(element.getAttribute("aria-level")),
          expanded: expanded === null ? undefined : expanded === "true",
          spoken: element.getAttribute("aria-label") ?? "",
        };
      }),
    );
    return drawn.sort((a, b) => a.index - b.index).map(({ index: _index, ...row }) => row);
  }

  /**
   * One row that is in sight.
   * @param {string | RegExp} label
   */
  row(label) {
    return withLabel(this.list.locator(rowClass), label).first();
  }

  /**
   * Scrolls until a row is in sight.
   * @param {string | RegExp} label
   * @returns {Promise<Locator>}
   */
  async find(label) {
    const row = this.row(label);
    await this.list.locator(rowClass).first().waitFor();
    if (await row.isVisible()) return row;
    /** @type {"up" | "down"} */
    let way = "up";
    let before = "";
    await until(`the row "${label}" in ${this.#view}`, async () => {
      if (await row.isVisible()) return true;
      const places = this.list.locator(rowClass);
      const shown = (await places.evaluateAll((rows) => rows.map((one) => one.getAttribute("data-index")))).join();
      // At an end it goes the other way: a list that was drawn anew meanwhile may have it where nobody looks again.
      if (shown === before) way = way === "up" ? "down" : "up";
      before = shown;
      await scroll(this.list, way);
      return false;
    });
    return row;
  }

  /**
   * Opens nodes from the top down: `expand("Skills", "Time management")`.
   * @param {...(string | RegExp)} path
   */
  async expand(...path) {
    for (const label of path) {
      const row = await this.find(label);
      // A tree that is refreshed just now may swallow a click, so it is repeated while the node stays closed.
      await until(`the node "${label}" to open`, async () => {
        if ((await row.getAttribute("aria-expanded")) === "true") return true;
        await row.locator(".monaco-tl-twistie").click();
        return until("it", async () => (await row.getAttribute("aria-expanded")) === "true", 2000).catch(() => false);
      });
    }
  }

  /** @param {string | RegExp} label */
  async collapse(label) {
    const row = await this.find(label);
    if ((await row.getAttribute("aria-expanded")) === "true") await row.locator(".monaco-tl-twistie").click();
    await until(`the node "${label}" to close`, async () => (await row.getAttribute("aria-expanded")) === "false");
  }

  /** @param {string | RegExp} label */
  async click(label) {
    await (await this.find(label)).locator(".label-name").click();
  }

  /**
   * @param {string | RegExp} label
   * @returns {Promise<string>} what stands dimmed behind the label
   */
  async description(label) {
    return (await (await this.find(label)).locator(".label-description").allInnerTexts()).join(" ").trim();
  }

  /**
   * Presses a button that shows on a row when the mouse is over it.
   * @param {string | RegExp} label
   * @param {string} name
   */
  async rowButton(label, name) {
    const row = await this.find(label);
    await row.hover();
    await row.getByRole("button", { name }).click();
  }

  /** @param {string} name of a button in the view's header */
  async headerButton(name) {
    await this.pane.locator(".pane-header").hover();
    await this.pane.locator(".pane-header").getByRole("button", { name }).click();
  }
}

/** What VS Code says at the lower right. */
export class Notifications {
  #page;
  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  get all() {
    return this.#page.locator(".notification-toast");
  }

  /** @returns {Promise<string[]>} the texts shown now */
  async texts() {
    return (await this.all.locator(".notification-list-item-message").allInnerTexts()).map((text) => text.trim());
  }

  /**
   * @param {string | RegExp} text a part of it
   * @returns {Promise<Locator>} the notification, once it is there
   */
  async waitFor(text) {
    const found = this.all.filter({ hasText: text }).first();
    await found.waitFor();
    return found;
  }

  /**
   * @param {string | RegExp} text a part of the notification's text
   * @param {string} button
   */
  async press(text, button) {
    const found = await this.waitFor(text);
    await found.getByRole("button", { name: button, exact: true }).click();
  }
}

/** A modal question in the middle of the window. */
export class Dialog {
  #page;
  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  get box() {
    return this.#page.locator(".monaco-dialog-box:visible");
  }

  /** @returns {Promise<string>} the question and its detail, once it is there */
  async text() {
    await this.box.waitFor();
    return (await this.box.locator(".dialog-message-container").allTextContents()).join(" ").trim();
  }

  /** @param {string} button */
  async press(button) {
    await this.box.getByRole("button", { name: button, exact: true }).click();
    await this.box.waitFor({ state: "hidden" });
  }
}
