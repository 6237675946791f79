/** Values of a metric as text. The engine counts in milli-units. */
import type { StepFunction } from 'counterpoise';
import { say } from '../../words/words';

const MEBI = 1 << 20;

/** How values of a metric are written: cores and bytes as Kubernetes does, others as numbers. */
export function writer({ source, metric }: StepFunction): (milli: number) => string {
  const resource = source.endsWith('Resource') ? metric.split(' ')[0] : '';
  if (resource === 'cpu') return (milli) => (milli < 10_000 ? `${milli}m` : plain(milli / 1000));
  if (resource === 'memory') {
    return (milli) => {
      const bytes = milli / 1000;
      if (bytes < MEBI) return plain(bytes);
      return bytes < 1024 * MEBI ? `${plain(bytes / MEBI)}Mi` : `${plain(bytes / MEBI / 1024)}Gi`;
    };
  }
  return (milli) => plain(milli / 1000);
}

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

function plain(value: number): string {
  return NUMBERS.format(value);
}

/** What the values are of. */
export function axis({ varies }: StepFunction): string {
  const words = {
    value: 'axisValue',
    total: 'axisTotal',
    average: 'axisAverage',
  } as const;
  return say(words[varies]);
}

/** A metric in a word or two. */
export function short({ metric, source }: { metric: string; source: string }): string {
  const name = metric
    .replace(/\((nil|&LabelSelector.*)\)$/s, '')
    .replace(' utilization (percentage of request)', '')
    .replace(/^(pods|external) metric /, '');
  return source.endsWith('Resource') ? name : `${source} ${name}`;
}
