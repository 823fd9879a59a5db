import assert from "node:assert/strict";
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentLink,
  type DocumentSymbol,
  extensions,
  type Hover,
  type Location,
  type LocationLink,
  languages,
  type MarkdownString,
  type Position,
  Range,
  Selection,
  SnippetString,
  type SymbolInformation,
  type TextDocument,
  type TextEdit,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { eventually, freshFolder, write } from "./support/workspace.ts";

const extensionId = "gantry.gantry";

/** What a workspace with a project in it does by itself. */
async function activate(): Promise<void> {
  await extensions.getExtension(extensionId)?.activate();
}

/** The sample project, which comes with the extension, at a place of its own. */
async function sample(): Promise<Uri> {
  const folder = freshFolder("language-sample");
  const { extensionUri } = extensions.getExtension(extensionId) ?? assert.fail("Gantry is not there.");
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, "dist", "templates.json"));
  const { files } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly files: Readonly<Record<string, string>> };
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith("sample/")) await write(Uri.joinPath(folder, path.slice("sample/".length)), text);
  }
  return folder;
}

async function open(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

/** The place behind the first occurrence of a text. */
function behind(document: TextDocument, text: string): Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, `“${text}” is not in ${document.uri.path}`);
  return document.positionAt(index + text.length);
}

async function type(document: TextDocument, at: Position, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, at, text);
  assert.ok(await workspace.applyEdit(edit));
}

async function completions(document: TextDocument, at: Position, resolve = 0): Promise<readonly CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    at,
    undefined,
    resolve,
  );
  return list.items;
}

const labelOf = ({ label }: CompletionItem): string => (typeof label === "string" ? label : label.label);

function ours(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "Gantry");
}

async function fixes(document: TextDocument, at: Position): Promise<readonly CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", document.uri, new Range(at, at));
}

describe("problems of documents", () => {
  it("are shown as the text is on screen, and go when the plan answers them", async function () {
    this.timeout(30_000);
    const folder = freshFolder("language-documents");
    const charter = Uri.joinPath(folder, "charter.md");
    await write(Uri.joinPath(folder, "gantry.yaml"), "gantry: 1\n\nname: P\n\npeople:\n  ana:\n    name: Ana\n");
    await write(charter, "---\ntitle: Charter\ndocument: charter\nowner: bo\n---\n\nSee [Ana](gantry.yaml#anna).\n");
    await activate();
    const found = (): string =>
      ours(charter)
        .map(({ code, range }) => `${String(code)} ${range.start.line}`)
        .join(", ");
    await eventually(() => found() === "unknown-reference 3, unknown-reference 6");
    const document = await open(charter);
    const edit = new WorkspaceEdit();
    const from = document.positionAt(document.getText().indexOf("anna"));
    edit.replace(charter, new Range(from, from.translate(0, "anna".length)), "ana");
    assert.ok(await workspace.applyEdit(edit));
    await eventually(() => found() === "unknown-reference 3");
    await write(Uri.joinPath(folder, "people.yaml"), "gantry: 1\n\npeople:\n  bo:\n    name: Bo\n");
    await eventually(() => found() === "");
  });
});

describe("the language in the editor", () => {
  let folder: Uri;
  const uri = (path: string): Uri => Uri.joinPath(folder, path);

  before(async function () {
    this.timeout(60_000);
    // First the files, as where a project is opened; so that none is missed while nothing watches them yet.
    folder = await sample();
    await activate();
    const document = await open(uri("plan.yaml"));
    // The store finds the project as its files come to be; from then on its answers are there.
    await eventually(async () =>
      (await completions(document, behind(document, "who: "))).some(({ label }) => typeof label !== "string"),
    );
  });

  it("finds nothing wrong with the sample project", async () => {
    for (const path of ["gantry.yaml", "plan.yaml", "timeline.yaml", "budget.yaml", "risks.yaml"]) {
      await open(uri(path));
      // The files of a new project are found one after the other, and refer to each other.
      await eventually(() => ours(uri(path)).length === 0);
    }
  });

  it("offers people with their names, and says more about one when asked", async () => {
    const document = await open(uri("plan.yaml"));
    const items = await completions(document, behind(document, "who: "), 50);
    const ana = items.find((item) => labelOf(item) === "ana");
    assert.ok(ana);
    assert.match(typeof ana.label === "string" ? "" : (ana.label.description ?? ""), /^Ana /);
    assert.match((ana.documentation as MarkdownString | undefined)?.value ?? "", /person `ana`/);
  });

  it("offers fields as snippets on a blank line", async () => {
    const document = await open(uri("plan.yaml"));
    const line = document.lineAt(behind(document, "name: Interview ten merchants").line);
    await type(document, line.range.end, "\n        ");
    const items = await completions(document, document.lineAt(line.lineNumber + 1).range.end);
    const deadline = items.find((item) => labelOf(item) === "deadline");
    assert.ok(deadline?.insertText instanceof SnippetString);
    assert.equal(deadline.insertText.value, "deadline: $0");
    assert.equal(deadline.command?.command, "editor.action.triggerSuggest");
    assert.ok(!items.some((item) => labelOf(item) === "effort"), "what the record has is not offered again");
    await commands.executeCommand("undo");
  });

  it("explains fields and records", async () => {
    const document = await open(uri("plan.yaml"));
    const hover = async (text: string): Promise<string> => {
      const found = await commands.executeCommand<Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        behind(document, text),
      );
      return found
        .flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
        .join("\n");
    };
    assert.match(await hover("        effor"), /A person's time for it/);
    assert.match(await hover("- interv"), /\*\*Interview ten merchants\*\* · task/);
  });

  it("goes from an id to its record in another file", async () => {
    const document = await open(uri("plan.yaml"));
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      behind(document, "who: [an"),
    );
    const [target] = found;
    assert.ok(target && "targetUri" in target);
    assert.equal(target.targetUri.toString(), uri("gantry.yaml").toString());
    const people = await workspace.openTextDocument(target.targetUri);
    assert.equal(people.getText(target.targetSelectionRange), "ana");
  });

  it("finds every place that names a person, in documents and checklists too", async () => {
    const document = await open(uri("plan.yaml"));
    const found = await commands.executeCommand<Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      behind(document, "who: [an"),
    );
    const paths = new Set(found.map((location) => location.uri.path.slice(folder.path.length + 1)));
    for (const path of ["gantry.yaml", "plan.yaml", "charter.md", "checklists/planning.md"]) {
      assert.ok(paths.has(path), `${path} is not among ${[...paths].join(", ")}`);
    }
    for (const location of found) {
      const text = (await workspace.openTextDocument(location.uri)).getText(location.range);
      assert.equal(text, "ana", location.uri.path);
    }
  });

  it("renames an id in every file, and leaves the log alone", async () => {
    const document = await open(uri("plan.yaml"));
    const edit = await commands.executeCommand<WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      behind(document, "\n      interv"),
      "merchant-interviews",
    );
    const changed = edit.entries().map(([file]) => file.path.slice(folder.path.length + 1));
    assert.ok(changed.includes("plan.yaml"));
    assert.ok(
      !changed.some((path) => path.startsWith("progress/") || path.startsWith("baselines/")),
      changed.join(", "),
    );
    const before = document.getText();
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /\n {6}merchant-interviews:\n[\s\S]*was: .*interviews/);
    assert.match(document.getText(), /- merchant-interviews\n/);
    await commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("says why something can't be renamed", async () => {
    const document = await open(uri("plan.yaml"));
    await assert.rejects(
      async () => commands.executeCommand("vscode.prepareRename", document.uri, behind(document, "name: Interv")),
      /Put the cursor on an id/,
    );
  });

  it("outlines a file and finds records in all of them", async () => {
    const document = await open(uri("plan.yaml"));
    const outline = await commands.executeCommand<DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    const tasks = outline.find(({ name }) => name === "tasks");
    assert.equal(tasks?.children[0]?.name, "Discovery");
    assert.ok(tasks?.children[0]?.children.some(({ detail }) => detail === "interviews"));
    const found = await commands.executeCommand<SymbolInformation[]>(
      "vscode.executeWorkspaceSymbolProvider",
      "Interview ten",
    );
    const here = found.filter(({ location }) => location.uri.toString() === document.uri.toString());
    assert.deepEqual(
      here.map(({ name, containerName }) => [name, containerName]),
      [["Interview ten merchants", "Discovery"]],
    );
  });

  it("makes links of files that are named", async () => {
    const document = await open(uri("actions.yaml"));
    const links = await commands.executeCommand<DocumentLink[]>("vscode.executeLinkProvider", document.uri, 100);
    const targets = links.map(({ target }) => target?.path ?? "");
    assert.ok(
      targets.some((path) => path.startsWith(`${folder.path}/meetings/`)),
      targets.join(", "),
    );
  });

  it("formats a file and keeps its comments", async () => {
    const text =
      "gantry: 1\n\nstakeholders:\n    board:\n        name:   The board   # all of it\n        interest: 4\n";
    await write(uri("more.yaml"), text);
    const document = await open(uri("more.yaml"));
    const edits = await eventually(async () => {
      const found = await commands.executeCommand<TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        {
          tabSize: 8,
          insertSpaces: true,
        },
      );
      return found !== undefined && found.length > 0 && found;
    });
    const edit = new WorkspaceEdit();
    edit.set(document.uri, edits);
    await workspace.applyEdit(edit);
    assert.match(
      document.getText(),
      /^gantry: 1\n\nstakeholders:\n {2}board:\n {4}name: The board *# all of it\n {4}interest: 4\n$/,
    );
    await commands.executeCommand("workbench.action.files.revert");
  });

  it("says nothing about files that are no slices", async () => {
    await write(uri("other.yaml"), "people:\n  ana:\n    who: \n");
    const document = await open(uri("other.yaml"));
    const items = await completions(document, behind(document, "who: "));
    // What VS Code makes of the words in the file itself has no description.
    assert.ok(!items.some(({ label }) => typeof label !== "string"));
    assert.deepEqual(ours(document.uri), []);
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      behind(document, "peop"),
    );
    assert.deepEqual(hovers, []);
  });
});

describe("the language in Markdown documents", () => {
  let folder: Uri;
  const uri = (path: string): Uri => Uri.joinPath(folder, path);
  const charter = `---
title: Charter
document: charter
owner: bo
---

# Charter

The [API](../plan.yaml#api) comes first.

- [ ] Agree on it <!-- pla-01 who:ana -->
`;

  before(async function () {
    this.timeout(60_000);
    folder = freshFolder("language-markdown");
    await write(uri("gantry.yaml"), "gantry: 1\n\nname: P\n\npeople:\n  ana:\n    name: Ana Dimitrova\n");
    await write(uri("plan.yaml"), "gantry: 1\n\ntasks:\n  api:\n    name: New API\n    effort: 5d\n    who: ana\n");
    await write(uri("docs/charter.md"), charter);
    await activate();
    const document = await open(uri("docs/charter.md"));
    await eventually(async () => labels(await ownCompletions(document, behind(document, "owner: "))).includes("ana"));
  });

  /** What we offer: not the snippets that VS Code has for Markdown, nor the words of the text. */
  async function ownCompletions(document: TextDocument, at: Position): Promise<readonly CompletionItem[]> {
    return (await completions(document, at)).filter(
      ({ label, detail, kind }) =>
        kind !== CompletionItemKind.Snippet && (detail !== undefined || typeof label !== "string"),
    );
  }

  const labels = (items: readonly CompletionItem[]): readonly string[] => items.map(labelOf);

  it("offers fields, people and records where they can stand", async () => {
    const document = await open(uri("docs/charter.md"));
    assert.ok(labels(await ownCompletions(document, behind(document, "who:"))).includes("ana"));
    assert.ok(labels(await ownCompletions(document, behind(document, "plan.yaml#"))).includes("api"));
    await type(document, behind(document, "owner: bo"), "\n");
    const fields = await ownCompletions(document, behind(document, "owner: bo\n"));
    const sponsor = fields.find((item) => labelOf(item) === "sponsor");
    assert.ok(sponsor?.insertText instanceof SnippetString);
    assert.equal(sponsor.insertText.value, "sponsor: $0");
    assert.match((sponsor.documentation as MarkdownString).value, /Who pays for it/);
    await commands.executeCommand("undo");
    assert.deepEqual(await ownCompletions(document, behind(document, "comes ")), []);
  });

  it("explains fields, people and records", async () => {
    const document = await open(uri("docs/charter.md"));
    const hover = async (text: string): Promise<string> => {
      const found = await commands.executeCommand<Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        behind(document, text),
      );
      return found
        .flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
        .join("\n");
    };
    assert.match(await hover("\nown"), /Who answers for it/);
    assert.match(await hover("who:an"), /\*\*Ana Dimitrova\*\* · person/);
    const ofTask = await hover("plan.yaml#ap");
    assert.match(ofTask, /\*\*New API\*\* · task `api`/);
    assert.equal(await hover("comes fi"), "");
  });

  it("goes from a link to the record, and finds the link from the record", async () => {
    const document = await open(uri("docs/charter.md"));
    const found = await commands.executeCommand<(Location | LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      behind(document, "plan.yaml#a"),
    );
    const target = found.find(
      (one): one is LocationLink => "targetUri" in one && one.targetSelectionRange !== undefined,
    );
    assert.equal(target?.targetUri.toString(), uri("plan.yaml").toString());
    const plan = await workspace.openTextDocument(uri("plan.yaml"));
    assert.equal(plan.getText(target?.targetSelectionRange), "api");
    const places = async (from: TextDocument, text: string): Promise<readonly string[]> => {
      const all = await commands.executeCommand<Location[]>(
        "vscode.executeReferenceProvider",
        from.uri,
        behind(from, text),
      );
      return all.map((one) => `${one.uri.path.slice(folder.path.length + 1)}:${one.range.start.line}`).sort();
    };
    assert.ok((await places(plan, "\n  ap")).includes("docs/charter.md:8"));
    const ofAna = ["docs/charter.md:10", "gantry.yaml:5", "plan.yaml:6"];
    assert.deepEqual(await places(plan, "who: an"), ofAna);
    assert.deepEqual(await places(document, "who:an"), ofAna);
  });

  it("renames a record from a link to it", async () => {
    const document = await open(uri("docs/charter.md"));
    const at = behind(document, "plan.yaml#a");
    const prepared = await commands.executeCommand<{ readonly placeholder: string }>(
      "vscode.prepareRename",
      document.uri,
      at,
    );
    assert.equal(prepared.placeholder, "api");
    const edit = await commands.executeCommand<WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      at,
      "payments",
    );
    assert.deepEqual(
      edit
        .entries()
        .map(([file]) => file.path.slice(folder.path.length + 1))
        .sort(),
      ["docs/charter.md", "plan.yaml"],
    );
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /plan\.yaml#payments\)/);
    const plan = await workspace.openTextDocument(uri("plan.yaml"));
    assert.match(plan.getText(), /\n {2}payments:\n[\s\S]*was: \[api\]/);
    await commands.executeCommand("undo");
    assert.equal(document.getText(), charter);
  });

  it("leaves the renaming of headings to VS Code", async () => {
    const document = await open(uri("docs/charter.md"));
    const told = await Promise.resolve(
      commands.executeCommand("vscode.prepareRename", document.uri, behind(document, "# Char")),
    ).then(
      (found) => JSON.stringify(found),
      (error: unknown) => String(error),
    );
    assert.match(told, /"placeholder":"Charter"/);
  });

  it("puts problems right", async () => {
    const document = await open(uri("docs/charter.md"));
    await eventually(() => ours(document.uri).length > 0);
    const fix = await eventually(async () =>
      (await fixes(document, behind(document, "owner: b"))).find(({ title }) => title === "Add the person “bo”"),
    );
    assert.equal(fix.command?.command, "gantry.language.applyFix");
    await commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    const people = await workspace.openTextDocument(uri("gantry.yaml"));
    assert.match(people.getText(), /\n {2}bo:\n {4}name: Bo\n/);
    await eventually(() => ours(document.uri).length === 0);
  });

  it("says nothing in Markdown files of no project", async () => {
    const outside = freshFolder("language-no-project");
    await write(Uri.joinPath(outside, "charter.md"), charter);
    const document = await open(Uri.joinPath(outside, "charter.md"));
    assert.deepEqual(await ownCompletions(document, behind(document, "owner: ")), []);
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      behind(document, "\nown"),
    );
    assert.deepEqual(hovers, []);
    assert.deepEqual(ours(document.uri), []);
  });
});

describe("the language and files that a project does not read", () => {
  it("are told of at its own file, until they are where they are read", async function () {
    this.timeout(30_000);
    const folder = freshFolder("language-left-out");
    const deep = Uri.joinPath(folder, "a", "b", "c", "d", "e", "f", "g");
    const projectFile = Uri.joinPath(folder, "gantry.yaml");
    await write(projectFile, "gantry: 1\n\nname: P\n");
    await write(Uri.joinPath(deep, "plan.yaml"), "gantry: 1\n\ntasks:\n  api:\n    name: API\n");
    await activate();
    await eventually(() => ours(projectFile).length === 1);
    const [problem] = ours(projectFile);
    assert.equal(problem?.code, "left-out");
    assert.equal(problem.severity, DiagnosticSeverity.Error);
    assert.match(problem.message, /“a\/b\/c\/d\/e\/f\/g\/plan\.yaml” lies more than 6 folders deep and is left out/);
    const edit = new WorkspaceEdit();
    edit.renameFile(Uri.joinPath(deep, "plan.yaml"), Uri.joinPath(folder, "plan.yaml"));
    assert.ok(await workspace.applyEdit(edit));
    await eventually(() => ours(projectFile).length === 0);
  });
});

describe("problems in the editor", () => {
  let folder: Uri;
  const uri = (path: string): Uri => Uri.joinPath(folder, path);

  before(async () => {
    await activate();
    folder = freshFolder("language-problems");
    await write(uri("gantry.yaml"), "gantry: 1\nname: Broken\n\npeople:\n  ana:\n    name: Ana\n");
    await write(
      uri("plan.yaml"),
      "gantry: 1\n\ntasks:\n  api:\n    name: API\n    who: anna\n    efort: 5d\n\n  api:\n    name: API again\n    done: 40%\n",
    );
    await eventually(() => ours(uri("plan.yaml")).length > 0);
  });

  it("shows them with their severity, their kind and the other place", () => {
    const found = ours(uri("plan.yaml"));
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [
        ["unknown-reference", DiagnosticSeverity.Error],
        ["unknown-key", DiagnosticSeverity.Information],
        ["duplicate-id", DiagnosticSeverity.Error],
        ["progress-in-plan", DiagnosticSeverity.Error],
      ],
    );
    const [twice] = found.filter(({ code }) => code === "duplicate-id");
    assert.equal(twice?.relatedInformation?.[0]?.location.range.start.line, 3);
  });

  it("puts them right by quick fixes", async () => {
    const document = await open(uri("plan.yaml"));
    const apply = async (text: string, title: string): Promise<void> => {
      const actions = await fixes(document, behind(document, text));
      const action = actions.find((candidate) => candidate.title === title);
      assert.ok(action?.edit, `${title} is not among ${actions.map((candidate) => candidate.title).join(", ")}`);
      assert.ok(await workspace.applyEdit(action.edit));
    };
    await apply("who: an", "Change to “ana”");
    await apply("    efor", "Change to “effort”");
    await apply("5d\n\n  ap", "Change to “api-2”");
    assert.equal(
      document.getText(),
      "gantry: 1\n\ntasks:\n  api:\n    name: API\n    who: ana\n    effort: 5d\n\n  api-2:\n    name: API again\n    done: 40%\n",
    );
    await eventually(() => ours(document.uri).length === 1);
  });

  it("logs progress that was typed into the plan", async () => {
    await workspace.getConfiguration("gantry").update("me", "ana", true);
    const document = await open(uri("plan.yaml"));
    const actions = await fixes(document, behind(document, "    don"));
    const action = actions.find(({ title }) => title.startsWith("Log “done: 40%”"));
    assert.ok(action?.command, actions.map(({ title }) => title).join(", "));
    await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    assert.doesNotMatch(document.getText(), /done:/);
    const log = new TextDecoder().decode(await workspace.fs.readFile(uri("progress/ana.yaml")));
    assert.match(log, /task: api-2, done: 40%/);
    await eventually(() => ours(document.uri).length === 0);
    await workspace.getConfiguration("gantry").update("me", undefined, true);
  });

  it("follows what is typed, saved or not, and forgets a file that goes", async () => {
    await write(uri("risks.yaml"), "gantry: 1\n\nrisks:\n  one:\n    name: One\n");
    const document = await open(uri("risks.yaml"));
    await type(document, document.positionAt(document.getText().length), "    impact: 9\n");
    await eventually(() => ours(document.uri).some(({ code }) => code === "wrong-value"));
    assert.ok(document.isDirty);
    await commands.executeCommand("undo");
    await eventually(() => ours(document.uri).length === 0);
    await write(uri("issues.yaml"), "gantry: 1\n\nissues:\n  one:\n    name: One\n    severity: 9\n");
    await eventually(() => ours(uri("issues.yaml")).length === 1);
    await workspace.fs.delete(uri("issues.yaml"));
    await eventually(() => ours(uri("issues.yaml")).length === 0);
  });

  it("leaves a word in peace while it is being typed", async () => {
    const editor = await window.showTextDocument(await workspace.openTextDocument(uri("plan.yaml")));
    const { document } = editor;
    const at = behind(document, "name: API again");
    await editor.edit((edit) => edit.insert(at, "\n    effort: soon\n    dead"));
    const typed = document.lineAt(at.line + 2).range.end;
    editor.selection = new Selection(typed, typed);
    await eventually(() => ours(document.uri).some(({ code }) => code === "wrong-value"));
    await eventually(() => !ours(document.uri).some(({ code }) => code === "no-colon"));
    editor.selection = new Selection(at, at);
    await eventually(() => ours(document.uri).some(({ code }) => code === "no-colon"));
    await commands.executeCommand("undo");
    await eventually(() => ours(document.uri).length === 0);
  });

  it("puts everything right that needs no second look, when asked to", async () => {
    const text = "gantry: 1\n\nrisks:\n  one:\n    name: One\n    impct: 3\n    due: 2027/2/5\n    owner: anna\n";
    await write(uri("risks-2.yaml"), text);
    const document = await open(uri("risks-2.yaml"));
    await eventually(() => ours(document.uri).length === 3);
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new Range(0, 0, document.lineCount, 0),
      CodeActionKind.SourceFixAll.value,
    );
    const edit = actions.find(({ kind }) => kind?.value === "source.fixAll.gantry")?.edit;
    assert.ok(edit);
    assert.ok(await workspace.applyEdit(edit));
    assert.equal(document.getText(), text.replace("impct", "impact").replace("2027/2/5", "2027-02-05"));
    await commands.executeCommand("workbench.action.files.revert");
  });

  it("shows in one file what a change in another one breaks", async () => {
    const people = await open(uri("gantry.yaml"));
    const edit = new WorkspaceEdit();
    const start = behind(people, "people:\n  ");
    edit.replace(people.uri, new Range(start, start.translate(0, 3)), "bo");
    await workspace.applyEdit(edit);
    await eventually(() => ours(uri("plan.yaml")).some(({ code }) => code === "unknown-reference"));
    await window.showTextDocument(people);
    await commands.executeCommand("undo");
    await eventually(() => ours(uri("plan.yaml")).length === 0);
  });
});
