/** What kube-metrics-adapter collects by the annotations of an HPA. */
import type { AnnotationCollector } from 'counterpoise';
import type { Analysis, Collected } from '../analysis/types';
import { h, type Child } from './dom';
import { empty, facts, outcome, raw, table, type Places } from './parts';
import { promql } from './promql';
import { say } from '../words/words';

export function collectors({ collected }: Analysis, places: Places): Child[] {
  if (!collected) return [empty(say('giveAnnotations'))];
  return outcome(collected, places, (all) =>
    all.length === 0 ? empty(say('collectsNothing')) : all.map((one) => show(one, places)),
  );
}

function show({ collector, value }: Collected, places: Places): HTMLElement {
  const { type, metric, query, error, config } = collector;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, say('metricOfType', { type, name: metric.name })),
    error !== undefined && h('p', { class: 'refused' }, h('strong', {}, say('refused')), error),
    query !== undefined && promql(query),
    facts([
      [say('collector'), collector.collector && h('code', {}, collector.collector)],
      [say('of'), reference(collector)],
      [say('server'), query !== undefined && server(collector)],
      [say('interval'), collector.interval === '0s' ? say('adaptersInterval') : collector.interval],
      [say('podsReadyFor'), collector.minPodReadyAge !== '0s' && collector.minPodReadyAge],
      [say('perReplica'), collector.perReplica && say('divided')],
      [say('settings'), Object.keys(config).length > 0 && settings(collector)],
    ]),
    ...(value
      ? outcome(value, places, ({ value: { of, value, timestamp }, object }) => [
          table(
            say('value'),
            [say('of'), say('value'), say('at')],
            [[h('code', {}, of), h('code', { class: 'quantity' }, value), timestamp]],
          ),
          raw(say('keptValue'), object),
        ])
      : query === undefined
        ? []
        : [empty(say('giveAnswer'))]),
  );
}

/** The query has been shown already. */
function settings({ config, query }: AnnotationCollector): HTMLElement {
  const items = Object.entries(config).map(([name, value]) =>
    h('li', {}, h('code', {}, name), ': ', value === query ? say('theQuery') : h('code', {}, value)),
  );
  return h('ul', {}, ...items);
}

function reference({ reference: object }: AnnotationCollector): Child {
  return object && h('code', {}, `${object.kind}/${object.name}`);
}

function server({ server, serverAlias }: AnnotationCollector): Child {
  if (server !== undefined) return h('code', {}, server);
  return serverAlias === undefined ? say('adaptersOwn') : h('span', {}, say('byAlias'), h('code', {}, serverAlias));
}
