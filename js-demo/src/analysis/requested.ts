/** Where the parts of a request stand in the texts: in its line, or in the HPA that asks for it. */
import { isCollection } from 'yaml';
import type { Range } from '../state/position';
import type { InputName } from '../state/state';
import { contents } from './problems';

export interface Place {
  input: InputName;
  range: Range;
}

/** By the names that `metrics.query` has for the parts of a request. */
export type Requested = Record<string, Place>;

const PATH =
  /^\/apis\/(?:custom\.|external\.)?metrics\.k8s\.io\/[^/]+\/(?:namespaces\/(?<namespace>[^/?]+)\/)?(?:[^/?]+\/(?<name>[^/?]+)\/)?[^/?]+/d;
const SELECTORS = /[?&](?<name>metricLabelSelector|labelSelector)=(?<value>[^&]+)/dg;

/** In a path that is written down from `at` on. */
export function inLine(path: string, at: number): Requested {
  const found: Requested = {};
  const put = (name: string, range: [number, number] | undefined) => {
    if (range) found[name] = { input: 'request', range: { from: at + range[0], to: at + range[1] } };
  };
  const { namespace, name } = PATH.exec(path)?.indices?.groups ?? {};
  put('namespace', namespace);
  // A namespace's own metric has no other name.
  put('name', name ?? namespace);
  for (const { groups, indices } of path.matchAll(SELECTORS)) put(groups?.['name'] ?? '', indices?.groups?.['value']);
  return found;
}

type Steps = (string | number)[];

/** In an HPA of any version, of which it is the metric at this place. */
export function inHpa(hpa: string, metric: number): Requested {
  const root = contents(hpa);
  const found: Requested = {};
  const put = (name: string, ...ways: Steps[]) => {
    for (const way of ways) {
      const node: unknown = isCollection(root) ? root.getIn(way, true) : undefined;
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
      if (range) found[name] ??= { input: 'hpa', range: { from: range[0], to: range[1] } };
    }
  };
  const own = (...steps: Steps): Steps => ['spec', 'metrics', metric, ...steps];
  put('namespace', ['metadata', 'namespace']);
  put('name', own('object', 'describedObject', 'name'), own('object', 'target', 'name'));
  const selectors = ['pods', 'object'].flatMap((source) => [
    own(source, 'metric', 'selector'),
    own(source, 'selector'),
  ]);
  put('metricLabelSelector', ...selectors);
  put('labelSelector', own('external', 'metric', 'selector'), own('external', 'metricSelector'));
  return found;
}
