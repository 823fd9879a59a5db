import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The suite runs from the repository's root. */
const webviews = path.join(process.cwd(), "src", "webviews");
const sheets = readdirSync(webviews, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css"));
const themes = JSON.parse(readFileSync(path.join(process.cwd(), "test", "fixtures", "themes.json"), "utf8"))
  .themes as Readonly<
  Record<string, { readonly bodyClass: string; readonly variables: Readonly<Record<string, string>> }>
>;

/** Red, green, blue and opacity from 0 to 1. */
type Colour = readonly [number, number, number, number];

/** The tokens of the sheet for a theme; later rules that hold for its body win. */
function tokensOf(bodyClass: string): Map<string, string> {
  const sheet = readFileSync(path.join(webviews, "shell", "tokens.css"), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const tokens = new Map<string, string>();
  for (const [, selector = "", body = ""] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const holds = selector.trim() === ":root" || bodyClass.split(" ").includes(selector.trim().replace(/^\./, ""));
    if (!holds) continue;
    for (const [, name = "", value = ""] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g))
      tokens.set(name, value.replace(/\s+/g, " ").trim());
  }
  return tokens;
}

class Palette {
  readonly #tokens: Map<string, string>;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(theme: string) {
    const found = themes[theme];
    assert.ok(found, theme);
    this.#tokens = tokensOf(found.bodyClass);
    this.#variables = found.variables;
  }

  /** A colour as it is seen on the editor's background. */
  colour(value: string): Colour {
    const [red, green, blue, opacity] = this.#read(value);
    if (opacity === 1) return [red, green, blue, 1];
    const [r, g, b] = this.#read("var(--vscode-editor-background)");
    const mix = (a: number, c: number): number => a * opacity + c * (1 - opacity);
    return [mix(red, r), mix(green, g), mix(blue, b), 1];
  }

  #read(value: string): Colour {
    const text = value.trim();
    const variable = /^var\((--[\w-]+)(?:,\s*(.+))?\)$/.exec(text);
    if (variable !== null) {
      const known = this.#tokens.get(variable[1] ?? "") ?? this.#variables[variable[1] ?? ""];
      if (known !== undefined && known !== "") return this.#read(known);
      assert.ok(variable[2], `${variable[1]} has neither a value nor a fallback`);
      return this.#read(variable[2]);
    }
    const mix = /^color-mix\(\s*in srgb, (.+) ([\d.]+)%, (.+?)\s*\)$/.exec(text);
    if (mix !== null) return mixed(this.#read(mix[1] ?? ""), Number(mix[2]) / 100, this.#read(mix[3] ?? ""));
    const hex = /^#([0-9a-f]{3,8})$/i.exec(text)?.[1];
    if (hex !== undefined) {
      const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join("") : hex;
      const part = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16) / 255;
      return [part(0), part(2), part(4), long.length === 8 ? part(6) : 1];
    }
    const rgb = /^rgba?\(([\d.]+), ?([\d.]+), ?([\d.]+)(?:, ?([\d.]+))?\)$/.exec(text);
    if (rgb !== null) {
      return [Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255, Number(rgb[4] ?? 1)];
    }
    if (text === "transparent") return [0, 0, 0, 0];
    return assert.fail(`not a colour: ${text}`);
  }
}

/** `color-mix(in srgb, …)`: mixed with opacity taken into account. */
function mixed(a: Colour, share: number, b: Colour): Colour {
  const opacity = a[3] * share + b[3] * (1 - share);
  const part = (at: 0 | 1 | 2): number =>
    opacity === 0 ? 0 : (a[at] * a[3] * share + b[at] * b[3] * (1 - share)) / opacity;
  return [part(0), part(1), part(2), opacity];
}

/** WCAG 2.2: relative luminance and contrast ratio. */
function contrast(a: Colour, b: Colour): number {
  const luminance = ([red, green, blue]: Colour): number => {
    const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe("the styles of the views", () => {
  it("are found", () => assert.ok(sheets.length >= 4, sheets.join()));

  for (const file of sheets) {
    it(`${file} has no colour, shadow or gradient of its own`, () => {
      const css = readFileSync(path.join(webviews, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      // `:root .a` and `url(#id)` are no colours; a hex colour stands after a colon or a space and before a boundary.
      const found = css.match(
        /[\s:,(]#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(|\b(?:box|text)-shadow\b|gradient\(/gi,
      );
      assert.equal(found, null);
    });
  }
});

describe("the contrast of the tokens on the editor's background", () => {
  const text = ["--g-fg", "--g-fg-strong", "--g-fg-2", "--g-link", "--g-critical-text", "--g-near-text", "--g-ok-text"];
  const graphics = [
    "--g-plan",
    "--g-critical",
    "--g-near",
    "--g-ok",
    "--g-done",
    "--g-baseline",
    "--g-link-line",
    "--g-float",
    "--g-outline",
    "--g-focus",
    "--g-person-1",
    "--g-person-2",
    "--g-person-3",
    "--g-person-4",
  ];
  for (const theme of Object.keys(themes)) {
    it(`is enough in ${theme}: 4.5 for text, 3 for graphics`, () => {
      const palette = new Palette(theme);
      const background = palette.colour("var(--vscode-editor-background)");
      const weak = [...text.map((name) => [name, 4.5] as const), ...graphics.map((name) => [name, 3] as const)]
        .map(([name, least]) => ({ name, least, ratio: contrast(palette.colour(`var(${name})`), background) }))
        .filter(({ ratio, least }) => ratio < least)
        .map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`);
      assert.deepEqual(weak, []);
    });
  }
});
