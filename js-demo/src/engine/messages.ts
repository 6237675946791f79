/** What the page and its worker tell each other. */
import type { Analysis } from '../analysis/types';
import type { State } from '../state/state';

export interface Question {
  id: number;
  state: State;
}

/** `fault` is what the engine died of: it cannot be asked again. */
export type Reply = { id: number; analysis: Analysis } | { id: number; fault: string };
