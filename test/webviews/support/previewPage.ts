import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../../harness/axe.mjs";
import { getBrowser, launchBrowser } from "../../harness/browser.mjs";
import { fromRoot } from "../../harness/paths.mjs";
import { buildPreview } from "../../preview/build.mjs";
import { serveFolder } from "../../preview/serve.mjs";

export interface OpenWish {
  /** What the preview's host has in its files. */
  readonly state: string;
  readonly theme?: string;
  readonly width?: number;
  readonly height?: number;
  /** Of the type, in pixels. */
  readonly size?: number;
  /** Whether what the view before has kept is there still. */
  readonly keep?: boolean;
}

/** A view outside VS Code, in one page for all tests of a suite: call it in `describe`. */
export class PreviewPage {
  readonly #view: string;
  #browser: Browser | undefined;
  #page: Page | undefined;
  #server: { readonly address: string; close(): void } | undefined;
  /** What the page complained about in this test. */
  complaints: string[] = [];

  constructor(view: string) {
    this.#view = view;
    const start = (): Promise<void> => this.#start();
    before(async function () {
      this.timeout(120_000);
      await start();
    });
    after(async () => {
      await this.#browser?.close();
      this.#server?.close();
    });
    beforeEach(() => {
      this.complaints = [];
    });
  }

  get page(): Page {
    assert.ok(this.#page);
    return this.#page;
  }

  /** Loads the view anew, with nothing kept from before. */
  async open({ state, theme = "dark", width = 1280, height = 800, size = 13, keep = false }: OpenWish): Promise<void> {
    const { page } = this;
    const address = this.#server?.address ?? "";
    await page.setViewportSize({ width, height });
    // What the view before has kept is cleared from a page without a view, since it keeps something when it goes as well.
    await page.goto(`${address}views/${this.#view}.css`);
    if (!keep) await page.evaluate(() => window.sessionStorage.clear());
    await page.goto(`${address}?view=${this.#view}&theme=${theme}&state=${state}&size=${size}`);
  }

  /** Takes a picture, and holds that axe finds no fault and that the page is no wider than the window. */
  async isSound(name: string): Promise<void> {
    const { page } = this;
    assert.deepEqual(await axeFaults(page), [], name);
    const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok((wide ?? 0) <= (width ?? 0), `${name}: ${wide} px wide`);
    await page.screenshot({ path: fromRoot("out", "screenshots", `${this.#view}-${name}.png`) });
  }

  /** The private file that the host holds. */
  fileText(): Promise<string> {
    return this.page.evaluate(() => Reflect.get(globalThis, "previewText")() ?? "");
  }

  /** What the view asked the host for. */
  log(): Promise<string[]> {
    return this.page.evaluate(() => Reflect.get(globalThis, "previewLog"));
  }

  async #start(): Promise<void> {
    this.#browser = await launchBrowser(await getBrowser());
    this.#server = await serveFolder(await buildPreview());
    this.#page = await this.#browser.newPage();
    this.#page.on("pageerror", (error) => this.complaints.push(error.message));
    this.#page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
  }
}
