/** The scenarios of the repository's `examples/`, one folder each, taken in when the page is built. */
import { parseDocument } from 'yaml';
import { emptyState, type InputName, type State } from './state';

export interface Example {
  name: string;
  title: string;
  state: State;
}

/** A file of a scenario's folder; empty where there is none. */
export type Read = (name: string) => string;

/** The file of a folder that an input is read from, as `counterpoise explain` reads it. */
const FILES: Partial<Record<InputName, string>> = {
  config: 'config.yaml',
  series: 'series.json',
  hpa: 'hpa.yaml',
  response: 'response.json',
  pods: 'pods.yaml',
  scale: 'scale.yaml',
  metrics: 'metrics.json',
  resources: 'resources.json',
};

const files: Record<string, string> = import.meta.glob('../../../examples/*/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const examples: Example[] = names().map((name) => {
  const read: Read = (input) => files[`../../../examples/${name}/${input}`] ?? '';
  return { name, title: titleOf(name, read), state: stateOf(read) };
});

function names(): string[] {
  return [...new Set(Object.keys(files).map((path) => path.split('/').at(-2) ?? ''))].sort();
}

/** `# name: what it shows`, the first line of its README. */
export function titleOf(name: string, read: Read): string {
  const [, title = name] = /^# [\w-]+: (.*)$/m.exec(read('README.md')) ?? [];
  return title;
}

export function stateOf(read: Read): State {
  const state = emptyState();
  for (const [input, name] of Object.entries(FILES)) state.texts[input as InputName] = read(name);
  const sync = parseDocument(read('scenario.yaml'));
  // The release is chosen beside the texts.
  state.profile = String(sync.get('profile') ?? '');
  sync.delete('profile');
  state.texts.sync = sync.toString();
  const annotated = state.texts.hpa.includes('metric-config.');
  if (annotated && state.texts.config === '') state.source = 'annotations';
  return state;
}
