/** The built page, served as a static site and opened in the system's Chromium. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let server: PreviewServer;
let browser: Browser;
let url: string;
const complaints: string[] = [];

/** Starts server and browser for the tests of a file, and lets none pass whose page complained. */
export function useBrowser(): void {
  beforeAll(async () => {
    server = await preview({ preview: { host: '127.0.0.1', port: 0 }, logLevel: 'error' });
    url = server.resolvedUrls?.local[0] ?? '';
    // Its profile is a new folder, and is taken away with it.
    browser = await chromium.launch({ executablePath: installed(), args: FLAGS });
  });
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
}

/** Chromium as the system has it on PATH. */
function installed(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(executable);
  if (found === undefined) throw new Error('install chromium');
  return found;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export class Playground {
  private constructor(readonly page: Page) {}

  /** A fresh page; `prepare` may change it before it loads, and `at` is where it is served. */
  static async open(
    hash = '',
    options: BrowserContextOptions = {},
    prepare?: (page: Page) => Promise<void>,
    at = url,
  ): Promise<Playground> {
    // A service worker answers what a test may want to answer itself; its own tests let it in.
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !/^Service Worker registration blocked/.test(message.text()))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(at))
        complaints.push(`it asked for ${request.url()}`);
    });
    await prepare?.(page);
    await page.goto(at + hash);
    return new Playground(page);
  }

  async choose(example: string): Promise<void> {
    await this.page.locator('#example').selectOption(example);
    await this.settled();
  }

  /** Waits for the answer to what was changed last. */
  async settled(): Promise<void> {
    await this.page.locator('#outputs[aria-busy=false]').waitFor();
  }

  async tab(name: string): Promise<void> {
    // A badge may follow.
    await this.page.getByRole('tab', { name: new RegExp(`^${name} ?(,|$)`) }).click();
  }

  /** The editor of an input, in front. */
  async editor(name: string): Promise<Locator> {
    await this.tab(name);
    return this.page.getByRole('textbox', { name, exact: true });
  }

  /** Pastes a text over the one that there is. */
  async paste(name: string, text: string): Promise<void> {
    const editor = await this.editor(name);
    await editor.focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await editor.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
    await this.settled();
  }

  /** The text of an editor, line by line as it is shown. */
  async text(name: string): Promise<string> {
    const lines = await (await this.editor(name)).locator('.cm-line').allTextContents();
    return lines.join('\n');
  }

  /** What is in front of the results. */
  get output(): Locator {
    return this.page.locator('#outputs').getByRole('tabpanel');
  }
}
