/** How the engine comes to the page: a small script, and the module beside it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

/** Bytes that the worker's script may have. */
const WORKER = 200_000;

const assets = join(import.meta.dirname, '../../dist/assets');

function built(name: RegExp): string[] {
  return readdirSync(assets).filter((file) => name.test(file));
}

test('the worker is small, and the module is a file of its own', () => {
  const [worker = '', ...more] = built(/^worker-.*\.js$/);
  expect(more).toEqual([]);
  expect(statSync(join(assets, worker)).size).toBeLessThan(WORKER);
  expect(built(/\.wasm$/).length).toBe(1);
});

test('the module is fetched once, as what it is', async () => {
  const modules: Response[] = [];
  const playground = await Playground.open('', {}, async (page) => {
    page.on('response', (response) => {
      if (response.url().endsWith('.wasm')) modules.push(response);
    });
  });
  await playground.settled();
  await playground.choose('mockmetrics');
  const types = modules.map((response) => response.headers()['content-type']);
  expect(types).toEqual(['application/wasm']);
});
