/** What there is to say about the texts, the worst first. */
import type { Analysis, Problem } from '../analysis/types';
import { ENGINES, h, type Child } from './dom';
import { say } from '../words/words';
import { empty, problem, type Places } from './parts';

/** Findings that are shown; who has more begins with these. */
const MOST = 200;

const ORDER = { error: 0, warning: 1, info: 2 };

export function findings({ problems, summary }: Analysis, places: Places): Child[] {
  if (problems.length === 0 && summary === undefined) return [empty(say('nothingToSay'))];
  return [
    summary !== undefined && h('p', { class: 'summary', ...ENGINES }, summary),
    ...sorted(problems)
      .slice(0, MOST)
      .map((found) => problem(found, places)),
    problems.length > MOST && empty(say('andMore', { n: problems.length - MOST })),
  ];
}

function sorted(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
