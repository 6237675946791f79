import { expect, test } from 'vitest';
import { Playground, useBrowser } from './playground';

useBrowser();

test('a broken rule is marked at its place, past characters of every width', async () => {
  const playground = await Playground.open();
  const lines = [
    '# 漢字 😀',
    'rules:',
    '- seriesQuery: "up{job=\'😀\'}"',
    '  name: {as: "😀👩‍🚀", matches: "a("}',
    '  metricsQuery: <<.Series>>',
    '  resources: {overrides: {pod: {resource: pod}}}',
  ];
  await playground.paste('Rules', lines.join('\n'));
  const mark = (await playground.editor('Rules')).locator('.cm-line:has(.cm-lintRange-error)');
  expect(await mark.allTextContents()).toEqual([lines[3]]);
  expect(await mark.locator('.cm-lintRange-error').allTextContents()).toEqual([expect.stringMatching(/^\(|a\($/)]);
  expect(await playground.page.getByRole('tabpanel', { name: 'Rules' }).locator('.cm-lint-marker-error').count()).toBe(
    1,
  );

  await playground.tab('Findings');
  const problem = playground.output.locator('.problem', { hasText: 'rules.regex' });
  expect(await problem.locator('.hint').textContent()).not.toBe('');
  await problem.getByText('What rules.regex means').click();
  expect(await problem.locator('details p').first().isVisible()).toBe(true);

  // From the finding to its place.
  await playground.tab('Series');
  await problem.getByRole('button', { name: /^Rules, line 4, column/ }).click();
  const rules = playground.page.getByRole('textbox', { name: 'Rules' });
  expect(await rules.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await rules.locator('.cm-activeLine').textContent()).toBe(lines[3]);
});

test('what is typed is answered: metrics, PromQL, values and fates', async () => {
  const playground = await Playground.open();
  await playground.choose('http-requests');
  await playground.tab('Metrics');
  expect(await playground.output.getByRole('cell', { name: 'services/http_requests' }).count()).toBe(1);
  await playground.tab('PromQL');
  expect(await playground.output.locator('.promql pre').textContent()).toContain('service="sample-metrics-app"');
  await playground.tab('Values');
  expect(await playground.output.locator('.quantity').allTextContents()).toEqual(['501484m']);
  expect(await playground.output.locator('.fate').allTextContents()).toEqual(['used']);

  await playground.paste(
    'Request',
    '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/その他/http_requests',
  );
  await playground.tab('PromQL');
  expect(await playground.output.locator('.promql pre').textContent()).toContain('service="その他"');
  // The texts are no example any more.
  expect(await playground.page.getByLabel('Example').inputValue()).toBe('');
});

test('annotations of one’s own', async () => {
  const playground = await Playground.open();
  await playground.page.locator('label', { hasText: 'Annotations' }).click();
  await playground.settled();
  const hpa = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
  namespace: default
  annotations:
    metric-config.external.rps.prometheus/query: sum(rate(hits_total[1m]))
    metric-config.external.rps.prometheus/interval: 30s
    metric-config.external.rps.prometheus/prometheus-server: http://other:9090
    metric-config.external.rps.prometheus/typo: "1"
spec:
  maxReplicas: 9
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  metrics:
  - type: External
    external:
      metric: {name: rps, selector: {matchLabels: {type: prometheus}}}
      target: {type: AverageValue, averageValue: "10"}
`;
  await playground.paste('Annotations', hpa);
  await playground.paste(
    'Answer',
    '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"12.5"]}]}}',
  );
  await playground.tab('Collectors');
  const text = await playground.output.textContent();
  for (const part of ['sum(rate(hits_total[1m]))', '30s', 'http://other:9090', '12500m']) expect(text).toContain(part);
  // The finding knows no line; its path does.
  const marked = (await playground.editor('Annotations')).locator('.cm-lintRange-warning');
  expect(await marked.allTextContents()).toEqual(['metric-config.external.rps.prometheus/typo']);
});

test('samples take the place of an answer', async () => {
  const playground = await Playground.open();
  await playground.choose('http-requests');
  await playground.paste('Answer', '');
  await playground.paste('Sync', '');
  await playground.paste(
    'Samples',
    'http_requests_total{namespace="default",service="sample-metrics-app",pod="a"} 0+300x20',
  );
  await playground.tab('Values');
  expect(await playground.output.locator('.quantity').allTextContents()).toEqual(['5']);
  await playground.paste('Samples', 'http_requests_total{');
  const panel = playground.page.getByRole('tabpanel', { name: 'Samples' });
  await panel.locator('.cm-lint-marker-error').waitFor();
});

test('an example that was loaded can be undone', async () => {
  const playground = await Playground.open();
  await playground.paste('Rules', 'rules: [] # 私の');
  await playground.choose('mockmetrics');
  await (await playground.editor('Rules')).focus();
  await playground.page.keyboard.press('ControlOrMeta+Z');
  expect(await playground.text('Rules')).toBe('rules: [] # 私の');
});
