/** The metrics that the rules make of the series. */
import type { Analysis } from '../analysis/types';
import { h, type Child } from './dom';
import { empty, outcome, table, type Places } from './parts';

export function metrics({ metrics }: Analysis, places: Places): Child[] {
  if (!metrics) return [empty('Give rules and series, and the metrics that an adapter serves are listed here.')];
  return outcome(metrics, places, (listed) =>
    listed.length === 0
      ? empty(
          'The rules make no metric of these series. Rules of resource metrics list nothing; their requests are answered all the same.',
        )
      : [...Map.groupBy(listed, ({ group }) => group)].map(([group, metrics]) =>
          table(
            group,
            ['Metric', 'Scope'],
            metrics.map(({ name, namespaced }) => [h('code', {}, name), namespaced ? 'in a namespace' : 'cluster']),
          ),
        ),
  );
}
