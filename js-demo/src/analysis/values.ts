/** Answers and values in the shapes that are shown. */
import type {
  ExternalMetricValue,
  MetricValue,
  MetricsApiList,
  NodeMetrics,
  PodMetrics,
  PrometheusAnswer,
} from 'counterpoise';
import type { Inputs } from './read';
import type { Value } from './types';

/** The answer to a request: the one that there is, or, where answers are given by request path, its own. */
export function responseTo(response: PrometheusAnswer | undefined, path: string): PrometheusAnswer | undefined {
  if (!response || !Object.keys(response).some((key) => key.startsWith('/'))) return response;
  return response[path] as PrometheusAnswer | undefined;
}

/** The instant of the sync, where it is said, else that of the newest sample, else now. */
export function instantOf({ sync, recorded }: Inputs): string {
  if (typeof sync['now'] === 'string') return sync['now'];
  const date = recorded ? new Date(Number(recorded.time) * 1000) : new Date();
  return date.toISOString();
}

type MetricObject = MetricValue | ExternalMetricValue | PodMetrics | NodeMetrics;

/** The values of a list of the metrics APIs, or of a single object. */
export function valuesOf(list: MetricsApiList): Value[] {
  const objects: MetricObject[] = 'items' in list ? list.items : [list];
  return objects.map(valueOf);
}

export function valueOf(object: MetricObject): Value {
  const timestamp = object.timestamp ?? '';
  if ('describedObject' in object) {
    const { kind, name } = object.describedObject;
    return { of: `${kind}/${name}`, value: object.value, timestamp };
  }
  if ('value' in object) return { of: labels(object.metricLabels ?? {}), value: object.value, timestamp };
  const used =
    'containers' in object
      ? object.containers.map(({ name, usage }) => `${name}: ${quantities(usage)}`).join('\n')
      : quantities(object.usage);
  return { of: object.metadata.name ?? '', value: used, timestamp };
}

/** As PromQL writes them. */
export function labels(labels: Record<string, string>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;
}

function quantities(usage: Record<string, string>): string {
  return Object.entries(usage)
    .map(([name, quantity]) => `${name} ${quantity}`)
    .join(', ');
}
