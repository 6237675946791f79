/** The engine, away from the page: whatever a text makes it do, typing goes on. */
import init from 'counterpoise';
import { analyse } from '../analysis/analyse';
import type { Question, Reply } from './messages';

/** The module is a file of its own, compiled while it comes; what is asked meanwhile waits for it. */
const ready = init();
// That it did not come is told to whoever asks.
ready.catch(() => {});

/** The texts whose names the page knows already. */
let known: string | undefined;

addEventListener('message', async ({ data: { id, state } }: MessageEvent<Question>) => {
  postMessage(await answer(id, state));
});

async function answer(id: number, state: Question['state']): Promise<Reply> {
  try {
    await ready;
    const analysis = analyse(state);
    const { series, samples } = state.texts;
    // They are many where there are many series, and the page has better to do than to take them again.
    if (known === series + samples) delete analysis.vocabulary;
    known = series + samples;
    return { id, analysis };
  } catch (error) {
    // Not one of the engine's own errors, which are a part of the analysis: WebAssembly has aborted, or is not there.
    return { id, fault: String(error) };
  }
}
