/** Pictures of every view, wide and narrow: `npm run screenshots` writes them to `docs/images/`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/words/en';
import { zh } from '../../src/words/zh';
import { Playground, useBrowser } from '../browser/playground';

useBrowser();

const FOLDER = join(import.meta.dirname, '../../../docs/images');
mkdirSync(FOLDER, { recursive: true });

const WIDTHS: Record<number, number> = { 1440: 900, 390: 844 };

/** How a view comes about, from the first page. */
const VIEWS: Record<string, (playground: Playground, say: Record<keyof typeof en, string>) => Promise<void>> = {
  async explanation(playground) {
    await playground.choose('lost-metric');
  },
  async findings(playground, say) {
    await playground.choose('istio-request-total');
    await playground.tab(say.findings);
  },
  async queries(playground) {
    await playground.choose('resource-rules');
    await playground.tab('PromQL');
  },
  async values(playground, say) {
    await playground.choose('http-requests');
    await playground.tab(say.values);
  },
  async steps(playground, say) {
    await playground.choose('external-queue');
    await playground.tab(say.steps);
    await playground.output.locator('.line.proposes').waitFor();
  },
  async simulation(playground, say) {
    await playground.choose('flapping-day');
    await playground.tab(say.simulation);
    await playground.output.locator('canvas').first().waitFor();
    await playground.output.getByRole('slider', { name: say.windowDown }).fill('600');
    await playground.output.getByText(say.replicasOfTwo).waitFor();
    await playground.output.locator('.simulated[aria-busy=false]').waitFor();
    // Its editor beside the picture, all of which is seen.
    await playground.tab(say.hpa);
    await playground.output.locator('.picture').evaluate((picture) => picture.scrollIntoView({ block: 'start' }));
  },
  async lesson(playground) {
    await playground.page.locator('#broken').selectOption('label-dropped-by-query');
    await playground.settled();
  },
  async taken({ page }, say) {
    await page
      .getByLabel(say.pasteAnything)
      .fill('kind: HorizontalPodAutoscaler\nmetadata: {name: a}\n---\nkind: ConfigMap\n');
    await page.locator('.taken-head').waitFor();
    await page.locator('#outputs[aria-busy=false]').waitFor();
  },
  async completion(playground, say) {
    await playground.choose('http-requests');
    const text = 'rules:\n- seriesQuery: http_requests_total\n  metricsQuery: sum(ra';
    await (await playground.editor(say.rules)).focus();
    await playground.page.locator('.cm-content[aria-autocomplete]').first().waitFor();
    await playground.paste(say.rules, text);
    await playground.page.keyboard.press('Control+Space');
    // Where the page is narrow it has no room.
    await playground.page.locator('.cm-completionInfo').waitFor({ state: 'attached' });
  },
  async keys({ page }) {
    await page.locator('#keys').click();
    await page.getByRole('dialog').waitFor();
  },
};

const LOOKS: Record<string, BrowserContextOptions> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  zh: { colorScheme: 'light', locale: 'zh-CN' },
};

describe.each(Object.keys(WIDTHS).map(Number))('%i pixels wide', (width) => {
  describe.each(Object.keys(LOOKS))('%s', (look) => {
    test.each(Object.keys(VIEWS))('%s', async (view) => {
      const playground = await Playground.open('', {
        ...LOOKS[look],
        viewport: { width, height: WIDTHS[width] ?? 0 },
        reducedMotion: 'reduce',
      });
      const { page } = playground;
      await playground.settled();
      await VIEWS[view]?.(playground, look === 'zh' ? zh : en);
      await page.locator('#outputs[aria-busy=false]').waitFor();
      const fullPage = width < 900 && view !== 'keys';
      await page.screenshot({ path: join(FOLDER, `${view}-${width}-${look}.png`), caret: 'hide', fullPage });
      // What is cut at the side is seen nowhere else.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.context().close();
    });
  });
});
