/** The chain from an HPA's metrics to its replicas, step by step. */
import type { ExplainRow, ExplainSection } from 'counterpoise';
import type { Analysis, Problem, Sync } from '../analysis/types';
import { ENGINES, h, type Child } from './dom';
import { empty, outcome, problem, type Places } from './parts';
import { promql } from './promql';
import { strips } from './strip';
import { say } from '../words/words';

export function explanation({ explanation, problems }: Analysis, places: Places): Child[] {
  if (!explanation) {
    const unreadable = problems.some(({ severity }) => severity === 'error');
    return [empty(unreadable ? say('unreadable') : say('giveHpaAndScale'))];
  }
  return outcome(explanation, places, ({ sections, syncs, ways, causes }) => [
    ...strips(ways, sections, places),
    faults(causes, places),
    headline(syncs),
    ...sections.map(section),
  ]);
}

/** What the engine decides to be at fault: the likeliest cause, and the others below it. */
function faults([first, ...others]: readonly Problem[], places: Places): Child {
  if (!first) return undefined;
  return h(
    'section',
    { class: 'causes', 'aria-label': say('causes') },
    h('h2', {}, say('causes')),
    problem(first, places),
    others.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, say('otherCauses', { n: others.length })),
        ...others.map((cause) => problem(cause, places)),
      ),
  );
}

/** What it comes to, sync by sync. */
function headline(syncs: Sync[]): HTMLElement {
  return h(
    'ol',
    { class: 'headline', 'aria-label': say('replicasBySync') },
    ...syncs.map((sync, index) => h('li', {}, ...short(sync, index > 0))),
  );
}

function short({ from, to, targets }: Sync, later: boolean): Child[] {
  const change =
    from === to
      ? [h('b', {}, String(to))]
      : [h('b', {}, String(from)), h('span', { class: 'arrow' }, '→'), h('b', {}, String(to))];
  return [
    h('span', { class: 'replicas', 'data-moves': String(from !== to) }, ...change),
    h(
      'span',
      { class: 'targets' },
      say(to === 1 ? 'replicaOne' : 'replicaMany') + (later ? say('then') : ''),
      targets !== undefined && h('code', {}, targets),
    ),
  ];
}

/** The same in words. */
export function inWords(syncs: Sync[]): string {
  const words = syncs.map(({ from, to }) => (from === to ? say('staysAt', { n: to }) : say('fromTo', { from, to })));
  return say('replicasAre', { changes: words.join(say('joinThen')) });
}

function section({ title, rows }: ExplainSection): HTMLElement {
  if (rows.length === 0) return h('h2', { class: 'then', ...ENGINES }, title);
  return h(
    'section',
    { class: 'card explained' },
    h('h2', ENGINES, title),
    h('dl', { class: 'rows' }, ...rows.map(row)),
  );
}

/** A fact and its reasons. */
export function row({ label, text, why = [], trouble = false }: ExplainRow): HTMLElement {
  return h(
    'div',
    { class: 'row', 'data-trouble': String(trouble) },
    h('dt', ENGINES, label),
    h(
      'dd',
      ENGINES,
      // A second query has no label of its own.
      label === 'PromQL' ? promql(text) : h('p', { class: 'fact' }, text),
      ...why.map((reason) => h('p', { class: 'why' }, reason)),
    ),
  );
}
