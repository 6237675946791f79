import { call, type StepFunction } from 'counterpoise';
import { describe, expect, test } from 'vitest';
import { analyse, visible } from '../../src/analysis/analyse';
import { inputOf } from '../../src/analysis/explain';
import { read } from '../../src/analysis/read';
import { csv } from '../../src/pictures/export';
import { loadOf, parse, type Curve } from '../../src/pictures/simulation/load';
import { clock, timesOf } from '../../src/pictures/simulation/model';
import { run, type Run } from '../../src/pictures/simulation/run';
import { at, modelOf, threshold } from '../../src/pictures/steps/model';
import { proposalsOf } from '../../src/pictures/steps/proposals';
import { short, writer } from '../../src/pictures/steps/values';
import { apart, stairs, ticks } from '../../src/pictures/svg';
import { emptyState, type State } from '../../src/state/state';
import { examples } from '../../src/state/examples';

function example(name: string, change: Partial<State['texts']> = {}): State {
  const found = examples.find((example) => example.name === name)?.state ?? emptyState();
  return { ...found, texts: { ...found.texts, ...change } };
}

describe('drawing', () => {
  test('an axis is marked at round numbers', () => {
    expect(ticks(0, 9, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(ticks(0, 3, 10, 1)).toEqual([0, 1, 2, 3]);
    expect(ticks(0, 0, 5)).toEqual([0]);
  });

  test('labels do not cover each other, and stay inside', () => {
    expect(apart([10, 12, 90], 15, [0, 100])).toEqual([10, 25, 90]);
    expect(apart([98, 99], 15, [0, 100])).toEqual([85, 100]);
  });

  test('stairs go right, then up, and leave gaps out', () => {
    expect(
      stairs(
        [
          [0, 10],
          [5, 20],
        ],
        9,
      ),
    ).toBe('M0 10H5V20H9');
    expect(stairs([[0, 10], undefined, [7, 20]], 9)).toBe('M0 10H0M7 20H9');
  });

  test('a table as a file', () => {
    expect(
      csv(
        ['a', 'b'],
        [
          ['x,"y"', 1],
          [null, 2],
        ],
      ),
    ).toBe('a,b\r\n"x,""y""",1\r\n,2\r\n');
  });
});

/** The step functions of an example. */
function functions(name: string): { steps: StepFunction[]; proposals: ReturnType<typeof proposalsOf> } {
  const state = visible(example(name));
  const { then: _, ...input } = inputOf(state, read(state));
  const { steps = [], decision } = call('hpa.explain', { ...input, thresholds: true });
  return { steps, proposals: proposalsOf(decision) };
}

describe('a step function', () => {
  test('has its thresholds where the engine has them', () => {
    const [queue] = functions('external-queue').steps;
    const model = queue && modelOf(queue);
    if (!model) throw new Error('there is no model');
    for (const step of model.steps.slice(1)) {
      expect(at(model.steps, step.from)?.proposal).toBe(step.proposal);
      expect(at(model.steps, step.from - 1)?.proposal).not.toBe(step.proposal);
    }
    const first = model.steps[1]?.from ?? 0;
    expect(threshold(model.steps, 0, true)).toBe(first);
    expect(threshold(model.steps, first, false)).toBe(0);
    expect(model.last).toBeGreaterThan(model.present);
  });

  test('every example with answers has one, and one metric of several decides', () => {
    for (const { name } of examples) {
      const { steps, proposals } = functions(name);
      for (const given of steps) expect(given.error ?? modelOf(given)?.steps.length, name).toBeTruthy();
      const decides = proposals.filter(({ decides }) => decides);
      expect(decides.length, name).toBe(proposals.some(({ count }) => count !== null) ? 1 : 0);
    }
  });

  test('values are written as Kubernetes writes them', () => {
    const of = (source: string, metric: string) => writer({ source, metric } as StepFunction);
    expect(of('Resource', 'cpu resource')(149)).toBe('149m');
    expect(of('Resource', 'memory resource')(1.5 * 1024 * 1024 * 1000)).toBe('1.5Mi');
    expect(of('External', 'external metric queue(nil)')(29_999)).toBe('29.999');
    expect(short({ source: 'Pods', metric: 'pods metric hits' })).toBe('Pods hits');
  });
});

describe('a load', () => {
  const curve: Curve = { shape: 'steady', duration: 3600, low: 10, high: 100, series: '', drawn: [0, 1] };

  test('of each shape is one that the engine takes', () => {
    const hpa = example('external-queue').texts.hpa;
    for (const shape of ['steady', 'ramp', 'spike', 'day', 'drawn', 'series'] as const) {
      const load = loadOf({ ...curve, shape, series: '0 5\n60 9' });
      const { measures } = call('hpa.simulate', { hpa, workload: { load }, duration: 600 });
      expect(measures.syncs, shape).toBe(40);
    }
    expect(loadOf({ ...curve, shape: 'drawn' })).toEqual([
      {
        series: [
          [0, 10],
          [3600, 100],
        ],
      },
    ]);
  });

  test('that is pasted may be lines, pairs or an answer', () => {
    expect(parse('0 5\n 60, 9')).toEqual([
      [0, 5],
      [60, 9],
    ]);
    expect(parse('[[0, "5"]]')).toEqual([[0, '5']]);
    expect(parse('{"data": {"result": [{"values": [[1, "2"]]}]}}')).toEqual([[1, '2']]);
    expect(() => parse('')).toThrow('empty');
    expect(() => parse('five')).toThrow('five');
  });
});

describe('a simulation', () => {
  const state = example('flapping-day');
  const given: Run = {
    state,
    workload: { load: [{ rate: 100, sine: { amplitude: 90, period: '10m' } }], capacity: 40, cpu: '8m' },
    duration: 3600,
  };

  test('with a longer window goes down less often', () => {
    const own = run(given);
    const mended = run({ ...given, settings: { downWindow: 900 } });
    if (!('ok' in own && 'ok' in mended)) throw new Error('it failed');
    expect(own.ok.limits.downWindow).toBe(0);
    expect(mended.ok.limits.downWindow).toBe(900);
    expect(mended.ok.simulation.measures.changes).toBeLessThan(own.ok.simulation.measures.changes);

    const times = timesOf([
      { name: 'A', ran: own.ok },
      { name: 'B', ran: mended.ok },
    ]);
    for (const { replicas, ready, proposal } of times.lines) {
      expect([replicas.length, ready.length, proposal.length]).toEqual(Array(3).fill(times.x.length));
    }
    expect(times.lines[1]?.held.some(({ by }) => by === 'heldWindowDown')).toBe(true);
    expect(times.bounds).toEqual([
      { word: 'max 30', count: 30 },
      { word: 'min 3', count: 3 },
    ]);
  });

  test('of an HPA that is none says so', () => {
    expect(run({ ...given, hpa: 'kind: Pod' })).toMatchObject({ problem: { severity: 'error' } });
  });

  test('times of day', () => {
    expect([0, 3600, 5400, 65].map(clock)).toEqual(['0:00', '1:00', '1:30', '0:01:05']);
  });
});

describe('samples in the place of an answer', () => {
  const pages = (first: number, second: number) => `# at 2024-05-01T10:59:00Z
# TYPE http_requests_total counter
http_requests_total{namespace="default",service="sample-metrics-app",pod="a"} ${first}
# at 2024-05-01T11:00:00Z
# TYPE http_requests_total counter
http_requests_total{namespace="default",service="sample-metrics-app",pod="a"} ${second}
`;
  const texts = { response: '', series: '', sync: '' };

  test('of two pages are evaluated, at the newest', () => {
    const { asked, explanation, problems } = analyse(example('http-requests', { ...texts, samples: pages(0, 600) }));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [first] = asked && 'ok' in asked ? asked.ok : [];
    expect(first?.conversion).toMatchObject({ ok: { values: [{ timestamp: '2024-05-01T11:00:00Z' }] } });
    expect(explanation).toMatchObject({ ok: { text: expect.stringContaining('evaluated over the samples') } });
  });

  test('of promtool’s notation', () => {
    const samples = 'http_requests_total{namespace="default",service="sample-metrics-app",pod="a"} 0+300x20';
    const { asked } = analyse(example('http-requests', { ...texts, samples }));
    const [first] = asked && 'ok' in asked ? asked.ok : [];
    expect(first?.conversion).toMatchObject({ ok: { values: [{ value: '5' }] } });
  });

  test('that cannot be read are marked', () => {
    const { problems } = analyse(example('http-requests', { ...texts, samples: 'up{ 1' }));
    expect(problems).toContainEqual(expect.objectContaining({ severity: 'error', input: 'samples' }));
  });
});
