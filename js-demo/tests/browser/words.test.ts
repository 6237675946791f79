/** The page in Simplified Chinese: every view of it, in both schemes, has none of the English words, and nothing that stops somebody. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { en } from '../../src/words/en';
import { zh } from '../../src/words/zh';
import { violations } from './axe';
import { Playground, useBrowser } from './playground';

useBrowser();

const CHINESE = { locale: 'zh-CN', reducedMotion: 'reduce' } as const;

/** Patterns of the English texts that are others in Chinese, but for those that are hardly a word. */
const ENGLISH = Object.entries(en)
  .filter(([key, text]) => text !== zh[key as keyof typeof zh] && /[A-Za-z]{3}/.test(text.replaceAll(/\{\w+\}/g, '')))
  .map(
    ([, text]) =>
      new RegExp(
        `^${text
          .trim()
          .split(/\{\w+\}/)
          .map(escaped)
          .join('.+')}$`,
        's',
      ),
  );

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Every text that the page itself says, to eyes or to a screen reader; what the engine says is marked as English. */
function said(): string[] {
  const own = (element: Element | null) =>
    element !== null && !element.closest('[lang=en], .cm-content, script, style');
  const shown = (element: Element | null) => element?.closest('[hidden]') === null;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (own(node.parentElement) && shown(node.parentElement)) found.push(node.textContent ?? '');
  }
  for (const element of document.querySelectorAll('*')) {
    if (!own(element) || !shown(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'label'])
      found.push(element.getAttribute(name) ?? '');
  }
  for (const element of document.querySelectorAll('.cm-placeholder')) found.push(...element.textContent.split('\n'));
  return found.map((text) => text.trim()).filter((text) => text !== '');
}

const untranslated = async (page: Page) =>
  (await page.evaluate(said)).filter(
    (text) => !/\p{Script=Han}/u.test(text) && ENGLISH.some((pattern) => pattern.test(text)),
  );

test(
  'no view has a word of the other language, and axe finds nothing in either scheme',
  { timeout: 240_000 },
  async () => {
    const playground = await Playground.open('#nonsense', CHINESE);
    const { page, output } = playground;
    const found: string[] = [];
    const look = async () => {
      found.push(...(await untranslated(page)));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violations(page)));
      }
    };
    await page.getByRole('alert').getByText(zh.linkForeign).waitFor();
    await playground.settled();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    expect(await page.title()).toBe(zh.pageTitle);
    await look();
    const views: Record<string, string[]> = {
      'http-requests': [zh.metrics, 'PromQL', zh.values],
      'lost-metric': [zh.explanation, zh.findings],
      'istio-request-total': [zh.collectors],
    };
    for (const [example, tabs] of Object.entries(views)) {
      await playground.choose(example);
      for (const tab of tabs) {
        await playground.tab(tab);
        await look();
      }
    }
    await playground.choose('external-queue');
    await playground.tab(zh.steps);
    await output.locator('.line.proposes').waitFor();
    await look();
    await playground.tab(zh.simulation);
    await output.getByLabel(zh.over, { exact: true }).selectOption(zh.hour);
    await output.locator('canvas').first().waitFor();
    await output.getByRole('slider', { name: zh.windowDown }).fill('600');
    await output.getByText(zh.replicasOfTwo).waitFor();
    await look();
    await playground.tab(zh.explanation);
    await page.locator('#broken').selectOption('istio-counts-twice');
    await playground.settled();
    await look();
    await page.locator('#lesson button').click();
    await playground.settled();
    await look();
    await page.getByLabel(zh.pasteAnything).fill('kind: HorizontalPodAutoscaler\nspec: [\n---\nkind: ConfigMap\n');
    await page.locator('.taken-head').waitFor();
    await playground.settled();
    await look();
    await page.locator('.taken').getByRole('button', { name: zh.dismiss }).click();
    await page.getByRole('button', { name: zh.startAnew }).click();
    await playground.settled();
    for (const tab of await page.locator('#inputs [role=tab]:visible').all()) {
      await tab.click();
      await look();
    }
    await page.getByRole('button', { name: zh.keysButton }).click();
    await page.getByRole('dialog').waitFor();
    await look();
    expect([...new Set(found)]).toEqual([]);
  },
);

test('the language is chosen, and texts and choice stay', async () => {
  const playground = await Playground.open();
  const { page } = playground;
  await playground.choose('external-queue');
  await playground.paste('Rules', 'rules: [] # 漢字');
  await page.getByLabel('Language').selectOption('zh');
  await page.getByRole('button', { name: zh.copyLink }).waitFor();
  await playground.settled();
  expect(await playground.text(zh.rules)).toBe('rules: [] # 漢字');
  await page.reload();
  await page.getByRole('button', { name: zh.copyLink }).waitFor();
  await page.getByLabel(zh.language, { exact: true }).selectOption('en');
  await page.getByRole('button', { name: 'Copy link' }).waitFor();
});
