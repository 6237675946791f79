/** Everything that is shown of a state, by the operations of the engine. It decides nothing that an operation decides. */
import { call } from 'counterpoise';
import { emptyTexts, inputsOf, type State } from '../state/state';
import { annotations } from './annotations';
import { explain } from './explain';
import { read } from './read';
import { rules } from './rules';
import { vocabularyOf } from './vocabulary';
import type { Analysis, Outcome, Problem } from './types';

export function analyse(given: State): Analysis {
  const state = visible(given);
  const { version, profiles } = call('engine.version', {});
  const inputs = read(state);
  const vocabulary = vocabularyOf(inputs.series);
  const analysis: Analysis = { version, profiles, problems: inputs.problems, vocabulary };
  Object.assign(analysis, state.source === 'rules' ? rules(state, inputs) : annotations(state, inputs));
  const explanation = explain(state, inputs);
  if (explanation) analysis.explanation = explanation;

  const { metrics, asked, collected } = analysis;
  const whole = [metrics, asked, collected, explanation];
  const parts = [
    ...okOf(asked).flatMap(({ query, conversion }) => [query, conversion]),
    ...okOf(collected).map(({ value }) => value),
  ];
  // What stops a request is told in its place, and is a finding where a text is to be mended.
  const stopped = parts.flatMap(problemOf).filter(({ input }) => input === 'request' || input === 'response');
  analysis.problems = distinct([...inputs.problems, ...analysis.problems, ...whole.flatMap(problemOf), ...stopped]);
  return analysis;
}

/** A text whose tab is not there counts as empty. */
export function visible(state: State): State {
  const texts = emptyTexts();
  for (const name of inputsOf(state.source)) texts[name] = state.texts[name];
  return { ...state, texts };
}

function problemOf(outcome: Outcome<unknown> | undefined): Problem[] {
  return outcome && 'problem' in outcome ? [outcome.problem] : [];
}

function okOf<T>(outcome: Outcome<T[]> | undefined): T[] {
  return outcome && 'ok' in outcome ? outcome.ok : [];
}

/** One finding can come of several operations that look at the same text. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, input, span, message, path }) => {
    const key = JSON.stringify(span ? [code, input, span] : [code, input, message, path]);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
