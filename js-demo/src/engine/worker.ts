/** The engine, away from the page: whatever a text makes it do, typing goes on. */
import { analyse } from '../analysis/analyse';
import type { Question, Reply } from './messages';

addEventListener('message', ({ data: { id, state } }: MessageEvent<Question>) => {
  postMessage(answer(id, state));
});

function answer(id: number, state: Question['state']): Reply {
  try {
    return { id, analysis: analyse(state) };
  } catch (error) {
    // Not one of the engine's own errors, which are a part of the analysis: WebAssembly has aborted.
    return { id, fault: String(error) };
  }
}
