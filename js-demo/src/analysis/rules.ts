/** What prometheus-adapter makes of its rules: findings, the metrics it serves, and what becomes of requests. */
import { Engine, call, type PrometheusAnswer } from 'counterpoise';
import { spanOf, type Range } from '../state/position';
import type { State } from '../state/state';
import { placed, thrown } from './problems';
import type { Inputs } from './read';
import type { Analysis, Asked, Conversion, ListedMetric, Outcome, Problem } from './types';
import { inHpa, inLine, type Requested } from './requested';
import { answerTo } from './samples';
import { instantOf, responseTo, valuesOf } from './values';

const GROUPS = [
  ['custom.metrics.k8s.io', 'v1beta2'],
  ['external.metrics.k8s.io', 'v1beta1'],
] as const;

/** Requests that are followed; an HPA of more metrics is none that a person looks at. */
const REQUESTS = 100;

export function rules(state: State, inputs: Inputs): Partial<Analysis> {
  const problems: Problem[] = [];
  const requests = requestsOf(state, inputs);
  const readable = 'ok' in requests;
  const found = check(state, inputs, readable, problems);
  const result: Partial<Analysis> = { ...found, problems };
  if (state.texts.config.trim() === '' || inputs.problems.length > 0) {
    // An HPA can do without rules, where the metrics APIs' answers are given.
    return readable ? result : { ...result, asked: requests };
  }
  const { series, resources } = inputs;
  const { config } = state.texts;
  try {
    const engine = new Engine({
      config,
      ...(series && { series }),
      ...(resources && { resources }),
      compat: state.compat,
    });
    result.metrics = { ok: list(engine) };
    result.asked = readable ? { ok: requests.ok.map((request) => ask(engine, state, inputs, request)) } : requests;
    engine.free();
  } catch (error) {
    result.metrics = { problem: thrown(state, error, 'config') };
  }
  return result;
}

function check(state: State, inputs: Inputs, readable: boolean, problems: Problem[]): { summary?: string } {
  const { config, hpa } = state.texts;
  if (config.trim() === '') return {};
  const { series, resources } = inputs;
  const asksFor = readable && series !== undefined && hpa.trim() !== '';
  try {
    const { diagnostics, summary } = call('rules.check', {
      config,
      ...(series && { series }),
      ...(resources && { resources }),
      ...(asksFor && { hpas: [hpa] }),
      compat: state.compat,
    });
    problems.push(...diagnostics.map((finding) => placed(state, finding, 'config')));
    return { summary };
  } catch (error) {
    problems.push(thrown(state, error, 'config'));
    return {};
  }
}

function list(engine: Engine): ListedMetric[] {
  return GROUPS.flatMap(([group, version]) => {
    const { list } = engine.call('metrics.list', { group, version });
    return list.resources.map(({ name, namespaced }) => ({ group, name, namespaced }));
  });
}

interface Wanted {
  path: string;
  metric?: string;
  /** What a `*` stands for. */
  objects?: string[];
  /** Where it is written down. */
  range?: Range;
  /** Where its parts are. */
  requested: Requested;
}

/** The paths that are written down, one a line; without any those that the HPA asks for. */
function requestsOf(state: State, inputs: Inputs): Outcome<Wanted[]> {
  const { hpa, pods, request } = state.texts;
  const written = [...request.matchAll(/\S.*/g)].map(({ index, 0: line }) => {
    const path = line.trimEnd();
    return { path, range: { from: index, to: index + path.length }, requested: inLine(path, index) };
  });
  const objects = objectsOf(inputs);
  if (hpa.trim() === '') return { ok: wanted(written, objects) };
  const { selector, resources } = inputs;
  try {
    const asked = call('hpa.requests', {
      hpa,
      selector,
      ...(resources && { resources }),
      ...(pods.trim() && { pods }),
    });
    const names = objects ?? asked.objects;
    if (written.length > 0) return { ok: wanted(written, names) };
    const requests = asked.requests.slice(0, REQUESTS).map(({ metric, source, path }, index) => ({
      path,
      requested: inHpa(hpa, index),
      metric: `${source} metric ${metric}`,
      ...(names && { objects: names }),
    }));
    return { ok: requests };
  } catch (error) {
    return { problem: thrown(state, error, 'hpa') };
  }
}

function wanted(written: Wanted[], objects: string[] | undefined): Wanted[] {
  return written.slice(0, REQUESTS).map((request) => ({ ...request, ...(objects && { objects }) }));
}

function objectsOf({ sync }: Inputs): string[] | undefined {
  const objects = sync['objects'];
  return Array.isArray(objects) ? objects.map(String) : undefined;
}

function ask(engine: Engine, state: State, inputs: Inputs, { path, metric, objects, range, requested }: Wanted): Asked {
  const input = { request: path, ...(objects && { objects }) };
  const asked = { path, requested, ...(metric && { metric }) };
  try {
    const query = { ok: engine.call('metrics.query', { ...input, origins: true }) };
    const { recorded } = inputs;
    const response = responseTo(inputs.response, path) ?? (recorded && answerTo(query.ok, recorded));
    return response === undefined
      ? { ...asked, query }
      : { ...asked, query, conversion: convert(engine, state, inputs, { ...input, response }) };
  } catch (error) {
    const { input, ...problem } = thrown(state, error, () => undefined);
    // What is wrong with one of an HPA's is told in its place.
    const place = range ? { input: 'request' as const, range, span: spanOf(state.texts.request, range) } : {};
    return { ...asked, query: { problem: { ...problem, ...(input && input !== 'request' && { input }), ...place } } };
  }
}

function convert(
  engine: Engine,
  state: State,
  inputs: Inputs,
  input: { request: string; objects?: string[]; response: PrometheusAnswer },
): Outcome<Conversion> {
  const now = instantOf(inputs);
  try {
    const { list, fates, failure } = engine.call('metrics.convert', { ...input, now });
    const problem = failure && placed(state, { severity: 'error', ...failure }, 'response');
    return { ok: { values: valuesOf(list), fates, list, ...(problem && { failure: problem }) } };
  } catch (error) {
    return { problem: thrown(state, error, 'response') };
  }
}
