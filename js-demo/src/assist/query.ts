/** What stands at a position of a query, which may be a template: by the tree of PromQL's own parser. */
import { parser } from '@prometheus-io/lezer-promql';

export type Spot =
  /** Between << and >>. */
  | { kind: 'template'; word: string }
  /** A metric's name, a function, an aggregation. */
  | { kind: 'name'; word: string }
  | { kind: 'label'; word: string; metric: string }
  | { kind: 'value'; word: string; metric: string; label: string };

/** The spot at `at`: `word` is what is written of it until there. */
export function spotAt(query: string, at: number): Spot | undefined {
  const before = query.slice(0, at);
  const open = before.lastIndexOf('<<');
  if (open >= 0 && !before.slice(open).includes('>>')) {
    return { kind: 'template', word: /[\w.]*$/.exec(before.slice(open + 2))?.[0] ?? '' };
  }
  const word = /[\w:]*$/.exec(before)?.[0] ?? '';
  // Actions are as long as words, which the parser reads.
  const filled = filledIn(before) + (word === '' ? 'x' : '') + filledIn(query.slice(at));
  const tree = parser.parse(filled);
  const node = tree.resolveInner(at + (word === '' ? 1 : 0), -1);
  const metric = (): string => {
    for (let up = node.parent; up; up = up.parent) {
      const name = up.name === 'VectorSelector' ? up.getChild('Identifier') : null;
      if (name) return query.slice(name.from, name.to);
    }
    return '';
  };
  switch (node.name) {
    case 'StringLiteral': {
      const name = node.parent?.getChild('LabelName');
      const label = name ? query.slice(name.from, name.to) : '';
      return label ? { kind: 'value', word: query.slice(node.from + 1, at), metric: metric(), label } : undefined;
    }
    case 'LabelName':
    case 'LabelMatchers':
    case 'GroupingLabels':
      return { kind: 'label', word, metric: metric() };
    case 'LineComment':
    case 'NumberDurationLiteral':
    case 'NumberDurationLiteralInDurationContext':
      return undefined;
    default:
      return /^\d/.test(word) ? undefined : { kind: 'name', word };
  }
}

function filledIn(query: string): string {
  return query.replaceAll(/<<.*?>>/gs, (action) => 'x'.repeat(action.length));
}

/** The whole word around a position, with the dot of a field. */
export function wordAt(query: string, at: number): { from: number; to: number; text: string } | undefined {
  const from = at - (/[\w.:]*$/.exec(query.slice(0, at))?.[0].length ?? 0);
  const to = at + (/^[\w:]*/.exec(query.slice(at))?.[0].length ?? 0);
  return from < to ? { from, to, text: query.slice(from, to) } : undefined;
}
