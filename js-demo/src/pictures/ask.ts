/** Asks the pictures' engine. Of questions that come while one is worked on the newest is asked next. */
import { EngineClient } from '../engine/client';
import type { Answer, Asked } from './messages';

export interface Told {
  answered(answer: Answer): void;
  /** The question was given up. */
  failed(why: string): void;
  busy(busy: boolean): void;
}

export function ask({ answered, failed, busy }: Told): (asked: Asked) => void {
  const start = () => new Worker(new URL('./engine.ts', import.meta.url), { type: 'module' });
  const client = new EngineClient<Asked, Answer>(start, { answered, restarted: failed, busy });
  return (asked) => client.ask(asked);
}
