import { CodeActionKind } from "vscode";

/** All of a file's problems that need no second look, also when it is saved, for who wishes that. */
export const fixAllKind = CodeActionKind.SourceFixAll.append("gantry");
export const fixKinds = [CodeActionKind.QuickFix, fixAllKind] as const;

/** Does what a fix says when it reaches beyond the file it is offered in. */
export const applyFixCommand = "gantry.language.applyFix";

/** Behind these something new can stand. Elsewhere the letters one types ask for themselves. */
export const completionTriggers = [" ", ":", "-", "[", "{", ",", "+", "/"] as const;

/** In a Markdown document: behind them a value, a person or a record may stand. Each is asked about only where one can. */
export const documentTriggers = ["#", ":", ",", " ", "-", "[", "/"] as const;

/** Merges a file with conflict marks; it belongs to the merge. */
export const resolveCommand = "gantry.merge.resolve";
