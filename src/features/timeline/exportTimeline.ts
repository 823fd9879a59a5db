import {
  ColorThemeKind,
  commands,
  env,
  FileSystemError,
  l10n,
  type QuickPickItem,
  UIKind,
  Uri,
  window,
  workspace,
} from "vscode";
import { htmlParts, type PaletteName, paletteNames, svgParts } from "../../core/timeline/export/index.ts";
import { makeTimeline } from "../../core/timeline/makeTimeline.ts";
import type { TimelineGhost } from "../../core/timeline/timeline.ts";
import { explainFileError, folderOf, UserMessage, withoutLinks } from "../../platform/index.ts";
import type { Project } from "../../services/index.ts";

const forms = ["svg", "html"] as const;
type Form = (typeof forms)[number];

/** What a caller may settle in advance; the person is asked for the rest. */
export interface ExportWish {
  readonly form?: Form;
  readonly palette?: PaletteName;
  readonly target?: Uri;
}

/** What a command was called with, as a wish; what is not understood is asked for. */
export function exportWish(argument: unknown): ExportWish {
  if (typeof argument !== "object" || argument === null) return {};
  const { form, palette, target } = argument as Readonly<Record<string, unknown>>;
  const knownForm = forms.find((one) => one === form);
  const knownPalette = paletteNames.find((one) => one === palette);
  return {
    ...(knownForm !== undefined && { form: knownForm }),
    ...(knownPalette !== undefined && { palette: knownPalette }),
    ...(target instanceof Uri && { target }),
  };
}

/**
 * Writes a project's timeline to a file, as a picture or a page, and offers to open it.
 * @param ghost gives what it is compared with
 * @returns where it was written; nothing when the person gave up
 */
export async function exportTimeline(
  project: Pick<Project, "folder" | "schedule"> | undefined,
  wish: ExportWish = {},
  ghost: () => Promise<TimelineGhost | undefined> | undefined = () => undefined,
): Promise<Uri | undefined> {
  if (project === undefined) throw new UserMessage(l10n.t("There is no project in this workspace yet."));
  const form = wish.form ?? (await askForForm());
  if (form === undefined) return undefined;
  const palette = wish.palette ?? (await askForPalette());
  if (palette === undefined) return undefined;
  const target = wish.target ?? (await askForTarget(project.folder, form));
  if (target === undefined) return undefined;
  // What is on the screen when it is written, not when the questions began.
  const timeline = makeTimeline(project.schedule, await ghost());
  const parts = (form === "svg" ? svgParts : htmlParts)(timeline, { palette });
  await writeWhole(target, [...parts].join(""));
  if (wish.target === undefined) void offerToOpen(target);
  return target;
}

async function askForForm(): Promise<Form | undefined> {
  const items: readonly (QuickPickItem & { readonly form: Form })[] = [
    {
      form: "svg",
      label: l10n.t("Picture (SVG)"),
      description: l10n.t("for a document, a wiki or a slide; sharp at any size"),
    },
    {
      form: "html",
      label: l10n.t("Page (HTML)"),
      description: l10n.t("the picture and its table, to send and to print"),
    },
  ];
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Export Timeline (1/2)"),
    placeHolder: l10n.t("What should it be?"),
  });
  return chosen?.form;
}

async function askForPalette(): Promise<PaletteName | undefined> {
  const labels: Readonly<Record<PaletteName, readonly [label: string, description: string]>> = {
    light: [l10n.t("Light"), ""],
    dark: [l10n.t("Dark"), ""],
    paper: [l10n.t("Paper"), l10n.t("for printing: reads the same without colours")],
    "high-contrast": [l10n.t("High Contrast"), ""],
  };
  // Others will look at it, most of them on white; who works in the dark may still want theirs.
  const own = window.activeColorTheme.kind === ColorThemeKind.Dark ? "dark" : undefined;
  const items = paletteNames.map((palette) => {
    const [label, description] = labels[palette];
    return { palette, label, description: palette === own ? l10n.t("as the editor") : description };
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t("Export Timeline (2/2)"),
    placeHolder: l10n.t("In which colours?"),
  });
  return chosen?.palette;
}

async function askForTarget(folder: Uri, form: Form): Promise<Uri | undefined> {
  return window.showSaveDialog({
    title: l10n.t("Export Timeline"),
    defaultUri: Uri.joinPath(folder, `timeline.${form}`),
    filters: { [form.toUpperCase()]: [form] },
  });
}

/** Puts a text in the place of a file: all of it, or nothing and the file stays what it was. */
async function writeWhole(target: Uri, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  try {
    if (!(await replaceFromBeside(target, bytes))) await workspace.fs.writeFile(target, bytes);
  } catch (error) {
    throw new UserMessage(l10n.t("The timeline could not be written: {0}.", explainFileError(error)));
  }
}

/** What says that nothing can be put beside a file, rather than that nothing can be written. */
const besideOnly = new Set(["NoPermissions", "FileNotFound", "Unavailable"]);

/**
 * Writes beside the target and puts it in place then, so that a disk that is full leaves no half of a file. A browser may hand out
 * one file and not its folder: then nothing is done and the answer is no. Such a file is replaced as a whole by its own means.
 */
async function replaceFromBeside(target: Uri, bytes: Uint8Array): Promise<boolean> {
  const name = target.path.split("/").at(-1) ?? "timeline";
  const waiting = Uri.joinPath(folderOf(target), `.${name}.${Date.now().toString(36)}.tmp`);
  try {
    await workspace.fs.writeFile(waiting, bytes);
    await workspace.fs.rename(waiting, target, { overwrite: true });
    return true;
  } catch (error) {
    await workspace.fs.delete(waiting).then(undefined, () => {
      // It was never written.
    });
    if (error instanceof FileSystemError && besideOnly.has(error.code)) return false;
    throw error;
  }
}

async function offerToOpen(target: Uri): Promise<void> {
  const open = l10n.t("Open");
  const message = l10n.t("The timeline was written to {0}.", workspace.asRelativePath(target));
  if ((await window.showInformationMessage(withoutLinks(message), open)) !== open) return;
  // The program that shows pictures and pages is on this machine; what lies elsewhere the editor shows.
  const isHere = target.scheme === "file" && env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (isHere && (await env.openExternal(target))) return;
  await commands.executeCommand("vscode.open", target);
}
