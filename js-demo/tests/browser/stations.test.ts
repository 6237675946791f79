/** The chain in one look, and the mend of what is lost. */
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

const RULES = `rules:
- seriesQuery: queue_depth
  resources: {overrides: {namespace: {resource: namespace}, service: {resource: service}}}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`;
const HPA = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 10
  metrics:
  - type: Object
    object:
      metric: {name: queue_dept}
      describedObject: {apiVersion: v1, kind: Service, name: web}
      target: {type: AverageValue, averageValue: 10}
`;
const SERIES = '[{"__name__": "queue_depth", "namespace": "default", "service": "web"}]';

function states({ output }: Playground): Promise<(string | null)[]> {
  return output.locator('.station').evaluateAll((all) => all.map((one) => one.getAttribute('data-state')));
}

test('where all is well every station is', async () => {
  const playground = await Playground.open();
  await playground.choose('http-requests');
  expect(await states(playground)).toEqual(Array(7).fill('good'));
  expect(await playground.output.locator('.station-detail').isVisible()).toBe(false);
});

test('the first that is red is where the metric is lost, and its mend is one button', async () => {
  const playground = await Playground.open();
  await playground.page.getByRole('button', { name: 'Start anew' }).click();
  await playground.paste('Rules', RULES);
  await playground.paste('Series', SERIES);
  await playground.paste('HPA', HPA);
  expect(await states(playground)).toEqual([
    'good',
    'good',
    'lost',
    'unreached',
    'unreached',
    'unreached',
    'unreached',
  ]);
  const detail = playground.output.locator('.station-detail');
  expect(await detail.innerText()).toContain('could not find the metric queue_dept');
  await detail.getByRole('button', { name: 'Write queue_depth' }).click();
  await playground.settled();
  expect(await states(playground)).toEqual(['good', 'good', 'good', 'good', 'missing', 'unreached', 'unreached']);
  // The keyboard is where the change is, and takes it back.
  const editor = playground.page.getByRole('textbox', { name: 'HPA', exact: true });
  expect(await editor.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await editor.innerText()).toContain('metric: {name: queue_depth}');
  await playground.page.keyboard.press('ControlOrMeta+Z');
  await playground.settled();
  expect(await playground.text('HPA')).toBe(HPA);
});

test('a station opens its input and its result, by the keyboard too', async () => {
  const playground = await Playground.open();
  await playground.choose('http-requests');
  const answer = playground.output.locator('.station', { hasText: /^Answer/ });
  await answer.focus();
  await playground.page.keyboard.press('Enter');
  expect(await answer.getAttribute('aria-expanded')).toBe('true');
  expect(await answer.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await playground.page.getByRole('tab', { name: 'Answer' }).getAttribute('aria-selected')).toBe('true');
  expect(await playground.output.locator('.station-detail dt').allTextContents()).toEqual(['answer']);
  await playground.page.keyboard.press('Enter');
  expect(await playground.output.locator('.station-detail').isVisible()).toBe(false);
});

test('each metric has its own way, in a list where the page is narrow', async () => {
  const playground = await Playground.open('', { viewport: { width: 390, height: 844 } });
  await playground.choose('resource-rules');
  const ways = playground.output.locator('.way');
  expect(await ways.count()).toBeGreaterThan(0);
  const boxes = await ways
    .first()
    .locator('.station')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
  expect(new Set(boxes).size).toBe(1);
  expect(await playground.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
