/** The engine of the pictures: a worker of its own, so that a long simulation keeps no text from its findings. */
import init from 'counterpoise';
import { visible } from '../analysis/analyse';
import { explained, inputOf, refused } from '../analysis/explain';
import { read } from '../analysis/read';
import type { Outcome } from '../analysis/types';
import type { Question, Reply } from '../engine/messages';
import type { State } from '../state/state';
import type { Answer, Asked, Functions } from './messages';
import { compare, run, type Run } from './simulation/run';

const ready = init();
// That it did not come is told to whoever asks.
ready.catch(() => {});

addEventListener('message', async ({ data: { id, state } }: MessageEvent<Question<Asked>>) => {
  postMessage(await reply(id, state));
});

async function reply(id: number, asked: Asked): Promise<Reply<Answer>> {
  try {
    await ready;
    return { id, analysis: answer(asked) };
  } catch (error) {
    return { id, fault: String(error) };
  }
}

function answer(asked: Asked): Answer {
  if ('runs' in asked) return simulated(asked.runs);
  const steps = functions(visible(asked.steps));
  return steps ? { steps } : {};
}

function simulated(asked: Run[]): Answer {
  const runs = asked.map(run);
  const [a, b] = asked;
  const compared = a && b && runs.every((ran) => 'ok' in ran) ? compare(a, b) : undefined;
  return { runs, ...(compared && { compared }) };
}

/** Nothing where there is no HPA, or an input of the chain cannot be read: the findings say why. */
function functions(state: State): Outcome<Functions> | undefined {
  const inputs = read(state);
  if (state.texts.hpa.trim() === '' || inputs.problems.length > 0) return undefined;
  try {
    const { then: _, ...input } = inputOf(state, inputs);
    const { decision, steps = [] } = explained({ ...input, thresholds: true });
    return { ok: { decision, steps } };
  } catch (error) {
    return { problem: refused(state, inputs, error) };
  }
}
