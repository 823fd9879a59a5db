import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { codiconNames } from "./codicons.ts";

const root = process.cwd();
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

interface Contribution {
  readonly command: string;
  readonly when?: string;
  readonly title?: string;
  readonly icon?: string;
  readonly category?: string;
  readonly group?: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly main: string;
  readonly browser: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly keywords: readonly string[];
  readonly galleryBanner: unknown;
  readonly categories: readonly string[];
  readonly capabilities: Readonly<
    Record<string, { readonly supported: unknown; readonly restrictedConfigurations?: string[] }>
  >;
  readonly contributes: {
    readonly commands: readonly Contribution[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly keybindings: readonly Contribution[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly when?: string; readonly contents: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly description: string }>> };
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: Readonly<Record<string, string>>;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const manifest = JSON.parse(read("package.json")) as Manifest;
const strings = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
const contributes = manifest.contributes;

/** All source files of the host, joined: what is registered is found by its literal. */
function hostSource(): string {
  const files = readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => readFileSync(file, "utf8")).join("\n");
}

function allStrings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(allStrings);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(allStrings);
  return [];
}

function whenClauses(): readonly string[] {
  const menus = Object.values(contributes.menus).flat();
  const welcome = contributes.viewsWelcome;
  return [...menus, ...contributes.keybindings, ...welcome].flatMap(({ when }) => (when === undefined ? [] : [when]));
}

describe("the manifest", () => {
  const source = hostSource();
  const declared = contributes.commands.map(({ command }) => command);
  const ids = (text: string, pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].map(([, id]) => id ?? "");
  const registered = [
    ...ids(source, /(?:registerCommand|register)\(\s*"(gantry\.[\w.]+)"/g),
    // A view of which there is one names the commands that open it.
    ...ids(source, /registerOnePanel\([^{]*\{\s*commands: \{([^}]*)\}/g).flatMap((all) =>
      ids(all, /"(gantry\.[\w.]+)"/g),
    ),
  ];

  it("declares every registered command once", () => {
    assert.deepEqual([...registered].sort(), [...new Set(declared)].sort());
    assert.equal(new Set(declared).size, declared.length);
  });

  it("gives every command a title and the category Gantry", () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(title ?? "", /^%.+%$/, command);
      assert.equal(category, "Gantry", command);
    }
  });

  it("uses only commands that exist in menus, keys, welcome views and walkthroughs", () => {
    const known = new Set([...declared, "vscode.openFolder", "gantry.documents.focus", "gantry.practice.focus"]);
    for (const entry of [...Object.values(contributes.menus).flat(), ...contributes.keybindings]) {
      assert.ok(known.has(entry.command), entry.command);
    }
    const texts = [...Object.values(strings)];
    for (const [, command] of texts.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)])) {
      assert.ok(known.has(command ?? ""), command);
    }
    for (const event of contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap((step) => step.completionEvents),
    )) {
      const [kind, name] = event.split(/:(.*)/s);
      if (kind === "onCommand") assert.ok(known.has(name ?? ""), event);
      if (kind === "onView") assert.ok(viewIds().has(name ?? ""), event);
    }
  });

  const viewIds = (): ReadonlySet<string> =>
    new Set(Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id)));

  it("has every string it asks for, and asks for every string it has", () => {
    const asked = allStrings(manifest).flatMap((text) => {
      const key = /^%(.+)%$/.exec(text)?.[1];
      return key === undefined ? [] : [key];
    });
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(strings).sort());
  });

  it("names only views, keys and contexts that exist in its when clauses", () => {
    const panels = new Set([...source.matchAll(/"(gantry\.[\w]+)"/g)].map(([, id]) => id));
    for (const clause of whenClauses()) {
      for (const [, id] of clause.matchAll(/\bview == ([\w.]+)/g)) assert.ok(viewIds().has(id ?? ""), clause);
      for (const [, key] of clause.matchAll(/gantry:(\w+)/g)) {
        assert.match(source, new RegExp(`contextKeys = \\[[^\\]]*"${key}"`), clause);
        assert.match(source, new RegExp(`\\.set\\("${key}"`), clause);
      }
      for (const [, id] of clause.matchAll(/activeWebviewPanelId == '([\w.]+)'/g))
        assert.ok(panels.has(id ?? ""), clause);
    }
  });

  it("names context values that a tree really gives", () => {
    for (const [, word] of whenClauses().flatMap((clause) => [...clause.matchAll(/viewItem =~ \/\\b(\w+)\\b\//g)])) {
      assert.match(source, new RegExp(`["'\`+ ]${word}\\b`), word);
    }
  });

  it("has every file and icon it names", () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ media }) => Object.values(media))),
    ];
    for (const file of files.filter((name) => !name.startsWith("%")))
      assert.ok(existsSync(path.join(root, file)), file);
    const known = codiconNames();
    const icons = contributes.commands.flatMap(({ icon }) => (icon === undefined ? [] : [icon]));
    const used = [...icons, ...[...source.matchAll(/new ThemeIcon\(\s*"([\w-]+)"/g)].map(([, name]) => `$(${name})`)];
    for (const icon of used) assert.ok(known.has(/^\$\(([\w-]+)\)$/.exec(icon)?.[1] ?? ""), icon);
  });

  it("has a PNG icon of at least 128 pixels", () => {
    const bytes = readFileSync(path.join(root, manifest.icon));
    assert.equal(bytes.toString("latin1", 1, 4), "PNG");
    assert.ok(bytes.readUInt32BE(16) >= 128 && bytes.readUInt32BE(20) >= 128);
  });

  it("activates only where there is a project, or by what it contributes", () => {
    for (const event of manifest.activationEvents) {
      assert.match(event, /^(workspaceContains:\*\*\/gantry\.yaml|onWebviewPanel:gantry\.\w+)$/);
    }
  });

  it("says what works in Restricted Mode and in virtual workspaces", () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces?.supported, "limited");
    for (const setting of manifest.capabilities.untrustedWorkspaces?.restrictedConfigurations ?? []) {
      assert.ok(Object.hasOwn(contributes.configuration.properties, setting), setting);
    }
    assert.equal(manifest.capabilities.virtualWorkspaces?.supported, true);
  });

  it("reads every setting it contributes and contributes every setting it reads", () => {
    const settingsSource = read("src/services/settings.ts");
    const read_ = [...settingsSource.matchAll(/\b(?:text|folder)\("(\w+)"/g)].map(([, name]) => `gantry.${name}`);
    assert.deepEqual(read_.sort(), Object.keys(contributes.configuration.properties).sort());
  });

  it("asks for no newer VS Code than its types know", () => {
    const [, minor] = /\^1\.(\d+)/.exec(manifest.engines.vscode) ?? [];
    const [, types] = /1\.(\d+)/.exec(manifest.devDependencies["@types/vscode"] ?? "") ?? [];
    assert.ok(Number(types) <= Number(minor));
  });

  it("has what the marketplace shows", () => {
    assert.ok(manifest.galleryBanner);
    assert.ok(manifest.categories.length > 0);
    assert.ok(manifest.keywords.length > 0 && manifest.keywords.length <= 30);
    for (const file of ["README.md", "CHANGELOG.md", "LICENSE"]) assert.ok(existsSync(path.join(root, file)), file);
  });
});
