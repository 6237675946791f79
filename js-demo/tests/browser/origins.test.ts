import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

test('a piece of the PromQL and the part of the rule that made it light up each other', async () => {
  const playground = await Playground.open();
  await playground.choose('http-requests');
  await playground.tab('Rules');
  await playground.tab('PromQL');
  const query = playground.output.locator('.promql pre');
  const whole = await query.textContent();
  expect((await query.locator('.piece').allTextContents()).join('')).toBe(whole);

  const lit = playground.page.locator('.cm-lit');
  await query.locator('.piece[data-from=series]').hover();
  expect((await lit.allTextContents()).join(' ')).toContain('.Series');
  await query.locator('.piece[data-from=namespace]').hover();
  expect((await lit.allTextContents()).join(' ')).toContain('.LabelMatchers');

  // By the keyboard: to the piece, and from it to the rule.
  const namespace = query.locator('.piece[data-from=namespace]');
  await namespace.focus();
  expect(await namespace.getAttribute('aria-label')).toContain('the request’s namespace');
  await namespace.press('Enter');
  const hpa = playground.page.getByRole('textbox', { name: 'HPA' });
  expect(await hpa.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await hpa.locator('.cm-activeLine').textContent()).toBe('  namespace: default');
  await playground.tab('Rules');
  const rules = playground.page.getByRole('textbox', { name: 'Rules' });
  await query.locator('.piece[data-from=series]').press('Enter');
  expect(await rules.evaluate((element) => element === document.activeElement)).toBe(true);

  // And back: the cursor in the template lights up what it printed.
  const { keyboard } = playground.page;
  const lines = (await playground.text('Rules')).split('\n');
  const line = lines.findIndex((text) => text.includes('<<.Series>>'));
  await rules.focus();
  await keyboard.press('ControlOrMeta+Home');
  for (let down = 0; down < line; down++) await keyboard.press('ArrowDown');
  const column = (lines[line] ?? '').indexOf('.Series') + 1;
  for (let right = 0; right < column; right++) await keyboard.press('ArrowRight');
  await expect.poll(() => query.locator('.piece.lit').allTextContents()).toContain('http_requests_total');
});

test('a piece and the part of the HPA, or of the written request, that made it light up each other', async () => {
  const playground = await Playground.open();
  const { page, output } = playground;
  const { keyboard } = page;
  await playground.choose('http-requests');
  await playground.tab('PromQL');
  const objects = output.locator('.promql .piece[data-from=objects]').first();
  const lit = (name: string) => page.getByRole('textbox', { name, exact: true }).locator('.cm-lit');
  await playground.tab('HPA');
  await objects.hover();
  await expect.poll(() => lit('HPA').allTextContents()).toEqual(['sample-metrics-app']);

  await page.mouse.move(0, 0);
  await page.getByRole('textbox', { name: 'HPA', exact: true }).focus();
  await keyboard.press('ControlOrMeta+Home');
  // To the value of the namespace.
  for (let down = 0; down < 4; down++) await keyboard.press('ArrowDown');
  await keyboard.press('End');
  await expect.poll(() => output.locator('.promql .piece.lit').allTextContents()).toEqual(['namespace="default"']);

  await playground.paste('Request', '/apis/custom.metrics.k8s.io/v1beta2/namespaces/other/services/web/http_requests');
  await playground.tab('PromQL');
  await output.locator('.promql .piece[data-from=namespace]').hover();
  await expect.poll(() => lit('Request').allTextContents()).toEqual(['other']);
});
