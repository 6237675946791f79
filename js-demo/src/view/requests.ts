/** Requests of the metrics APIs: the PromQL that answers each, and the values that become of Prometheus' answer. */
import type { Analysis, Asked, Conversion, Query } from '../analysis/types';
import type { Requested } from '../analysis/requested';
import { labels } from '../analysis/values';
import { ENGINES, h, type Child } from './dom';
import { empty, facts, outcome, problem, raw, table, type Places } from './parts';
import { pieces } from './origins';
import { promql } from './promql';
import { say } from '../words/words';

const NOTHING = say('giveRulesSeriesRequest');

export function queries(analysis: Analysis, places: Places): Child[] {
  return each(analysis, places, ({ query, requested }) =>
    outcome(query, places, (made) => showQuery(made, requested, places)),
  );
}

export function values(analysis: Analysis, places: Places): Child[] {
  return each(analysis, places, ({ query, conversion }) => {
    if ('problem' in query) return outcome(query, places, () => []);
    if (!conversion) return [empty(say('giveAnswer'))];
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
            h('h2', request.metric ? ENGINES : {}, request.metric ?? say('request')),
            h('p', { class: 'path' }, h('code', {}, request.path)),
            ...show(request),
          ),
        ),
  );
}

function showQuery(query: Query, requested: Requested, places: Places): Child[] {
  const { promql: one, queries, origins = [], rule, series, resource, namespace } = query;
  const of = (name?: string) => origins.filter((origin) => origin.query === name);
  return [
    one !== undefined && promql(one, pieces(one, of(), requested, places)),
    ...Object.entries(queries ?? {}).flatMap(([name, text]) => [
      h('h3', {}, name),
      promql(text, pieces(text, of(name), requested, places)),
    ]),
    facts([
      [say('factRule'), rule && h('code', {}, rule)],
      [say('series'), series && h('code', {}, series)],
      [say('factResource'), resource && h('code', {}, resource)],
      [say('factNamespace'), namespace && h('code', {}, namespace)],
      [say('factLabels'), h('code', {}, labels(query.labels))],
    ]),
  ];
}

function showConversion({ values, fates, list, failure }: Conversion, places: Places): Child[] {
  const told = fates.map(({ resource, labels: sample, fate, reason }) => [
    h('code', {}, (resource ? `${resource} ` : '') + labels(sample)),
    h('span', { class: 'fate', 'data-fate': fate, ...ENGINES }, fate),
    h('span', ENGINES, reason ?? ''),
  ]);
  return [
    failure && problem(failure, places),
    values.length === 0
      ? empty(say('emptyList'))
      : table(
          say('values'),
          [say('of'), say('value'), say('at')],
          values.map(({ of, value, timestamp }) => [
            h('code', {}, of),
            h('code', { class: 'quantity' }, value),
            timestamp,
          ]),
        ),
    told.length > 0 && table(say('fates'), [say('sample'), say('fate'), say('why')], told),
    raw(say('apiAnswer'), list),
  ];
}
