/** Answers and values in the shapes that are shown. */
import type { Value } from './types';

/** The answer to a request: the one that there is, or, where answers are given by request path, its own. */
export function responseTo(response: object | undefined, path: string): object | undefined {
  if (!response || !Object.keys(response).some((key) => key.startsWith('/'))) return response;
  return (response as Record<string, object>)[path];
}

interface MetricObject {
  items?: MetricObject[];
  describedObject?: { kind: string; name: string };
  metricLabels?: Record<string, string> | null;
  metadata?: { name?: string };
  containers?: { name: string; usage: Record<string, string> }[];
  usage?: Record<string, string>;
  value?: string;
  timestamp?: string | null;
}

/** The values of a list of the metrics APIs, or of a single object. */
export function valuesOf(list: MetricObject): Value[] {
  return (list.items ?? [list]).map(valueOf);
}

export function valueOf(object: MetricObject): Value {
  const { describedObject: described, metadata, metricLabels, containers, usage } = object;
  const of = described ? `${described.kind}/${described.name}` : (metadata?.name ?? labels(metricLabels ?? {}));
  const used = containers?.map((container) => `${container.name}: ${quantities(container.usage)}`).join('\n');
  return { of, value: object.value ?? used ?? quantities(usage ?? {}), timestamp: object.timestamp ?? '' };
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
