/**
 * The scenarios of the repository's `examples/broken/`, each with its mend. They are many texts: whoever shows them takes
 * them in once the page stands.
 */
import { titleOf, type Read } from './examples';
import { stateOfFolder } from './folder';
import type { State } from './state';

export interface Lesson {
  name: string;
  title: string;
  /** What to look at: the first paragraph of its README. */
  sentence: string;
  broken: State;
  mended: State;
}

const FOLDER = '../../../examples/broken/';

const files: Record<string, string> = import.meta.glob('../../../examples/broken/*/{*,mended/*}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const lessons: Lesson[] = names().map((name) => {
  const read: Read = (file) => files[`${FOLDER}${name}/${file}`];
  const [, sentence = ''] = (read('README.md') ?? '').split(/\n{2,}/);
  return {
    name,
    title: titleOf(name, read),
    sentence,
    broken: stateOfFolder(read),
    mended: stateOfFolder((file) => read(`mended/${file}`)),
  };
});

function names(): string[] {
  return [...new Set(Object.keys(files).map((path) => path.slice(FOLDER.length).split('/')[0] ?? ''))].sort();
}
