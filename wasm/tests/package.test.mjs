// The package as its users see it: imported by its name in Node, bundled, and started by hand as in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { test } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import init, { Engine, call, callUntyped } from 'counterpoise';

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

test('an operation by a name that is known at run time only', () => {
  assert.deepEqual(callUntyped('engine.version'), call('engine.version', {}));
  const engine = new Engine(engineInput);
  assert.equal(engine.callUntyped('metrics.query', { request }).promql, promql);
  engine.free();
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

// A browser's own globals and no more: no `process`, no file to read.
async function inBrowser(contents, options = {}, globals = {}) {
  const { outputFiles, warnings } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    absWorkingDir: import.meta.dirname,
    // Of a script that is no ES module: where the module lies must then be told.
    logOverride: { 'empty-import-meta': 'silent' },
    outdir: 'bundle',
    ...options,
  });
  assert.deepEqual(warnings, []);
  const script = outputFiles.find(({ path }) => path.endsWith('.js'));
  const context = vm.createContext({ TextDecoder, TextEncoder, URL, WebAssembly, atob, console, ...globals });
  vm.runInContext(script.text, context);
  return { result: await context.result, outputFiles };
}

const negate = `call('quantity.neg', { a: '1' }).canonical`;

test('a bundle with the module inside it works as it is', async () => {
  const contents = `import { Engine, call, callUntyped } from 'counterpoise/inline';
    globalThis.result = callUntyped === call && Engine.prototype.callUntyped === Engine.prototype.call && ${negate};`;
  const { result, outputFiles } = await inBrowser(contents);
  assert.equal(result, '-1');
  assert.equal(outputFiles.length, 1);
});

test('a bundle with the module beside it is small', async () => {
  const contents = `
    import init, { call } from 'counterpoise';
    import url from 'counterpoise/counterpoise_bg.wasm';
    globalThis.result = init({ module_or_path: globalThis.emitted(url) }).then(() => ${negate});`;
  const bytes = await readFile(new URL('../pkg/counterpoise_bg.wasm', import.meta.url));
  const emitted = (url) => (assert.match(url, /\.wasm$/), bytes);
  const { result, outputFiles } = await inBrowser(contents, { loader: { '.wasm': 'file' } }, { emitted });
  assert.equal(result, '-1');
  const script = outputFiles.find(({ path }) => path.endsWith('.js'));
  assert.ok(script.contents.length < 50_000, `${script.contents.length} bytes`);
  assert.deepEqual(outputFiles.map(({ path }) => path.split('.').at(-1)).sort(), ['js', 'wasm']);
});

test('a browser awaits init', async () => {
  const module_or_path = await readFile(new URL('../pkg/counterpoise_bg.wasm', import.meta.url));
  const contents = `
    import init, { call } from 'counterpoise/web';
    globalThis.result = init({ module_or_path }).then(() => ${negate});`;
  assert.equal((await inBrowser(contents, {}, { module_or_path })).result, '-1');
});

// What a browser has to fetch with, and what it used of it and complained about.
async function fetched(type) {
  const bytes = await readFile(new URL('../pkg/counterpoise_bg.wasm', import.meta.url));
  const asked = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(200, { 'content-type': type }).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const warnings = [];
  const console = { warn: (text) => warnings.push(text) };
  const streamed = { count: 0 };
  const streaming = {
    ...Object.fromEntries(Object.getOwnPropertyNames(WebAssembly).map((name) => [name, WebAssembly[name]])),
    instantiateStreaming: async (...given) => {
      const instance = await WebAssembly.instantiateStreaming(...given);
      streamed.count += 1;
      return instance;
    },
  };
  const contents = `
    import init, { call } from 'counterpoise';
    globalThis.result = Promise.all([init({ module_or_path }), init()]).then(() => ${negate});`;
  const module_or_path = `http://127.0.0.1:${server.address().port}/counterpoise_bg.wasm`;
  const define = { 'import.meta.url': JSON.stringify(module_or_path) };
  const globals = { module_or_path, fetch, Response, console, WebAssembly: streaming };
  try {
    const { result } = await inBrowser(contents, { define }, globals);
    return { result, asked: asked.length, streamed: streamed.count, warnings: warnings.length };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('the module is fetched once and compiled while it comes', async () => {
  assert.deepEqual(await fetched('application/wasm'), { result: '-1', asked: 1, streamed: 1, warnings: 0 });
});

test('a module of another MIME type is compiled once it is there', async () => {
  assert.deepEqual(await fetched('application/octet-stream'), { result: '-1', asked: 1, streamed: 0, warnings: 1 });
});
