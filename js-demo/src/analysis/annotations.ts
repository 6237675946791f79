/** What kube-metrics-adapter collects for an HPA by its annotations, and the values that it keeps. */
import { call, type AnnotationCollector } from 'counterpoise';
import type { State } from '../state/state';
import { placed, thrown } from './problems';
import type { Inputs } from './read';
import type { Analysis, Collected } from './types';
import { answer } from './samples';
import { instantOf, responseTo, valueOf } from './values';

export function annotations(state: State, inputs: Inputs): Partial<Analysis> {
  const { hpa } = state.texts;
  if (hpa.trim() === '') return {};
  try {
    const { collectors, diagnostics } = call('annotations.parse', { hpa });
    const requests = call('hpa.requests', { hpa, selector: inputs.selector })
      .requests.map(({ source, path }, metric) => ({ source, path, metric }))
      // It collects nothing for the others.
      .filter(({ source }) => source !== 'Resource' && source !== 'ContainerResource');
    const collected = collectors.map((collector, index) => {
      const request = requests[index];
      return request ? convert(state, inputs, collector, request) : { collector };
    });
    return { problems: diagnostics.map((finding) => placed(state, finding, 'hpa')), collected: { ok: collected } };
  } catch (error) {
    return { collected: { problem: thrown(state, error, 'hpa') } };
  }
}

function convert(
  state: State,
  inputs: Inputs,
  collector: AnnotationCollector,
  { path, metric }: { path: string; metric: number },
): Collected {
  const { query } = collector;
  const { recorded, replicas } = inputs;
  if (query === undefined) return { collector };
  try {
    const response = responseTo(inputs.response, path) ?? (recorded && answer(query, recorded));
    if (response === undefined) return { collector };
    const now = instantOf(inputs);
    const { value } = call('annotations.convert', { hpa: state.texts.hpa, metric, response, replicas, now });
    return { collector, value: { ok: { value: valueOf(value), object: value } } };
  } catch (error) {
    return { collector, value: { problem: thrown(state, error, 'response') } };
  }
}
