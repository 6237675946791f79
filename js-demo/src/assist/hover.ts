/** What the word is that the pointer is over, or the cursor in. */
import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { h } from '../view/dom';
import { say } from '../words/words';
import { describe } from './describe';
import { WORDS } from './functions';
import type { Known } from './known';
import { placeAt } from './place';
import { wordAt } from './query';
import { follow, type Shape } from './shape';
import { LABEL_FIELDS, QUERY_FIELDS, TEMPLATE_WORDS } from './template';

export interface Told {
  from: number;
  to: number;
  make: () => HTMLElement;
}

const READ = 200;

const TEMPLATE = new Map([...QUERY_FIELDS, ...LABEL_FIELDS, ...TEMPLATE_WORDS].map((one) => [one.name, one]));

export function toldAt(state: EditorState, pos: number, shape: Shape, { series }: Known): Told | undefined {
  const tree = ensureSyntaxTree(state, pos, READ);
  const place = tree && placeAt(state.doc.toString(), pos, shape, tree);
  if (!place) return undefined;
  const { path, part, text, at } = place;
  const start = pos - at;
  if (part === 'key') {
    const field = follow(shape, [...path, text]);
    return field?.about === undefined
      ? undefined
      : { from: start, to: start + text.length, make: () => describe(field) };
  }
  const of = follow(shape, path)?.of;
  const word = of && wordAt(text, at);
  if (!word) return undefined;
  const inside = text.lastIndexOf('<<', word.from) > text.lastIndexOf('>>', word.from);
  const entry = inside ? TEMPLATE.get(word.text) : WORDS.get(word.text);
  const range = { from: start + word.from, to: start + word.to };
  if (entry && of !== 'pattern') return { ...range, make: () => describe(entry) };
  const labels = series[word.text];
  if (!labels) return undefined;
  const names = Object.keys(labels).join(', ');
  return { ...range, make: () => h('div', { class: 'about' }, h('p', {}, say('labelsOfMetric', { names }))) };
}
