// How the module ends, and how it is made anew. What ends it is real: no memory, no stack.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { module } from './memory.mjs';
import init, { CounterpoiseError, Engine, call, initSync, parseQuantity } from 'counterpoise';

const PAGE = 65_536;
const canonical = () => parseQuantity({ text: '1.5Gi' }).canonical;
const engine = () => new Engine({ config: '', series: [{ __name__: 'up', namespace: 'default', pod: 'web-0' }] });
const aborted = (error) => error instanceof CounterpoiseError && error.code === 'module.aborted';

// Takes all memory that there is, and asks for more than was given back before.
function exhaust() {
  const { memory } = module;
  memory.grow(PAGE - memory.buffer.byteLength / PAGE);
  parseQuantity({ text: 'x'.repeat(10_000_000) });
}

test('a module that has ended says so until it is made anew', async () => {
  for (const again of [init, initSync]) {
    const before = engine();
    assert.throws(exhaust, (error) => {
      assert.ok(aborted(error));
      assert.ok(error.cause instanceof WebAssembly.RuntimeError);
      return true;
    });
    for (const ask of [canonical, engine, () => call('engine.version', {}), () => before.call('metrics.list', {})]) {
      assert.throws(ask, aborted);
    }
    await again();
    assert.equal(canonical(), '1536Mi');
    // It was of the module before, and so is nobody's now.
    assert.throws(() => before.call('metrics.list', {}), aborted);
    before.free();
    assert.throws(() => before.call('metrics.list', {}), { code: 'module.freed' });
    engine().free();
  }
});

test('where the stack has no room, a call fails, and the module is as it was or says that it has ended', async () => {
  const thrown = [];
  let calls = 0;
  const deeper = () => {
    try {
      deeper();
    } catch {
      // On the way up there is room for a call that ends within the module, and then for a whole one.
      try {
        calls += 1;
        canonical();
      } catch (error) {
        thrown.push(error);
      }
    }
  };
  deeper();
  assert.ok(thrown.length > 0 && thrown.length <= calls);
  assert.deepEqual(
    thrown.filter((error) => !(error instanceof RangeError || aborted(error))),
    [],
  );
  await init();
  assert.equal(canonical(), '1536Mi');
});

test('an input that ends the module while it is read', async () => {
  assert.throws(() => call('quantity.parse', { toJSON: exhaust }), aborted);
  assert.throws(canonical, aborted);
  await init();
  assert.equal(canonical(), '1536Mi');
});
