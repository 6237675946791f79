/** The page under a path of its own: offline after the first visit, a new version where there is one, and nothing that leaves it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zh } from '../../src/words/zh';
import { Playground, useBrowser } from './playground';

useBrowser();

const PATH = '/some/where/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

let folder: string;
let server: Server;
let address: string;
let asked: string[];

/** Serves a copy of the built files as any server would, and notes what it is asked for. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterpoise-'));
  cpSync(join(import.meta.dirname, '../../dist'), folder, { recursive: true });
  asked = [];
  server = createServer(({ url = '', method = '' }, response) => {
    asked.push(`${method} ${url}`);
    const name = new URL(url, 'http://localhost').pathname.slice(PATH.length) || 'index.html';
    const file = join(folder, name);
    if (!url.startsWith(PATH) || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  rmSync(folder, { recursive: true });
});

/** The page with a service worker that has all of it. */
async function visit(): Promise<Playground> {
  const playground = await Playground.open('', { serviceWorkers: 'allow' }, undefined, address);
  await playground.settled();
  await kept(playground.page);
  return playground;
}

const kept = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** A bit of everything that somebody does. */
async function session(playground: Playground): Promise<void> {
  const { page, output } = playground;
  for (const example of ['external-queue', 'istio-request-total', 'http-requests']) {
    await playground.choose(example);
    for (const tab of await page.locator('#outputs [role=tab]:visible').all()) await tab.click();
  }
  await playground.tab('Steps');
  await output.locator('.line.proposes').first().waitFor();
  await playground.tab('Simulation');
  await output.locator('canvas').first().waitFor();
  await playground.tab('Explanation');
  await page.locator('#broken').selectOption('label-dropped-by-query');
  await playground.settled();
  const rules = await playground.editor('Rules');
  await rules.focus();
  await page.locator('[aria-label="Rules"][aria-autocomplete]').waitFor();
  await page.keyboard.press('F1');
  await page.keyboard.press('Escape');
  // What is pasted may name any server.
  await playground.paste(
    'HPA',
    'kind: HorizontalPodAutoscaler\nmetadata: {annotations: {a: "https://example.com/x.png"}}\n',
  );
  await page
    .getByLabel('Paste anything')
    .fill('<img src="https://example.com/a.png"><script src="https://example.com/b.js"></script>\n');
  await page.locator('.taken-head').waitFor();
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
  await page.keyboard.press('Escape');
  await page.locator('#keys').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#share').click();
  await page.getByRole('button', { name: 'Start anew' }).click();
  await playground.settled();
}

test('after the first visit nothing is asked of a server, whatever is done, and the page comes without one', async () => {
  const playground = await visit();
  const { page } = playground;
  await page.goto(address);
  await playground.settled();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  // The browser looks by itself whether the service worker is the newest.
  const own = () => asked.filter((line) => line !== `GET ${PATH}sw.js`);
  asked = [];
  await session(playground);
  expect(own()).toEqual([]);

  // The server is gone; the other language was never read.
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await page.goto(`${address}?from=somewhere`);
  await playground.settled();
  await playground.choose('external-queue');
  expect(await playground.output.locator('.headline').count()).toBe(1);
  await page.locator('#language').selectOption('zh');
  await page.getByRole('button', { name: zh.copyLink }).waitFor();
  await playground.settled();
  expect(await page.getByRole('status').first().textContent()).not.toBe(zh.starting);
});

test('in the first visit, too, nothing but the page’s own files is asked for', async () => {
  const playground = await Playground.open('', { serviceWorkers: 'block' }, undefined, address);
  await playground.settled();
  await session(playground);
  const files = new Set(readFileSync(join(folder, 'sw.js'), 'utf8').match(/[\w./-]+\.(js|css|wasm|html)/g));
  const others = asked.filter((line) => line !== `GET ${PATH}` && !files.has(line.slice(`GET ${PATH}`.length)));
  expect(others).toEqual([]);
});

test('a new version says so, waits until it is taken, and takes no text away', async () => {
  const playground = await visit();
  const { page } = playground;
  const notice = page.getByText('A new version of this page is here.');
  await page.goto(address);
  await playground.settled();
  expect(await notice.isVisible()).toBe(false);

  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<title>', '<meta name="new" content="yes" /><title>'));
  const service = readFileSync(join(folder, 'sw.js'), 'utf8');
  writeFileSync(join(folder, 'sw.js'), service.replace(/VERSION="\w+"/, 'VERSION="another"'));
  await page.goto(address);
  await playground.settled();
  await notice.waitFor();
  expect(await page.locator('meta[name=new]').count()).toBe(0);
  await playground.paste('Rules', 'rules: [] # 私の');
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.locator('meta[name=new]').waitFor({ state: 'attached' });
  await playground.settled();
  expect(await playground.text('Rules')).toBe('rules: [] # 私の');
  expect(await notice.isVisible()).toBe(false);
  // The old one is gone.
  expect(await page.evaluate(() => caches.keys())).toEqual([`counterpoise ${address} another`]);
});
