/** Requests of the metrics APIs: the PromQL that answers each, and the values that become of Prometheus' answer. */
import type { Analysis, Asked, Conversion, Query } from '../analysis/types';
import { labels } from '../analysis/values';
import { h, type Child } from './dom';
import { empty, facts, outcome, problem, raw, table, type Places } from './parts';
import { pieces } from './origins';
import { promql } from './promql';

const NOTHING = 'Give rules, series, and an HPA or the path of a request.';

export function queries(analysis: Analysis, places: Places): Child[] {
  return each(analysis, places, ({ query }) => outcome(query, places, (made) => showQuery(made, places)));
}

export function values(analysis: Analysis, places: Places): Child[] {
  return each(analysis, places, ({ query, conversion }) => {
    if ('problem' in query) return outcome(query, places, () => []);
    if (!conversion) return [empty('Give Prometheus’ answer to the query.')];
    return outcome(conversion, places, (made) => showConversion(made, places));
  });
}

function each({ asked }: Analysis, places: Places, show: (asked: Asked) => Child[]): Child[] {
  if (!asked) return [empty(NOTHING)];
  return outcome(asked, places, (requests) =>
    requests.length === 0
      ? empty(NOTHING)
      : requests.map((request) =>
          h(
            'section',
            { class: 'card' },
            h('h2', {}, request.metric ?? 'Request'),
            h('p', { class: 'path' }, h('code', {}, request.path)),
            ...show(request),
          ),
        ),
  );
}

function showQuery(query: Query, places: Places): Child[] {
  const { promql: one, queries, origins = [], rule, series, resource, namespace } = query;
  const of = (name?: string) => origins.filter((origin) => origin.query === name);
  return [
    one !== undefined && promql(one, pieces(one, of(), places)),
    ...Object.entries(queries ?? {}).flatMap(([name, text]) => [
      h('h3', {}, name),
      promql(text, pieces(text, of(name), places)),
    ]),
    facts([
      ['Rule', rule && h('code', {}, rule)],
      ['Series', series && h('code', {}, series)],
      ['Resource', resource && h('code', {}, resource)],
      ['Namespace', namespace && h('code', {}, namespace)],
      ['Labels', h('code', {}, labels(query.labels))],
    ]),
  ];
}

function showConversion({ values, fates, list, failure }: Conversion, places: Places): Child[] {
  const told = fates.map(({ resource, labels: sample, fate, reason }) => [
    h('code', {}, (resource ? `${resource} ` : '') + labels(sample)),
    h('span', { class: 'fate', 'data-fate': fate }, fate),
    reason ?? '',
  ]);
  return [
    failure && problem(failure, places),
    values.length === 0
      ? empty('The list is empty.')
      : table(
          'Values',
          ['Of', 'Value', 'At'],
          values.map(({ of, value, timestamp }) => [
            h('code', {}, of),
            h('code', { class: 'quantity' }, value),
            timestamp,
          ]),
        ),
    told.length > 0 && table('Fates of the samples', ['Sample', 'Fate', 'Why'], told),
    raw('The API’s answer', list),
  ];
}
