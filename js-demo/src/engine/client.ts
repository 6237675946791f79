/**
 * Asks the worker, one question at a time; of those that come meanwhile the newest is asked next. A worker that dies, or
 * does not answer in time, is replaced.
 */
import type { Analysis } from '../analysis/types';
import type { State } from '../state/state';
import type { Question, Reply } from './messages';
import { say } from '../words/words';

/** Milliseconds that an answer may take; the first includes starting the engine. */
const PATIENCE = 10_000;

export interface Listener<Asked = State, Answer = Analysis> {
  answered(analysis: Answer, state: Asked): void;
  /** The question was given up, and the engine started anew. */
  restarted(why: string): void;
  /** Whether a question is being worked on. */
  busy(busy: boolean): void;
}

/** What is used of a `Worker`. */
export interface WorkerLike<Asked = State, Answer = Analysis> {
  postMessage(question: Question<Asked>): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Reply<Answer>>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export class EngineClient<Asked = State, Answer = Analysis> {
  private worker: WorkerLike<Asked, Answer>;
  private asked: (Question<Asked> & { timer: ReturnType<typeof setTimeout> }) | undefined;
  private next: Asked | undefined;
  private id = 0;

  constructor(
    private readonly start: () => WorkerLike<Asked, Answer>,
    private readonly listener: Listener<Asked, Answer>,
  ) {
    this.worker = this.hire();
  }

  ask(state: Asked): void {
    this.next = state;
    if (!this.asked) this.send();
  }

  private send(): void {
    const state = this.next;
    this.next = undefined;
    this.listener.busy(state !== undefined);
    if (!state) return;
    const question: Question<Asked> = { id: ++this.id, state };
    const timer = setTimeout(() => this.replace(say('noAnswerWithin', { seconds: PATIENCE / 1000 })), PATIENCE);
    this.asked = { ...question, timer };
    this.worker.postMessage(question);
  }

  private received(reply: Reply<Answer>): void {
    if (reply.id !== this.asked?.id) return;
    if ('fault' in reply) return this.replace(reply.fault);
    const { state, timer } = this.asked;
    clearTimeout(timer);
    this.asked = undefined;
    this.listener.answered(reply.analysis, state);
    this.send();
  }

  private hire(): WorkerLike<Asked, Answer> {
    const worker = this.start();
    worker.onmessage = ({ data }) => this.received(data);
    worker.onerror = (event) => {
      event.preventDefault();
      // Replaced as soon as it is missed: one that cannot even start would fail for ever.
      if (this.asked) this.replace(event.message || say('couldNotStart'));
    };
    return worker;
  }

  private replace(why: string): void {
    this.worker.terminate();
    clearTimeout(this.asked?.timer);
    this.asked = undefined;
    this.worker = this.hire();
    this.listener.restarted(why);
    this.send();
  }
}
