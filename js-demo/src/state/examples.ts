/** The scenarios of the repository's `examples/`, one folder each, taken in when the page is built. */
import { stateOfFolder } from './folder';
import type { State } from './state';

export interface Example {
  name: string;
  title: string;
  state: State;
}

/** A file of a scenario's folder. */
export type Read = (name: string) => string | undefined;

const files: Record<string, string> = import.meta.glob('../../../examples/*/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const examples: Example[] = names().map((name) => {
  const read: Read = (file) => files[`../../../examples/${name}/${file}`];
  return { name, title: titleOf(name, read), state: stateOfFolder(read) };
});

function names(): string[] {
  return [...new Set(Object.keys(files).map((path) => path.split('/').at(-2) ?? ''))].sort();
}

/** `# name: what it shows`, the first line of its README. */
export function titleOf(name: string, read: Read): string {
  const [, title = name] = /^# [\w-]+: (.*)$/m.exec(read('README.md') ?? '') ?? [];
  return title;
}
