/** Fields at the top of a YAML text, read, cut out and written without touching the rest. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/yaml';

/** Takes fields out of a text: their values, and what is left. Nothing where the text cannot be read. */
export function taken(
  text: string,
  names: readonly string[],
): { values: Map<string, string>; rest: string } | undefined {
  const tree = parser.parse(text);
  let unreadable = false;
  tree.iterate({ enter: ({ type }) => void (unreadable ||= type.isError) });
  if (unreadable) return undefined;
  const values = new Map<string, string>();
  const mapping = tree.topNode.firstChild?.getChild('BlockMapping') ?? tree.topNode.firstChild?.getChild('FlowMapping');
  const pairs = mapping?.getChildren('Pair') ?? [];
  let rest = text;
  // From the end, so that places stay.
  for (const [index, pair] of [...pairs.entries()].toReversed()) {
    const name = plain(text, pair.getChild('Key'));
    if (!names.includes(name)) continue;
    values.set(name, plain(text, pair.getChild(':')?.nextSibling));
    const [from, to] = stretch(text, pairs, index, mapping?.name === 'FlowMapping');
    rest = rest.slice(0, from) + rest.slice(to);
  }
  return { values, rest };
}

/** Its lines; between braces up to the next, or from the one before. */
function stretch(text: string, pairs: readonly SyntaxNode[], index: number, isFlow: boolean): [number, number] {
  const pair = pairs[index];
  const [before, after] = [pairs[index - 1], pairs[index + 1]];
  if (!pair) return [0, 0];
  if (isFlow) return after ? [pair.from, after.from] : [before?.to ?? pair.from, pair.to];
  const end = text.indexOf('\n', pair.to);
  return [pair.from, end < 0 ? text.length : end + 1];
}

function plain(text: string, node: SyntaxNode | null | undefined): string {
  return node ? text.slice(node.from, node.to).replace(/^(["'])(.*)\1$/s, '$2') : '';
}

/** A text with one field more, which it does not have. */
export function given(text: string, name: string, value: string): string {
  const field = `${name}: ${JSON.stringify(value)}`;
  const open = /^\s*\{/.exec(text)?.[0];
  if (open !== undefined) {
    const rest = text.slice(open.length);
    return `${open}${field}${/^\s*\}/.test(rest) ? '' : ', '}${rest}`;
  }
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${field}\n`;
}
