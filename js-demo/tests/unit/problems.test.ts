import { describe, expect, test } from 'vitest';
import { locate } from '../../src/analysis/problems';

const HPA = `# 😀
metadata:
  annotations:
    "metric-config.external.a.prometheus/query": up
    metric-config.pods.b.c/d: "1"
spec:
  metrics:
  - type: Pods
  - type: External
    external: {metric: {name: a}}
`;

describe('a path leads to the key or item that it names, as far as it leads', () => {
  test.each([
    ['spec', 'spec'],
    ['.spec.metrics', 'metrics'],
    ['.spec.metrics[0]', 'type: Pods\n'],
    ['.spec.metrics[1].external.metric.name', 'name'],
    [
      '.metadata.annotations["metric-config.external.a.prometheus/query"]',
      '"metric-config.external.a.prometheus/query"',
    ],
    ['.metadata.annotations["metric-config.pods.b.c/d"]', 'metric-config.pods.b.c/d'],
    ['.spec.metrics[0].pods.metric', 'type: Pods\n'],
    ['.spec.maxReplicas', 'spec'],
    ['.spec.metrics[7]', 'metrics'],
  ])('%s', (path, expected) => {
    const range = locate(HPA, path);
    expect(HPA.slice(range?.from, range?.to).trim()).toBe(expected.trim());
  });

  test('nowhere', () => {
    expect(locate(HPA, '.status')).toBeUndefined();
    expect(locate('', '.spec')).toBeUndefined();
    expect(locate('- a: [', '.spec')).toBeUndefined();
  });
});
