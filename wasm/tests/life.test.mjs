// What the module holds, and how it lets go of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { module } from './memory.mjs';
import { CounterpoiseError, Engine, parseQuantity } from 'counterpoise';

setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

const TIMES = 100_000;
const canonical = () => parseQuantity({ text: '1.5Gi' }).canonical;
const engine = () => new Engine({ config: '', series: [{ __name__: 'up', namespace: 'default', pod: 'web-0' }] });

// Bytes that so many runs take, behind as many that may take what they need.
async function growth(times, run) {
  await run(times / 10);
  const before = module.memory.buffer.byteLength;
  await run(times);
  return module.memory.buffer.byteLength - before;
}

test('100,000 calls take no memory', async () => {
  const took = await growth(TIMES, (times) => {
    for (let i = 0; i < times; i++) {
      canonical();
      assert.throws(() => parseQuantity({ text: '15x' }), CounterpoiseError);
    }
  });
  assert.equal(took, 0);
});

test('100,000 engines that are freed take no memory', async () => {
  const took = await growth(TIMES, (times) => {
    for (let i = 0; i < times; i++) engine().free();
  });
  assert.equal(took, 0);
});

test('100,000 engines that are forgotten take no more than those between two collections', async () => {
  const took = await growth(TIMES, async (times) => {
    for (let i = 0; i < times; i++) {
      engine();
      if (i % 1000 !== 999) continue;
      gc();
      // Finalizers run between tasks.
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  // Which of them are collected when is the host's: room for two rounds.
  assert.ok(took < 2 * 1000 * 4096, `${took} bytes`);
});

test('an engine that was freed says so', () => {
  const freed = engine();
  freed.free();
  freed.free();
  for (const ask of [
    () => freed.query({ request: '/' }),
    () => freed.call('metrics.list', {}),
    () => freed.callUntyped('x'),
  ]) {
    assert.throws(
      ask,
      (error) => error instanceof CounterpoiseError && error.code === 'module.freed' && error.hint !== '',
    );
  }
});

test('an engine is freed at the end of its block', { skip: !Symbol.dispose && 'a JavaScript without `using`' }, () => {
  const disposed = engine();
  disposed[Symbol.dispose]();
  assert.throws(() => disposed.call('metrics.list', {}), { code: 'module.freed' });
});
