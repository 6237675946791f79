// The package as its users see it: imported by its name in Node, bundled, and started by hand as in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { test } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import init, * as counterpoise from 'counterpoise';
import * as inline from 'counterpoise/inline';
import * as web from 'counterpoise/web';

const { CounterpoiseError, Engine, call, callUntyped } = counterpoise;

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

test('an error is a CounterpoiseError with code, path, span and hint', () => {
  assert.throws(
    () => call('quantity.parse', { text: '15x' }),
    (error) => {
      assert.ok(error instanceof CounterpoiseError && error instanceof Error);
      assert.match(String(error), /^CounterpoiseError: .*15x/);
      assert.match(error.stack, /package\.test\.mjs/);
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

test('every entry has the same', () => {
  assert.deepEqual(web, counterpoise);
  const { default: start, ...rest } = counterpoise;
  const { default: other, ...same } = inline;
  assert.deepEqual(rest, same);
  assert.equal(typeof start, typeof other);
});

test('what is often asked has functions', () => {
  const { parseQuantity, parseSelector, renderTemplate, query, convert, reconcile, explain, check } = counterpoise;
  assert.equal(parseQuantity({ text: '1.5Gi' }).value, '1610612736');
  assert.equal(parseSelector({ text: 'b=1,a' }).canonical, 'a,b=1');
  assert.equal(renderTemplate({ template: '<<.Series>>', data: { Series: 'up' } }).text, 'up');
  assert.equal(query({ ...engineInput, request }).promql, promql);
  const response = {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: { pod: 'web-0' }, value: [0, '2'] }] },
  };
  const answer = { request, response, now: '2024-05-01T11:00:00Z' };
  assert.equal(convert({ ...engineInput, ...answer }).list.items[0].value, '2');
  const engine = new Engine(engineInput);
  assert.equal(engine.query({ request }).promql, promql);
  assert.equal(engine.convert(answer).list.items[0].value, '2');
  engine.free();
  const hpa = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 3 },
  };
  const scale = { spec: { replicas: 1 }, status: { replicas: 1, selector: 'app=web' } };
  const sync = { hpa, scale, now: '2024-05-01T11:00:00Z' };
  assert.equal(reconcile(sync).desiredReplicas, 2);
  assert.equal(explain(sync).decision.desiredReplicas, 2);
  assert.deepEqual(check({ files: [{ name: 'rules.yaml', text: 'rules: []' }] }).findings, []);
});

test('an engine answers without being told its configuration again', () => {
  const engine = new Engine(engineInput);
  assert.equal(engine.call('metrics.query', { request }).promql, promql);
  assert.throws(() => engine.call('metrics.query', { request: '/nowhere' }), { code: 'metrics.request-path' });
  engine.free();
});

test('an engine of a wrong configuration is not made', () => {
  assert.throws(
    () => new Engine({ config: 'rules: {' }),
    (error) => typeof error.code === 'string',
  );
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
  const types = await readFile(new URL('../pkg/operations.d.ts', import.meta.url), 'utf8');
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
  const contents = `import { call } from 'counterpoise/inline';
    globalThis.result = ${negate};`;
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

test('a browser that does not await init is told to', async () => {
  const contents = `import { CounterpoiseError, parseQuantity } from 'counterpoise/web';
    try { parseQuantity({ text: '1' }) } catch (error) {
      globalThis.result = error instanceof CounterpoiseError && error.code;
    }`;
  assert.equal((await inBrowser(contents)).result, 'module.not-ready');
});

test('a module that does not come says why, and may come later', async () => {
  const module_or_path = await readFile(new URL('../pkg/counterpoise_bg.wasm', import.meta.url));
  const contents = `import init, { CounterpoiseError, call } from 'counterpoise/web';
    globalThis.result = init({ module_or_path: new Response('', { status: 404 }) }).catch(async (error) => {
      const { code, cause } = error;
      await init({ module_or_path });
      return [error instanceof CounterpoiseError, code, cause.message, ${negate}].join();
    });`;
  const { result } = await inBrowser(contents, {}, { module_or_path, Response });
  assert.match(result, /^true,module\.load,.*404.*,-1$/);
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
