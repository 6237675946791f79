/** What kube-metrics-adapter collects by the annotations of an HPA. */
import type { AnnotationCollector } from 'counterpoise';
import type { Analysis, Collected } from '../analysis/types';
import { h, type Child } from './dom';
import { empty, facts, outcome, raw, table, type Places } from './parts';
import { promql } from './promql';

export function collectors({ collected }: Analysis, places: Places): Child[] {
  if (!collected) return [empty('Give an HPA whose annotations hold queries.')];
  return outcome(collected, places, (all) =>
    all.length === 0
      ? empty('kube-metrics-adapter collects nothing for this HPA: it has no Pods, Object or External metric.')
      : all.map((one) => show(one, places)),
  );
}

function show({ collector, value }: Collected, places: Places): HTMLElement {
  const { type, metric, query, error, config } = collector;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, `${type} metric ${metric.name}`),
    error !== undefined && h('p', { class: 'refused' }, h('strong', {}, 'Refused: '), error),
    query !== undefined && promql(query),
    facts([
      ['Collector', collector.collector && h('code', {}, collector.collector)],
      ['Of', reference(collector)],
      ['Server', query !== undefined && server(collector)],
      ['Interval', collector.interval === '0s' ? 'the adapter’s, a minute by default' : collector.interval],
      ['Pods ready for', collector.minPodReadyAge !== '0s' && collector.minPodReadyAge],
      ['Per replica', collector.perReplica && 'divided by the target’s replicas'],
      ['Settings', Object.keys(config).length > 0 && settings(collector)],
    ]),
    ...(value
      ? outcome(value, places, ({ value: { of, value, timestamp }, object }) => [
          table(
            'Value',
            ['Of', 'Value', 'At'],
            [[h('code', {}, of), h('code', { class: 'quantity' }, value), timestamp]],
          ),
          raw('The value as it is kept', object),
        ])
      : query === undefined
        ? []
        : [empty('Give Prometheus’ answer to the query.')]),
  );
}

/** The query has been shown already. */
function settings({ config, query }: AnnotationCollector): HTMLElement {
  const items = Object.entries(config).map(([name, value]) =>
    h('li', {}, h('code', {}, name), ': ', value === query ? 'the query' : h('code', {}, value)),
  );
  return h('ul', {}, ...items);
}

function reference({ reference: object }: AnnotationCollector): Child {
  return object && h('code', {}, `${object.kind}/${object.name}`);
}

function server({ server, serverAlias }: AnnotationCollector): Child {
  if (server !== undefined) return h('code', {}, server);
  return serverAlias === undefined ? 'the adapter’s own' : h('span', {}, 'by its alias ', h('code', {}, serverAlias));
}
