/** The scenarios of the repository as states of the page, made when it is built: the page needs no reader of YAML to show one. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { stateOfFolder } from '../src/state/folder.ts';
import type { State } from '../src/state/state.ts';

const FOLDER = fileURLToPath(new URL('../../examples/', import.meta.url));

/** A scenario: its title is that of its README. */
export interface Example {
  name: string;
  title: string;
  state: State;
}

/** One that goes wrong. */
export interface Lesson {
  name: string;
  title: string;
  /** What to look at: the first paragraph of its README. */
  sentence: string;
  broken: State;
  mended: State;
}

/** A file of a scenario's folder. */
type Read = (name: string) => string | undefined;

function reader(folder: string): Read {
  return (name) => (existsSync(`${folder}/${name}`) ? readFileSync(`${folder}/${name}`, 'utf8') : undefined);
}

function folders(within: string): string[] {
  return readdirSync(within).filter((name) => existsSync(`${within}/${name}/hpa.yaml`));
}

/** `# name: what it shows`, the first line of its README. */
function titleOf(name: string, read: Read): string {
  return /^# [\w-]+: (.*)$/m.exec(read('README.md') ?? '')?.[1] ?? name;
}

function examples(): Example[] {
  return folders(FOLDER).map((name) => {
    const read = reader(`${FOLDER}${name}`);
    return { name, title: titleOf(name, read), state: stateOfFolder(read) };
  });
}

function lessons(): Lesson[] {
  return folders(`${FOLDER}broken`).map((name) => {
    const read = reader(`${FOLDER}broken/${name}`);
    const [, sentence = ''] = (read('README.md') ?? '').split(/\n{2,}/);
    const [broken, mended] = [stateOfFolder(read), stateOfFolder((file) => read(`mended/${file}`))];
    return { name, title: titleOf(name, read), sentence, broken, mended };
  });
}

const MODULES: Record<string, () => unknown> = { 'virtual:examples': examples, 'virtual:lessons': lessons };

export const scenarios: Plugin = {
  name: 'scenarios',
  resolveId: (id) => (MODULES[id] ? `\0${id}` : undefined),
  load(id) {
    const make = MODULES[id.slice(1)];
    return id.startsWith('\0') && make ? `export default ${JSON.stringify(make())}` : undefined;
  },
};
