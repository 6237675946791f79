/**
 * Where in a document of YAML, or JSON, a position is: by the tree of its parser, which knows indentation, and in a text that is only
 * half written by the tree that there would be with one word more.
 */
import { yamlLanguage } from '@codemirror/lang-yaml';
import { TreeFragment, type SyntaxNode, type Tree } from '@lezer/common';
import { INSIDE, ITEM, follow, type Shape } from './shape';

export interface Place {
  /** From the root: keys, `[]` for an item, `|` for the document in a text. */
  path: string[];
  part: 'key' | 'value';
  /** Whether a key may begin where the value stands: on a line of its own, or as an item. */
  opens: boolean;
  /** Whether the key has its colon. */
  closed: boolean;
  /** How keys are quoted here: by nothing, or as in JSON. */
  quote: '' | '"';
  /** The other keys of the object. */
  keys: string[];
  /** What stands there, without quotes, and how much of it is before the position. */
  text: string;
  at: number;
}

/** What a position is asked with where nothing is. */
const WORD = 'X';

/** Characters behind the position that are read again: they have the other keys of most objects, and the rest has time. */
const AHEAD = 4000;

const SCALARS = new Set(['Literal', 'QuotedLiteral', 'BlockLiteralContent']);

/** The place of a position; nothing in a comment, or where no text can be read. `tree` is that of the text, where there is one. */
export function placeAt(text: string, pos: number, shape: Shape, tree?: Tree): Place | undefined {
  // A tree of another language is none of YAML, which reads JSON all the same.
  const now = tree && tree.type === yamlLanguage.parser.topNode ? tree : yamlLanguage.parser.parse(text);
  const there = scalarAt(now, pos);
  if (there === 'comment') return undefined;
  const place = there ? placeOf(text, there, pos, 0) : probed(text, pos, now);
  return place && (embedded(place, shape) ?? place);
}

/** With a word at the position, or with the colon that the word before it lacks. */
function probed(text: string, pos: number, tree: Tree): Place | undefined {
  const start = wordBefore(text, pos);
  const tries = start === pos ? [WORD, `${WORD}: `] : [': '];
  for (const added of tries) {
    const end = Math.min(text.length, pos + AHEAD);
    const changed = text.slice(0, pos) + added + text.slice(pos, end);
    const other = yamlLanguage.parser.parse(changed, fragments(tree, pos, added.length, end, text.length));
    const found = scalarAt(other, pos + (start === pos ? WORD.length : 0));
    if (found && found !== 'comment') {
      const place = placeOf(changed, found, pos, start === pos ? WORD.length : 0);
      if (place && added.includes(':')) place.closed = false;
      return place;
    }
  }
  return undefined;
}

function fragments(tree: Tree, at: number, length: number, end: number, all: number): readonly TreeFragment[] {
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [
    { fromA: at, toA: at, fromB: at, toB: at + length },
    { fromA: end, toA: all, fromB: end + length, toB: end + length },
  ]);
}

/** The beginning of what is being written. */
function wordBefore(text: string, pos: number): number {
  let from = pos;
  while (from > 0 && /[\w.$/-]/.test(text[from - 1] ?? '')) from--;
  return from;
}

function scalarAt(tree: Tree, pos: number): SyntaxNode | 'comment' | undefined {
  for (const side of [-1, 1] as const) {
    const node = tree.resolveInner(pos, side);
    if (node.name === 'Comment' && side === -1) return 'comment';
    if (SCALARS.has(node.name)) return node;
  }
  return undefined;
}

/** `asked` is how much of the scalar is not the text's own, from the position on. */
function placeOf(text: string, scalar: SyntaxNode, pos: number, asked: number): Place | undefined {
  const raw = text.slice(scalar.from, scalar.to);
  const opening = scalar.name === 'QuotedLiteral' ? 1 : 0;
  const from = scalar.from + opening;
  const to = scalar.to - (opening && raw.length > 1 && raw.endsWith(raw[0] ?? '') ? 1 : 0);
  const path: string[] = [];
  let part: Place['part'] = 'value';
  let opens = false;
  let closed = false;
  let keys: string[] = [];
  for (let node = scalar; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.name === 'Key') {
      part = 'key';
      keys = keysOf(parent.parent?.parent, text).filter((key) => key !== raw);
      closed = parent.parent?.getChild(':') !== null;
    } else if (parent.name === 'Pair') {
      if (node.name === 'Key') continue;
      if (node === scalar) opens = text.slice(parent.getChild(':')?.to ?? node.from, node.from).includes('\n');
      path.unshift(keyOf(parent, text));
    } else if (parent.name === 'Item') {
      if (node === scalar) opens = parent.parent?.name === 'BlockSequence';
      path.unshift(ITEM);
    } else if (parent.name === 'Document' && node === scalar) {
      opens = true;
    }
  }
  const at = Math.max(0, pos - from);
  const written = text.slice(from, from + at) + text.slice(Math.min(to, from + at + asked), to);
  const quote = /^\s*[[{]\s*["}\]]/.test(text) && opening === 0 ? '"' : '';
  return {
    path,
    part,
    opens: opens && scalar.name === 'Literal',
    closed,
    quote,
    keys,
    text: plain(written, raw[0]),
    at,
  };
}

function keyOf(pair: SyntaxNode, text: string): string {
  const key = pair.getChild('Key');
  return key ? text.slice(key.from, key.to).replace(/^["']|["']$/g, '') : '';
}

function keysOf(mapping: SyntaxNode | null | undefined, text: string): string[] {
  return (mapping?.getChildren('Pair') ?? []).map((pair) => keyOf(pair, text));
}

/** Quotes inside of quotes, without what they are escaped by; everything else stays where it is. */
function plain(text: string, quote: string | undefined): string {
  if (quote === '"') return text.replaceAll('\\"', ' "');
  return quote === "'" ? text.replaceAll("''", " '") : text;
}

/** The place in the document that a text of another holds, as a ConfigMap does. */
function embedded(place: Place, shape: Shape): Place | undefined {
  const inner = follow(shape, [...place.path, INSIDE]);
  if (!inner || place.part !== 'value' || !place.text.includes('\n')) return undefined;
  const before = place.text.slice(0, place.at);
  const found = placeAt(place.text, before.length, inner);
  return found && { ...found, path: [...place.path, INSIDE, ...found.path] };
}
