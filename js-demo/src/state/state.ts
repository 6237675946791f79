/** Everything that the page is about: the texts, and how they are read. It is what a link carries. */
import type { Simulation } from './simulation.ts';

/** Who makes the metrics: prometheus-adapter by its rules, or kube-metrics-adapter by the annotations of an HPA. */
export type Source = 'rules' | 'annotations';

export type Compat = 'upstream' | 'safe';

export const INPUTS = [
  'config',
  'series',
  'hpa',
  'request',
  'response',
  'samples',
  'pods',
  'scale',
  'metrics',
  'resources',
  'sync',
] as const;

/** The inputs by the names that operations have for them; `sync` holds the fields of `hpa.explain` that are left. */
export type InputName = (typeof INPUTS)[number];

export interface State {
  source: Source;
  compat: Compat;
  /** A release of Kubernetes, such as `1.37`; empty for the newest. */
  profile: string;
  texts: Record<InputName, string>;
  /** What is chosen in the simulation, once something is. */
  simulation?: Simulation;
}

export function emptyTexts(): Record<InputName, string> {
  return Object.fromEntries(INPUTS.map((name) => [name, ''])) as Record<InputName, string>;
}

export function emptyState(): State {
  return { source: 'rules', compat: 'upstream', profile: '', texts: emptyTexts() };
}

/** Whether two are the same, text by text; what is simulated with them is another matter. */
export function same(a: State, b: State): boolean {
  const isChosenAlike = a.source === b.source && a.compat === b.compat && a.profile === b.profile;
  return isChosenAlike && INPUTS.every((name) => a.texts[name] === b.texts[name]);
}

/** What kube-metrics-adapter does without. */
const OF_RULES: readonly InputName[] = ['config', 'series', 'request', 'metrics', 'resources'];

/** The inputs that a source of metrics has. */
export function inputsOf(source: Source): readonly InputName[] {
  return INPUTS.filter((name) => source === 'rules' || !OF_RULES.includes(name));
}
