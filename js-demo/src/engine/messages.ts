/** What the page and its worker tell each other. */
import type { Analysis } from '../analysis/types';
import type { State } from '../state/state';

export interface Question<Asked = State> {
  id: number;
  state: Asked;
}

/** `fault` is what the engine died of: it cannot be asked again. */
export type Reply<Answer = Analysis> = { id: number; analysis: Answer } | { id: number; fault: string };
