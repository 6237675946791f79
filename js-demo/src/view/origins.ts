/** Pieces of a query, each with where it comes from. */
import type { Origin } from 'counterpoise';
import type { Place, Requested } from '../analysis/requested';
import { rangeOf, type Range } from '../state/position';
import type { InputName } from '../state/state';
import { h, type Child } from './dom';
import type { Places } from './parts';
import { coloured, tokens, type Token } from './promql';
import { listed, say, type Plain } from '../words/words';

/** What a piece is, in a word. */
const KINDS: Record<Origin['from'], Plain> = {
  template: 'fromTemplate',
  series: 'fromSeries',
  groupBy: 'fromGroupBy',
  selector: 'fromSelector',
  namespace: 'fromNamespace',
  objects: 'fromObjects',
  function: 'fromFunction',
};

/** What made a piece: `the namespace, of the request’s namespace, rules[0].resources, rules[0].metricsQuery`. */
export function said({ from, sources }: Origin): string {
  const places = sources.map(({ of, path }) => {
    if (of === 'request') return say('ofRequest', { path });
    return of === 'objects' ? say('ofObjects') + path : path;
  });
  return say('originOf', { kind: say(KINDS[from]), places: listed(places) });
}

/**
 * A query in its pieces. A piece lights up what made it in the rules, and goes there; the rule’s own text
 * is no button, there is too much of it.
 */
export function pieces(query: string, origins: readonly Origin[], requested: Requested, places: Places): Child[] {
  const shown: Child[] = [];
  let rest = tokens(query);
  for (const origin of origins) {
    const { from, to } = rangeOf(query, origin.span);
    const [own, others] = cut(rest, to - from);
    rest = others;
    shown.push(piece(origin, own, requested, places));
  }
  return [...shown, ...rest.map(coloured)];
}

function piece(origin: Origin, tokens: readonly Token[], requested: Requested, places: Places): HTMLElement {
  const spans = origin.sources.flatMap(({ of, span }) => (of === 'config' && span ? [span] : []));
  const others = origin.sources.flatMap(({ of, path }) => (of === 'request' ? (requested[path] ?? []) : []));
  const element = h(
    'span',
    {
      class: 'piece',
      'data-from': origin.from,
      'data-spans': JSON.stringify(spans),
      'data-others': JSON.stringify(others),
      title: said(origin),
    },
    ...tokens.map(coloured),
  );
  const light = () => places.light(spans, others);
  const dim = () => places.light([]);
  element.addEventListener('mouseenter', light);
  element.addEventListener('mouseleave', dim);
  if (origin.from === 'template') return element;
  // Nearest first: what the request gives is written there, and not in the rules.
  const [other] = origin.sources[0]?.of === 'request' ? others : [];
  const [span] = spans;
  const text = tokens.map((token) => token.text).join('');
  element.setAttribute('role', 'button');
  element.setAttribute('tabindex', '0');
  element.setAttribute('aria-label', `${text}: ${said(origin)}`);
  element.addEventListener('focus', light);
  element.addEventListener('blur', dim);
  element.addEventListener('click', () => places.show(span, other));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    // The editor has the focus next, and must not take the key for its own.
    event.preventDefault();
    places.show(span, other);
  });
  return element;
}

/** The first so many code units of tokens, and the rest. */
function cut(tokens: readonly Token[], length: number): [Token[], Token[]] {
  const own: Token[] = [];
  const rest = [...tokens];
  let left = length;
  while (left > 0) {
    const token = rest.shift();
    if (!token) break;
    own.push({ ...token, text: token.text.slice(0, left) });
    if (token.text.length > left) rest.unshift({ ...token, text: token.text.slice(left) });
    left -= token.text.length;
  }
  return [own, rest];
}

/** Lights up the pieces that this place of an input made; none where there is no place. */
export function point(within: HTMLElement, input: InputName, text: string, at: number | undefined): void {
  const isAt = ({ from, to }: Range) => at !== undefined && from <= at && at <= to;
  for (const element of within.querySelectorAll<HTMLElement>('.piece')) {
    const { spans = '[]', others = '[]' } = element.dataset;
    const ranges =
      input === 'config'
        ? (JSON.parse(spans) as Origin['span'][]).map((span) => rangeOf(text, span))
        : (JSON.parse(others) as Place[]).filter((place) => place.input === input).map(({ range }) => range);
    element.classList.toggle('lit', ranges.some(isAt));
  }
}
