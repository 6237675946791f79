/** Whatever is pasted, dropped or opened lands in the input that the engine says it is for. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

const root = join(import.meta.dirname, '../../..');

const LIST = `apiVersion: v1
kind: List
items:
- apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata:
    name: web # ours
- apiVersion: v1
  kind: Pod
  metadata: {name: web-0}
- apiVersion: v1
  kind: Pod
  metadata: {name: web-1}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: game}
  data: {a: b}
`;

/** Pastes into the field for anything. */
async function paste({ page }: Playground, text: string): Promise<void> {
  await page.getByLabel('Paste anything').evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Whether an editor has nothing but what it says when it is empty. */
async function isEmpty(playground: Playground, name: string): Promise<boolean> {
  return (await (await playground.editor(name)).locator('.cm-placeholder').count()) === 1;
}

/** What is told of it, once it is. */
async function told({ page }: Playground, summary: string): Promise<string> {
  await page.locator('.taken-head', { hasText: summary }).waitFor();
  return page.locator('.taken').innerText();
}

test('what kubectl prints of several kinds is taken apart', async () => {
  const playground = await Playground.open();
  await paste(playground, LIST);
  const text = await told(playground, '2 pieces taken, 1 not');
  expect(text).toContain('a ConfigMap game is not taken');
  await playground.settled();
  expect(await playground.text('HPA')).toBe(
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web # ours\n',
  );
  expect(await playground.text('Pods')).toMatch(/^apiVersion: v1\nkind: PodList\nitems:\n- apiVersion: v1/);
  // One's own is not mixed with the example that was there, and the next piece joins it.
  expect(await isEmpty(playground, 'Rules')).toBe(true);
  await paste(playground, 'prometheus-adapter:\n  rules:\n    custom: []\n');
  await told(playground, '1 piece taken');
  expect(await playground.text('Rules')).toContain('custom: []');
  expect(await playground.text('HPA')).toContain('name: web # ours');
  // Each is found from what is told of it.
  await playground.page.locator('.taken').getByRole('button', { name: 'Rules' }).click();
  expect(await playground.page.getByRole('tab', { name: 'Rules' }).getAttribute('aria-selected')).toBe('true');
});

test('an answer of a metrics API goes under the path that the HPA asks for', async () => {
  const playground = await Playground.open();
  await playground.page.getByRole('button', { name: 'Start anew' }).click();
  await playground.paste(
    'HPA',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {metrics: [{type: External, external: {metric: {name: jobs}}}]}\n',
  );
  await paste(playground, '{"kind": "ExternalMetricValueList", "items": [{"metricName": "jobs", "value": "3"}]}');
  await told(playground, '1 piece taken');
  expect(await playground.text('API')).toMatch(
    /^"\/apis\/external\.metrics\.k8s\.io\/v1beta1\/namespaces\/default\/jobs":\n {2}\{"kind"/,
  );
});

test('of two HPAs the other can be chosen', async () => {
  const playground = await Playground.open();
  await paste(
    playground,
    'kind: HorizontalPodAutoscaler\nmetadata: {name: a}\n---\nkind: HorizontalPodAutoscaler\nmetadata: {name: b}\n',
  );
  await told(playground, '1 piece taken, 1 not');
  await playground.page.getByRole('button', { name: 'Take this one as HPA' }).click();
  expect(await playground.text('HPA')).toBe('kind: HorizontalPodAutoscaler\nmetadata: {name: b}\n');
});

test('what is no input is told for what it is, and changes nothing', async () => {
  const playground = await Playground.open();
  const before = await playground.text('HPA');
  await paste(playground, '<!DOCTYPE html><html><title>502 Bad Gateway</title></html>');
  expect(await told(playground, '0 pieces taken, 1 not')).toMatch(/an HTML page[\s\S]*proxy/);
  await paste(
    playground,
    'unable to fetch metrics from custom metrics API: the server could not find the metric x for pods',
  );
  expect(await told(playground, '0 pieces taken, 1 not')).toContain('What is known of it');
  expect(await playground.text('HPA')).toBe(before);
});

test('20 MB are refused with their size, in an editor too', async () => {
  const playground = await Playground.open();
  await paste(playground, 'x'.repeat(20 << 20));
  expect(await told(playground, '0 pieces taken, 1 not')).toContain('it has 20 MiB, and at most 16 MiB are taken');
  const editor = await playground.editor('Pods');
  const before = await playground.text('Pods');
  await editor.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'x'.repeat(20 << 20));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await playground.page.getByRole('alert').getByText('it has 20 MiB').waitFor();
  expect(await playground.text('Pods')).toBe(before);
});

test('files that are dropped go by their names and by what they hold, wherever they are dropped', async () => {
  const playground = await Playground.open();
  const editor = await playground.editor('Pods');
  await editor.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['kind: HorizontalPodAutoscaler\nmetadata: {name: dropped}\n'], 'a.yaml'));
    dataTransfer.items.add(new File(['up 1\n'], 'page.txt'));
    dataTransfer.items.add(new File([new Uint8Array([1, 0, 2])], 'core'));
    const event = { dataTransfer, bubbles: true, cancelable: true };
    element.dispatchEvent(new DragEvent('dragover', event));
    element.dispatchEvent(new DragEvent('drop', event));
  });
  expect(await told(playground, '2 pieces taken, 1 not')).toContain('core is not taken: it is no text');
  expect(await playground.page.locator('.veil').isVisible()).toBe(false);
  expect(await playground.text('HPA')).toContain('name: dropped');
  expect(await playground.text('Series')).toBe('up 1\n');
});

test('what is downloaded is a folder for the command line, and comes back', async () => {
  const playground = await Playground.open();
  await playground.choose('external-queue');
  await playground.tab('Explanation');
  const [download] = await Promise.all([
    playground.page.waitForEvent('download'),
    playground.page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('scenario.zip');
  const archive = await download.path();
  const folder = mkdtempSync(join(tmpdir(), 'counterpoise-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const explain = ['run', '--quiet', '--package', 'counterpoise-cli', '--', 'explain', join(folder, 'scenario')];
    const printed = execFileSync('cargo', explain, { cwd: root, encoding: 'utf8' });
    const snapshot = readFileSync(join(root, 'tests/snapshots/explain-external-queue.snap'), 'utf8');
    expect(printed).toBe(snapshot.split(/^---\n/m)[2]);
  } finally {
    rmSync(folder, { recursive: true });
  }

  const other = await Playground.open();
  await other.choose('mockmetrics');
  await other.page.getByLabel('Files to open').setInputFiles({
    name: 'scenario.zip',
    mimeType: 'application/zip',
    buffer: readFileSync(archive),
  });
  await told(other, 'taken');
  await other.settled();
  expect(await other.page.getByLabel('Example').inputValue()).toBe('external-queue');
}, 600_000);

test('work survives a reload until it is started anew', async () => {
  const playground = await Playground.open();
  await playground.paste('Rules', 'rules: [] # 私の');
  await playground.page.getByLabel('Kubernetes').selectOption('1.33');
  await playground.settled();
  await playground.page.reload();
  await playground.settled();
  expect(await playground.text('Rules')).toBe('rules: [] # 私の');
  expect(await playground.page.getByLabel('Kubernetes').inputValue()).toBe('1.33');
  await playground.page.getByRole('button', { name: 'Start anew' }).click();
  await playground.settled();
  expect(await isEmpty(playground, 'Rules')).toBe(true);
  await playground.page.reload();
  await playground.settled();
  expect(await isEmpty(playground, 'HPA')).toBe(true);
});

test('while a text cannot be read the last result stays, below the reason', async () => {
  const playground = await Playground.open();
  await playground.choose('external-queue');
  await playground.tab('Explanation');
  for (const broken of ['kind: HorizontalPodAutoscaler\nspec: [', '<html>no</html>', '\u0000\u0001\u0002']) {
    await playground.paste('HPA', broken);
    expect(await playground.output.locator('> .problem[data-severity=error]').count()).toBeGreaterThan(0);
    expect(await playground.output.locator('.stale .headline').innerText()).toContain('3');
  }
  // What has nothing to do with it is not shown beside another.
  await playground.choose('mockmetrics');
  expect(await playground.output.locator('.stale').count()).toBe(0);
});
