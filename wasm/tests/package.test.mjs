// The package as its users see it: imported by its name in Node, bundled, and started by hand as in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import init, { Engine, call } from 'counterpoise';

const engineInput = {
  config: `
rules:
- seriesQuery: 'http_requests_total'
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)'
`,
  series: [{ __name__: 'http_requests_total', namespace: 'default', pod: 'web-0' }],
};
const request = '/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests_total';
const promql = 'sum(rate(http_requests_total{namespace="default",pod="web-0"}[2m])) by (pod)';

test('an operation gives an object', () => {
  assert.equal(call('quantity.parse', { text: '1.5Gi' }).canonical, '1536Mi');
  assert.equal(call('quantity.parse', { text: '9007199254740993' }).value, '9007199254740993');
});

test('an input may be left out', () => {
  assert.equal(call('engine.version').abi, 1);
});

test('an error is an Error with code, path, span and hint', () => {
  assert.throws(
    () => call('quantity.parse', { text: '15x' }),
    (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.code, 'quantity.syntax');
      assert.match(error.message, /15x/);
      assert.equal(error.path, 'text');
      assert.deepEqual(error.span, { line: 1, column: 3, endLine: 1, endColumn: 4 });
      assert.equal(typeof error.hint, 'string');
      return true;
    },
  );
  assert.throws(() => call('no.such', {}), { code: 'request.unknown-operation' });
  assert.throws(() => call('engine.version', { more: 1 }), { code: 'request.unknown-field', path: 'more' });
});

test('what JSON cannot hold is an error of the request', () => {
  const cycle = {};
  cycle.cycle = cycle;
  for (const input of [cycle, { text: 1n }, () => {}, Symbol('s')]) {
    assert.throws(() => call('quantity.parse', input), { code: 'request.json' });
  }
});

test('an error leaves the module usable', () => {
  for (let i = 0; i < 1000; i++) {
    assert.throws(() => call('quantity.parse', { text: 'x'.repeat(i) }));
  }
  assert.equal(call('quantity.neg', { a: '1' }).canonical, '-1');
});

test('text keeps every character', () => {
  assert.throws(() => call('héllo\u0000🙂', {}), /héllo.*🙂/);
});

test('an engine answers without being told its configuration again', () => {
  const engine = new Engine(engineInput);
  assert.equal(engine.call('metrics.query', { request }).promql, promql);
  assert.throws(() => engine.call('metrics.query', { request: '/nowhere' }), { code: 'metrics.request-path' });
  engine.free();
});

test('an engine of a wrong configuration is not made', () => {
  assert.throws(() => new Engine({ config: 'rules: {' }), (error) => typeof error.code === 'string');
  assert.throws(() => new Engine({ unknown: 1 }), { code: 'request.unknown-field' });
});

test('init does no harm where the module is ready', async () => {
  await init();
  assert.equal(call('quantity.neg', { a: '1' }).canonical, '-1');
});

test('every operation has its types', async () => {
  const types = await readFile(new URL('../pkg/index.d.ts', import.meta.url), 'utf8');
  const untyped = call('engine.version', {}).features.filter((op) => !types.includes(`'${op}': {`));
  assert.deepEqual(untyped, []);
});

// A browser's own globals and no more: no `process`, no file to read, no module beside the bundle.
async function inBrowser(options, globals = {}) {
  const { outputFiles, warnings } = await build({
    bundle: true,
    write: false,
    platform: 'browser',
    absWorkingDir: import.meta.dirname,
    ...options,
  });
  assert.deepEqual(warnings, []);
  assert.equal(outputFiles.length, 1);
  const context = vm.createContext({ TextDecoder, TextEncoder, WebAssembly, atob, console, ...globals });
  vm.runInContext(outputFiles[0].text, context);
  return context.result;
}

test('a bundle works as it is', async () => {
  const contents = `import { call } from 'counterpoise'; globalThis.result = call('quantity.neg', { a: '1' }).canonical;`;
  assert.equal(await inBrowser({ stdin: { contents, resolveDir: import.meta.dirname }, format: 'iife' }), '-1');
});

test('a browser awaits init', async () => {
  const module_or_path = await readFile(new URL('../pkg/counterpoise_bg.wasm', import.meta.url));
  const contents = `
    import init, { call } from 'counterpoise/web';
    globalThis.result = init({ module_or_path }).then(() => call('quantity.neg', { a: '1' }).canonical);`;
  const options = { stdin: { contents, resolveDir: import.meta.dirname }, format: 'iife', logOverride: { 'empty-import-meta': 'silent' } };
  assert.equal(await inBrowser(options, { module_or_path }), '-1');
});
