import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analysis/analyse';
import { meaningOf } from '../../src/state/codes';
import { examples } from '../../src/state/examples';
import { INPUTS, emptyState, type InputName, type Source, type State } from '../../src/state/state';

function example(name: string, change: Partial<State['texts']> = {}): State {
  const found = examples.find((example) => example.name === name)?.state ?? emptyState();
  return { ...found, texts: { ...found.texts, ...change } };
}

function state(source: Source, texts: Partial<State['texts']>): State {
  const state = emptyState();
  return { ...state, source, texts: { ...state.texts, ...texts } };
}

/** The part of the text that a problem is about. */
function about(
  { texts }: State,
  input: InputName | undefined,
  range: { from: number; to: number } | undefined,
): string {
  return input && range ? texts[input].slice(range.from, range.to) : '';
}

/** A text whose last value is 9 to the power of 7 numbers. */
function aliases(): string {
  const lines = [...'bcdefgh'].map(
    (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`,
  );
  return ['a: &a [1]', ...lines].join('\n');
}

describe('every example', () => {
  test.each(examples)('$name reads without an error', ({ state }) => {
    const { problems, explanation, asked, collected } = analyse(state);
    // That of the lost metric is what the example is about.
    const errors = problems.filter(
      ({ severity, code }) => severity === 'error' && code !== 'metrics.hpa-metric' && code !== 'metrics.not-found',
    );
    expect(errors).toEqual([]);
    expect(explanation).toHaveProperty('ok');
    expect(asked ?? collected ?? state.texts.metrics).toBeTruthy();
  });
});

describe('what cannot be read is marked where it is', () => {
  test.each<[InputName, string, string]>([
    ['config', 'rules:\n- seriesQuery: "😀', '"'],
    ['config', 'rules:\n- seriesQuery: a\n  bogus: 😀\n  metricsQuery: <<.Series>>', 'bogus'],
    ['series', '[{"__name__": "a"},\n {]', ']'],
    ['response', '{"status": "success"', ''],
    ['request', '/nowhere', '/nowhere'],
    ['hpa', 'kind: [', '['],
    ['scale', 'kind: [', '['],
    ['sync', 'now: [', ''],
    ['sync', 'now: yesterday', 'now'],
    ['sync', 'bogus: 1', 'bogus'],
  ])('%s: %j', (input, text, part) => {
    const given = example('http-requests', { [input]: text });
    const { problems } = analyse(given);
    const [found] = problems.filter((problem) => problem.severity === 'error' && problem.input === input);
    expect(found).toBeDefined();
    expect(about(given, input, found?.range)).toContain(part);
    expect(found?.span).toBeDefined();
  });

  test.each(['http-requests', 'istio-request-total'])('an answer of the wrong kind, %s', (name) => {
    const response = '{"status": "success", "data": {"resultType": "string", "result": [1, "😀"]}}';
    const { problems } = analyse(example(name, { response }));
    expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', input: 'response' }));
  });

  test.each<[string, string]>([
    ['nesting', '['.repeat(20_000)],
    ['nesting that is closed', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['aliases of aliases', aliases()],
  ])(
    '%s is an error, and no fault',
    (_, text) => {
      for (const input of INPUTS) {
        const { problems } = analyse(example('http-requests', { [input]: text }));
        // Of the API's answers none is asked for, and a /metrics page may have any first line.
        expect(
          problems.some(({ severity }) => severity === 'error'),
          input,
        ).toBe(true);
      }
    },
    20_000,
  );

  test('without a scale one is assumed, and without any time the clock is asked', () => {
    const { explanation } = analyse(example('http-requests', { scale: '', sync: '', response: '' }));
    expect(explanation).toMatchObject({ ok: { ways: [{ stations: { length: 7 } }] } });
  });
});

describe('requests', () => {
  test('a star stands for the pods that the scale selects', () => {
    const { asked } = analyse(example('pods-metric'));
    const [first] = asked && 'ok' in asked ? asked.ok : [];
    expect(first?.path).toContain('/pods/%2A/');
    expect(first?.query).toHaveProperty('ok.promql');
    expect(first?.conversion).toHaveProperty('ok.values');
  });

  test('paths that are written down take the place of those of the HPA', () => {
    const path = '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/services/other/http_requests';
    const { asked, problems } = analyse(example('http-requests', { request: `${path}\n\n  /nowhere ` }));
    expect(asked).toMatchObject({
      ok: [
        { path, query: { ok: { promql: expect.stringContaining('service="other"') } } },
        { path: '/nowhere', query: { problem: { code: 'metrics.request-path' } } },
      ],
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ input: 'request', span: { line: 3, column: 3, endLine: 3, endColumn: 11 } }),
    );
  });

  test('usage has two queries', () => {
    const { asked } = analyse(example('resource-rules'));
    expect(asked).toMatchObject({ ok: [{ query: { ok: { queries: { cpu: expect.any(String) } } } }, {}] });
  });

  test('compat and release are those that are chosen', () => {
    const given = example('mockmetrics');
    const to = (state: State) => {
      const { explanation } = analyse(state);
      return explanation && 'ok' in explanation ? explanation.ok.syncs.map((sync) => sync.to) : [];
    };
    expect([to(given), to({ ...given, profile: '1.37' })]).toEqual([[2], [1]]);

    const query = (state: State) => {
      const { asked } = analyse({
        ...state,
        texts: {
          ...state.texts,
          request:
            '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/a/http_requests?metricLabelSelector=a+in+(b.c)',
        },
      });
      return JSON.stringify(asked);
    };
    expect(query(example('pods-metric'))).toContain('a=~\\"b.c\\"');
    expect(query({ ...example('pods-metric'), compat: 'safe' })).not.toContain('a=~\\"b.c\\"');
  });
});

describe('annotations', () => {
  test('rules that are out of sight do not matter', () => {
    const { problems } = analyse({ ...example('istio-request-total', { config: 'rules: {', series: '[{' }) });
    expect(problems).toEqual([]);
  });

  test('collectors go with the metrics of the spec, whatever stands between', () => {
    const external = (name: string) =>
      `  - {type: External, external: {metric: {name: ${name}, selector: {matchLabels: {type: prometheus}}}, target: {type: Value, value: 1}}}`;
    const hpa = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: a
  namespace: default
  annotations:
    metric-config.external.a.prometheus/query: up
    metric-config.external.a.prometheus/interval: 30s
    metric-config.external.b.prometheus/prometheus-server: http://other
spec:
  maxReplicas: 3
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: x}
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}
${external('a')}
${external('b')}
`;
    const response = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1.5"]}]}}';
    const given = state('annotations', { hpa, response, sync: 'now: "2024-05-01T11:00:00Z"' });
    const { collected, problems } = analyse(given);
    expect(collected).toMatchObject({
      ok: [
        {
          collector: { query: 'up', interval: '30s' },
          value: { ok: { value: { of: '{type="prometheus"}', value: '1500m', timestamp: '2024-05-01T11:00:00Z' } } },
        },
        { collector: { error: expect.any(String) } },
      ],
    });
    const refused = problems.find(({ code }) => code === 'annotations.refused');
    expect(about(given, refused?.input, refused?.range)).toContain('name: b');
  });
});

test('every code that examples bring up has its meaning', () => {
  const codes = examples.flatMap(({ state }) => analyse(state).problems.map(({ code }) => code));
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => !meaningOf(code))).toEqual([]);
});
