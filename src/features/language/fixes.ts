import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  l10n,
  type Range,
  type Selection,
  SnippetString,
  SnippetTextEdit,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { type Fix, fixAllOf, fixesFor, fixesInDocument } from "../../core/language/fixes/index.ts";
import { isSlice } from "../../core/language/target.ts";
import { instantOf } from "../../core/model/today.ts";
import { documentProblems } from "../../core/text/reading/document.ts";
import type { Problem } from "../../core/text/reading/index.ts";
import { applyEditPlan, UserMessage } from "../../platform/index.ts";
import { type ProjectStore, whoAmI } from "../../services/index.ts";
import { applyFixCommand, fixAllKind, resolveCommand } from "./constants.ts";
import { type FilePlace, filePlaceOf } from "./filePlace.ts";
import { positionIn, workspaceEdit } from "./ranges.ts";

/** Beyond so many problems in what is selected nobody reads the list. */
const mostProblems = 20;

/** Quick fixes for the language's problems, in slices and in Markdown documents. */
export class LanguageFixes implements CodeActionProvider {
  readonly #projects: ProjectStore;

  constructor(projects: ProjectStore) {
    this.#projects = projects;
  }

  provideCodeActions(
    document: TextDocument,
    range: Range | Selection,
    context: CodeActionContext,
  ): CodeAction[] | undefined {
    const place = filePlaceOf(this.#projects, document);
    if (place === undefined) return undefined;
    const wants = (kind: CodeActionKind): boolean => context.only === undefined || context.only.contains(kind);
    const actions: CodeAction[] = [];
    if (context.only !== undefined && wants(fixAllKind)) actions.push(...this.#everything(document, place));
    if (!wants(CodeActionKind.QuickFix)) return actions;
    const { reading, file } = place;
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const here = problemsOf(place).filter((problem) => problem.start <= end && problem.end >= start);
    const seen = new Set<string>();
    for (const problem of here.slice(0, mostProblems)) {
      const diagnostics = context.diagnostics.filter((diagnostic) => isAbout(diagnostic, document, problem));
      for (const fix of fixesOf(place, problem)) actions.push(this.#action(document, place, problem, fix, diagnostics));
      if (seen.has(problem.code) || !isSlice(file)) continue;
      seen.add(problem.code);
      const all = fixAllOf(reading, file.path, problem.code);
      if (all !== undefined) actions.push(this.#action(document, place, problem, all, diagnostics));
    }
    return actions;
  }

  #everything(document: TextDocument, { reading, file }: FilePlace): readonly CodeAction[] {
    const fix = isSlice(file) ? fixAllOf(reading, file.path, undefined) : undefined;
    if (fix?.action.kind !== "edit" || fix.action.plan.edits === undefined || !isOnlyIn(file.path, fix)) return [];
    const action = new CodeAction(l10n.t("Fix all of Gantry's problems that need no second look"), fixAllKind);
    action.edit = workspaceEdit(document.uri, file, fix.action.plan.edits);
    return [action];
  }

  #action(
    document: TextDocument,
    { file }: FilePlace,
    problem: Problem,
    fix: Fix,
    diagnostics: Diagnostic[],
  ): CodeAction {
    const result = new CodeAction(fix.title, CodeActionKind.QuickFix);
    result.diagnostics = diagnostics;
    result.isPreferred = fix.isPreferred;
    const { action } = fix;
    if (action.kind === "snippet") {
      const at = positionIn(file, action.offset);
      result.edit = new WorkspaceEdit();
      result.edit.set(document.uri, [SnippetTextEdit.insert(at, new SnippetString(action.snippet))]);
    } else if (action.kind === "edit" && isOnlyIn(file.path, fix) && action.plan.edits !== undefined) {
      result.edit = workspaceEdit(document.uri, file, action.plan.edits);
    } else if (action.kind === "resolve") {
      result.command = { command: resolveCommand, title: fix.title, arguments: [document.uri] };
    } else {
      const { code, start } = problem;
      const asked: AskedFix = { uri: document.uri.toString(), code, start, title: fix.title };
      result.command = { command: applyFixCommand, title: fix.title, arguments: [asked] };
    }
    return result;
  }

  /** Does a fix that reaches into other files, or needs to know who asks. */
  async apply(argument: unknown): Promise<void> {
    if (!isAskedFix(argument)) return;
    const found = filePlaceOf(this.#projects, await workspace.openTextDocument(Uri.parse(argument.uri)));
    const problem =
      found && problemsOf(found).find(({ code, start }) => code === argument.code && start === argument.start);
    const fix = found && problem && fixesOf(found, problem).find(({ title }) => title === argument.title);
    if (found === undefined || fix === undefined) {
      throw new UserMessage(l10n.t("The file has changed meanwhile. Nothing was done; try again."));
    }
    const { action } = fix;
    if (action.kind === "edit") {
      await applyEditPlan(found.project, action.plan);
    } else if (action.kind === "log") {
      const writer = await whoAmI(found.project, { ask: true });
      if (writer !== undefined) await applyEditPlan(found.project, action.plan(writer, instantOf(new Date())));
    }
  }
}

/** What is wrong with a file as it is on screen. */
function problemsOf({ project, reading, file }: FilePlace): readonly Problem[] {
  return isSlice(file) ? (project.problems.get(file.path) ?? []) : documentProblems(reading, file);
}

function fixesOf({ reading, file }: FilePlace, problem: Problem): readonly Fix[] {
  return isSlice(file) ? fixesFor(reading, problem) : fixesInDocument(reading, file, problem);
}

interface AskedFix {
  readonly uri: string;
  readonly code: string;
  readonly start: number;
  readonly title: string;
}

function isAskedFix(value: unknown): value is AskedFix {
  const { uri, code, start, title } = (value ?? {}) as Record<string, unknown>;
  return typeof uri === "string" && typeof code === "string" && typeof start === "number" && typeof title === "string";
}

/** Whether a fix changes nothing but one file. */
function isOnlyIn(path: string, { action }: Fix): boolean {
  if (action.kind !== "edit" || action.plan.edits === undefined) return false;
  return action.plan.newFiles.length === 0 && action.plan.edits.every((edit) => edit.path === path);
}

function isAbout(diagnostic: Diagnostic, document: TextDocument, problem: Problem): boolean {
  return diagnostic.code === problem.code && document.offsetAt(diagnostic.range.start) === problem.start;
}
