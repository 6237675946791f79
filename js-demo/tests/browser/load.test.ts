/** 50,000 series and 200 KB of rules: the page goes on while somebody types. It prints what the browser measured. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

const SERIES = 50_000;

/** Bytes of the rules. */
const RULES = 200_000;

/**
 * Milliseconds that no task of the page may take while somebody types. What it takes on an idle machine is printed; a machine with
 * other things to do takes many times of that, and what is wrong with a page takes seconds.
 */
const BOUND = 1000;

function series(): string {
  const lines = Array.from({ length: SERIES }, (_, index) =>
    JSON.stringify({
      __name__: `metric_${index % 400}_total`,
      namespace: `ns-${index % 40}`,
      pod: `web-${index}`,
      instance: `10.0.${index % 250}.${index % 200}:80`,
    }),
  );
  return `[\n${lines.join(',\n')}\n]`;
}

function rules(): string {
  const rule = (index: number) => `- seriesQuery: metric_${index}_total{namespace!="",pod!=""}
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  name: {matches: "^(.*)_total$", as: "$1_per_second"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>) # ${'漢字😀 '.repeat(20)}
`;
  let text = 'rules:\n';
  for (let index = 0; new TextEncoder().encode(text).length < RULES; index++) text += rule(index);
  return text;
}

/** Notes how long tasks are, and how long keys wait for theirs. */
function observe(): void {
  const tasks: number[] = [];
  const delays: number[] = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (entry.name === 'keydown') delays.push(entry.processingStart - entry.startTime);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  Object.assign(globalThis, { measured: { tasks, delays } });
}

interface Measured {
  tasks: number[];
  delays: number[];
}

const measured = (page: Page) =>
  page.evaluate(() => {
    const { measured } = globalThis as unknown as { measured: Measured };
    return { tasks: measured.tasks.splice(0), delays: measured.delays.splice(0) };
  });

test('typing is not held up', { timeout: 240_000 }, async () => {
  const playground = await Playground.open('', {}, async (page) => {
    await page.addInitScript(observe);
  });
  const { page } = playground;
  await page.getByRole('button', { name: 'Start anew' }).click();
  await playground.paste('Series', series());
  await playground.paste('Rules', rules());
  await page.getByRole('textbox', { name: 'Rules', exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  const before = await measured(page);
  // Names come from all series, and answers while it goes on.
  for (const letter of '# 50,000 series') {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await playground.settled();
  await page.keyboard.press('Enter');
  await page.keyboard.type('x');
  await playground.settled();
  const { tasks, delays } = await measured(page);
  const most = (of: number[]) => Math.round(Math.max(0, ...of));
  console.log(
    `while typing: the longest task ${most(tasks)} ms, the longest delay of a key ${most(delays)} ms; while pasting: ${most(before.tasks)} ms`,
  );
  expect(most(tasks)).toBeLessThan(BOUND);
  // It is not that nothing was done.
  expect(await playground.page.locator('#inputs [data-severity]:visible').count()).toBeGreaterThan(0);
});
