/** The metrics that the rules make of the series. */
import type { Analysis } from '../analysis/types';
import { h, type Child } from './dom';
import { empty, outcome, table, type Places } from './parts';
import { say } from '../words/words';

export function metrics({ metrics }: Analysis, places: Places): Child[] {
  if (!metrics) return [empty(say('giveRulesSeries'))];
  return outcome(metrics, places, (listed) =>
    listed.length === 0
      ? empty(say('noMetric'))
      : [...Map.groupBy(listed, ({ group }) => group)].map(([group, metrics]) =>
          table(
            group,
            [say('metric'), say('scope')],
            metrics.map(({ name, namespaced }) => [h('code', {}, name), say(namespaced ? 'inNamespace' : 'ofCluster')]),
          ),
        ),
  );
}
