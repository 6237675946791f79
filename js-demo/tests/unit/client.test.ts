import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Analysis } from '../../src/analysis/types';
import { EngineClient, type WorkerLike } from '../../src/engine/client';
import type { Question, Reply } from '../../src/engine/messages';
import { emptyState, type State } from '../../src/state/state';

const ANALYSIS: Analysis = { version: '1', profiles: [], problems: [] };

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  questions: Question[] = [];
  terminated = false;
  postMessage(question: Question) {
    this.questions.push(question);
  }
  terminate() {
    this.terminated = true;
  }
  reply(reply: Partial<Reply> & object) {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }
  answer() {
    this.reply({ id: this.questions.at(-1)?.id ?? 0, analysis: ANALYSIS });
  }
}

function state(config: string): State {
  const state = emptyState();
  state.texts.config = config;
  return state;
}

function setUp() {
  const workers: FakeWorker[] = [];
  const answered: string[] = [];
  const restarted: string[] = [];
  const busy: boolean[] = [];
  const client = new EngineClient(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    {
      answered: (_, { texts }) => answered.push(texts.config),
      restarted: (why) => restarted.push(why),
      busy: (now) => busy.push(now),
    },
  );
  const ask = (config: string) => client.ask(state(config));
  const worker = (index: number) => workers[index] ?? new FakeWorker();
  const asked = (index: number) => worker(index).questions.map((question) => question.state.texts.config);
  return { workers, worker, answered, restarted, busy, ask, asked };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('questions', () => {
  test('one at a time, then the newest', () => {
    const { worker, ask, asked, answered, busy } = setUp();
    for (const config of ['a', 'b', 'c']) ask(config);
    expect(asked(0)).toEqual(['a']);
    worker(0).answer();
    expect(asked(0)).toEqual(['a', 'c']);
    worker(0).answer();
    expect(answered).toEqual(['a', 'c']);
    expect(busy).toEqual([true, true, false]);
  });

  test('an answer to another question is none', () => {
    const { worker, ask, answered } = setUp();
    ask('a');
    worker(0).reply({ id: 7, analysis: ANALYSIS });
    expect(answered).toEqual([]);
  });
});

describe('a worker is replaced', () => {
  test('when the engine aborts', () => {
    const { workers, worker, ask, asked, restarted, busy } = setUp();
    ask('a');
    worker(0).reply({ id: 1, fault: 'RuntimeError: unreachable' });
    expect(worker(0).terminated).toBe(true);
    expect(restarted).toEqual(['RuntimeError: unreachable']);
    expect(busy.at(-1)).toBe(false);
    // The text that it died of is not tried again by itself, and the next one is.
    expect([workers.length, asked(1)]).toEqual([2, []]);
    ask('b');
    expect(asked(1)).toEqual(['b']);
  });

  test('when it fails', () => {
    const { workers, worker, ask, restarted } = setUp();
    ask('a');
    const error = { message: 'out of memory', preventDefault: () => {} } as ErrorEvent;
    worker(0).onerror?.(error);
    expect(restarted).toEqual(['out of memory']);
    // One that nobody waits for is let be.
    worker(1).onerror?.(error);
    expect(workers.length).toBe(2);
  });

  test('when it does not answer in time, and what waits is asked', () => {
    const { worker, ask, asked, restarted, answered } = setUp();
    ask('a');
    ask('b');
    vi.advanceTimersByTime(9_999);
    expect(restarted).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(restarted).toEqual(['it did not answer within 10 seconds']);
    expect(asked(1)).toEqual(['b']);
    worker(1).answer();
    vi.advanceTimersByTime(60_000);
    expect([answered, restarted.length]).toEqual([['b'], 1]);
  });
});
