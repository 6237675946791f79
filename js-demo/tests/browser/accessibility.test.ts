import { beforeAll, expect, test } from 'vitest';
import { violations } from './axe';
import { Playground, useBrowser } from './playground';

useBrowser();

let playground: Playground;
beforeAll(async () => {
  // The alert of a bad link is a part of the page, too.
  playground = await Playground.open('#nonsense', { colorScheme: 'light', reducedMotion: 'reduce' });
});

test('axe finds nothing serious, in either colour scheme', async () => {
  const found: string[] = [];
  const { page } = playground;
  const look = async (tabs: string[]) => {
    for (const tab of tabs) {
      await playground.tab(tab);
      await page.emulateMedia({ colorScheme: 'light' });
      found.push(...(await violations(page)));
      // Nothing but the colours is another.
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await violations(page, { runOnly: ['color-contrast'] })));
    }
  };
  // With the alert of a bad link first, and with findings of each severity.
  await playground.paste('Rules', 'rules:\n- seriesQuery: "up{"\n  bogus: 1\n');
  await look(['Findings', 'Explanation']);
  await playground.choose('resource-rules');
  await look(['Explanation', 'Metrics', 'PromQL', 'Values']);
  await playground.choose('lost-metric');
  await look(['Explanation', 'Findings', 'PromQL', 'Values']);
  await playground.choose('istio-request-total');
  await look(['Explanation', 'Findings', 'Collectors']);
  await playground.page.getByLabel('What goes wrong').selectOption('istio-counts-twice');
  await playground.settled();
  await look(['Explanation']);
  expect([...new Set(found)]).toEqual([]);
});

test('axe finds nothing serious in what is told of a paste, in a result of before, and on a narrow page', async () => {
  const found: string[] = [];
  const { page } = playground;
  const look = async () => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violations(page)));
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await playground.choose('lost-metric');
  await playground.tab('Explanation');
  await look();
  await page.getByLabel('Paste anything').fill('kind: HorizontalPodAutoscaler\nspec: [\n---\nkind: ConfigMap\n');
  await page.locator('.taken-head').waitFor();
  await playground.settled();
  await page.locator('.stale').waitFor();
  await look();
  await page.locator('.taken').getByRole('button', { name: 'Dismiss' }).click();
  expect([...new Set(found)]).toEqual([]);
});

test('tabs go by the arrow keys, and the Tab key leaves an editor', async () => {
  await playground.choose('http-requests');
  await playground.tab('Rules');
  const { keyboard } = playground.page;
  const chosen = playground.page.locator('#inputs [role=tab][aria-selected=true]');
  await chosen.focus();
  const seen: (string | null)[] = [];
  for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
    await keyboard.press(key);
    seen.push(await chosen.getAttribute('aria-controls'));
    expect(await chosen.evaluate((element) => element === document.activeElement)).toBe(true);
  }
  expect(seen).toEqual(['inputs-series', 'inputs-sync', 'inputs-config', 'inputs-sync', 'inputs-config']);
  await keyboard.press('Tab');
  const inEditor = () => playground.page.evaluate(() => document.activeElement?.getAttribute('role') === 'textbox');
  expect(await inEditor()).toBe(true);
  await keyboard.press('Tab');
  expect(await inEditor()).toBe(false);
});

test('what happens is said to who does not see it', async () => {
  await playground.choose('external-queue');
  expect(await playground.page.getByRole('status').textContent()).toMatch(/^Replicas: 3 to 5\./);
});

test('a narrow page scrolls one way only', async () => {
  await playground.page.setViewportSize({ width: 360, height: 740 });
  for (const example of ['resource-rules', 'istio-request-total']) {
    await playground.choose(example);
    const tabs = await playground.page.locator('#outputs [role=tab]:visible').all();
    for (const tab of tabs) {
      await tab.click();
      expect(await playground.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
  }
});
