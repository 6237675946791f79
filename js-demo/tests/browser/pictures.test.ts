import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe';
import { Playground, useBrowser } from './playground';

useBrowser();

let playground: Playground;
beforeAll(async () => {
  playground = await Playground.open('', { reducedMotion: 'reduce' });
});

/** A file that a button of the picture saves. */
async function saved(name: string): Promise<string> {
  const [download] = await Promise.all([
    playground.page.waitForEvent('download'),
    playground.output.getByRole('button', { name }).first().click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

describe('the step function of a metric', () => {
  beforeAll(async () => {
    await playground.choose('external-queue');
    await playground.tab('Steps');
    await playground.output.locator('.line.proposes').waitFor();
  });

  test('shows the band, the bounds and the value of now, and has a table', async () => {
    const { output } = playground;
    const text = (await output.locator('svg').first().textContent()) ?? '';
    for (const part of ['stays at 3', 'max', 'min', 'now', 'proposes', 'HPA asks for']) expect(text).toContain(part);
    await output.getByText('Thresholds as a table').click();
    expect(await output.getByRole('row').count()).toBeGreaterThan(5);
  });

  test('goes from threshold to threshold by the keyboard', async () => {
    const { output, page } = playground;
    const said = output.locator('.said').first();
    const before = await said.textContent();
    await output.getByRole('button', { name: 'To the next threshold' }).first().focus();
    await page.keyboard.press('Enter');
    const after = await said.textContent();
    expect(after).not.toBe(before);

    const slider = output.getByRole('slider').first();
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await said.textContent()).toMatch(/^At 0 it proposes 0/);
    expect(await slider.getAttribute('aria-valuetext')).toBe(await said.textContent());
    // It stays where it is while the texts change.
    await playground.choose('external-queue');
    await page.locator('#outputs .said').first().waitFor();
    expect(await said.textContent()).toMatch(/^At 0 it proposes 0/);
  });

  test('is saved as a picture and as a table', async () => {
    const svg = await saved('Save the picture as SVG');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('stroke-dasharray="7px, 5px"');
    expect(await saved('Save the table as CSV')).toMatch(
      /^from \(milli\),to \(milli\),proposes,HPA asks for\r\n0,0,0,/,
    );
  });

  test('tells what pods that are unready change, and which of several metrics decides', async () => {
    const pod = (name: string, phase: string) =>
      `{metadata: {name: ${name}, namespace: default, labels: {app: web}}, spec: {containers: [{name: app, resources: {requests: {cpu: 100m}}}]}, status: {phase: ${phase}, startTime: "2024-05-01T09:00:00Z", conditions: [{type: Ready, status: "True", lastTransitionTime: "2024-05-01T09:00:10Z"}]}}`;
    await playground.choose('hpa-myblog');
    const hpa = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: default}
spec:
  minReplicas: 2
  maxReplicas: 8
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
  - {type: External, external: {metric: {name: queue}, target: {type: AverageValue, averageValue: "10"}}}
`;
    await playground.paste('HPA', hpa);
    await playground.paste(
      'Pods',
      `kind: PodList\nitems:\n- ${pod('web-0', 'Running')}\n- ${pod('web-1', 'Pending')}\n`,
    );
    await playground.paste('Scale', '{spec: {replicas: 2}, status: {replicas: 2, selector: app=web}}');
    await playground.paste('Sync', 'now: "2024-05-01T11:00:00Z"');
    await playground.paste(
      'API',
      JSON.stringify({
        '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb': {
          kind: 'PodMetricsList',
          items: [
            {
              metadata: { name: 'web-0' },
              timestamp: '2024-05-01T11:00:00Z',
              window: '30s',
              containers: [{ name: 'app', usage: { cpu: '90m' } }],
            },
          ],
        },
        '/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue': {
          kind: 'ExternalMetricValueList',
          items: [{ metricName: 'queue', metricLabels: {}, timestamp: '2024-05-01T11:00:00Z', value: '35' }],
        },
      }),
    );
    const { output } = playground;
    await output.getByText('if all were ready').first().waitFor();
    expect(await output.getByText('Of the pods 1 unready').count()).toBe(1);
    expect(await output.locator('.bar').count()).toBe(2);
    expect(await output.locator('.bar.decides').textContent()).toMatch(/queue.*4 decides$/);
  });
});

describe('a simulation', () => {
  beforeAll(async () => {
    await playground.choose('flapping-day');
    await playground.tab('Simulation');
    await playground.output.locator('canvas').first().waitFor();
  });

  /** Waits for the newest. */
  const done = () => playground.output.locator('.simulated[aria-busy=false]').waitFor();
  const set = async (label: string, value: string) => {
    await playground.output.getByRole('slider', { name: label }).fill(value);
    await done();
  };

  test('draws load and replicas, and tells an instant by the keyboard', async () => {
    const { output, page } = playground;
    expect(await output.locator('canvas').count()).toBe(2);
    const time = output.getByRole('slider', { name: 'Time' });
    await time.focus();
    await page.keyboard.press('PageUp');
    expect(await output.locator('.said').textContent()).toMatch(/^At \d+:\d\d [\d.]+ req\/s: \d+ replicas/);
    await output.getByText('Syncs as a table').click();
    expect(await output.getByRole('region', { name: 'Syncs' }).getByRole('row').count()).toBeGreaterThan(100);
  });

  test('of other settings stands beside the own', async () => {
    const { output } = playground;
    const changes = output.getByRole('row', { name: /^Changes of the replicas/ }).getByRole('cell');
    expect(await changes.count()).toBe(2);
    await set('Window down', '600');
    await output.getByText('A as it is, B otherwise').waitFor();
    // The engine compares them.
    expect(await output.locator('.parted').textContent()).toMatch(
      /^A and B part at \d+:\d\d(:\d\d)?, by a window: \d+ replicas and \d+\.$/,
    );
    const [, own = '', other = ''] = await changes.allTextContents();
    expect(Number(other)).toBeLessThan(Number(own));
    expect(await output.locator('.lane').count()).toBe(4);
    await set('Window down', '0');
    await output.getByText('Replicas over time', { exact: true }).waitFor();
  });

  test('the newest of many settings is shown, and no other is waited for', async () => {
    const { output, page } = playground;
    await output.getByRole('slider', { name: 'Window down' }).evaluate((slider: HTMLInputElement) => {
      for (const value of ['15', '30', '45', '60', '300', '900']) {
        slider.value = value;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }
    });
    await done();
    const shown = await output.getByRole('row', { name: /^Changes of the replicas/ }).textContent();
    await page.waitForTimeout(300);
    expect(await output.getByRole('row', { name: /^Changes of the replicas/ }).textContent()).toBe(shown);
    expect(await output.locator('.settings output').first().textContent()).toBe('900 s, not 0');
    await set('Window down', '0');
  });

  test('follows a series that is pasted, one that is drawn, and says what is none', async () => {
    const { output, page } = playground;
    const load = output.getByLabel('Load', { exact: true });
    await output.getByLabel('over', { exact: true }).selectOption('an hour');
    await load.selectOption('a series');
    await output.getByText('The series is empty').waitFor();
    await output.getByLabel('noise, %').fill('0');
    await output.getByLabel('The series of the load').fill('0 60\n600 400\n1200 80');
    await output.locator('canvas').first().waitFor();
    await load.selectOption('drawn by hand');
    await done();
    const first = output.getByRole('slider', { name: /^Load in part 1 of 24/ });
    await first.focus();
    await page.keyboard.press('End');
    await done();
    await output.getByRole('slider', { name: 'Time' }).focus();
    await page.keyboard.press('Home');
    expect(await output.locator('.said').textContent()).toContain('400 req/s');
    // A stroke of the pointer over all of it.
    await output.locator('.pad').scrollIntoViewIfNeeded();
    const box = (await output.locator('.pad').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 60 });
    await page.mouse.up();
    const values = await output
      .locator('.pad input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(new Set(values).size).toBe(1);
    await load.selectOption('a day');
    await done();
  });

  test('is saved as a picture and as a table', async () => {
    expect(await saved('Save the picture as SVG')).toMatch(/^<svg .*replicas.*<\/svg>$/s);
    expect(await saved('Save the table as CSV')).toMatch(/^Time,Load,Replicas,Proposal,Ready pods\r\n0:00,/);
  });
});

describe('everybody can use them', () => {
  test.each(['Steps', 'Simulation'])('axe finds nothing in %s, in either scheme, wide and narrow', async (tab) => {
    const { page } = playground;
    await playground.choose('flapping-day');
    await playground.tab(tab);
    await playground.output.locator('.picture').first().waitFor();
    const found: string[] = [];
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await violations(page, {}, '#outputs')));
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    expect([...new Set(found)]).toEqual([]);
  });
});

test('nothing of a picture is loaded before its tab is opened', async () => {
  const asked: string[] = [];
  const fresh = await Playground.open('', {}, async (page) => {
    page.on('request', (request) => asked.push(request.url()));
  });
  await fresh.settled();
  expect(asked.filter((url) => /view|uPlot|uplot|engine-/i.test(url))).toEqual([]);
  await fresh.tab('Steps');
  await fresh.output.locator('.line.proposes').first().waitFor();
  expect(asked.some((url) => /engine-/.test(url))).toBe(true);
});
