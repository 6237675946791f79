/** What the texts are known to hold. */
import type { Analysis } from '../analysis/types';
import type { Vocabulary } from '../analysis/vocabulary';

export interface Known {
  series: Vocabulary;
  /** Metrics that the rules serve, by the names that an HPA asks for. */
  served: string[];
}

/** What an analysis tells of them. */
export function knownOf({ vocabulary, metrics }: Analysis): Partial<Known> {
  const listed = metrics && 'ok' in metrics ? metrics.ok : [];
  // Of custom metrics the resource stands before the name.
  const served = [...new Set(listed.map(({ name }) => name.split('/').at(-1) ?? name))];
  return { ...(vocabulary && { series: vocabulary }), served };
}
