import { describe, expect, test } from 'vitest';
import { choices } from '../../src/assist/complete';
import { hpa } from '../../src/assist/hpa';
import type { Known } from '../../src/assist/known';
import { placeAt } from '../../src/assist/place';
import { config } from '../../src/assist/rules';
import type { Shape } from '../../src/assist/shape';
import { vocabularyOf } from '../../src/analysis/vocabulary';

const PAGE = `# HELP http_requests_total All.
http_requests_total{namespace="default",pod="web-0",path="a\\"b}"} 3
http_requests_total{namespace="default",pod="web-1"} 4
queue_depth 12
`;
const known: Known = { series: vocabularyOf(PAGE), served: ['http_requests'] };

/** What can be written at the bar, by its label. */
function offered(marked: string, shape: Shape = config): string[] {
  const pos = marked.indexOf('¦');
  const place = placeAt(marked.replace('¦', ''), pos, shape);
  const found = place && choices(place, shape, known);
  return found?.options.map(({ label }) => label) ?? [];
}

test('names of series come from every form that is pasted', () => {
  const labels = { namespace: ['default'], pod: ['web-0', 'web-1'], path: ['a"b}'] };
  expect(known.series).toEqual({ http_requests_total: labels, queue_depth: {} });
  const list = [{ __name__: 'up', job: 'a' }, { __name__: 'up', job: 'b' }, 'nothing', null];
  expect(vocabularyOf(list)).toEqual({ up: { job: ['a', 'b'] } });
  expect(vocabularyOf({ status: 'success', data: list })).toEqual({ up: { job: ['a', 'b'] } });
  expect(vocabularyOf(undefined)).toEqual({});
});

describe('fields', () => {
  test('of a rule, without those that are there', () => {
    const fields = offered('rules:\n- seriesQuery: up\n  ¦\n');
    expect(fields).toEqual(['seriesFilters', 'resources', 'name', 'metricsQuery']);
  });
  test('of Helm values', () => {
    expect(offered('rules:\n  cu¦')).toEqual(['custom', 'external', 'resource', 'default', 'existing']);
    expect(offered('prometheus-adapter:\n  rules:\n    custom:\n    - na¦')).toContain('metricsQuery');
  });
  test('of an HPA, by the schema', () => {
    expect(offered('spec:\n  behavior:\n    scaleDown:\n      ¦', hpa)).toEqual([
      'policies',
      'selectPolicy',
      'stabilizationWindowSeconds',
      'tolerance',
    ]);
    expect(offered('spec:\n  metrics:\n  - type: ¦', hpa)).toContain('ContainerResource');
    expect(offered('apiVersion: ¦', hpa)).toEqual(['autoscaling/v2']);
    expect(offered('kind: ¦', hpa)).toEqual(['HorizontalPodAutoscaler']);
  });
  test('no field where a value is', () => {
    expect(offered('spec: ¦', hpa)).toEqual([]);
    expect(offered('spec:\n  maxReplicas: ¦', hpa)).toEqual([]);
  });
});

describe('names', () => {
  test('the metrics that are served, in an HPA', () => {
    expect(offered('spec:\n  metrics:\n  - pods:\n      metric: {name: ¦', hpa)).toEqual(['http_requests']);
  });
  test('labels of the series', () => {
    expect(offered('rules:\n- resources: {overrides: {¦', config)).toEqual(['namespace', 'pod', 'path']);
    expect(
      offered(
        'spec:\n  metrics:\n  - external:\n      metric:\n        selector:\n          matchLabels:\n            ¦',
        hpa,
      ),
    ).toContain('pod');
  });
  test('of an annotation that holds a query', () => {
    const text = 'metadata:\n  annotations:\n    metric-config.external.rps.prometheus/query: sum(¦';
    expect(offered(text, hpa)).toContain('http_requests_total');
    expect(offered(text, hpa)).not.toContain('<<.Series>>');
  });
});

describe('a query', () => {
  const query = (text: string) => offered(`rules:\n- metricsQuery: ${text}`);
  test('functions, metrics and actions', () => {
    const found = query('sum(ra¦');
    for (const one of ['rate', 'histogram_quantile', 'topk', 'by', 'http_requests_total', '<<.Series>>'])
      expect(found).toContain(one);
  });
  test('fields of a template, in its brackets alone', () => {
    expect(query('sum(<<.Se¦').slice(0, 5)).toEqual([
      '.Series',
      '.LabelMatchers',
      '.GroupBy',
      '.GroupBySlice',
      '.LabelValuesByName',
    ]);
    expect(query('sum(<<.Series>>{<<¦')).toContain('.LabelMatchers');
    expect(query('sum(<<.Series>>{<<¦')).not.toContain('rate');
  });
  test('labels of the metric, or of all', () => {
    expect(query('sum(queue_depth{¦')).not.toContain('pod');
    expect(query('sum(http_requests_total{na¦')).toContain('namespace');
    expect(query('sum(<<.Series>>{<<.LabelMatchers>>,¦}) by (<<.GroupBy>>)')).toContain('path');
    expect(query('sum(<<.Series>>) by (¦')).toContain('pod');
  });
  test('values of a label', () => {
    expect(query('http_requests_total{pod="¦')).toEqual(['web-0', 'web-1']);
    expect(query('http_requests_total{pod=~"web¦"}')).toEqual(['web-0', 'web-1']);
    expect(offered('rules:\n- metricsQuery: "up{pod=\\"¦')).toEqual(['web-0', 'web-1']);
  });
  test('a selector of series has metrics, and no function', () => {
    const found = offered("rules:\n- seriesQuery: '¦");
    expect(found).toEqual(['http_requests_total', 'queue_depth']);
  });
  test('nothing in a duration', () => {
    expect(query('rate(up[5¦')).toEqual([]);
  });
  test('the template of a label has fields of its own', () => {
    expect(offered('rules:\n- resources: {template: "<<.¦')).toContain('.Resource');
    expect(offered('rules:\n- resources: {template: "<<.¦')).not.toContain('.Series');
  });
});
