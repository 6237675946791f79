/** The scenarios of the repository's `examples/`, one folder each, taken in when the page is built. */
import { stateOfFolder } from './folder';
import type { State } from './state';

export interface Example {
  name: string;
  title: string;
  state: State;
}

const files: Record<string, string> = import.meta.glob('../../../examples/*/*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const examples: Example[] = names().map((name) => ({ name, title: titleOf(name), state: stateOf(name) }));

function names(): string[] {
  return [...new Set(Object.keys(files).map((path) => path.split('/').at(-2) ?? ''))].sort();
}

function file(folder: string, name: string): string {
  return files[`../../../examples/${folder}/${name}`] ?? '';
}

/** `# name: what it shows`, the first line of its README. */
function titleOf(folder: string): string {
  const [, title = folder] = /^# [\w-]+: (.*)$/m.exec(file(folder, 'README.md')) ?? [];
  return title;
}

function stateOf(folder: string): State {
  return stateOfFolder((name) => files[`../../../examples/${folder}/${name}`]);
}
