/** Completion and hover, by the keyboard and the pointer. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

const list = (playground: Playground) => playground.page.locator('.cm-tooltip-autocomplete');

/** The editor of an input with the keyboard in it, and all that comes with that. */
async function write(playground: Playground, input: string): Promise<Locator> {
  const editor = await playground.editor(input);
  await editor.focus();
  await playground.page.locator(`[aria-label="${input}"][aria-autocomplete]`).waitFor();
  return editor;
}

/** A page whose clock the test moves: what has just been shown takes no key for a while. */
async function open(): Promise<Playground> {
  return Playground.open('', {}, (page) => page.clock.install());
}

/** Takes what is chosen in the list. */
async function take({ page }: Playground): Promise<void> {
  await page.clock.fastForward(1000);
  await page.keyboard.press('Enter');
}

/** Types what is before the bar of a text, and lists what can be written there. */
async function begin(playground: Playground, input: string, text: string): Promise<void> {
  await playground.page.getByRole('button', { name: 'Start anew' }).click();
  const [before = '', after = ''] = text.split('¦');
  await write(playground, input);
  await playground.paste(input, before + after);
  const { keyboard } = playground.page;
  for (let left = 0; left < after.length; left++) await keyboard.press('ArrowLeft');
  await keyboard.press('Control+Space');
  await list(playground).waitFor();
}

test('a field of a rule is completed by the keyboard, and Escape closes the list', async () => {
  const playground = await open();
  const { page } = playground;
  await begin(playground, 'Rules', 'rules:\n- seriesQuery: up\n  me¦\n');
  expect(await list(playground).getByRole('option').allTextContents()).toEqual([
    expect.stringContaining('metricsQuery'),
    expect.anything(),
  ]);
  await page.keyboard.press('Escape');
  expect(await list(playground).count()).toBe(0);
  // The keyboard stays in the text.
  await page.keyboard.type('t');
  await list(playground).waitFor();
  await page.locator('.about', { hasText: 'Prometheus is asked' }).waitFor();
  await take(playground);
  expect(await playground.text('Rules')).toBe('rules:\n- seriesQuery: up\n  metricsQuery: \n');
  // A look at the text has taken the keyboard to its tab.
  await write(playground, 'Rules');
  await page.keyboard.type('sum(<<.S');
  await list(playground).getByRole('option', { name: '.Series', exact: true }).waitFor();
});

test('names come from the texts: labels of the series, metrics of the rules', async () => {
  const playground = await open();
  await playground.choose('http-requests');
  const { page } = playground;
  const hpa = 'spec:\n  metrics:\n  - type: Pods\n    pods:\n      metric:\n        name: ';
  await write(playground, 'HPA');
  await playground.paste('HPA', hpa);
  await page.keyboard.type('h');
  await list(playground).getByText('http_requests', { exact: true }).waitFor();
  await take(playground);
  expect(await playground.text('HPA')).toBe(`${hpa}http_requests`);

  await write(playground, 'Rules');
  await playground.paste('Rules', 'rules:\n- metricsQuery: sum(rate(http_requests_total{names');
  await page.keyboard.type('p');
  await list(playground).getByText('namespace', { exact: true }).waitFor();
});

test('what a word is, by the pointer and by a key', async () => {
  const playground = await open();
  await playground.choose('http-requests');
  const { page } = playground;
  const rules = await write(playground, 'Rules');
  const line = rules.locator('.cm-line', { hasText: 'metricsQuery' });
  // The word at the beginning of the line is a field.
  await line.hover({ position: { x: 50, y: 8 } });
  const told = page.locator('.about:visible');
  await told.getByText('DiscoveryRule.metricsQuery').waitFor();

  const at = (await playground.text('HPA')).split('\n').findIndex((text) => text.includes('maxReplicas'));
  const hpa = await write(playground, 'HPA');
  await page.keyboard.press('ControlOrMeta+Home');
  for (let down = 0; down < at; down++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let left = 0; left < 6; left++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F1');
  await told.getByText('HorizontalPodAutoscalerSpec.maxReplicas').waitFor();
  await page.keyboard.press('Escape');
  expect(await told.count()).toBe(0);
  expect(await hpa.evaluate((element) => element === document.activeElement)).toBe(true);
});
