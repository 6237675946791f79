import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

/** Puts a script in the place of the first worker's. */
function firstWorker(script: string) {
  return async (page: Page) => {
    let first = true;
    await page.route('**/worker-*.js', (route) => {
      if (!first) return route.continue();
      first = false;
      return route.fulfill({ contentType: 'text/javascript', body: script });
    });
  };
}

async function goesOn(playground: Playground, why: string): Promise<void> {
  const alert = playground.page.getByRole('alert');
  await alert.getByText(why).waitFor();
  expect(await playground.text('Rules')).toContain('seriesQuery');
  await playground.paste('Rules', 'rules: [] # 続き');
  await playground.tab('Findings');
  await playground.output.getByText('0 custom and 0 external metrics').waitFor();
}

test('an engine that aborts is started anew, and no text is lost', async () => {
  const abort = `addEventListener('message', ({ data: { id } }) => postMessage({ id, fault: 'RuntimeError: unreachable' }));`;
  const playground = await Playground.open('', {}, firstWorker(abort));
  await goesOn(playground, 'The engine was started anew: RuntimeError: unreachable');
});

test('an engine that hangs is started anew, and no text is lost', async () => {
  const playground = await Playground.open('', {}, async (page) => {
    await page.clock.install();
    await firstWorker(`addEventListener('message', () => { for (;;); });`)(page);
  });
  await playground.page.getByText('Starting…').waitFor();
  await playground.page.clock.fastForward('00:11');
  await goesOn(playground, 'it did not answer within 10 seconds');
});
