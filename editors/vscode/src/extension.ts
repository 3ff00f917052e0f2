// The extension: starts `factlint lsp`, and shows how it is.

import * as os from "node:os";
import * as vscode from "vscode";
import { LanguageClient, State as ClientState, type LanguageClientOptions } from "vscode-languageclient/node";
import { serverCommand, startFailure } from "./command";
import { count, status, type State } from "./status";

const FIX_ALL = "source.fixAll.factlint";

/** Drafts, whether saved or not; rule files and configuration, whose mistakes the server tells as well. */
const SELECTOR = [
  ...["markdown", "plaintext"].flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
  { scheme: "file", pattern: "**/factlint.toml" },
  { scheme: "file", pattern: "**/rules/**/*.toml" },
];

let client: LanguageClient | undefined;
let state: State = "stopped";
/** Restarts one after another: two at once would leave a server behind. */
let last: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("factlint");
  const item = vscode.window.createStatusBarItem("factlint.status", vscode.StatusBarAlignment.Right);
  item.name = "factlint";
  item.command = "factlint.showOutput";
  const show = (): void => showStatus(item);
  const restart = (): Promise<void> => (last = last.then(() => start(output, show)));
  context.subscriptions.push(
    output,
    item,
    vscode.commands.registerCommand("factlint.restart", restart),
    vscode.commands.registerCommand("factlint.fixAll", fixAll),
    vscode.commands.registerCommand("factlint.showOutput", () => output.show()),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("factlint.path") || event.affectsConfiguration("factlint.args")) {
        void restart();
      }
    }),
  );
  item.show();
  await restart();
}

export async function deactivate(): Promise<void> {
  await last;
  await stop();
}

/** Starts the server anew, by the settings as they are now. */
async function start(output: vscode.OutputChannel, show: () => void): Promise<void> {
  await stop();
  const settings = vscode.workspace.getConfiguration("factlint");
  const places = { home: os.homedir(), folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath };
  const { program, args } = serverCommand({ path: settings.get("path", "factlint"), args: settings.get<string[]>("args", []) }, places);
  const options: LanguageClientOptions = { documentSelector: SELECTOR, outputChannel: output };
  client = new LanguageClient("factlint", "factlint", { command: program, args }, options);
  client.onDidChangeState(({ newState }) => {
    state = newState === ClientState.Running ? "running" : newState === ClientState.Starting ? "starting" : "stopped";
    show();
  });
  try {
    await client.start();
  } catch (error) {
    state = "stopped";
    show();
    const message = startFailure(program, error);
    output.appendLine(message);
    void vscode.window.showErrorMessage(message);
  }
}

/** A server that never ran or does not end in time is given up. */
async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  await stopped?.dispose().catch(() => undefined);
}

function showStatus(item: vscode.StatusBarItem): void {
  const document = vscode.window.activeTextEditor?.document;
  const watched = document !== undefined && vscode.languages.match(SELECTOR, document) > 0;
  const { text, tooltip, failed } = status(state, watched ? count(vscode.languages.getDiagnostics(document.uri).map(found)) : undefined);
  item.text = text;
  item.tooltip = tooltip;
  item.backgroundColor = failed ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
}

function found(diagnostic: vscode.Diagnostic): { source: string | undefined; severity: number } {
  return { source: diagnostic.source, severity: diagnostic.severity };
}

/** Applies all safe fixes to the document in front. */
async function fixAll(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    return;
  }
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", document.uri, all, FIX_ALL);
  const edit = actions.find((action) => action.kind?.value === FIX_ALL)?.edit;
  if (edit === undefined) {
    vscode.window.setStatusBarMessage("factlint: nothing that is safe to fix", 3000);
  } else {
    await vscode.workspace.applyEdit(edit);
  }
}
