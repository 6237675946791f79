/** Starts `counterpoise lsp` for documents of YAML, and anew when its settings change. */
import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';

const SECTION = 'counterpoise';

let client: LanguageClient | undefined;
/** What is under way: one start or end after the other. */
let underWay: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand('counterpoise.restart', restart),
    workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration(SECTION) ? restart() : undefined)),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  underWay = underWay.then(stop);
  await underWay;
}

async function restart(): Promise<void> {
  underWay = underWay.then(stop).then(start);
  await underWay;
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration(SECTION);
  const command = settings.get<string>('path', 'counterpoise');
  const server: ServerOptions = { command, args: ['lsp', ...settings.get<string[]>('arguments', [])] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: 'yaml', scheme: 'file' },
      { language: 'yaml', scheme: 'untitled' },
    ],
  };
  const started = new LanguageClient(SECTION, 'Counterpoise', server, options);
  client = started;
  try {
    await started.start();
  } catch (error) {
    client = undefined;
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`${command} lsp does not start: ${why}. The setting counterpoise.path says which command it is.`);
  }
}
