/** From an error of the engine to the place in the texts that it is about. */
import { CounterpoiseError } from 'counterpoise';
import { isCollection, isMap, isPair, isScalar, parseDocument, type Node } from 'yaml';
import { rangeOf, spanOf, type Range } from '../state/position';
import { INPUTS, type InputName, type State } from '../state/state';
import type { Problem } from './types';

/** Fields of operations that stand in another input than the one of their own name. */
const ELSEWHERE: Record<string, InputName> = {
  selector: 'scale',
  now: 'sync',
  then: 'sync',
  controller: 'sync',
  state: 'sync',
  objects: 'sync',
};

/** The input of a finding whose path names none: one for all of an operation, or by the first word of the path. */
type Otherwise = InputName | ((first: string) => InputName | undefined);

/** An error that an operation threw; any other is a fault, the engine's own too, and is thrown on. */
export function thrown(state: State, error: unknown, otherwise: Otherwise): Problem {
  if (!(error instanceof CounterpoiseError) || error.code === 'module.aborted') throw error;
  const { code, message, hint, path, span } = error;
  return placed(
    state,
    { severity: 'error', code, message, hint, ...(path && { path }), ...(span && { span }) },
    otherwise,
  );
}

/** A finding with its place: its span, or the part of the text that its path leads to. */
export function placed(state: State, given: Problem, otherwise: Otherwise): Problem {
  // Of several HPAs that could be given there is one here.
  const finding = given.path ? { ...given, path: given.path.replace(/^hpas\[0\]/, 'hpa') } : given;
  const [first = ''] = /^\w+/.exec(finding.path ?? '') ?? [];
  const named = ELSEWHERE[first] ?? INPUTS.find((name) => name === first);
  const input = named ?? (typeof otherwise === 'string' ? otherwise : otherwise(first));
  if (input === undefined) return finding;
  const text = state.texts[input];
  if (finding.span) return { ...finding, input, range: rangeOf(text, finding.span) };
  // A path begins with the input's name, but for the fields that the sync holds.
  const inside = (finding.path ?? '').slice(named && named !== 'sync' ? first.length : 0);
  const range = locate(text, inside);
  return range ? { ...finding, input, range, span: spanOf(text, range) } : { ...finding, input };
}

/** The key or item that a path such as `.spec.metrics[0]` leads to, as far as it leads. */
export function locate(text: string, path: string): Range | undefined {
  const steps = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)];
  let node: unknown = contents(text);
  let found: Range | undefined;
  for (const [, quoted, index, name] of steps) {
    const key = index === undefined ? (name ?? String(JSON.parse(`"${quoted}"`))) : Number(index);
    if (!isCollection(node)) break;
    const item: unknown = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
      : node.items[Number(key)];
    if (item === undefined) break;
    found = isPair(item) ? range(item.key as Node) : range(item as Node);
    node = isPair(item) ? item.value : item;
  }
  return found;
}

let read: { text: string; contents: unknown } | undefined;

/** The nodes of a text; many findings of one text come in a row. */
export function contents(text: string): unknown {
  if (read?.text === text) return read.contents;
  read = { text, contents: undefined };
  try {
    read.contents = parseDocument(text, { logLevel: 'silent' }).contents;
  } catch {
    // Nested too deep for the reader: there is no place to tell.
  }
  return read.contents;
}

function range(node: Node): Range | undefined {
  return node.range ? { from: node.range[0], to: node.range[1] } : undefined;
}
