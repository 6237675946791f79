import { expect, test } from 'vitest';
import { inHpa, inLine, type Requested } from '../../src/analysis/requested';

/** The parts as they are written. */
function written(text: string, found: Requested): Record<string, string> {
  return Object.fromEntries(Object.entries(found).map(([name, { range }]) => [name, text.slice(range.from, range.to)]));
}

test.each([
  [
    '/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/pods/*/hits?metricLabelSelector=code%3D200&labelSelector=app%3Da',
    { namespace: 'shop', name: '*', metricLabelSelector: 'code%3D200', labelSelector: 'app%3Da' },
  ],
  ['/apis/custom.metrics.k8s.io/v1beta2/namespaces/shop/metrics/hits', { namespace: 'shop', name: 'shop' }],
  ['/apis/custom.metrics.k8s.io/v1beta1/nodes/その他/load', { name: 'その他' }],
  [
    '/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue?labelSelector=a%3Db',
    { namespace: 'shop', name: 'shop', labelSelector: 'a%3Db' },
  ],
  ['/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods', { namespace: 'shop', name: 'shop' }],
  ['nonsense', {}],
])('the parts of %s', (path, parts) => {
  const text = `# 😀\n${path}`;
  expect(written(text, inLine(path, text.length - path.length))).toEqual(parts);
});

test('the parts of what an HPA asks for, in every version', () => {
  const now = `metadata: {name: a, namespace: shop}
spec:
  metrics:
  - type: Pods
  - type: Object
    object:
      metric: {name: hits, selector: {matchLabels: {code: "200"}}}
      describedObject: {kind: Service, name: web}
`;
  expect(written(now, inHpa(now, 1))).toEqual({
    namespace: 'shop',
    name: 'web',
    metricLabelSelector: '{matchLabels: {code: "200"}}',
  });
  const old =
    'spec:\n  metrics:\n  - object: {target: {name: web}}\n  - external: {metricSelector: {matchLabels: {a: b}}}\n';
  expect(written(old, inHpa(old, 0))).toEqual({ name: 'web' });
  expect(written(old, inHpa(old, 1))).toEqual({ labelSelector: '{matchLabels: {a: b}}' });
  expect(inHpa('spec: [', 0)).toEqual({});
});
