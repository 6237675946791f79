/** Parts that several outputs are made of. */
import type { Fix, Span } from 'counterpoise';
import { meaningOf } from '../state/codes';
import type { Place } from '../analysis/requested';
import type { Outcome, Problem } from '../analysis/types';
import { ENGINES, h, type Child } from './dom';
import { mendButton } from './mend';
import { say } from '../words/words';

/** Where a problem is, for who asks: the input by its label, and how to get there. */
export interface Places {
  label(problem: Problem): string;
  go(problem: Problem): void;
  /** Lights up these places of the rules and of other texts, and no others. */
  light(spans: readonly Span[], others?: readonly Place[]): void;
  /** Goes to a place: of the rules, or another. */
  show(span: Span | undefined, other?: Place): void;
  /** An input by its label. */
  name(input: string): string;
  /** Brings an input to the front, and the keyboard to it where `focus` says so. */
  open(input: string, focus?: boolean): void;
  /** Makes an edit of the input's text, where that is still the one that it was found in. */
  mend(input: string, fix: Fix): void;
}

const SEVERITIES = { error: 'severityError', warning: 'severityWarning', info: 'severityNote' } as const;

/** A problem with its code, message, hint, what the code means and, where there is a way to get there, its place and its mend. */
export function problem(problem: Problem, places?: Places): HTMLElement {
  const { severity, code, message, hint, path, input, fix } = problem;
  const meaning = meaningOf(code);
  return h(
    'article',
    { class: 'problem', 'data-severity': severity },
    h('p', { class: 'problem-head' }, h('strong', {}, say(SEVERITIES[severity])), ' ', h('code', {}, code)),
    h('p', { class: 'message', ...ENGINES }, message),
    hint !== undefined && hint !== '' && h('p', { class: 'hint', ...ENGINES }, hint),
    places && input !== undefined && fix && mendButton({ input, says: hint ?? '', fix }, places),
    h('p', { class: 'place' }, places && place(problem, places), path ? h('code', {}, path) : undefined),
    meaning &&
      h(
        'details',
        {},
        h('summary', {}, say('whatCodeMeans', { code })),
        h('p', ENGINES, ...inline(meaning.cause)),
        h('p', ENGINES, ...inline(meaning.mend)),
      ),
  );
}

function place(problem: Problem, places: Places): Child {
  const { input, span } = problem;
  if (!input) return undefined;
  const where = span
    ? say('place', { label: places.label(problem), line: span.line, column: span.column })
    : places.label(problem);
  return h('button', { type: 'button', class: 'link', onclick: () => places.go(problem) }, where);
}

/** Text whose code stands in backticks. */
function inline(text: string): Child[] {
  return text.split('`').map((part, index) => (index % 2 ? h('code', {}, part) : part));
}

/** Shows what an operation gave, or why it gave nothing. */
export function outcome<T>(outcome: Outcome<T>, places: Places, show: (ok: T) => Child | Child[]): Child[] {
  return 'problem' in outcome ? [problem(outcome.problem, places)] : [show(outcome.ok)].flat();
}

/** What a panel says while it has nothing to show. */
export function empty(...says: string[]): HTMLElement {
  return h('p', { class: 'empty' }, ...says);
}

/** Names and what they stand for; an absent one is left out. */
export function facts(facts: [name: string, value: Child][]): HTMLElement {
  const shown = facts.filter(([, value]) => value !== undefined && value !== '' && value !== false);
  return h(
    'dl',
    { class: 'facts' },
    ...shown.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

/** Rows of one table; nobody reads more, and a browser would take its time. */
const ROWS = 500;

/** A table that scrolls by itself where it is too wide, also by the keyboard. */
export function table(caption: string, headings: string[], rows: Child[][]): HTMLElement {
  return h(
    'div',
    { class: 'table', role: 'region', 'aria-label': caption, tabindex: '0' },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, ...headings.map((heading) => h('th', { scope: 'col' }, heading)))),
      h('tbody', {}, ...rows.slice(0, ROWS).map((row) => h('tr', {}, ...row.map((cell) => h('td', {}, cell))))),
    ),
    rows.length > ROWS && h('p', { class: 'empty' }, say('andMore', { n: rows.length - ROWS })),
  );
}

/** An object of an API as it is, folded away. */
export function raw(name: string, object: unknown): HTMLElement {
  return h('details', {}, h('summary', {}, name), h('pre', { tabindex: '0' }, JSON.stringify(object, null, 2)));
}
